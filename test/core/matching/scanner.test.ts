import { describe, expect, it } from "vitest";
import { compileMatcher as compileReference, type Pattern } from "../../../src/core/glossary/matcher.ts";
import { buildTables } from "../../../src/core/matching/build.ts";
import { compileMatcher, matcherOf } from "../../../src/core/matching/matcher.ts";
import { HIT_WORDS, Scanner } from "../../../src/core/matching/scanner.ts";

/** Patterns of the forms; `!` first: capitals count, `=` first: joints count. The payload is the index. */
function patternsOf(forms: readonly string[]): Pattern<number>[] {
  return forms.map((form, payload) => {
    const rules = /^[!=]*/.exec(form)?.[0] ?? "";
    const text = form.slice(rules.length);
    return { text, exactCase: rules.includes("!"), exactJoints: rules.includes("="), payload };
  });
}

/** The hits `surface:index`, in order, with and without collisions of hashes; they are those of the reference too. */
function hits(text: string, forms: readonly string[]): string[] {
  const patterns = patternsOf(forms);
  const [found, ...others] = [
    compileMatcher(patterns).scan(text),
    compileReference(patterns).scan(text),
    ...[0, 1, 3 << 30].map((mask) => matcherOf(buildTables(patterns, mask), patterns).scan(text)),
  ];
  for (const other of others) expect(other).toEqual(found);
  return found.map(({ from, to, payload }) => `${text.slice(from, to)}:${payload}`);
}

describe("the order of hits", () => {
  it.each<[string, string, string[], string[]]>([
    ["by where they start", "a b c", ["c", "b", "a"], ["a:2", "b:1", "c:0"]],
    ["longer ones first", "a b c", ["a", "a b c", "a b"], ["a b c:1", "a b:2", "a:0"]],
    ["of one length in the order of patterns", "a b", ["A b", "a-b", "a b"], ["a b:0", "a b:1", "a b:2"]],
    ["each of several that are the same", "a a", ["a", "a"], ["a:0", "a:1", "a:0", "a:1"]],
    ["those that cross", "a b c d", ["b c d", "a b", "c d"], ["a b:1", "b c d:0", "c d:2"]],
    ["a longer one without the shorter", "a b c", ["a b d", "a b c"], ["a b c:1"]],
    ["a shorter one where the longer goes on unlike", "a b d", ["a b c", "a b"], ["a b:1"]],
    ["at the end, where a longer one would go on", "x a b", ["a b c", "a b", "b c", "b"], ["a b:1", "b:3"]],
    ["nothing of a pattern that only begins", "a b", ["a b c", "b c", "a b c d"], []],
  ])("%s", (_, text, forms, expected) => {
    expect(hits(text, forms)).toEqual(expected);
  });
});

