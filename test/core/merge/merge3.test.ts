import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffTexts } from "../../../src/core/merge/diff.ts";
import { merge3 } from "../../../src/core/merge/merge3.ts";
import { texts } from "../../support/arbitraries.ts";

const RUNS = { numRuns: process.env["ZHENGMING_HEAVY"] === "1" ? 10_000 : 1_000 };

/** Regions in one line: same text as it is, a conflict as `{ours|base|theirs}`, a change as `[kind base→new]`. */
function show(base: string, ours: string, theirs: string): string {
  return merge3(base, ours, theirs)
    .regions.map((region) => {
      if (region.kind === "same") return region.base;
      if (region.kind === "conflict") return `{${region.ours}|${region.base}|${region.theirs}}`;
      return `[${region.kind} ${region.base}→${region.kind === "theirs" ? region.theirs : region.ours}]`;
    })
    .join("");
}

describe("merge3", () => {
  it.each([
    ["a b c", "a b c", "a b c", "a b c"],
    ["a b c", "x b c", "a b y", "[ours a→x] b [theirs c→y]"],
    ["a b c", "a x c", "a y c", "a {x|b|y} c"],
    ["a b c", "a x c", "a x c", "a [both b→x] c"],
    ["a b", "a x b", "a y b", "a {x |" + "|y }b"],
    ["a b", "a x b", "a x b", "a [both →x ]b"],
    ["a b c d", "a c d", "a b c e", "a [ours b →]c [theirs d→e]"],
    // Two changed words with only a space between them do not touch when each side changed one.
    [
      "the productivity grows",
      "our productivity grows",
      "the forces grows",
      "[ours the→our] [theirs productivity→forces] grows",
    ],
    // Deleting the word that the other side changed is a conflict.
    ["a b c", "a c", "a y c", "a {|b |y }c"],
    ["", "x", "y", "{x||y}"],
    ["x", "", "x", "[ours x→]"],
    ["发展新质生产力", "大力发展新质生产力", "发展新质力", "[ours →大力]发展新质[theirs 生产→]力"],
  ])("%j, %j, %j", (base, ours, theirs, expected) => {
    expect(show(base, ours, theirs)).toBe(expected);
  });

  const words = fc
    .array(fc.constantFrom("a", "b", "c", " ", " ", "\n", ",", "新", "𠮷"), { maxLength: 14 })
    .map((parts) => parts.join(""));
  const text = fc.oneof(words, texts({ maxLength: 12 }));

  it("keeps the laws of a merge", () => {
    fc.assert(
      fc.property(text, text, text, (base, ours, theirs) => {
        expect(merge3(base, base, theirs).text).toBe(theirs);
        expect(merge3(base, ours, base).text).toBe(ours);
        expect(merge3(base, ours, ours).text).toBe(ours);
        const { regions, text: merged } = merge3(base, ours, theirs);
        expect(regions.map((region) => region.base).join("")).toBe(base);
        expect(regions.map((region) => region.ours).join("")).toBe(ours);
        expect(regions.map((region) => region.theirs).join("")).toBe(theirs);
        expect(merged === undefined).toBe(regions.some((region) => region.kind === "conflict"));
        for (const region of regions) {
          if (region.kind === "ours") expect(region.theirs).toBe(region.base);
          if (region.kind === "theirs") expect(region.ours).toBe(region.base);
          if (region.kind === "both") expect(region.ours).toBe(region.theirs);
        }
      }),
      RUNS,
    );
  });

  it("is the same with the sides exchanged", () => {
    fc.assert(
      fc.property(text, text, text, (base, ours, theirs) => {
        const [one, two] = [merge3(base, ours, theirs), merge3(base, theirs, ours)];
        expect(two.text).toBe(one.text);
        expect(two.regions.map((region) => region.base)).toEqual(one.regions.map((region) => region.base));
      }),
      RUNS,
    );
  });
});

describe("diffTexts", () => {
  it.each([
    ["a b c", "a x c", "a [b→x] c"],
    ["a b c", "a b c", "a b c"],
    ["a b", "x y", "[a b→x y]"],
    ["", "x", "[→x]"],
    ["Bi Jianwen said", "Mohamed Butt said", "[Bi Jianwen→Mohamed Butt] said"],
  ])("%j against %j", (before, after, expected) => {
    const shown = diffTexts(before, after).map((part) =>
      part.kind === "same" ? part.before : `[${part.before}→${part.after}]`,
    );
    expect(shown.join("")).toBe(expected);
  });

  it("loses nothing", () => {
    fc.assert(
      fc.property(texts({ maxLength: 30 }), texts({ maxLength: 30 }), (before, after) => {
        const parts = diffTexts(before, after);
        expect(parts.map((part) => part.before).join("")).toBe(before);
        expect(parts.map((part) => part.after).join("")).toBe(after);
      }),
      RUNS,
    );
  });
});
