import { from as tables } from "opencc-js/preset/cn2t";
import { describe, expect, it } from "vitest";
import { foldHans } from "../src/core/text/hans.ts";
import { LANGUAGES, type Language } from "../src/i18n/languages.ts";
import { type Catalogue, parseCatalogue } from "./support/locales.ts";
import { readProjectFile } from "./support/tree.ts";

type Catalogues = Readonly<Record<Language, Catalogue>>;
type Chinese = Exclude<Language, "en">;

const CHINESE: readonly Chinese[] = ["zh-Hans", "zh-Hant"];
const CATALOGUES = Object.fromEntries(
  LANGUAGES.map(({ code }) => [code, parseCatalogue(readProjectFile(`locales/${code}.json`))]),
) as unknown as Catalogues;

/** The rows of the table under a heading of the term list, cells trimmed. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const section = readProjectFile("docs/terms.md").split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** A word that the list translates: its English forms, and what may stand for it. */
interface Term {
  readonly english: readonly string[];
  readonly words: Readonly<Record<Chinese, readonly string[]>>;
}

const TERMS: readonly Term[] = rowsUnder("One word everywhere").map(
  ([english = "", hans = "", hant = ""]) => ({
    english: english.split(", "),
    words: { "zh-Hans": hans.split(" · "), "zh-Hant": hant.split(" · ") },
  }),
);

/** Texts that leave the word out, or use it in another sense. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  // Chinese says it without the noun.
  article: ["change.article.unarchive", "notice.article-unarchived"],
  form: ["failure.decision-no-preferred", "reason.no-preferred"],
  segment: ["failure.split-inside-change", "failure.split-inside-character", "failure.split-outside"],
  // Some of many, not the article to look around with.
  sample: ["cli.rerender-would-about_one", "cli.rerender-would-about_other"],
  split: ["beads.split"],
};

/** The sentence without what is not words of it: values that are filled in, options, names of columns. */
function plain(sentence: string): string {
  return sentence.replace(/\{\{[^}]*\}\}|--?[a-z][\w-]*|[a-z]+_[a-z_]+/g, " ");
}

/** The terms that stand in an English sentence; a longer one hides those inside it. */
function termsIn(sentence: string, terms: readonly Term[]): readonly Term[] {
  const forms = terms
    .flatMap((term) => term.english.map((word) => ({ term, word })))
    .sort((a, b) => b.word.length - a.word.length);
  let rest = plain(sentence);
  const found = new Set<Term>();
  for (const { term, word } of forms) {
    const pattern = new RegExp(`(?<![\\w-])${word}(?:s|’s)?(?![\\w-])`, "gi");
    if (!pattern.test(rest)) continue;
    found.add(term);
    rest = rest.replace(pattern, " ");
  }
  return [...found];
}

/** Where a Chinese text has none of the words for a term of the English one. */
function termFaults(catalogues: Catalogues, terms: readonly Term[]): readonly string[] {
  return [...catalogues.en].flatMap(([key, sentence]) =>
    termsIn(sentence, terms).flatMap(({ english: [name = ""], words }) =>
      CHINESE.filter((language) => {
        const text = catalogues[language].get(key);
        const excepted = ELSEWHERE[name]?.includes(key) ?? false;
        return text !== undefined && !excepted && !words[language].some((word) => text.includes(word));
      }).map((language) => `${language}: ${key} says “${name}” with none of ${words[language].join(", ")}`),
    ),
  );
}

/** What a language never says. */
interface Never {
  readonly language: string;
  readonly word: string;
}

const NEVER: readonly Never[] = rowsUnder("Never").flatMap(([language = "", words = ""]) =>
  words.split(", ").map((word) => ({ language, word })),
);

/** Where a text has a word that its language never uses. */
function neverFaults(language: string, catalogue: Catalogue, never: readonly Never[]): readonly string[] {
  const words = never.filter((each) => each.language === language).map(({ word }) => word);
  return [...catalogue].flatMap(([key, sentence]) =>
    words.filter((word) => has(plain(sentence), word)).map((word) => `${language}: ${key} says ${word}`),
  );
}