describe("what is compared", () => {
  it.each<[string, string, string[], string[]]>([
    [
      "capitals, where they count",
      "Bay bay BAY",
      ["bay", "!Bay", "!BAY"],
      ["Bay:0", "Bay:1", "bay:0", "BAY:0", "BAY:2"],
    ],
    ["capitals behind the first word", "Bay Area Bay area", ["!Bay Area"], ["Bay Area:0"]],
    ["joints, where they count", "a b a-b a–b", ["=a b", "=a-b"], ["a b:0", "a-b:1"]],
    ["joints, where they do not", "a b a-b a–b ab", ["a b"], ["a b:0", "a-b:0", "a–b:0"]],
    ["joints behind the second word", "a b-c a b c", ["=a b-c"], ["a b-c:0"]],
    ["joints of marks", "a, b a ,b a,b", ["=a, b", "a,b"], ["a, b:0", "a,b:1"]],
    ["what stands before the first word counts for nothing", "x-a b\n\na b", ["=a b"], ["a b:0", "a b:0"]],
    ["a blank line joins nothing", "a\n\nb a\nb", ["a b"], ["a\nb:0"]],
    ["both rules", "Bay-Area bay-area Bay Area", ["!=Bay-Area"], ["Bay-Area:0"]],
    ["the length of words", "ab a abc", ["ab"], ["ab:0"]],
    ["the last letter", "abc abd", ["abd"], ["abd:0"]],
    [
      "what folds as a whole",
      "cafe\u0301 café CAFÉ",
      ["café", "!café"],
      ["cafe\u0301:0", "cafe\u0301:1", "café:0", "café:1", "CAFÉ:0"],
    ],
    [
      "what folds as a whole behind another word",
      "the cafe\u0301 bar",
      ["café bar", "the café"],
      ["the cafe\u0301:1", "cafe\u0301 bar:0"],
    ],
    ["a longer fold", "ﬁ fi FI", ["fi", "!fi", "ﬁ"], ["ﬁ:0", "ﬁ:2", "fi:0", "fi:1", "fi:2", "FI:0", "FI:2"]],
    ["apostrophes of all kinds", "Wan'an Wan’an wan’an", ["!Wan’an"], ["Wan'an:0", "Wan’an:0"]],
    ["marks that fold to several units", "a … b", ["a … b", "a ... b"], ["a … b:0"]],
    ["half pairs and whole ones", "𠮷 \uD842", ["𠮷", "\uD842"], ["𠮷:0", "\uD842:1"]],
  ])("%s", (_, text, forms, expected) => {
    expect(hits(text, forms)).toEqual(expected);
  });

  it("words of 65534 to 65536 units, alike but for one", () => {
    const word = (length: number, last: string): string => `${"x".repeat(length - 1)}${last}`;
    for (const length of [65_534, 65_535, 65_536]) {
      const patterns = patternsOf([word(length, "y"), `${word(length, "y")} b`]);
      const text = `${word(length, "y")} b ${word(length, "z")} b ${word(length + 1, "y")} b ${word(length, "Y")}-b`;
      const found = compileMatcher(patterns).scan(text);
      expect(found.map(({ payload }) => payload)).toEqual([1, 0, 1, 0]);
      expect(found).toEqual(compileReference(patterns).scan(text));
    }
  });
});

describe("addresses, handles and code", () => {
  it.each<[string, string, string[]]>([
    ["one", "bi @bi bi", ["bi:0", "bi:0"]],
    [
      "several, with hits before, between and behind",
      "bi @bi bi `bi` bi bi.pdf bi",
      ["bi:0", "bi:0", "bi:0", "bi:0"],
    ],
    ["one with several hits in it", "`bi bi bi` bi", ["bi:0"]],
    ["hits that touch it", "bi`bi`bi", ["bi:0", "bi:0"]],
    ["none", "bi. bi: bi", ["bi:0", "bi:0", "bi:0"]],
    ["what only may be one", "bi @ bi", ["bi:0", "bi:0"]],
  ])("%s: %s", (_, text, expected) => {
    expect(hits(text, ["bi"])).toEqual(expected);
  });

  it("drop a longer hit that reaches into one, and keep the shorter before it", () => {
    expect(hits("bi `x` bi x", ["bi", "bi ` x", "bi x"])).toEqual(["bi:0", "bi x:2", "bi:0"]);
    expect(hits("a b @b a b", ["a b", "b", "b @", "a"])).toEqual([
      "a b:0",
      "a:3",
      "b:1",
      "a b:0",
      "a:3",
      "b:1",
    ]);
  });
});

describe("memory", () => {
  it("is room for as many hits as there are", () => {
    for (const count of [85, 86, 255, 256, 257, 1000, 3000]) {
      const scanner = new Scanner(buildTables(patternsOf(["a", "a b", "b"])));
      expect(scanner.scan("a b ".repeat(count))).toBe(3 * count);
      const starts = Array.from({ length: 3 * count }, (_, i) => scanner.hits[i * HIT_WORDS]);
      expect(starts).toEqual(Array.from({ length: count }, (_, i) => [4 * i, 4 * i, 4 * i + 2]).flat());
    }
  });

  it("is enough for texts of any length, long and short in turn, whichever scanner reads them", () => {
    const patterns = patternsOf(["a b", "b"]);
    const [one, two] = [compileMatcher(patterns), compileMatcher(patterns)];
    for (const count of [1, 1365, 1366, 4096, 30_000, 10, 400_000, 5]) {
      expect([one.count("a b ".repeat(count)), two.count("b ".repeat(count))]).toEqual([2 * count, count]);
    }
  });
});
