/** docs/formats.md says what the table of formats does: a row a format, a row a column, and what each file loses. */
import { describe, expect, it } from "vitest";
import type { Concept } from "../src/core/glossary/model.ts";
import { COLUMNS } from "../src/formats/glossaries/csv-columns.ts";
import { wholeEntry } from "../src/formats/glossaries/entry.ts";
import type { GlossaryFormat } from "../src/formats/glossaries/format.ts";
import { LOSS_CODES, noLosses } from "../src/formats/glossaries/losses.ts";
import { GLOSSARY_FORMATS } from "../src/formats/table.ts";
import { readProjectFile } from "./support/tree.ts";

const PAGE = readProjectFile("docs/formats.md");
const ALL: readonly GlossaryFormat[] = GLOSSARY_FORMATS;

/** The cells of the table under a heading, without its head. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = PAGE.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

function codesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code ?? "");
}

/** Concepts of which every format has to leave something out, if it leaves out anything of that kind. */
function hardConcepts(): readonly Concept[] {
  const rest = {
    category: "person",
    scope: ["委员会"],
    evidence: ["https://x.test/"],
    extra: { Region: "HK" },
  } as const;
  const concept = (id: string, forms: Concept["forms"]): Concept => ({
    ...{ id, status: "approved", note: "a note", surname: "Butt" },
    ...rest,
    forms,
  });
  const zh = (text: string): Concept["forms"][number] => ({ lang: "zh-Hans", kind: "preferred", text });
  const en = (text: string): Concept["forms"][number] => ({ lang: "en", kind: "preferred", text });
  return [
    concept("A", [
      zh("毕坚文"),
      { lang: "zh-Hans", kind: "admitted", text: "毕" },
      { ...en("Mohamed Butt"), validFrom: "2020-01-01" },
      { lang: "en", kind: "admitted", text: "M. Butt" },
      { lang: "en", kind: "deprecated", text: "Bi Jianwen" },
    ]),
    concept("B", [zh("毕坚文"), en("Another Butt")]),
    concept("C", [zh("会".repeat(400)), en("Long")]),
    concept("D", [zh("#甲"), en("a\u0001")]),
    concept("E", [en("No Chinese")]),
    { ...concept("F", [zh("长"), en("Note")]), note: "long ".repeat(7_000) },
  ];
}

function lostBy({ write }: GlossaryFormat): readonly string[] {
  const losses = noLosses();
  const entries = hardConcepts().map((concept) => wholeEntry(concept));
  for (const piece of write(entries, losses)) if (piece.length < 0) throw new Error("no piece");
  return losses.report().map(({ code }) => code.replace("export-", ""));
}

describe("docs/formats.md", () => {
  const rows = tableUnder("Formats");

  it("has a row for each format, in order, with its file name and whether it is read", () => {
    const told = rows.map(([name = "", file = "", read = ""]) => [name, file, read]);
    const table = ALL.map(({ name, extensions, read }) => [
      `\`${name}\``,
      `\`${extensions[0] ?? ""}\``,
      read === undefined ? "no" : "yes",
    ]);
    expect(told).toEqual(table);
  });

  it.each(ALL.map((format) => [format.name, format] as const))(
    "says what %s tells to be lost",
    (name, format) => {
      const row = rows.find(([cell]) => cell === `\`${name}\``);
      expect(codesIn(row?.at(-1) ?? "")).toEqual(lostBy(format));
    },
  );

  it("says what each loss is", () => {
    expect(tableUnder("What is lost").map(([code = ""]) => codesIn(code)[0])).toEqual([...LOSS_CODES]);
  });

  it("has a row for each of our own columns, in order", () => {
    expect(tableUnder("Our own columns").map(([name]) => name)).toEqual(COLUMNS.map((name) => `\`${name}\``));
  });
});
