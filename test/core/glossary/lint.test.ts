import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lintGlossary } from "../../../src/core/glossary/lint.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { relatedConcepts } from "../../../src/core/glossary/related.ts";
import { readGlossaryCsv } from "../../../src/formats/glossaries/csv.ts";
import { term } from "../../support/concepts.ts";

describe("lintGlossary", () => {
  it.each<[string, Concept[], string[]]>([
    ["nothing wrong", [term("Mohamed Butt", { x: "Bi Jianwen" })], []],
    ["no form at all", [term("", { id: "a" })], ["error no-form a", "warning no-preferred a"]],
    ["nothing to write", [term("", { id: "a", x: "b" })], ["warning no-preferred a"]],
    ["right and wrong at once", [term("a b", { id: "1", x: "a b" })], ["error form-contradicts 1"]],
    ["the same form twice", [term("A b", { id: "1", ok: "A b" })], ["warning form-twice 1"]],
    ["a form that can never match", [term("sec of …", { id: "1" })], ["warning never-matches 1"]],
    ["everyday words", [term("Chief", { id: "1", x: "the head" })], ["warning common-words 1"]],
    [
      "wrong here, right there",
      [term("Council", { id: "1", x: "Assembly Hall" }), term("Assembly Hall", { id: "2" })],
      ["warning form-shared 1"],
    ],
    [
      "two names for one Chinese form",
      [term("A", { id: "1", zh: "甲" }), term("B", { id: "2", zh: "甲" })],
      ["warning chinese-shared 2"],
    ],
    [
      "two names for one Chinese form, but in two organisations",
      [term("A", { id: "1", zh: "甲", scope: "乙" }), term("B", { id: "2", zh: "甲", scope: "丙" })],
      [],
    ],
    [
      "a rule that hits what another writes",
      [term("old plan office", { id: "1", x: "plan bureau" }), term("new plan", { id: "2", x: "Old plan" })],
      ["warning chain 1"],
    ],
    ["a retired concept", [term("", { id: "a", status: "retired" })], []],
  ])("%s", (_, concepts, expected) => {
    const shown = (list: Concept[]): string[] =>
      lintGlossary(list).map(
        (finding) => `${finding.severity} ${finding.code} ${finding.conceptIds?.[0] ?? ""}`,
      );
    expect(shown(concepts)).toEqual(expected);
    expect(shown([...concepts].reverse())).toEqual(expected);
  });

  it("finds no error in the sample glossary", () => {
    const read = readGlossaryCsv(readFileSync("seeds/glossary.csv", "utf8"));
    const findings = read.ok ? lintGlossary(read.value) : [];
    expect(read.ok).toBe(true);
    expect(findings.filter((finding) => finding.severity === "error")).toEqual([]);
    expect(findings.filter((finding) => finding.code === "form-shared").length).toBeGreaterThan(10);
  });
});

describe("relatedConcepts", () => {
  it.each([
    ["develop new forces", "new forces", "NQPF", "develop NQPF"],
    ["Center for New Forces", "new forces", "better powers", "Center for Better Powers"],
    ["newer forces", "new forces", "NQPF", undefined],
    ["new forces", "new forces", "x", undefined],
  ])("%j when %j becomes %j", (preferred, before, after, expected) => {
    const found = relatedConcepts([term(preferred, { id: "1" })], before, after);
    expect(found[0]?.after).toBe(expected);
  });
});
