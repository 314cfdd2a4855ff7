/** Files that are small and would cost much, and ids that are made beside ids that are there. */
import { describe, expect, it } from "vitest";
import { readAll } from "../../../src/formats/glossaries/format.ts";
import { VALUE_LIMIT } from "../../../src/formats/glossaries/draft.ts";
import { ID_LIMIT } from "../../../src/formats/glossaries/reading.ts";
import { recogniseGlossary } from "../../../src/formats/table.ts";

const UTX = "#UTX 1.11; zh/en;\r\n#src\ttgt\tsrc:pos\tconcept ID\r\n";

function told(fileName: string, text: string | Buffer): unknown {
  const bytes = Buffer.from(text);
  const read = readAll(recogniseGlossary(bytes, fileName).read(bytes));
  return read.ok ? read.value.map(({ concept: { id } }) => id) : read.refusal.code;
}

function tbx(inner: string): string {
  return `<tbx><text><body>${inner}</body></text></tbx>`;
}

function entry(attributes: string, term: string): string {
  return `<conceptEntry${attributes}><langSec xml:lang="en"><termSec>${term}</termSec></langSec></conceptEntry>`;
}

function lines(count: number, line: (nth: number) => string): string {
  return Array.from({ length: count }, (_, nth) => line(nth)).join("\n");
}

describe.each([
  [
    "rows without end that share one Chinese term",
    "a.txt",
    lines(100_000, (nth) => `甲\tX${nth}`),
    "concept-too-large",
  ],
  [
    "rows without end of one id",
    "a.utx",
    UTX + lines(5_000, (nth) => `甲${nth}\tX\t-\tA`),
    "concept-too-large",
  ],
  [
    "properties without end",
    "a.tmx",
    `<tmx><body><tu>${lines(50_000, (nth) => `<prop type="q">${nth}</prop>`)}<tuv xml:lang="en"><seg>a</seg></tuv></tu></body></tmx>`,
    "concept-too-large",
  ],
  [
    "values without end",
    "a.tbx",
    tbx(entry("", `<term>a</term>${"<note>x</note>".repeat(100_000)}`)),
    "concept-too-large",
  ],
  [
    "a wide header over many short rows",
    "a.csv",
    `zh,en${",x".repeat(2_000)}\n${"a,b\n".repeat(16_000)}`,
    "table-too-large",
  ],
  ["a first line of commas", "a.csv", ",".repeat(1_000_000), "table-too-many-columns"],
  ["a line of tabs", "a.utx", `${UTX}甲\tX\n${"\t".repeat(1_000_000)}`, "table-too-many-columns"],
  ["a line of empty quotes", "a.csv", `zh_hans\n${'"",'.repeat(1_000_000)}`, "table-too-many-columns"],
  ["a term of a million characters", "a.csv", `zh_hans\n${"x".repeat(1_000_000)}\n`, "csv-rows-invalid"],
  [
    "a term of a million characters",
    "a.tbx",
    tbx(entry("", `<term>${"x".repeat(1_000_000)}</term>`)),
    "term-too-long",
  ],
  [
    "a term with millions of blanks",
    "a.tbx",
    tbx(entry("", `<term>a\n${" ".repeat(4_000_000)}b</term>`)),
    ["entry-1"],
  ],
  ["forbidden forms in forbidden forms", "a.txt", `甲\tX\t${" [not: ".repeat(300_000)}]`, "term-too-long"],
  [
    "lists in lists",
    "a.json",
    `{"format":"zhengming-glossary","version":1,"concepts":${"[".repeat(1_000_000)}`,
    "json-broken",
  ],
  ["a header that is nearly a column", "a.csv", `Term [en],a${" ".repeat(1_000_000)}b\nx,y\n`, ["row-1"]],
])("%s (%s)", (_, fileName, text, outcome) => {
  it(`gives ${JSON.stringify(outcome)}`, () => {
    expect(told(fileName, text)).toEqual(outcome);
  });
});

