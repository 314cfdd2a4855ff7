import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeFinder, QUERY_LIMIT } from "../../../src/core/find/finder.ts";
import type { Finder, QueryKind } from "../../../src/core/find/model.ts";
import { parseReplacement, replaceAt } from "../../../src/core/find/replacement.ts";

function finder(kind: QueryKind, target: string): Finder {
  const made = makeFinder({ kind, target, wholeWord: false, matchCase: false });
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}

/** The text with every place replaced. */
function replaceAll(kind: QueryKind, target: string, typed: string, text: string): string {
  const found = finder(kind, target);
  const replacement = parseReplacement(typed, kind, found);
  if (!replacement.ok) throw new Error(replacement.refusal.code);
  return replaceAt(text, found.find(text, 1000).occurrences, replacement.value);
}

describe("a replacement", () => {
  it.each([
    ["text", "Bi", "Mo", "Bi and bi.", "Mo and Mo."],
    ["text", "Bi", "$1 $& $$ $<x>", "Bi.", "$1 $& $$ $<x>."],
    ["text", " the", "", "On the day", "On day"],
    ["regexp", "(\\w+) (\\w+)", "$2, $1", "Bi Jianwen", "Jianwen, Bi"],
    ["regexp", "(?<last>Bi) (?<first>\\w+)", "$<first> $<last>", "Bi Jianwen", "Jianwen Bi"],
    ["regexp", "(?P<last>Bi)", "[$<last>]", "Bi", "[Bi]"],
    ["regexp", "a", "$$1 $& $", "a", "$1 a $"],
    ["regexp", "(a)|(b)", "<$1$2>", "ab", "<a><b>"],
    ["regexp", "(a)", "$10", "a", "a0"],
    ["regexp", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "$10$1", "abcdefghij", "ja"],
    ["regexp", "a", "cost: $ 5 $x", "a", "cost: $ 5 $x"],
  ] as const)("of a %s: %s by %s", (kind, target, typed, text, expected) => {
    expect(replaceAll(kind, target, typed, text)).toBe(expected);
  });

  it.each([
    ["$1", "a", "find.no-group", "$1"],
    ["x$3", "(a)(b)", "find.no-group", "$3"],
    ["$0", "(a)", "find.no-group", "$0"],
    ["x$<y>z", "(?<x>a)", "find.no-group", "$<y>"],
    ["a".repeat(QUERY_LIMIT + 1), "a", "find.too-long", "a"],
  ])("%s for %s is refused: %s", (typed, target, code, part) => {
    const made = parseReplacement(typed, "regexp", finder("regexp", target));
    if (made.ok) throw new Error("it is not");
    const { span } = made.refusal;
    expect(made.refusal.code).toBe(code);
    expect(span && typed.slice(span.from, span.to)).toBe(part);
  });
});

const LETTERS = fc.string({
  unit: fc.constantFrom("a", "b", "A", " ", "’", "é", "𠮷", "港", "$", "1"),
  maxLength: 16,
});
const WORDS = LETTERS.filter((text) => text !== "");

describe("replacing", () => {
  it("all places by what stands there changes nothing", () => {
    const patterns = fc.constantFrom("a+", "(a)b?", "[^ ]+", ".");
    fc.assert(
      fc.property(LETTERS, patterns, (text, target) => replaceAll("regexp", target, "$&", text) === text),
    );
    fc.assert(
      fc.property(LETTERS, WORDS, (text, target) => {
        const found = finder("text", target);
        const replacement = parseReplacement("new", "text", found);
        return replacement.ok && replaceAt(text, [], replacement.value) === text;
      }),
    );
  });

  it("keeps everything between the places: the pieces and the places joined are the text", () => {
    fc.assert(
      fc.property(LETTERS, WORDS, (text, target) => {
        const { occurrences } = finder("text", target).find(text, 1000);
        const marked = replaceAll("text", target, "\u0001", text).split("\u0001");
        expect(marked).toHaveLength(occurrences.length + 1);
        const joined = marked.map((piece, at) => piece + (occurrences[at]?.groups[0] ?? "")).join("");
        expect(joined).toBe(text);
      }),
    );
  });

  it("some places leaves the others", () => {
    const found = finder("text", "a");
    const [, second] = found.find("a a a", 10).occurrences;
    expect(replaceAt("a a a", second ? [second] : [], ["b"])).toBe("a b a");
  });
});
