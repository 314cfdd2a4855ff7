import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readXlsx } from "../../../src/formats/xlsx/read.ts";
import { writeXlsx } from "../../../src/formats/xlsx/write.ts";
import { ZIP_LIMITS } from "../../../src/formats/zip/read.ts";
import { bytesOf, readAll } from "../../../src/formats/glossaries/format.ts";
import { xlsxGlossary } from "../../../src/formats/glossaries/xlsx.ts";
import { texts } from "../../support/arbitraries.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

interface Parts {
  readonly sheet?: string;
  readonly strings?: string;
  readonly more?: Readonly<Record<string, Uint8Array>>;
}

/** A workbook as Excel writes it, with these rows and shared strings. */
function workbook({ sheet = "", strings = "", more = {} }: Parts): Uint8Array {
  const parts: Readonly<Record<string, string>> = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Hidden" sheetId="1" state="hidden" r:id="rId2"/><sheet name="Terms" sheetId="2" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `<sst xmlns="${MAIN}">${strings}</sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`,
    "xl/worksheets/sheet2.xml":
      '<worksheet><sheetData><row><c t="inlineStr"><is><t>hidden</t></is></c></row></sheetData></worksheet>',
  };
  const files = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync({ ...Object.fromEntries(files), ...more });
}

function cellsOf(bytes: Uint8Array): unknown {
  const read = readXlsx(bytes);
  return read.ok
    ? read.value.map(({ name, rows }) => [name, ...rows.map(({ line, cells }) => [line, ...cells])])
    : read.refusal.code;
}

it("reads what Excel writes: shared and rich text, numbers, logical values, gaps; hidden sheets are left out", () => {
  const bytes = workbook({
    strings:
      '<si><t>两会</t></si><si><r><t>Two </t></r><r><rPr><b/></rPr><t xml:space="preserve"> Sessions</t></r><rPh><t>reading</t></rPh></si>',
    sheet:
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>' +
      '<row r="4"><c r="A4"><v>44197</v></c><c r="B4" t="b"><v>1</v></c><c r="D4" t="e"><v>#REF!</v></c><c r="AA4" t="inlineStr"><is><t>a_x0041_</t></is></c></row>' +
      '<row r="5"><c r="A5" t="inlineStr"><is><t> </t></is></c></row>',
  });
  expect(cellsOf(bytes)).toEqual([
    ["Terms", [2, "两会", "", "Two  Sessions"], [4, "44197", "TRUE", ...Array<string>(24).fill(""), "aA"]],
  ]);
});

it("takes what a formula gave when the file was saved, and says so", () => {
  const bytes = workbook({
    sheet: '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://x")</f><v>seen</v></c></row>',
  });
  expect(cellsOf(bytes)).toEqual([["Terms", [1, "seen"]]]);
  expect(readXlsx(bytes)).toMatchObject({
    findings: [{ code: "xlsx-formulas", params: { count: 1, sheet: "Terms" } }],
  });
});

it("reads every text that it wrote, and writes it as text", () => {
  const cell = fc.oneof(
    texts({ maxLength: 8 }),
    fc.constantFrom("=1+1", "_x0041_", "_x005F_", "\u0001", "\r\n", "-5", "'=x"),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      (rows) => {
        const read = readXlsx(bytesOf(writeXlsx("Glossary", rows)));
        if (!read.ok) throw new Error(read.refusal.code);
        const trimmed = (cells: readonly string[]): string[] =>
          cells.slice(0, cells.findLastIndex((each) => each !== "") + 1);
        expect(read.value[0]?.rows.map(({ cells }) => cells)).toEqual(
          rows.map(trimmed).filter((cells) => cells.some((each) => each.trim() !== "")),
        );
      },
    ),
  );
});

const row = (cells: string): string => `<row r="1">${cells}</row>`;

describe.each([
  ["bytes that are no archive", new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), "zip-broken"],
  ["an archive of something else", zipSync({ "a.txt": strToU8("x") }), "xlsx-none"],
  ["a cut archive", workbook({ sheet: row("<c><v>1</v></c>") }).subarray(0, 900), "zip-broken"],
  ["a bomb", workbook({ more: { "xl/worksheets/sheet9.xml": new Uint8Array(60_000_000) } }), "zip-bomb"],
  [
    "thousands of parts",
    workbook({
      more: Object.fromEntries(
        Array.from({ length: ZIP_LIMITS.parts }, (_, i) => [`x${i}`, new Uint8Array(1)]),
      ),
    }),
    "zip-too-many",
  ],
  [
    "a billion laughs",
    workbook({ more: { "xl/sharedStrings.xml": strToU8('<!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>') } }),
    "xml-dtd",
  ],
  ["tags that cross", workbook({ sheet: row("<c><v>1</c></v>") }), "xml-tags"],
  [
    "a column far away",
    workbook({ sheet: row('<c r="XFD1" t="str"><v>x</v></c>') }),
    "table-too-many-columns",
  ],
  [
    "half a character by an escape",
    workbook({ sheet: row('<c t="inlineStr"><is><t>a_xD800_b</t></is></c>') }),
    "surrogate",
  ],
  ["half a character in a number", workbook({ sheet: row("<c><v>a_xD800_b</v></c>") }), "surrogate"],
  ["a NUL in a number", workbook({ sheet: row('<c t="n"><v>_x0000_</v></c>') }), "nul"],
  ["a NUL by an escape", workbook({ sheet: row('<c t="str"><v>_x0000_</v></c>') }), "nul"],
  [
    "a wide header over many short rows",
    workbook({
      sheet: `<row><c r="A1" t="str"><v>zh_hans</v></c><c r="ALL1" t="str"><v>x</v></c></row>${Array.from({ length: 30_000 }, (_, nth) => `<row><c t="str"><v>${(nth * 7919).toString(36)}</v></c></row>`).join("")}`,
    }),
    "table-too-large",
  ],
  [
    "many rows of one cell far to the right",
    workbook({
      sheet: Array.from(
        { length: 30_100 },
        (_, nth) => `<row><c r="ALL1" t="str"><v>${(nth * 7919).toString(36)}</v></c></row>`,
      ).join(""),
    }),
    "table-too-large",
  ],
])("%s", (_, bytes, code) => {
  it(`is refused as ${code}`, () => {
    expect(xlsxGlossary.read && readAll(xlsxGlossary.read(bytes))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

it("a sheet that a workbook names a thousand times is read once", () => {
  const sheet = '<sheet name="T" sheetId="1" r:id="rId1"/>'.repeat(1_000);
  const more = {
    "xl/workbook.xml": strToU8(`<workbook xmlns:r="${OFFICE}"><sheets>${sheet}</sheets></workbook>`),
  };
  expect(cellsOf(workbook({ sheet: row('<c t="str"><v>x</v></c>'), more }))).toEqual([["T", [1, "x"]]]);
});

it("a part that says it is smaller than it is is refused, not read in part", () => {
  const sheet = row(`<c t="inlineStr"><is><t>${"x".repeat(5_000)}</t></is></c>`);
  const bytes = Buffer.from(workbook({ sheet }));
  // The central directory tells a hundred bytes for the sheet.
  const at = bytes.lastIndexOf("xl/worksheets/sheet1.xml") - 46;
  bytes.writeUInt32LE(100, at + 24);
  expect(readXlsx(bytes).ok).toBe(false);
});