describe("an id may have as many characters as the limit says", () => {
  it.each<[string, string, (id: string) => string]>([
    ["a.csv", "csv-rows-invalid", (id) => `id,zh_hans\n${id},甲\n`],
    ["a.utx", "id-too-long", (id) => `${UTX}甲\tA\t-\t${id}\r\n`],
    ["a.tbx", "id-too-long", (id) => tbx(entry(` id="${id}"`, "<term>a</term>"))],
    [
      "a.tmx",
      "id-too-long",
      (id) => `<tmx><body><tu tuid="${id}"><tuv xml:lang="en"><seg>a</seg></tuv></tu></body></tmx>`,
    ],
    [
      "a.json",
      "json-value",
      (id) =>
        `{"format":"zhengming-glossary","version":1,"concepts":[{"id":"${id}","forms":[{"lang":"en","kind":"preferred","text":"a"}]}]}`,
    ],
  ])("%s", (fileName, code, text) => {
    const longest = "编".repeat(ID_LIMIT);
    expect([told(fileName, text(longest)), told(fileName, text(`${longest}x`))]).toEqual([[longest], code]);
  });
});

it("a concept may have as many values as the limit says", () => {
  expect(
    told(
      "a.txt",
      lines(VALUE_LIMIT, (nth) => `甲\tX${nth}`),
    ),
  ).toEqual(["row-1"]);
});

describe("an id that is made is never one of the file", () => {
  it.each([
    ["a.csv", "id,zh_hans\n,甲\nrow-1,乙\n", ["row-1-2", "row-1"]],
    ["a.utx", `${UTX}甲\tA\t-\t-\r\n乙\tB\t-\trow-1\r\n`, ["row2-1", "row-1"]],
    [
      "a.tbx",
      tbx(entry("", "<term>a</term>") + entry(' id="entry-1"', "<term>b</term>")),
      ["entry2-1", "entry-1"],
    ],
    ["a.tbx", tbx(entry("", "<term>a</term>") + entry(' id="x"', "<term>b</term>")), ["entry-1", "x"]],
    [
      "a.json",
      '{"format":"zhengming-glossary","version":1,"concepts":[{"forms":[{"lang":"en","kind":"preferred","text":"a"}]},{"id":"concept-1","forms":[{"lang":"en","kind":"preferred","text":"b"}]}]}',
      ["concept2-1", "concept-1"],
    ],
    [
      "a.tmx",
      '<tmx><body><tu><tuv xml:lang="en"><seg>a</seg></tuv></tu><tu tuid="row-1"><tuv xml:lang="en"><seg>b</seg></tuv></tu></body></tmx>',
      ["row2-1", "row-1"],
    ],
  ])("%s", (fileName, text, ids) => {
    expect(told(fileName, text)).toEqual(ids);
  });

  it("in UTF-16 too", () => {
    const text = tbx(entry("", "<term>a</term>") + entry(' id="entry-1"', "<term>b</term>"));
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    expect([told("a.tbx", bytes), told("a.tbx", Buffer.from(bytes).swap16())]).toEqual([
      ["entry2-1", "entry-1"],
      ["entry2-1", "entry-1"],
    ]);
  });
});

it("of an id that stands twice in a large TBX file both lines are told", () => {
  const text = tbx(
    `\n${lines(3_000, (nth) => entry(` id="concept-number-${nth % 2_900}"`, `<term>a${nth}</term>`))}`,
  );
  const bytes = Buffer.from(text);
  expect(readAll(recogniseGlossary(bytes, "a.tbx").read(bytes))).toMatchObject({
    refusal: { code: "csv-duplicate-id", params: { id: "concept-number-0", firstLine: 2, line: 2_902 } },
  });
});

it("two concepts with ids of their own that follow each other and share a Chinese term stay two", () => {
  expect(told("a.utx", `${UTX}行长\tbank president\t-\tA\r\n行长\tgovernor\t-\tB\r\n`)).toEqual(["A", "B"]);
});