function has(text: string, word: string): boolean {
  if (!/^[a-z]/.test(word)) return text.includes(word);
  return new RegExp(`(?<!\\w)${word.replaceAll(".", "\\.")}(?!\\w)`, "i").test(text);
}

// Characters that stand in both scripts, though the table has another traditional one.
const BOTH = new Set(Array.from("准台群覆"));

/** Simplified character -> its traditional one. The package's types do not resolve, so its tables are read as unknown. */
function readTraditional(from: unknown): ReadonlyMap<string, string> {
  const dictionaries = Array.isArray(from) ? from.flat(2).map(String) : [];
  const pairs = dictionaries.flatMap((dictionary) => dictionary.split("|").map((pair) => pair.split(" ")));
  return new Map(
    pairs.flatMap(([key = "", value = ""]) => (key.length === 1 ? [[key, value] as const] : [])),
  );
}

const TRADITIONAL = readTraditional((tables as Readonly<Record<string, unknown>>)["cn"]);
const CONVERT: Readonly<Record<Chinese, (each: string) => string>> = {
  "zh-Hans": foldHans,
  "zh-Hant": (each) => TRADITIONAL.get(each) ?? each,
};

/** What is wrong with the writing of a Chinese text: signs, blanks, characters of the other script. */
function writingFaults(language: Chinese, sentence: string): readonly string[] {
  const marks = language === "zh-Hans" ? /[「」『』]/ : /[“”‘’]/;
  const says: readonly (readonly [boolean, string])[] = [
    [/\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u.test(sentence), "half-width punctuation"],
    [/\p{Script=Han}\.(?!\.?\w)/u.test(sentence), "half-width full stop"],
    [
      /\p{Script=Han}(?:[\w$]|\{\{)|(?:\w|\}\})\p{Script=Han}/u.test(sentence),
      "no blank between Chinese and Latin",
    ],
    [/\p{Script=Han} \p{Script=Han}/u.test(sentence), "a blank between Chinese characters"],
    [
      / [，。：；！？（）、《》「」]|[，。：；！？（）、《》「」] /u.test(sentence),
      "a blank beside punctuation",
    ],
    [marks.test(sentence), "the other script’s quotation marks"],
    [/"|'/.test(sentence), "straight quotation marks"],
  ];
  const strange = Array.from(sentence).filter((each) => !BOTH.has(each) && CONVERT[language](each) !== each);
  return [
    ...says.flatMap(([wrong, what]) => (wrong ? [what] : [])),
    ...strange.map((each) => `${each} of the other script`),
  ];
}

/** Names and keys that keep their capitals inside a sentence. */
const CAPITALS = new Set(
  "Chinese English Simplified Hong Kong Productivity Council InvestHK Macao Taiwan Singapore PostgreSQL Ctrl Enter Name Crowdin MateCat OmegaT Phrase Smartling Swordfish Weblate".split(
    " ",
  ),
);

/** What is wrong with the writing of an English text. */
function englishFaults(sentence: string): readonly string[] {
  const inside = [...plain(sentence).matchAll(/(?<=[\w,] )[A-Z][a-z]\w*/g)].map(([word]) => word);
  return [
    ...(/"|(?<!\$)'/.test(sentence) ? ["straight quotation marks"] : []),
    ...(/\.\.\.|!/.test(sentence) ? ["three dots or an exclamation mark"] : []),
    ...inside.filter((word) => !CAPITALS.has(word)).map((word) => `a capital in ${word}`),
  ];
}

describe("the term list", () => {
  it("says what stands at the keys it names", () => {
    const rows = rowsUnder("Words by their sense");
    expect(rows.length).toBeGreaterThan(15);
    const faults = rows.flatMap(([name = "", hans = "", hant = "", key = ""]) =>
      CHINESE.filter((language) => {
        const text = CATALOGUES[language].get(key.replaceAll("`", ""));
        return !(text?.includes(language === "zh-Hans" ? hans : hant) ?? false);
      }).map((language) => `${language}: ${name} is not in ${key}`),
    );
    expect(faults).toEqual([]);
  });

  it("is sorted, and has both scripts of every word", () => {
    const names = TERMS.map(({ english: [first = ""] }) => first.replace(/\W/g, ""));
    expect(names).toEqual([...names].sort());
    expect(TERMS.every(({ words }) => words["zh-Hans"].length === words["zh-Hant"].length)).toBe(true);
    expect(TERMS.filter(({ words }) => [...words["zh-Hans"], ...words["zh-Hant"]].includes(""))).toEqual([]);
  });

  it("is kept in every text", () => {
    expect(TERMS.length).toBeGreaterThan(40);
    expect(termFaults(CATALOGUES, TERMS)).toEqual([]);
  });

  it.each(LANGUAGES.map(({ code }) => code))("is kept in what is never said in %s", (code) => {
    expect(NEVER.filter(({ language }) => language === code).length).toBeGreaterThan(8);
    expect(neverFaults(code, CATALOGUES[code], NEVER)).toEqual([]);
  });
});

describe("the writing", () => {
  it.each(CHINESE)("of %s", (language) => {
    const faults = [...CATALOGUES[language]].flatMap(([key, sentence]) =>
      writingFaults(language, sentence).map((fault) => `${key}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it("of English", () => {
    const faults = [...CATALOGUES.en].flatMap(([key, sentence]) =>
      englishFaults(sentence).map((fault) => `${key}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });
});

describe("planted texts", () => {
  const catalogue = (text: string): Catalogue => new Map([["a", text]]);
  const terms: readonly Term[] = [
    { english: ["form"], words: { "zh-Hans": ["写法"], "zh-Hant": ["寫法"] } },
    { english: ["short form"], words: { "zh-Hans": ["简称"], "zh-Hant": ["簡稱"] } },
  ];

  it.each<[string, string, string, number]>([
    ["A form", "一种写法", "一種寫法", 0],
    ["Two forms", "两个词", "兩個寫法", 1],
    ["A short form", "简称", "簡稱", 0],
    ["A short form and a form", "简称", "簡稱", 2],
    ["A reform, {{form}}, --form", "改革", "改革", 0],
  ])("%s", (en, hans, hant, faults) => {
    const planted = { en: catalogue(en), "zh-Hans": catalogue(hans), "zh-Hant": catalogue(hant) };
    expect(termFaults(planted, terms)).toHaveLength(faults);
  });

  it.each<[Chinese, string, readonly string[]]>([
    ["zh-Hans", "第 {{number}} 句段，“好”。", []],
    ["zh-Hans", "第{{number}}句段", ["no blank between Chinese and Latin"]],
    ["zh-Hans", "好,不好", ["half-width punctuation"]],
    ["zh-Hans", "好.", ["half-width full stop"]],
    ["zh-Hans", "「好」", ["the other script’s quotation marks"]],
    ["zh-Hans", "儲存", ["儲 of the other script"]],
    ["zh-Hant", "保存这些", ["这 of the other script"]],
    ["zh-Hant", "好 的", ["a blank between Chinese characters"]],
    ["zh-Hant", "好， {{name}}", ["a blank beside punctuation"]],
  ])("%s: %s", (language, text, says) => {
    expect(writingFaults(language, text)).toEqual(says);
  });

  it.each<[string, readonly string[]]>([
    ["Save the name of a Chinese text", []],
    ["Save The name", ["a capital in The"]],
    ["It's done", ["straight quotation marks"]],
    ["Done!", ["three dots or an exclamation mark"]],
  ])("%s", (text, says) => {
    expect(englishFaults(text)).toEqual(says);
  });

  it.each<[string, string, number]>([
    ["en", "The suggestion is justified", 1],
    ["en", "Ketchup, etc.", 1],
    ["zh-Hant", "默認軟件", 2],
    ["zh-Hans", "默认软件", 0],
  ])("%s never: %s", (language, text, faults) => {
    expect(neverFaults(language, catalogue(text), NEVER)).toHaveLength(faults);
  });
});
