/** The rules that a set of catalogues keeps. They are read as text, for sorting and double keys are lost in a value. */

/** Language -> the text of its catalogue. */
export type CatalogueTexts = Readonly<Record<string, string>>;

/** A catalogue: key -> sentence, plural forms under `key_one`, `key_other` and so on. */
export type Catalogue = ReadonlyMap<string, string>;

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** What is wrong in the catalogues by themselves, one line each, `language: what`. */
export function catalogueFaults(texts: CatalogueTexts): readonly string[] {
  const shape = Object.entries(texts).flatMap(([language, text]) => shapeFaults(language, text));
  return shape.length > 0 ? shape : comparisonFaults(texts);
}

/** A catalogue's entries in the order of the file. */
export function parseCatalogue(text: string): Catalogue {
  return new Map(Object.entries(JSON.parse(text) as Record<string, string>));
}

/** The key a program asks for: `articles_one` -> `articles`. */
export function baseKey(key: string): string {
  return key.replace(PLURAL, "");
}

/** The names in `{{…}}` of a sentence, sorted, each once. */
export function placeholdersOf(sentence: string): readonly string[] {
  const names = [...sentence.matchAll(/\{\{-?\s*([^},\s]+)[^}]*\}\}/g)].map(([, name]) => name ?? "");
  return [...new Set(names)].sort();
}

function shapeFaults(language: string, text: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [`${language}: no JSON: ${String(error)}`];
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${language}: no object`];
  const entries = Object.entries(value);
  const notText = entries.filter(([, sentence]) => typeof sentence !== "string" || sentence.trim() === "");
  if (notText.length > 0) return notText.map(([key]) => `${language}: ${key} is no sentence`);
  return [...doubleKeys(language, text), ...unsortedKeys(language, entries)];
}

function doubleKeys(language: string, text: string): readonly string[] {
  const keys = [...text.matchAll(/(?<=[{,]\s*)"((?:[^"\\]|\\.)*)"(?=\s*:)/g)].map(([, key]) => key ?? "");
  return keys.filter((key, index) => keys.indexOf(key) < index).map((key) => `${language}: ${key} twice`);
}

function unsortedKeys(language: string, entries: readonly (readonly [string, unknown])[]): readonly string[] {
  const keys = entries.map(([key]) => key);
  const index = keys.findIndex((key, at) => at > 0 && key < (keys[at - 1] ?? ""));
  return index < 0 ? [] : [`${language}: ${keys[index] ?? ""} stands after ${keys[index - 1] ?? ""}`];
}

function comparisonFaults(texts: CatalogueTexts): readonly string[] {
  const catalogues = new Map(
    Object.entries(texts).map(([language, text]) => [language, parseCatalogue(text)]),
  );
  const all = [...catalogues.values()].flatMap((catalogue) => [...catalogue.keys()]);
  const plurals = new Set(all.filter((key) => PLURAL.test(key)).map(baseKey));
  return [...new Set(all.map(baseKey))]
    .sort()
    .flatMap((key) => [
      ...[...catalogues].flatMap(([language, catalogue]) =>
        formFaults(language, catalogue, key, plurals.has(key)),
      ),
      ...placeholderFaults(catalogues, key, plurals.has(key)),
    ]);
}

/** A key with plurals has just the forms its language has, another key just itself. */
function formFaults(language: string, catalogue: Catalogue, key: string, plural: boolean): readonly string[] {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const wanted = plural ? categories.map((category) => `${key}_${category}`) : [key];
  const there = [...catalogue.keys()].filter((each) => baseKey(each) === key);
  return [
    ...wanted.filter((each) => !catalogue.has(each)).map((each) => `${language}: ${each} is missing`),
    ...there
      .filter((each) => !wanted.includes(each))
      .map((each) => `${language}: ${each} is no form of this language`),
  ];
}

/** Every language says the same things. "One article" may leave out the number, `_other` may not. */
function placeholderFaults(
  catalogues: ReadonlyMap<string, Catalogue>,
  key: string,
  plural: boolean,
): readonly string[] {
  const main = plural ? `${key}_other` : key;
  const sets = [...catalogues].flatMap(([language, catalogue]) => {
    const sentence = catalogue.get(main);
    return sentence === undefined ? [] : [{ language, names: placeholdersOf(sentence).join(", ") }];
  });
  const [first] = sets;
  const different = sets
    .filter((each) => each.names !== first?.names)
    .map(
      (each) =>
        `${each.language}: ${main} names {${each.names}}, ${first?.language ?? ""} {${first?.names ?? ""}}`,
    );
  return [...different, ...minorFormFaults(catalogues, key, main)];
}

function minorFormFaults(
  catalogues: ReadonlyMap<string, Catalogue>,
  key: string,
  main: string,
): readonly string[] {
  return [...catalogues].flatMap(([language, catalogue]) => {
    if (!catalogue.has(main)) return [];
    const allowed = placeholdersOf(catalogue.get(main) ?? "");
    const required = allowed.filter((name) => name !== "count");
    return [...catalogue]
      .filter(([each]) => baseKey(each) === key && each !== main)
      .filter(([, sentence]) => {
        const names = placeholdersOf(sentence);
        return (
          !names.every((name) => allowed.includes(name)) || !required.every((name) => names.includes(name))
        );
      })
      .map(([each]) => `${language}: ${each} names other things than ${main}`);
  });
}
