import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeFinder, QUERY_LIMIT } from "../../../src/core/find/finder.ts";
import type { Found, Query } from "../../../src/core/find/model.ts";
import { unmark } from "./marked.ts";

/** A query from `text` or `/regexp/` with flags behind a last slash: `w` whole words, `c` capitals count. */
function query(notation: string): Query {
  const [, pattern, flagsOf] = /^\/(.*)\/([wc]*)$/s.exec(notation) ?? [];
  const [, text = notation, more] = /^(.*)\|([wc]*)$/s.exec(notation) ?? [];
  const flags = flagsOf ?? more ?? "";
  return {
    kind: pattern === undefined ? "text" : "regexp",
    target: pattern ?? text,
    wholeWord: flags.includes("w"),
    matchCase: flags.includes("c"),
  };
}

function find(asked: Query, text: string, limit = 1000): Found {
  const made = makeFinder(asked);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.find(text, limit);
}

describe("a query finds the marked places", () => {
  it.each([
    // As text.
    ["Bi", "«Bi» met Al«bi»on and ABBA's «BI»"],
    ["Bi|c", "«Bi» met Albion and ABBA's BI"],
    ["Bi|w", "«Bi» met Albion; «bi»-weekly, «Bi»’s, _bi"],
    ["hong kong|w", "«Hong Kong»'s Hong Kongers, «HONG\u00a0KONG», «Hong\nKong»"],
    ["don't", "I «don’t», «DON'T», «don`t»"],
    ['"x"', "«“x”» «„x”» 'x'"],
    ["a.c", "abc «a.c»"],
    ["aa", "«aa»«aa»a"],
    ["aa|w", "aaa «aa» aaaa"],
    ["é", "«É» e «é»"],
    ["i", "İ«I»«i»ı"],
    ["ß", "«ß» SS"],
    ["香港", "在«香港»。"],
    ["香港|w", "在«香港»。"],
    ["𠮷", "«𠮷»野家"],
    ["nothing", "No thing."],
    // As regular expressions.
    ["/bi (\\w+)/", "«Bi Jianwen» and «BI X»"],
    ["/bi (\\w+)/c", "«bi x», Bi Jianwen"],
    ["/council|coun/w", "«Council», «coun», councils"],
    ["/\\p{Lu}\\p{L}+/c", "«Legislative» «Éire» and the rest"],
    ["/^the/", "«The» other the"],
    ["/end$/", "the end, the «end»"],
    ["/x*/", "a«xx»b«x»"],
    ["/./", "«a»«𠮷»«é»"],
    ["/(?:a|b)c/", "«ac»«bc»cc"],
    ["/a.b/", "a\nb «a b»"],
    ["/\\bkong\\b/", "Hong «Kong», Kongs"],
    ["/a*b/w", "xab «aab» b1 «b»"],
  ])("%s", (notation, marked) => {
    const { text, spans } = unmark(marked);
    const { occurrences, more } = find(query(notation), text);
    expect(occurrences.map(({ from, to }) => ({ from, to }))).toEqual(spans);
    expect(more).toBe(false);
  });
});

describe("what cannot be looked for", () => {
  it.each([
    ["", "find.empty", undefined],
    ["a".repeat(QUERY_LIMIT + 2), "find.too-long", "aa"],
    ["/a(b/", "regexp.open-parenthesis", "a(b"],
    ["/a)b)/", "regexp.closed-parenthesis", ")"],
    ["/x[ab/", "regexp.open-bracket", "[ab"],
    ["/x[z-a]/", "regexp.class", "z-a"],
    ["/*a/", "regexp.repeat-nothing", "*"],
    ["/ab**/", "regexp.repeat-twice", "**"],
    ["/a{2,1}/", "regexp.repeat-count", "{2,1}"],
    ["/x(?=a)/", "regexp.unsupported", "(?="],
    ["/(a)\\1/", "regexp.escape", "\\1"],
    ["/a\\/", "regexp.trailing-backslash", "\\"],
    ["/(?P<x/", "regexp.group-name", "(?P<x"],
    ["/(?<a>b)(?<a>c)/", "regexp.group-twice", "a"],
    ["/(?:a{0,500}){0,2}/", "regexp.too-large", "(?:a{0,500}){0,2}"],
    ["/((((a{100}){100}){100}){100})/", "regexp.repeat-count", "{100}"],
  ])("%s: %s", (notation, code, part) => {
    const asked = query(notation);
    const made = makeFinder(asked);
    if (made.ok) throw new Error("it can");
    const { span } = made.refusal;
    expect(made.refusal.code).toBe(code);
    expect(span && asked.target.slice(span.from, span.to)).toBe(part);
  });
});

describe("limits", () => {
  it.each(["a", "/a/"])("%s stops at so many places and says that there may be more", (notation) => {
    expect(find(query(notation), "aaa", 2)).toMatchObject({
      occurrences: [{ from: 0 }, { from: 1 }],
      more: true,
    });
    expect(find(query(notation), "aaa", 3).more).toBe(false);
  });

  it("a pattern that has to read on and on is stopped", () => {
    const { occurrences, more } = find(query("/(?:a{0,90}){0,2}b|a/"), "a".repeat(50_000));
    expect(more).toBe(true);
    expect(occurrences.length).toBeGreaterThan(0);
  });
});

const LETTERS = fc.string({
  unit: fc.constantFrom("a", "b", "A", " ", "'", "’", "é", "𠮷", "港", "e\u0301", "\u00a0"),
  maxLength: 14,
});

it("finds as text what a slow search of every place finds", () => {
  fc.assert(
    fc.property(
      LETTERS,
      LETTERS.filter((text) => text !== ""),
      fc.boolean(),
      (text, target, matchCase) => {
        const same = (one: string): string => {
          const alike = one.replaceAll("’", "'").replaceAll("\u00a0", " ");
          return matchCase ? alike : alike.toLowerCase();
        };
        const expected: number[] = [];
        for (let at = 0; at + target.length <= text.length;) {
          if (same(text.slice(at, at + target.length)) === same(target)) {
            expected.push(at);
            at += target.length;
          } else at++;
        }
        const { occurrences } = find({ kind: "text", target, matchCase, wholeWord: false }, text);
        expect(occurrences.map(({ from }) => from)).toEqual(expected);
      },
    ),
  );
});

it("finds places in order that do not overlap, cut no character and are what their pattern says", () => {
  const patterns = fc.constantFrom("a+", "[^a]", "a|ab|b", "(a)(b)?", "\\s", ".", "\\w*", "(?:a|é)*b?");
  fc.assert(
    fc.property(LETTERS, patterns, fc.boolean(), (text, target, wholeWord) => {
      const { occurrences } = find({ kind: "regexp", target, matchCase: false, wholeWord }, text);
      let last = 0;
      for (const { from, to, groups } of occurrences) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        expect(groups[0]).toBe(text.slice(from, to));
        expect(groups[0]?.isWellFormed()).toBe(true);
        last = to;
      }
    }),
  );
});
