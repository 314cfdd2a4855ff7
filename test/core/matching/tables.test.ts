import { describe, expect, it } from "vitest";
import type { Pattern } from "../../../src/core/glossary/matcher.ts";
import { buildTables } from "../../../src/core/matching/build.ts";
import { compileMatcher } from "../../../src/core/matching/matcher.ts";
import { tableBytes } from "../../../src/core/matching/tables.ts";

function patternsOf(texts: readonly string[]): Pattern<number>[] {
  return texts.map((text, payload) => ({ text, exactCase: false, exactJoints: false, payload }));
}

const many = (count: number, spell: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => spell(i));

describe("sizes", () => {
  // The smallest powers of two with 8 places a first element, 16 a pair, 1.6 a prefix that is looked up; 32 at least.
  it.each<[string, string[], number, number, number]>([
    ["no pattern", [], 32, 32, 32],
    ["one", ["a b c"], 32, 32, 32],
    ["900 words", many(900, (i) => `w${i}`), 8192, 32, 2048],
    ["900 pairs", many(900, (i) => `w${i} x`), 8192, 16_384, 2048],
    ["900 pairs with one beginning", many(900, (i) => `w x${i}`), 32, 16_384, 2048],
    ["900 pairs behind one pair", many(900, (i) => `w x y${i}`), 32, 32, 2048],
    ["900 times three words", many(900, (i) => `w${i} x y`), 8192, 16_384, 4096],
    ["900 times the same", many(900, () => "w x"), 32, 32, 32],
    [
      "900 words and as many pairs",
      [...many(900, (i) => `w${i}`), ...many(900, (i) => `v${i} x`)],
      16_384,
      16_384,
      4096,
    ],
  ])("of %s", (_, texts, firsts, pairs, slots) => {
    const tables = buildTables(patternsOf(texts));
    expect([tables.firsts.length * 16, tables.pairs.length * 32, tables.slots.length / 2]).toEqual([
      firsts,
      pairs,
      slots,
    ]);
    expect([tables.firstShift, tables.pairShift, tables.slotShift]).toEqual(
      [firsts, pairs, slots].map((places) => 32 - Math.log2(places)),
    );
  });

  it("in bytes", () => {
    const tables = buildTables(patternsOf(["a", "b c"]));
    const { index, records } = tableBytes(tables);
    expect(index + records).toBe(tables.buffer.byteLength);
    expect(records).toBe(tables.records.byteLength);
    // Record 0 is none; a record is three integers, then by element a joint, a length and the units.
    expect(records).toBe(4 * (1 + (3 + 2) + (3 + 3)));
  });
});

describe("the hash's seed", () => {
  const seedOf = (...texts: string[]): number => buildTables(patternsOf(texts)).seed;
  it("is another for other patterns, whichever character differs, and for more of them", () => {
    const sets = [["ab"], ["ac"], ["bb"], ["ab", ""], ["ab", "ab"], ["ab", "ac"], ["ac", "ab"], []];
    expect(new Set(sets.map((texts) => seedOf(...texts))).size).toBe(sets.length);
  });

  it("takes no bits off hashes", () => {
    expect(buildTables([]).mask).toBe(-1);
  });
});

it("says which Unicode it was made with", () => {
  const mine = (process.versions["unicode"] ?? "").split(".").map(Number);
  const [major = 0, minor = 0] = mine;
  const known = [
    [15, 0],
    [15, 1],
    [16, 0],
    [17, 0],
  ].filter(([a = 0, b = 0]) => major > a || (major === a && minor >= b));
  expect(new Int32Array(buildTables([]).buffer)[2]).toBe(known.length);
});

describe("sets of every size", () => {
  it.each([1, 31, 32, 33, 63, 64, 65, 129, 1000])("finds each of %i patterns", (count) => {
    const texts = many(count, (i) => `w${i}${i % 3 === 0 ? ` x${i % 7} y` : ""}`);
    const matcher = compileMatcher(patternsOf(texts));
    const found = new Set(matcher.scan(texts.join(". ")).map((hit) => hit.payload));
    expect(found.size).toBe(count);
  });

  it.each([65_534, 65_535, 65_536])(
    "finds a word of %i units, in capitals and with accents too",
    (length) => {
      const word = "é".repeat(length);
      const matcher = compileMatcher(patternsOf([`a ${word}`, word.normalize("NFD")]));
      expect(matcher.scan(`A ${word.toUpperCase()} b`)).toEqual([
        { from: 0, to: length + 2, payload: 0 },
        { from: 2, to: length + 2, payload: 1 },
      ]);
      expect(matcher.scan(`a ${word}é b`)).toEqual([]);
    },
  );

  it("keeps its payloads when the list it was made of changes", () => {
    const patterns = patternsOf(["a"]);
    const matcher = compileMatcher(patterns);
    patterns.length = 0;
    expect(matcher.scan("a")).toEqual([{ from: 0, to: 1, payload: 0 }]);
  });
});
