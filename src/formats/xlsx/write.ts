import { illegalInXml, xmlText, xmlValue } from "../xml/write.ts";
import { writeZip, type ZipText } from "../zip/write.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/**
 * An XLSX file (ECMA-376) of one sheet whose cells are all text, so that none is ever a formula, a number or a date. The header
 * line is bold and stays in view.
 */
export function writeXlsx(name: string, rows: Iterable<readonly string[]>): Iterable<Uint8Array> {
  const content = (type: string): string =>
    `application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml`;
  const override = (part: string, type: string): string =>
    `<Override PartName="${part}" ContentType="${content(type)}"/>`;
  const relationship = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const parts: Readonly<Record<string, string>> = {
    "[Content_Types].xml":
      `<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      override("/xl/workbook.xml", "sheet.main") +
      override("/xl/worksheets/sheet1.xml", "worksheet") +
      override("/xl/styles.xml", "styles") +
      "</Types>",
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships">${relationship("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${xmlValue(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels":
      `<Relationships xmlns="${PACKAGE}/relationships">` +
      relationship("rId1", "worksheet", "worksheets/sheet1.xml") +
      relationship("rId2", "styles", "styles.xml") +
      "</Relationships>",
    // Style 1: text (format 49), style 2: the same, bold.
    "xl/styles.xml":
      `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
      '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
      '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
      '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>',
  };
  const texts = Object.entries(parts).map(([part, text]): ZipText => [part, [HEAD + text]]);
  return writeZip([...texts, ["xl/worksheets/sheet1.xml", sheet(rows)]]);
}

/** Rows that are packed at a time. */
const BATCH = 500;

function* sheet(rows: Iterable<readonly string[]>): Generator<string> {
  let text =
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>';
  let number = 0;
  for (const cells of rows) {
    text += sheetRow(cells, number);
    number++;
    if (number % BATCH !== 0) continue;
    yield text;
    text = "";
  }
  yield `${text}</sheetData></worksheet>`;
}

function sheetRow(cells: readonly string[], index: number): string {
  const style = index === 0 ? 2 : 1;
  const written = cells.map((cell, column) =>
    cell === ""
      ? ""
      : `<c r="${columnName(column)}${index + 1}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(escapeCell(cell))}</t></is></c>`,
  );
  return `<row r="${index + 1}">${written.join("")}</row>`;
}

/** What XML cannot hold, and what would be read as such an escape, as `_xHHHH_` (ST_Xstring). */
export function escapeCell(text: string): string {
  const marked = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replaceAll("\r", "_x000D_");
  if (illegalInXml(marked) === undefined) return marked;
  return Array.from(marked, (char) =>
    illegalInXml(char) === undefined
      ? char
      : `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
  ).join("");
}

/** The name of a 0-based column: 27 is AB. */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
