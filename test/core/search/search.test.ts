import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Category, Concept } from "../../../src/core/glossary/model.ts";
import { firstKey } from "../../../src/core/search/first-key.ts";
import { foldForSearch } from "../../../src/core/search/fold.ts";
import { keysIn } from "../../../src/core/search/keys.ts";
import { searchLines } from "../../../src/core/search/lines.ts";
import { hasWords, parseSearch, rankOf } from "../../../src/core/search/query.ts";
import { aConcept, aForm } from "../../support/records.ts";

/** A concept from its forms: `zh-Hans preferred 毕坚文`; a note stands behind `note `. */
function concept(category: Category, ...notation: readonly string[]): Concept {
  const [notes, forms] = [
    notation.filter((n) => n.startsWith("note ")),
    notation.filter((n) => !n.startsWith("note ")),
  ];
  return aConcept({ category, forms: forms.map(aForm), note: notes.map((n) => n.slice(5)).join(" ") });
}

const BUTT = concept(
  "person",
  "zh-Hans preferred 毕坚文",
  "zh-Hant preferred 畢堅文",
  "en preferred Mohamed D. Butt",
  "en deprecated Bi Jianwen",
  "note Head of the U.S. office 主持工作",
);
const CONCEPTS: Readonly<Record<string, Concept>> = {
  butt: BUTT,
  luDan: concept("person", "zh-Hans preferred 单吕略", "en preferred Shan Lue"),
  cafe: concept("place", "zh-Hans preferred 5G·云谷咖啡馆", "en preferred People’s U.S. Café-Bar"),
  bank: concept("organisation", "zh-Hant preferred 重慶銀行", "en preferred Bank of Chongqing"),
  rare: concept("place", "zh-Hant preferred 𠮷野𠮷"),
  wto: concept("organisation", "zh-Hans preferred WTO", "en preferred World Trade Organization"),
};

/** The keys of a concept, each once, in the order of UTF-16 units. */
function keysOf(one: Concept): string[] {
  const keys = new Set<string>();
  keysIn(searchLines(one), (key) => keys.add(key));
  return [...keys].sort();
}

/** How a query finds a concept: `whole <kind>`, `words`, or not at all. */
function found(typed: string, name: string): string {
  const query = parseSearch(typed);
  const one = CONCEPTS[name];
  if (query === undefined || one === undefined) return "no";
  const lines = searchLines(one);
  const rank = rankOf(query, lines);
  if (rank !== undefined) return `whole ${rank.key.charAt(0)}`;
  if (rankOf({ ...query, toned: undefined }, lines) !== undefined) return "other tone";
  return hasWords(query, lines) ? "words" : "no";
}

