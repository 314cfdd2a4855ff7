/** Formats that hold less than a concept has: what they hold comes back, and writing it again changes no byte. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Concept, Form } from "../../../src/core/glossary/model.ts";
import { wholeEntry } from "../../../src/formats/glossaries/entry.ts";
import { bytesOf, readAll, type GlossaryFormat } from "../../../src/formats/glossaries/format.ts";
import { noLosses } from "../../../src/formats/glossaries/losses.ts";
import { bilingualTerms, onOneLine } from "../../../src/formats/glossaries/targets.ts";
import { GLOSSARY_FORMATS } from "../../../src/formats/table.ts";
import { concepts } from "../../support/arbitraries.ts";

/** Hard concepts whose Chinese is Chinese and whose English is not: some formats tell them apart by their characters. */
const glossaries = concepts().map((list) =>
  list.map((concept, nth) => ({
    ...concept,
    id: `${nth}${onOneLine(concept.id)}`,
    forms: concept.forms.map((form, place) => ({ ...form, text: bilingual(form, `${nth}${place}`) })),
  })),
);

function bilingual({ lang, text }: Form, number: string): string {
  // A number of its own, so that no two concepts share a term.
  const plain = text.replace(/\p{Script=Han}/gu, "x");
  return lang === "en" ? `E${number}${plain}` : `${lang === "zh-Hans" ? "汉" : "漢"}${number}${plain}`;
}

const ALL: readonly GlossaryFormat[] = GLOSSARY_FORMATS;

interface Held {
  readonly name: string;
  /** Whether concepts come back with their ids, and are told apart by them. */
  readonly ids: boolean;
  /** How a term comes back. */
  readonly term: (text: string) => string;
  /** The forms that the format has a place for. */
  readonly forms: (concept: Concept) => readonly Form[];
}

const all = ({ forms }: Concept): readonly Form[] => forms;

/** The first Chinese form of each script and the preferred English one. */
function oneALanguage(concept: Concept): readonly Form[] {
  const { sources, preferred } = bilingualTerms(concept);
  const english = concept.forms.find(({ lang, text }) => lang === "en" && text === preferred);
  const chinese = ["zh-Hans", "zh-Hant"].map((lang) => sources.find((form) => form.lang === lang));
  return [...chinese, english].filter((form) => form !== undefined);
}

const trim = (text: string): string => text.trim();
const HELD: readonly Held[] = [
  { name: "utx", forms: all, ids: true, term: onOneLine },
  { name: "omegat", forms: all, ids: false, term: onOneLine },
  { name: "matecat", forms: all, ids: false, term: trim },
  { name: "memoq", forms: all, ids: true, term: trim },
  { name: "tmx", forms: all, ids: true, term: trim },
  { name: "google-sets", forms: oneALanguage, ids: false, term: trim },
];

function write(
  format: GlossaryFormat,
  list: readonly Concept[],
): { readonly text: Uint8Array; readonly lost: ReadonlySet<string> } {
  const losses = noLosses();
  const text = bytesOf(
    format.write(
      list.map((each) => wholeEntry(each)),
      losses,
    ),
  );
  const hard = losses
    .report()
    .filter(({ code }) => code === "export-concept" || code === "export-characters");
  return { text, lost: new Set(hard.flatMap(({ conceptIds = [] }) => conceptIds)) };
}

function read(format: GlossaryFormat, bytes: Uint8Array): readonly Concept[] {
  const result = format.read === undefined ? undefined : readAll(format.read(bytes));
  if (result?.ok !== true) throw new Error(JSON.stringify(result));
  return result.value.map(({ concept }) => concept);
}

describe.each(HELD)("$name", ({ name, ids, term, forms }) => {
  const format = ALL.find((each) => each.name === name);
  if (format === undefined) throw new Error(name);

  it("what was read is written as it was, byte for byte", () => {
    fc.assert(
      fc.property(glossaries, (list) => {
        const first = write(format, list);
        if (list.length === first.lost.size) return;
        const second = write(format, read(format, first.text)).text;
        const third = write(format, read(format, second)).text;
        expect(Buffer.from(third).toString()).toBe(Buffer.from(second).toString());
      }),
    );
  });

  it("the terms come back, the forbidden ones as such", () => {
    fc.assert(
      fc.property(glossaries, (given) => {
        const { text, lost } = write(format, given);
        const kept = given.filter(({ id }) => !lost.has(id));
        if (kept.length === 0) return;
        const back = read(format, text);
        const told = (list: readonly Concept[]): unknown =>
          ids ? list.map((each) => [each.id, termsOf([each], term)]) : termsOf(list, term);
        expect(told(back)).toEqual(told(kept.map((each) => ({ ...each, forms: forms(each) }))));
      }),
    );
  });
});

function termsOf(list: readonly Concept[], term: (text: string) => string): readonly string[] {
  const terms = list.flatMap(({ forms }) =>
    forms.map(({ lang, kind, text }) => [lang, kind === "deprecated" ? "not" : "", term(text)].join(" ")),
  );
  return [...new Set(terms)].sort();
}
