import { describe, expect, it } from "vitest";
import { readLexicon } from "../../../src/jobs/lexicon-file.ts";
import { parseLexicon } from "../../../src/core/lexicon/lexicon.ts";

describe("a lexicon", () => {
  const lexicon = parseLexicon(
    "中心\tcenter/heart/core\nno tab here\n局\toffice\n局\tbureau/\n\tno word\n香港\tHong Kong",
  );

  it.each([
    ["中心", ["center", "heart", "core"]],
    ["局", ["bureau"]],
    ["香港", ["Hong Kong"]],
    ["中", []],
    ["", []],
    ["no tab here", []],
  ])("gives the glosses of %s", (word, glosses) => {
    expect(lexicon.glosses(word)).toEqual(glosses);
    expect(lexicon.has(word)).toBe(glosses.length > 0);
  });

  it("knows its longest word", () => {
    expect(lexicon.longest).toBe(2);
    expect(parseLexicon("").longest).toBe(0);
  });

  it("knows its longest word from each character on", () => {
    const words = parseLexicon("中\tmiddle\n中国人\tChinese\n中国\tChina\n人\tperson\n");
    expect(["中", "人", "国", ""].map((unit) => words.longestFrom(unit))).toEqual([3, 1, 0, 0]);
  });
});

describe("the dictionary of the program", () => {
  it.each([
    ["生产力", "productivity"],
    ["外汇", "foreign exchange"],
    ["协会", "an association"],
    ["行长", "bank president"],
    ["银行", "bank"],
  ])("has %s as %s", async (word, gloss) => {
    expect((await readLexicon()).glosses(word)).toContain(gloss);
  });

  it("holds words and glosses alone", async () => {
    const lexicon = await readLexicon();
    expect(lexicon.longest).toBeGreaterThan(8);
    for (const word of ["局", "打", "行", "长"]) {
      for (const gloss of lexicon.glosses(word)) expect(gloss).toMatch(/^[^[\]\p{Script=Han}]+$/u);
    }
  });
});