describe("a search finds a concept", () => {
  it.each([
    ["毕", "butt", "whole z"],
    ["畢堅", "butt", "whole z"],
    ["坚文", "butt", "whole y"],
    ["毕 坚文", "butt", "whole z"],
    ["文坚", "butt", "no"],
    ["bjw", "butt", "whole i"],
    ["b j w", "butt", "whole i"],
    ["BJW", "butt", "whole i"],
    ["bijianw", "butt", "whole p"],
    ["bi jian wen", "butt", "whole p"],
    ["jianwen", "butt", "whole f"],
    ["bǐ jiānwén", "butt", "whole e"],
    ["bì jiān wén", "butt", "whole p"],
    ["bi4", "butt", "whole p"],
    ["bi3", "butt", "other tone"],
    ["bi4jian1", "butt", "whole p"],
    ["bi4 jian2", "butt", "other tone"],
    ["bìj", "butt", "whole p"],
    ["wen2", "butt", "whole q"],
    ["mohamed", "butt", "whole e"],
    ["MOHAMED D BU", "butt", "whole e"],
    ["butt", "butt", "whole f"],
    ["butt mohamed", "butt", "words"],
    ["butt 毕", "butt", "words"],
    ["毕 jianwen", "butt", "words"],
    ["head", "butt", "whole n"],
    ["us", "butt", "whole n"],
    ["主持", "butt", "whole n"],
    ["持工", "butt", "whole n"],
    ["head office", "butt", "words"],
    ["lv", "luDan", "whole q"],
    ["lu", "luDan", "whole f"],
    ["lvlve", "luDan", "whole q"],
    ["lulue", "luDan", "whole q"],
    ["𠮷野", "rare", "whole z"],
    ["ye", "rare", "whole q"],
    ["lüe", "luDan", "whole f"],
    ["lu:e", "luDan", "whole q"],
    ["lǚ", "luDan", "whole f"],
    ["lü3 lüe4", "luDan", "whole q"],
    ["shan lv", "luDan", "whole p"],
    ["dan", "luDan", "whole p"],
    ["sll", "luDan", "whole i"],
    ["5g云谷", "cafe", "whole z"],
    ["5gyungu", "cafe", "whole p"],
    ["cafe bar", "cafe", "whole f"],
    ["café-bar", "cafe", "whole f"],
    ["peoples us", "cafe", "whole e"],
    ["people's u.s.", "cafe", "whole e"],
    ["chongqing yinhang", "bank", "whole p"],
    ["重庆银行", "bank", "whole z"],
    ["xing", "bank", "no"],
    ["wto", "wto", "whole e"],
    ["trade organi", "wto", "whole f"],
    ["g20", "butt", "no"],
    ["", "butt", "no"],
    [" -!", "butt", "no"],
  ])("%j: %s is %s", (typed, name, way) => {
    expect(found(typed, name)).toBe(way);
  });
});

it("folds what is typed and what is stored alike", () => {
  const texts = ["Łódź — “A.B.”", "ＡＢＣ", "e\u0301", "Straße", "後 后", "Xi’an", "don`t", "ÅŒ"];
  for (const text of texts) expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
  expect(texts.map(foldForSearch)).toEqual([
    "lodz ab",
    "abc",
    "e",
    "strasse",
    "后 后",
    "xian",
    "dont",
    "aoe",
  ]);
});

it("keeps the keys of a concept within bounds, whatever its forms are", () => {
  const long = concept(
    "term",
    `zh-Hans preferred ${"很".repeat(5000)}`,
    `en preferred ${"a b ".repeat(5000)}`,
    `note ${"长".repeat(9000)}`,
  );
  const keys = keysOf(long);
  expect(keys.length).toBeLessThan(300);
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(150);
  expect(keys.every((key) => key.isWellFormed() && !key.includes("\n"))).toBe(true);
});

it("finds the first key that begins so as if it looked at all keys", () => {
  const words = "bank ban of the b. li Lǜ 李 李丽 绿女 𠮷野 5g 很很很".split(" ");
  const text = fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 50 })
    .chain((parts) => fc.constantFrom(" ", "").map((between) => parts.join(between)));
  const concepts = fc.record({
    category: fc.constantFrom("person" as const, "term" as const),
    note: text,
    forms: fc.array(
      fc.record({
        lang: fc.constantFrom("en" as const, "zh-Hans" as const),
        kind: fc.constant("preferred" as const),
        text,
      }),
      { minLength: 1, maxLength: 3 },
    ),
  });
  let found = 0;
  fc.assert(
    fc.property(concepts, fc.nat(), fc.integer({ min: 2, max: 30 }), (patch, at, length) => {
      const one = aConcept(patch);
      const keys = keysOf(one);
      // What begins as one of its keys, and what none may begin like.
      const key = keys[at % keys.length] ?? "";
      for (const beginning of [
        Array.from(key).slice(0, length).join(""),
        `${key}x`,
        key.replace(/.$/u, "z"),
      ]) {
        const first = keys.find((each) => each.startsWith(beginning));
        expect(firstKey(searchLines(one), beginning)).toBe(first);
        if (first !== undefined) found++;
      }
    }),
    { numRuns: 400 },
  );
  expect(found).toBeGreaterThan(300);
});
