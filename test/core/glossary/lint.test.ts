import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isDay, lintGlossary } from "../../../src/core/glossary/lint.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { relatedConcepts } from "../../../src/core/glossary/related.ts";
import { readGlossaryCsv } from "../../../src/formats/glossaries/csv.ts";
import { term } from "../../support/concepts.ts";

/** A concept with preferred forms from `"A ..2023-06-30"`: each with its first and last day. */
function dated(...forms: string[]): Concept {
  const preferred = forms.map((notation) => {
    const [text = "", from = "", to = ""] = notation.split(/ |\.\./);
    const days = { ...(from === "" ? {} : { validFrom: from }), ...(to === "" ? {} : { validTo: to }) };
    return { lang: "en" as const, kind: "preferred" as const, text, ...days };
  });
  return { ...term("", { id: "1" }), forms: preferred };
}

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
    ["names one after the other", [dated("A ..2023-06-30", "B 2023-07-01..")], []],
    ["a name that came back", [dated("A ..2019-12-31", "B 2020-01-01..2020-12-31", "A 2021-01-01..")], []],
    ["two names on one day", [dated("A ..2023-07-01", "B 2023-07-01..")], ["error preferred-twice 1"]],
    ["two names without days", [dated("A", "B")], ["error preferred-twice 1"]],
    ["a last day before the first", [dated("A", "B 2020-02-01..2020-01-31")], ["error form-days-reversed 1"]],
    ["what is no day", [dated("A 2023-02-29..")], ["error form-day 1"]],
    [
      "a name that was right once",
      [
        {
          ...dated("A ..2023-06-30", "B 2023-07-01.."),
          forms: [
            ...dated("A ..2023-06-30", "B 2023-07-01..").forms,
            { lang: "en", kind: "deprecated", text: "A", validFrom: "2023-07-01" },
          ],
        },
      ],
      [],
    ],
    ["a surname of the name", [{ ...term("Mohamed BUTT", { id: "1" }), surname: "Butt" }], []],
    [
      "a surname that is only part of a word",
      [{ ...term("Mohamed Butter", { id: "1" }), surname: "Butt" }],
      ["warning surname-absent 1"],
    ],
    [
      "a surname without a name",
      [{ ...term("", { id: "1", status: "proposed", x: "b c" }), surname: "C" }],
      [],
    ],
    ["a short form for later", [{ ...term("A B", { id: "1", short: "AB" }), mention: "short" }], []],
    [
      "no short form for later",
      [{ ...term("A B", { id: "1" }), mention: "short" }],
      ["warning mention-no-short 1"],
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

describe("isDay", () => {
  it.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2023-13-01", false],
    ["2023-04-31", false],
    ["2023-4-1", false],
    ["2023-04-01T00:00", false],
    ["", false],
  ])("%j: %s", (text, expected) => {
    expect(isDay(text)).toBe(expected);
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
