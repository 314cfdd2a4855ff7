import { languageOf } from "../../core/article/languages.ts";
import { refuse, type ReadResult } from "../../core/finding.ts";
import type { Span } from "../../core/text/span.ts";
import { DELIMITERS, readRows, type Delimiter, type Row } from "../csv/rows.ts";

/** Endings of files that are bilingual tables. */
export const TABLE_EXTENSIONS = [".tsv", ".tab", ".csv"] as const;

/** The two texts of a bilingual table, a row a line, with the ranges of every row; one side of a row may be empty. */
export interface BilingualText {
  readonly machine: string;
  readonly source: string;
  readonly rows: readonly { readonly source: Span; readonly target: Span }[];
}

const MOST_ROWS = 200_000;

type Side = "source" | "target";

/** How people head the two columns. */
const HEADINGS: Readonly<Record<Side, RegExp>> = {
  source:
    /^(?:zh(?:[-_][a-z]+)?|cn|chinese|source|src|original|中文|汉语|漢語|原文|源文|简体中文|繁體中文)$/i,
  target:
    /^(?:en(?:[-_][a-z]+)?|english|target|tgt|translation|mt|英文|英语|英語|译文|譯文|机器译文|機器譯文)$/i,
};

/**
 * The two texts of a table of tab-, comma- or semicolon-separated cells. The columns are those that a first row names,
 * else the one that is Chinese and the one that is English; others are left out. Refused: no two such columns, a row
 * with more cells than the first (an unquoted comma), rows without either text.
 */
export function readBilingualTable(text: string): ReadResult<BilingualText> {
  const body = text.replace(/^\uFEFF/, "");
  if (body.trim() === "") return refuse("empty");
  const table = readRows(body, delimiterOf(body), MOST_ROWS + 1);
  if (!table.ok) return table;
  const [first, ...rest] = table.value;
  if (first === undefined) return refuse("empty");
  if (table.value.length > MOST_ROWS) return refuse("table-too-long", { limit: MOST_ROWS });
  const named = namedColumns(first);
  const rows = named === undefined ? table.value : rest;
  const ragged = rows.find((row) => row.cells.length > first.cells.length);
  if (ragged !== undefined) {
    const cells = { found: ragged.cells.length, expected: first.cells.length };
    return refuse("table-cells", cells, { line: ragged.line });
  }
  const columns = named ?? columnsByScript(rows);
  return columns === undefined ? refuse("table-columns") : joinRows(rows, columns);
}

/** The separator of the first line that has one; tabs first, because texts have none of their own. */
function delimiterOf(text: string): Delimiter {
  const line = text.split(/[\r\n]/).find((each) => each.trim() !== "") ?? "";
  if (line.includes("\t")) return "\t";
  const unquoted = line.replace(/"(?:[^"]|"")*"/g, "");
  return DELIMITERS.find((delimiter) => unquoted.includes(delimiter)) ?? ",";
}

type Columns = Readonly<Record<Side, number>>;

function namedColumns({ cells }: Row): Columns | undefined {
  const find = (side: Side): number => cells.findIndex((cell) => HEADINGS[side].test(cell.trim()));
  const columns = { source: find("source"), target: find("target") };
  return columns.source < 0 || columns.target < 0 ? undefined : columns;
}

/** The column that is most clearly Chinese and the first that is English; undefined where there is not one of each. */
function columnsByScript(rows: readonly Row[]): Columns | undefined {
  const width = Math.max(0, ...rows.slice(0, 1000).map((row) => row.cells.length));
  const written = Array.from({ length: width }, (_, at) =>
    languageOf(rows.map((row) => row.cells[at] ?? "").join("\n")),
  );
  const only = (languages: readonly string[]): number => {
    const found = written.flatMap((language, at) => (languages.includes(language) ? [at] : []));
    return found.length === 1 ? (found[0] ?? -1) : -1;
  };
  const source = only(["chinese"]);
  // An English text may quote much Chinese, but then it is the only other one with letters.
  const target = only(["english"]) >= 0 ? only(["english"]) : only(["english", "mixed"]);
  return source < 0 || target < 0 ? undefined : { source, target };
}

function joinRows(rows: readonly Row[], columns: Columns): ReadResult<BilingualText> {
  const texts = { source: "", target: "" };
  const append = (side: Side, row: Row): Span => {
    const cell = (row.cells[columns[side]] ?? "").trim();
    if (cell === "") return { from: texts[side].length, to: texts[side].length };
    if (texts[side] !== "") texts[side] += "\n";
    const from = texts[side].length;
    texts[side] += cell;
    return { from, to: texts[side].length };
  };
  const spans = rows.map((row) => ({ source: append("source", row), target: append("target", row) }));
  const { source, target: machine } = texts;
  if (machine === "") return refuse("english-missing");
  return { ok: true, value: { machine, source, rows: spans }, findings: [] };
}
