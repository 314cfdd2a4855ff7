import { refuse, type ReadResult } from "../../core/finding.ts";
import type { Concept } from "../../core/glossary/model.ts";
import { wholeOf, type FileBytes } from "../bytes.ts";
import { DELIMITERS, readRows, tooManyCells, type Delimiter, type Row } from "../csv/rows.ts";
import { csvRecord } from "../csv/write.ts";
import { checkText, decodeText } from "../text/decode.ts";
import { wholeEntry, type GlossaryEntry } from "./entry.ts";
import {
  GLOSSARY_LIMIT,
  type GlossaryFormat,
  type GlossaryReading,
  type GlossaryReadOptions,
} from "./format.ts";
import { guardCell, unguardCell } from "./formulas.ts";
import { noLosses } from "./losses.ts";
import type { WrittenLayout } from "./layouts/layout.ts";
import { findLayout } from "./layouts/list.ts";
import { ownLayout, readOwnRows } from "./layouts/own.ts";

/** The most concepts that are read from one table. */
export const ROW_LIMIT = 1_100_000;

/** Layouts whose tables people open in spreadsheets: what would be a formula there has an apostrophe before it. */
const GUARDED: ReadonlySet<string> = new Set(["own", "matecat"]);

/**
 * A table with commas, semicolons or tabs in any layout that is known, our own first; written in our own with commas. Between tabs
 * quotes have no meaning.
 */
export const csvGlossary = {
  name: "csv",
  extensions: [".csv", ".tsv"],
  mediaType: "text/csv",
  rereads: true,
  read: readCsv,
  write: (entries) => writeCsv(ownLayout.write(entries, noLosses()), true),
} as const satisfies GlossaryFormat;

/** A format that is written as a comma-separated table in a layout. */
export function csvFormat(
  layout: WrittenLayout,
  format: Omit<GlossaryFormat, "read" | "write" | "mediaType">,
): GlossaryFormat {
  return {
    ...format,
    rereads: layout.rereads ?? false,
    mediaType: "text/csv",
    read: readCsv,
    write: (entries, losses) => writeCsv(layout.write(entries, losses), GUARDED.has(layout.name)),
  };
}

function* readCsv(file: FileBytes, options: GlossaryReadOptions = {}): GlossaryReading {
  const bytes = wholeOf(file);
  const decoded = decodeText(bytes, { encoding: options.encoding, limit: GLOSSARY_LIMIT });
  if (!decoded.ok) return decoded;
  const table = readTable(decoded.value.text);
  if (!table.ok) return table;
  const [header] = table.value;
  return yield* (findLayout(header?.cells ?? []) ?? ownLayout).read(table.value, options);
}

/** The entries of a text in our own layout, at once. */
export function readCsvEntries(
  text: string,
  options: Pick<GlossaryReadOptions, "newId"> = {},
): ReadResult<readonly GlossaryEntry[]> {
  const fault = checkText(text, GLOSSARY_LIMIT);
  if (fault) return { ok: false, refusal: fault };
  const table = readTable(text);
  return table.ok ? readOwnRows(table.value, options) : table;
}

/** As {@link readCsvEntries}, the concepts alone. */
export function readGlossaryCsv(
  text: string,
  options: Pick<GlossaryReadOptions, "newId"> = {},
): ReadResult<readonly Concept[]> {
  const read = readCsvEntries(text, options);
  return read.ok ? { ...read, value: read.value.map(({ concept }) => concept) } : read;
}

/** The CSV of concepts in our own layout: comma, LF. */
export function writeGlossaryCsv(concepts: readonly Concept[]): string {
  return Array.from(csvGlossary.write(concepts.map((concept) => wholeEntry(concept)))).join("");
}

/** The rows of a text, cells as they were before they were guarded or escaped. */
function readTable(text: string): ReadResult<readonly Row[]> {
  const content = text.replace(/^\ufeff/, "");
  // One more than may be, and the header: enough to know that there are too many.
  const delimiter = findDelimiter(content);
  const rows = readRows(content, delimiter, ROW_LIMIT + 2);
  if (!rows.ok) return rows;
  const [header] = rows.value;
  if (header === undefined) return refuse("empty");
  if (rows.value.length > ROW_LIMIT + 1) return refuse("csv-too-many-rows", { limit: ROW_LIMIT });
  const tooMany = tooManyCells(rows.value.length, header.cells.length);
  if (tooMany !== undefined) return tooMany;
  if (delimiter === "\t") return { ...rows, value: unescapeRows(rows.value) };
  const guarded = GUARDED.has((findLayout(header.cells) ?? ownLayout).name);
  const value = rows.value.map(({ line, cells }) => ({
    line,
    cells: guarded ? cells.map(unguardCell) : cells,
  }));
  return { ok: true, value, findings: [] };
}

/**
 * The delimiter by which the header line is one that we know; if several do, one by which the first cell has none of the others,
 * then the widest; else the comma.
 */
function findDelimiter(text: string): Delimiter {
  const known = DELIMITERS.map((delimiter) => {
    const first = readRows(text, delimiter, 1);
    return { delimiter, cells: first.ok ? (first.value[0]?.cells ?? []) : [] };
  }).filter(({ cells }) => findLayout(cells) !== undefined);
  const clean = known.filter(({ cells }) => !/[,;\t]/.test(cells[0] ?? ""));
  const widest = (clean.length > 0 ? clean : known).toSorted((a, b) => b.cells.length - a.cells.length);
  return widest[0]?.delimiter ?? ",";
}

/** UTF-16 units that are given at a time. */
const PIECE = 1 << 16;

function* writeCsv(rows: Iterable<readonly string[]>, guarded: boolean): Generator<string> {
  let text = "";
  for (const row of rows) {
    text += csvRecord(guarded ? row.map(guardCell) : row);
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

/** The name of the column that says that cells of a table between tabs are escaped. */
const ESCAPES = "\\";

/**
 * Our own layout between tabs, without quotes. Where a cell has a tab or a line end, all cells are escaped (`\t`, `\n`, `\r`,
 * `\\`) and a last column named `\` says so.
 */
export const tsvGlossary = {
  name: "tsv",
  extensions: [".tsv"],
  mediaType: "text/tab-separated-values",
  rereads: true,
  read: readCsv,
  *write(entries) {
    const rows = (): Iterable<readonly string[]> => ownLayout.write(entries, noLosses());
    let escaped = false;
    for (const row of rows()) {
      escaped = row.some((cell) => /[\t\n\r]/.test(cell) || cell === ESCAPES);
      if (escaped) break;
    }
    let first = true;
    for (const row of rows()) {
      const cells = escaped ? [...row.map(escapeCell), first ? ESCAPES : ""] : row;
      first = false;
      yield `${cells.join("\t")}\n`;
    }
  },
} as const satisfies GlossaryFormat;

const ESCAPED: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\" };
const MEANT: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", "\\": "\\" };

function escapeCell(cell: string): string {
  return cell.replace(/[\t\n\r\\]/g, (char) => ESCAPED[char] ?? char);
}

function unescapeRows(rows: readonly Row[]): readonly Row[] {
  const last = rows[0]?.cells.at(-1);
  if (last !== ESCAPES) return rows;
  const meant = (cell: string): string =>
    cell.replace(/\\([tnr\\])/g, (_, char: string) => MEANT[char] ?? char);
  return rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, -1).map(meant) }));
}
