import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { englishPatterns } from "../../../src/core/glossary/compile.ts";
import { compileMatcher } from "../../../src/core/glossary/matcher.ts";
import { term, type Term } from "../../support/concepts.ts";

/** The text with every hit in «», or the text itself. Overlapping hits are shown one after another. */
function found(text: string, parts: Term & { readonly preferred?: string }): string[] {
  const matcher = compileMatcher(englishPatterns(term(parts.preferred ?? "", parts)));
  return matcher
    .scan(text)
    .map((hit) => `${text.slice(0, hit.from)}«${text.slice(hit.from, hit.to)}»${text.slice(hit.to)}`);
}

describe("deprecated forms", () => {
  it.each<[string, Term, string[]]>([
    ["said Bi Jianwen.", { x: "Bi Jianwen" }, ["said «Bi Jianwen»."]],
    ["bi jianwen", { x: "Bi Jianwen" }, ["«bi jianwen»"]],
    ["Bi-Jianwen's", { x: "Bi Jianwen" }, ["«Bi-Jianwen»'s"]],
    ["Bi\nJianwen", { x: "Bi Jianwen" }, ["«Bi\nJianwen»"]],
    ["Bi\u00a0 Jianwen", { x: "Bi Jianwen" }, ["«Bi\u00a0 Jianwen»"]],
    ["Bi\n\nJianwen", { x: "Bi Jianwen" }, []],
    ["Bi, Jianwen", { x: "Bi Jianwen" }, []],
    ["Abi Jianwen, Bi Jianwens", { x: "Bi Jianwen" }, []],
    ["毕坚文Bi Jianwen说", { x: "Bi Jianwen" }, ["毕坚文«Bi Jianwen»说"]],
    ["15th Five–Year Plan", { x: "15th Five Year Plan" }, ["«15th Five–Year Plan»"]],
    ["the “15th Five-Year” plan", { x: '"15th Five-Year" plan' }, ["the «“15th Five-Year” plan»"]],
    ["Jiang Wan’an", { x: "Jiang Wan'an" }, ["«Jiang Wan’an»"]],
    ["Le Houe\u0301rou", { x: "Le Hou\u00e9rou" }, ["«Le Houe\u0301rou»"]],
    ["Edit:He Chuanning", { x: "Edit:" }, ["«Edit:»He Chuanning"]],
    ["It is IT", { x: "IT" }, ["It is «IT»"]],
    ["who asked the WHO", { x: "WHO" }, ["who asked the «WHO»"]],
    ["xi met Xi", { x: "Xi" }, ["xi met «Xi»"]],
    ["the president and the President", { x: "President" }, ["the president and the «President»"]],
    ["beijing and Beijing", { x: "Beijing" }, ["«beijing» and Beijing", "beijing and «Beijing»"]],
    ["the president", { x: "President", case: "fold" }, ["the «president»"]],
    ["bi jianwen", { x: "Bi Jianwen", case: "exact" }, []],
    ["mail bi.jianwen@a.cn or @Bi", { x: "Bi|Jianwen" }, []],
    ["", { x: "Bi" }, []],
  ])("in %j", (text, parts, expected) => {
    expect(found(text, parts)).toEqual(expected);
  });
});

describe("good forms", () => {
  it.each<[string, string, string[]]>([
    ["Sino-Portuguese", "Sino-Portuguese", ["«Sino-Portuguese»"]],
    ["Sino Portuguese", "Sino-Portuguese", []],
    ["sino-portuguese", "Sino-Portuguese", []],
    ["People’s Daily", "People's Daily", ["«People’s Daily»"]],
    ["Greater\nBay  Area", "Greater Bay Area", ["«Greater\nBay  Area»"]],
    ["One Country, Two Systems", "One Country, Two Systems", ["«One Country, Two Systems»"]],
    ["One Country Two Systems", "One Country, Two Systems", []],
  ])("in %j of %j", (text, preferred, expected) => {
    expect(found(text, { preferred })).toEqual(expected);
  });
});

it("finds overlapping forms, longer first", () => {
  const text = "develop new quality productivity";
  const matcher = compileMatcher([
    ...englishPatterns(term("a", { x: "new quality productivity" })),
    ...englishPatterns(term("b", { x: "develop new quality productivity|develop new" })),
  ]);
  expect(matcher.scan(text).map((hit) => text.slice(hit.from, hit.to))).toEqual([
    "develop new quality productivity",
    "develop new",
    "new quality productivity",
  ]);
});

it("finds what a naive search over words finds", () => {
  const word = fc.constantFrom("bay", "area", "greater", "the", "of");
  const phrase = (maxLength: number): fc.Arbitrary<string> =>
    fc.array(word, { minLength: 1, maxLength }).map((words) => words.join(" "));
  fc.assert(
    fc.property(fc.uniqueArray(phrase(3), { maxLength: 6 }), phrase(14), (forms, text) => {
      const hits = compileMatcher(
        forms.map((form) => ({ text: form, exactCase: false, exactJoints: false, payload: form })),
      ).scan(text);
      const naive: string[] = [];
      for (let from = 0; from < text.length; from++) {
        for (const form of [...forms].sort((a, b) => b.length - a.length)) {
          const to = from + form.length;
          if (
            text.startsWith(form, from) &&
            /^(?: |$)/.test(text.slice(to)) &&
            (from === 0 || text[from - 1] === " ")
          )
            naive.push(`${from}-${to}`);
        }
      }
      expect(hits.map((hit) => `${hit.from}-${hit.to}`)).toEqual(naive);
    }),
  );
});
