import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lintGlossary, lintSome } from "../../../src/core/glossary/lint.ts";
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
    [
      "a rule for the beginning of what another writes",
      [term("old planner", { id: "1", x: "Macao plan" }), term("Macao", { id: "2", x: "Aomen" })],
      ["info straddles 1"],
    ],
    [
      "a rule for what another writes in the plural",
      [term("tall gate", { id: "1", x: "port gates of" }), term("gate", { id: "2", x: "hatch q" })],
      ["info straddles 1"],
    ],
    [
      "a rule in the middle of which stands what another writes",
      [term("old planner", { id: "1", x: "a Macao plan" }), term("Macao", { id: "2", x: "Aomen" })],
      ["info straddles 1"],
    ],
    [
      "a rule that begins inside what another writes, which protects itself",
      [term("tall gate", { id: "1", x: "Tower gate" }), term("Macao Tower", { id: "2", x: "Aomen Spire" })],
      [],
    ],
    [
      "a rule for hyphens that another one writes in",
      [
        term("Macao-Hengqin Zone", { id: "1", x: "Macao Hengqin Zone" }),
        term("Macao", { id: "2", x: "Aomen" }),
      ],
      [],
    ],
    [
      "a proposed rule acts on nothing",
      [
        term("old planner", { id: "1", x: "Macao plan", status: "proposed" }),
        term("Macao", { id: "2", x: "Aomen" }),
      ],
      [],
    ],
    ["a rule that only takes capitals away", [term("bay", { id: "1", x: "Bay" })], ["warning only-lowers 1"]],
    ["a rule that gives capitals", [term("Belt and Road", { id: "1", x: "belt And Road" })], []],
    [
      "a wrong form that is matched like the right one",
      [term("People’s Daily", { id: "1", x: "People's Daily" })],
      ["warning form-covered 1"],
    ],
    [
      "the same form twice, with another apostrophe",
      [term("Journal", { id: "1", x: "People's Mail|People’s Mail" })],
      ["warning form-twice 1"],
    ],
    ["a hyphen that counts", [term("Sino-Portuguese", { id: "1", x: "Sino Portuguese" })], []],
    ["an address", [term("A", { id: "1", x: "www.aomen.mo" })], ["warning never-matches 1"]],
    ["a hashtag", [term("A", { id: "1", x: "#Aomen" })], ["warning never-matches 1"]],
    ["a gap in three dots", [term("A", { id: "1", x: "sec of ..." })], ["warning never-matches 1"]],
    ["a mark beside a word", [term("A", { id: "1", x: "C&SD" })], []],
    [
      "everyday words with a capital",
      [term("Chief", { id: "1", x: "Head" }), term("Board", { id: "2", x: "Audit Hall|WHO|Xi" })],
      ["warning common-words 1"],
    ],
    ["two everyday words", [term("Chief", { id: "1", x: "top man" })], ["warning common-words 1"]],
    ["everyday words, only proposed", [term("Chief", { id: "1", x: "head", status: "proposed" })], []],
    [
      "one thing entered twice",
      [term("Bay Fund", { id: "1", zh: "甲" }), term("Bay Fund", { id: "2" })],
      ["warning concept-twice 2"],
    ],
    [
      "one English for two Chinese names",
      [term("Bay Fund", { id: "1", zh: "甲" }), term("Bay Fund", { id: "2", zh: "乙" })],
      [],
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
    for (const { id } of concepts)
      expect(lintSome(concepts, new Set([id]))).toEqual(
        lintGlossary(concepts).filter(({ conceptIds = [] }) => conceptIds.includes(id)),
      );
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
