import { refuse, type ReadResult } from "../../core/finding.ts";
import type { Concept } from "../../core/glossary/model.ts";
import type { FileBytes } from "../bytes.ts";
import { DELIMITERS, isBlank, recordsOf, type Delimiter, type Row } from "../csv/records.ts";
import { tableRows, tooManyCells } from "../csv/rows.ts";
import { csvRecord } from "../csv/write.ts";
import { ReadStop } from "../stop.ts";
import { checkText } from "../text/decode.ts";
import { unmarkedPieces } from "../text/pieces.ts";
import { wholeEntry, type GlossaryEntry } from "./entry.ts";
import {
  GLOSSARY_LIMIT,
  readAll,
  type GlossaryFormat,
  type GlossaryReading,
  type GlossaryReadOptions,
} from "./format.ts";
import { guardCell, unguardCell } from "./formulas.ts";
import { noLosses } from "./losses.ts";
import type { Layout, WrittenLayout } from "./layouts/layout.ts";
import { findLayout } from "./layouts/list.ts";
import { ownLayout } from "./layouts/own.ts";
import { firstRow, readingRows } from "./reading.ts";

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

function readCsv(file: FileBytes, options: GlossaryReadOptions = {}): GlossaryReading {
  const { encoding } = options;
  return readTable(() => unmarkedPieces(file, { encoding, limit: GLOSSARY_LIMIT }), options);
}

/** The entries of a text in our own layout, at once. */
export function readCsvEntries(
  text: string,
  options: Pick<GlossaryReadOptions, "newId"> = {},
): ReadResult<readonly GlossaryEntry[]> {
  const fault = checkText(text, GLOSSARY_LIMIT);
  if (fault) return { ok: false, refusal: fault };
  return readAll(readTable(() => [text.replace(/^\ufeff/, "")], options, ownLayout));
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

/** The concepts of a text in a layout, else in the one that its header is of. */
function readTable(
  pieces: () => Iterable<string>,
  options: GlossaryReadOptions,
  layout?: Layout,
): GlossaryReading {
  const table = { [Symbol.iterator]: () => cleanRows(() => behindSeparator(pieces())) };
  return readingRows(table, function* (rows) {
    const header = firstRow(rows);
    if (header === undefined) return refuse("empty");
    return yield* (layout ?? findLayout(header.cells) ?? ownLayout).read(rows, options);
  });
}

/** What Excel takes as the delimiter of a table, where its first line says so. */
const SEPARATOR = /^sep=[,;\t](?=[\r\n]|$)/i;
const SEPARATOR_LENGTH = "sep=;\n".length;

/** A text without such a line but for its end, so that lines are counted as they are. */
function* behindSeparator(pieces: Iterable<string>): Generator<string> {
  let start: string | undefined = "";
  for (const piece of pieces) {
    if (start === undefined) {
      yield piece;
      continue;
    }
    start += piece;
    if (start.length < SEPARATOR_LENGTH) continue;
    yield start.replace(SEPARATOR, "");
    start = undefined;
  }
  if (start !== undefined) yield start.replace(SEPARATOR, "");
}

/**
 * The rows of a text, cells as they were before they were guarded or escaped. Where they are too many cells, what is wrong with the rest
 * is said first.
 */
function* cleanRows(pieces: () => Iterable<string>): Generator<Row> {
  const delimiter = findDelimiter(pieces);
  let [count, columns] = [0, 0];
  let clean: ((row: Row) => Row) | undefined;
  for (const row of tableRows(pieces, delimiter, ROW_LIMIT)) {
    if (clean === undefined) {
      columns = row.cells.length;
      clean = delimiter === "\t" ? unescaping(row) : unguarding(row);
    }
    if (tooManyCells(++count, columns) === undefined) yield clean(row);
  }
  const tooMany = tooManyCells(count, columns);
  if (tooMany !== undefined) throw new ReadStop(tooMany.refusal);
}

function unguarding({ cells }: Row): (row: Row) => Row {
  if (!GUARDED.has((findLayout(cells) ?? ownLayout).name)) return (row) => row;
  return (row) => ({ line: row.line, cells: row.cells.map(unguardCell) });
}

/**
 * The delimiter by which the header line is one that we know; if several do, one by which the first cell has none of the others,
 * then the widest; else the comma.
 */
function findDelimiter(pieces: () => Iterable<string>): Delimiter {
  const known = DELIMITERS.map((delimiter) => ({
    delimiter,
    cells: firstCells(pieces, delimiter),
  })).filter(({ cells }) => findLayout(cells) !== undefined);
  const clean = known.filter(({ cells }) => !/[,;\t]/.test(cells[0] ?? ""));
  const widest = (clean.length > 0 ? clean : known).toSorted((a, b) => b.cells.length - a.cells.length);
  return widest[0]?.delimiter ?? ",";
}

/** What a record is refused for by one delimiter that it need not be by another. */
const BY_DELIMITER: ReadonlySet<string> = new Set([
  "csv-quotes",
  "table-too-many-columns",
  "record-too-long",
]);

/** The cells of the first record that is not blank; none where it is broken. */
function firstCells(pieces: () => Iterable<string>, delimiter: Delimiter): readonly string[] {
  try {
    for (const record of recordsOf(pieces(), delimiter)) if (!isBlank(record)) return record.cells;
    return [];
  } catch (error) {
    if (error instanceof ReadStop && BY_DELIMITER.has(error.finding.code)) return [];
    throw error;
  }
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

function unescaping({ cells }: Row): (row: Row) => Row {
  if (cells.at(-1) !== ESCAPES) return (row) => row;
  const meant = (cell: string): string =>
    cell.replace(/\\([tnr\\])/g, (_, char: string) => MEANT[char] ?? char);
  return (row) => ({ line: row.line, cells: row.cells.slice(0, -1).map(meant) });
}
