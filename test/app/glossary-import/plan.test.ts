import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planImport, type ImportPolicy, type RowChoice } from "../../../src/app/glossary-import/plan.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { readCsvEntries } from "../../../src/formats/glossaries/csv.ts";
import { wholeEntry, type GlossaryEntry } from "../../../src/formats/glossaries/entry.ts";
import { concepts } from "../../support/arbitraries.ts";

/** Entries of a small table in our own layout. */
function entries(csv: string): readonly GlossaryEntry[] {
  const read = readCsvEntries(csv);
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.value;
}

function conceptsOf(csv: string): readonly Concept[] {
  return entries(csv).map(({ concept }) => concept);
}

const STORED = conceptsOf(
  [
    "id,category,status,zh_hans,preferred_en,short_en,deprecated_en,note,source",
    "P1,person,approved,毕坚文,Mohamed Butt,Mr Butt,Bi Jianwen,of the council,a",
    "P2,person,approved,李伟,Li Wei,,Lee Way,,",
    "P3,person,approved,李伟,Lee Wai,,,,",
    "P4,person,proposed,关治平,,,Guan Zhiping,,",
    "T1,term,approved,新质生产力,new quality productive forces,,,,",
    "X1,term,approved,,Ada,,,,",
  ].join("\n"),
);

describe("what a row is", () => {
  it.each<[what: string, file: string, policy: ImportPolicy, kinds: string, ids: string]>([
    ["a known id", "id,zh_hans,deprecated_en\nP1,毕坚文,Bi Jian-wen", "update", "changed", "P1"],
    ["the same again", "id,zh_hans,preferred_en\nP1,毕坚文,Mohamed Butt", "update", "unchanged", "P1"],
    [
      "no id, the same Chinese and English",
      "zh_hans,preferred_en,note\n毕坚文,Mohamed Butt,new",
      "update",
      "changed",
      "P1",
    ],
    ["in traditional characters", "zh_hant,preferred_en\n畢堅文,mohamed butt", "update", "changed", "P1"],
    ["no English of its own", "zh_hans,note\n新质生产力,x", "update", "changed", "T1"],
    [
      "another English for the Chinese",
      "zh_hans,preferred_en\n新质生产力,new productive forces",
      "update",
      "conflict",
      "T1",
    ],
    ["two of that name", "zh_hans,note\n李伟,x", "update", "conflict", "P2 P3"],
    ["one of two by the English", "zh_hans,preferred_en,note\n李伟,Lee Wai,x", "update", "changed", "P3"],
    [
      "what the machine writes is no English of it",
      "zh_hans,preferred_en\n毕坚文,Bi Jianwen",
      "update",
      "conflict",
      "P1",
    ],
    [
      "the English that a concept with a wrong one alone waits for",
      "zh_hans,preferred_en,deprecated_en\n关治平,Kwan Chi-ping,Guan Zhiping",
      "update",
      "changed",
      "P4",
    ],
    ["and not that wrong one", "zh_hans,preferred_en\n关治平,guan zhiping", "update", "conflict", "P4"],
    ["nobody known", "zh_hans,preferred_en\n王五,Wang Wu", "update", "new", ""],
    ["English alone, known", "preferred_en\nAda", "update", "unchanged", "X1"],
    ["English alone, new", "preferred_en\nBea", "update", "new", ""],
    ["add leaves what is there", "id,zh_hans,note\nP1,毕坚文,other", "add", "skipped", "P1"],
    ["replace takes the file's", "id,zh_hans,preferred_en\nP1,毕坚文,M. Butt", "replace", "changed", "P1"],
  ])("%s", (_, file, policy, kind, ids) => {
    const [row] = planImport(STORED, entries(file), { policy }).rows;
    expect(row?.kind).toBe(kind);
    const named = kind === "conflict" ? row?.candidates.map(({ id }) => id) : [row?.stored?.id ?? ""];
    expect(named?.join(" ")).toBe(ids);
  });

  it.each<[what: string, choice: RowChoice, kind: string, id: string]>([
    ["left out", { kind: "skip" }, "skipped", "row-1"],
    ["a new one", { kind: "add" }, "new", "row-1"],
    ["one of them", { kind: "use", conceptId: "P3" }, "changed", "P3"],
    ["one that is gone", { kind: "use", conceptId: "P9" }, "conflict", "row-1"],
  ])("a person says of a conflict: %s", (_, choice, kind, id) => {
    const choices = new Map([[1, choice]]);
    const [row] = planImport(STORED, entries("zh_hans,note\n李伟,x"), { policy: "update", choices }).rows;
    expect([row?.kind, row?.concept.id]).toEqual([kind, id]);
  });
});

