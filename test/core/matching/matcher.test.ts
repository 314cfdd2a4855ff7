import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMatcher as compileReference, type Pattern } from "../../../src/core/glossary/matcher.ts";
import { buildTables } from "../../../src/core/matching/build.ts";
import { compileMatcher, matcherOf } from "../../../src/core/matching/matcher.ts";
import { type Case, hardCases, opaqueCases } from "./cases.ts";

const RUNS = { numRuns: 1000 };

function pattern(text: string, rules: Partial<Pattern<string>> = {}): Pattern<string> {
  return { text, exactCase: false, exactJoints: false, payload: text, ...rules };
}

function likeReference({ text, patterns }: Case): void {
  expect(compileMatcher(patterns).scan(text)).toEqual(compileReference(patterns).scan(text));
}

describe("finds what the reference finds", () => {
  it("in hard texts", () => fc.assert(fc.property(hardCases, likeReference), RUNS));

  it("in texts with addresses", () => fc.assert(fc.property(opaqueCases, likeReference), RUNS));

  it.each([0, 1, 3 << 30])("when hashes collide, their bits being those of %i", (mask) => {
    fc.assert(
      fc.property(hardCases, ({ text, patterns }) => {
        const weak = matcherOf(buildTables(patterns, mask), patterns);
        expect(weak.scan(text)).toEqual(compileReference(patterns).scan(text));
      }),
      RUNS,
    );
  });

  const word = "abcdefgh".repeat(10);
  const element = "x".repeat(70_000);
  const phrase = Array.from({ length: 300 }, (_, i) => `w${i}`).join(" ");
  it.each<[string, string, readonly string[]]>([
    ["nothing in an empty text", "", ["a"]],
    ["nothing without patterns", "a b", []],
    ["nothing for patterns without elements", "a  b", ["", "  ", "\n\n"]],
    ["a text of one mark", ".", ["."]],
    ["a text that ends in white space", "a b ", ["b", "a b"]],
    ["a text that starts with white space", "\n\n a b", ["a", "a b"]],
    ["a text that ends in a dash", "a b-", ["b", "b-", "-"]],
    ["words longer than the table of powers", `a ${word} b ${word}s`, [word, `${word.toUpperCase()} b`]],
    [
      "words of 63 to 65 units",
      [63, 64, 65].map((n) => "y".repeat(n)).join(" "),
      ["y".repeat(63), "y".repeat(64)],
    ],
    ["a word longer than a record's short length", `a ${element} b`, [element, `a ${element}`]],
    [
      "a pattern of 300 elements, and its parts",
      `${phrase} w0`,
      [phrase, phrase.slice(0, 500), "w0", "w1 w2"],
    ],
    ["one pattern many times, in order", "Bay Area", Array.from({ length: 50 }, () => "bay area")],
    ["more hits than the arrays hold at first", "a ".repeat(2000), ["a", "a a", "a a a"]],
    ["more elements than the arrays hold at first", "a, b ".repeat(20_000), ["b a", "a, b"]],
    ["what follows two full stops", "..com a.b..pdf a", ["com", "a", "pdf"]],
  ])("for %s", (_name, text, forms) => {
    likeReference({ text, patterns: forms.map((form, payload) => ({ ...pattern(form), payload })) });
  });
});

describe("the rules of a pattern", () => {
  it.each<[string, Pattern<string>, string[]]>([
    [
      "Bay Area, bay-area, BAY\nAREA, Bay\n\nArea",
      pattern("Bay Area"),
      ["Bay Area", "bay-area", "BAY\nAREA"],
    ],
    ["Bay Area, bay area", pattern("Bay Area", { exactCase: true }), ["Bay Area"]],
    ["Bay-Area, Bay–Area, Bay Area", pattern("bay-area", { exactJoints: true }), ["Bay-Area"]],
    ["Bay-\nArea, Bay -Area", pattern("Bay Area"), ["Bay-\nArea"]],
    ["Bay-\nArea, Bay-Area", pattern("Bay-\nArea", { exactJoints: true }), ["Bay-\nArea"]],
    ["Bay\u00a0 Area", pattern("Bay Area", { exactJoints: true }), ["Bay\u00a0 Area"]],
    ["Bay‐Area, Bay‑Area", pattern("Bay-Area", { exactJoints: true }), ["Bay‐Area", "Bay‑Area"]],
    ["Jiang Wan’an, JIANG WAN'AN", pattern("Jiang Wan'an", { exactCase: true }), ["Jiang Wan’an"]],
    ["ﬁve FIVE", pattern("five"), ["ﬁve", "FIVE"]],
    ["CAFÉ cafe\u0301 cafe", pattern("café"), ["CAFÉ", "cafe\u0301"]],
    ["说Bi说, Bis", pattern("Bi"), ["Bi"]],
    ["新质生产力。新质", pattern("新质"), ["新质", "新质"]],
    ["see bi.pdf, @bi, bi@a.cn, `bi` and bi", pattern("bi"), ["bi"]],
  ])("in %j", (text, wanted, expected) => {
    const hits = compileMatcher([wanted]).scan(text);
    expect(hits.map((hit) => text.slice(hit.from, hit.to))).toEqual(expected);
  });
});

describe("hits without objects", () => {
  it("are from, to and index, longer first, then in the order of patterns", () => {
    const matcher = compileMatcher(
      ["bay", "the bay", "none", "the bay area", "The Bay"].map((form) => pattern(form)),
    );
    const text = "in the bay area";
    const count = matcher.count(text);
    expect([...matcher.hits.subarray(0, 3 * count)]).toEqual([3, 15, 3, 3, 10, 1, 3, 10, 4, 7, 10, 0]);
  });

  it("are those of the last text only", () => {
    const matcher = compileMatcher([pattern("a")]);
    expect([matcher.count("a a a"), matcher.count("b"), matcher.count("a")]).toEqual([3, 0, 1]);
  });
});

it("gives the same tables for the same patterns", () => {
  const forms = ["a b", "c", "a b c"].map((form) => pattern(form));
  expect(compileMatcher(forms).tables.buffer).toEqual(compileMatcher(forms).tables.buffer);
});