it("rows of one concept change it one after another", () => {
  const file = "id,zh_hans,preferred_en,note\nP1,毕坚文,,noted\n,毕坚文,Mohamed Butt,\n,毕坚文,,again\n";
  const { rows } = planImport(STORED, entries(file), { policy: "update" });
  expect(rows.map(({ kind }) => kind)).toEqual(["changed", "unchanged", "changed"]);
  expect(rows[2]?.concept).toMatchObject({ id: "P1", note: "again" });
});

it.each<[what: string, file: string, policy: ImportPolicy, kind: string, status: string, stays: boolean]>([
  ["proposed again", "id,status,zh_hans\nR1,proposed,白皮书", "update", "unchanged", "retired", true],
  [
    "proposed again, with news",
    "id,status,zh_hans,note\nR1,proposed,白皮书,x",
    "update",
    "changed",
    "retired",
    true,
  ],
  ["by its name", "status,zh_hans\nproposed,白皮书", "replace", "changed", "retired", true],
  ["approved", "id,status,zh_hans\nR1,approved,白皮书", "update", "changed", "approved", false],
  ["no status in the file", "id,zh_hans\nR1,白皮书", "update", "unchanged", "retired", false],
  ["left as it is", "id,status,zh_hans\nR1,proposed,白皮书", "add", "skipped", "retired", false],
])("a rejected concept: %s", (_, file, policy, kind, status, stays) => {
  const stored = conceptsOf("id,status,zh_hans,preferred_en,note\nR1,retired,白皮书,white paper,");
  const [row] = planImport(stored, entries(file), { policy }).rows;
  expect(row).toMatchObject({ kind, staysRetired: stays });
  expect(policy === "add" ? row?.stored?.status : row?.concept.status).toBe(status);
});

it("two files are compared as they are: what is proposed again differs", () => {
  const stored = conceptsOf("id,status,zh_hans\nR1,retired,白皮书");
  const again = entries("id,status,zh_hans\nR1,proposed,白皮书");
  const [row] = planImport(stored, again, { policy: "replace", revives: true }).rows;
  expect(row).toMatchObject({ kind: "changed", fields: ["status"], staysRetired: false });
});

describe("what becomes of a concept", () => {
  const after = (file: string, policy: ImportPolicy): Concept | undefined =>
    planImport(STORED, entries(file), { policy }).rows[0]?.concept;

  it("update clears nothing, adds forms and evidence, and admits a preferred form that is replaced", () => {
    expect(
      after(
        "id,zh_hans,preferred_en,deprecated_en,source\nP1,毕坚|毕坚文,M. D. Butt,Bi Jian-wen,b",
        "update",
      ),
    ).toMatchObject({
      category: "person",
      status: "approved",
      note: "of the council",
      evidence: ["a", "b"],
      forms: [
        { lang: "zh-Hans", kind: "preferred", text: "毕坚文" },
        { lang: "zh-Hans", kind: "admitted", text: "毕坚" },
        { lang: "en", kind: "preferred", text: "M. D. Butt" },
        { lang: "en", kind: "short", text: "Mr Butt" },
        { lang: "en", kind: "admitted", text: "Mohamed Butt" },
        { lang: "en", kind: "deprecated", text: "Bi Jianwen" },
        { lang: "en", kind: "deprecated", text: "Bi Jian-wen" },
      ],
    });
  });

  it("update forbids a form that was allowed", () => {
    expect(after("id,deprecated_en\nP1,Mr Butt", "update")?.forms).toContainEqual({
      lang: "en",
      kind: "deprecated",
      text: "Mr Butt",
    });
  });

  it("replace has what the file has, and keeps what the file cannot say", () => {
    expect(after("id,zh_hans,preferred_en\nP1,毕坚文,M. Butt", "replace")).toMatchObject({
      category: "person",
      status: "approved",
      note: "",
      evidence: [],
      forms: [
        { lang: "zh-Hans", text: "毕坚文" },
        { lang: "en", text: "M. Butt" },
      ],
    });
  });
});

it("a glossary that is imported into itself changes nothing, under any policy", () => {
  fc.assert(
    fc.property(concepts(), fc.constantFrom<ImportPolicy>("update", "add", "replace"), (list, policy) => {
      const { rows } = planImport(
        list,
        list.map((each) => wholeEntry(each)),
        { policy },
      );
      expect(rows.map(({ kind }) => kind)).toEqual(list.map(() => "unchanged"));
    }),
  );
});
