import { stringify } from "csv-stringify/sync";
import { refuse, type Finding, type ReadResult } from "../../core/finding.ts";
import type { Concept } from "../../core/glossary/model.ts";
import { readRows } from "../csv/rows.ts";
import { checkText, decodeText, encodeText } from "../text/decode.ts";
import { joinAlternatives } from "./alternatives.ts";
import {
  columnOf,
  extraHeader,
  findDelimiter,
  LATER_COLUMNS,
  MAIN_COLUMNS,
  readHeader,
  type ColumnName,
} from "./csv-columns.ts";
import { readConcepts } from "./csv-concepts.ts";
import { writeDatedForm } from "./dated-forms.ts";
import type { GlossaryFormat, GlossaryReadOptions } from "./format.ts";

/** The largest glossary file that is read, in bytes. */
export const GLOSSARY_LIMIT = 50_000_000;

/** The most concepts that are read from one file. */
export const ROW_LIMIT = 100_000;

/** The project's own layout: one concept a row, several forms in one cell separated by `|`. */
export const csvGlossary = {
  name: "csv",
  extensions: [".csv", ".tsv"],
  mediaType: "text/csv",
  read(bytes, options = {}) {
    const decoded = decodeText(bytes, { encoding: options.encoding, limit: GLOSSARY_LIMIT });
    return decoded.ok ? readGlossaryCsv(decoded.value.text, options) : decoded;
  },
  write: (concepts) => encodeText(writeGlossaryCsv(concepts)),
} as const satisfies GlossaryFormat;

/**
 * The concepts of a CSV or TSV text, or a refusal; nothing is half read. Any subset of the columns in any order serves
 * that has forms; columns with other names are kept in `extra` where a cell is not empty. Forms come in the order of
 * the columns. A fault in the rows refuses the whole as `csv-rows-invalid`, with a finding for every fault.
 */
export function readGlossaryCsv(
  text: string,
  options: Pick<GlossaryReadOptions, "newId"> = {},
): ReadResult<readonly Concept[]> {
  const fault = checkText(text, GLOSSARY_LIMIT);
  if (fault) return { ok: false, refusal: fault };
  const content = text.replace(/^\ufeff/, "");
  // One more than may be, and the header: enough to know that there are too many.
  const rows = readRows(content, findDelimiter(content), ROW_LIMIT + 2);
  if (!rows.ok) return rows;
  const [header, ...body] = rows.value;
  if (header === undefined) return refuse("empty");
  if (body.length > ROW_LIMIT) return refuse("csv-too-many-rows", { limit: ROW_LIMIT });
  const columns = readHeader(header);
  if (!columns.ok) return columns;
  const { concepts, findings } = readConcepts(body, columns.value, options.newId);
  const count = findings.filter(({ severity }) => severity === "error").length;
  return count > 0 ? rowsInvalid(count, findings) : { ok: true, value: concepts, findings };
}

function rowsInvalid(count: number, findings: readonly Finding[]): ReadResult<never> {
  return { ...refuse("csv-rows-invalid", { count }), findings };
}

/**
 * The CSV of concepts: {@link MAIN_COLUMNS}, those of {@link LATER_COLUMNS} that some concept has a value for, then those
 * of `extra` in order of first appearance; comma, LF. Cells are never altered for a spreadsheet's sake (`=…` stays), so reading gives equal concepts: their forms grouped by
 * column, values of forms, scope, evidence and surname trimmed, empty `extra` values dropped.
 */
export function writeGlossaryCsv(concepts: readonly Concept[]): string {
  const extra = [...new Set(concepts.flatMap((concept) => Object.keys(concept.extra)))];
  const written = concepts.map((concept) => ({ concept, cells: cellsOf(concept) }));
  const columns = [
    ...MAIN_COLUMNS,
    ...LATER_COLUMNS.filter((column) => written.some(({ cells }) => cells[column] !== "")),
  ];
  const header = [...columns, ...extra.map(extraHeader)];
  const rows = written.map(({ concept, cells }) => [
    ...columns.map((column) => cells[column]),
    ...extra.map((name) => extraCell(concept, name)),
  ]);
  // A lone CR ends a record for our reader too, so a cell that has any kind of line end is quoted.
  return stringify([header, ...rows], { record_delimiter: "\n", quote_record_delimiter: true });
}

function extraCell(concept: Concept, name: string): string {
  // An own property only: every object has a "constructor".
  return Object.hasOwn(concept.extra, name) ? (concept.extra[name] ?? "") : "";
}

function cellsOf(concept: Concept): Readonly<Record<ColumnName, string>> {
  const form = (column: ColumnName): string => formCell(concept, column);
  return {
    id: concept.id,
    category: concept.category,
    status: concept.status,
    zh_hans: form("zh_hans"),
    zh_hant: form("zh_hant"),
    preferred_en: form("preferred_en"),
    short_en: form("short_en"),
    admitted_en: form("admitted_en"),
    deprecated_en: form("deprecated_en"),
    case: concept.case ?? "",
    scope_zh: joinAlternatives(concept.scope),
    note: concept.note,
    source: joinAlternatives(concept.evidence),
    the_en: concept.definite ?? "",
    a_en: concept.indefinite ?? "",
    surname_en: concept.surname ?? "",
    mention_en: concept.mention ?? "",
  };
}

function formCell(concept: Concept, column: ColumnName): string {
  const forms = concept.forms.filter((form) => columnOf(form) === column);
  const preferredFirst = [
    ...forms.filter(({ kind }) => kind === "preferred"),
    ...forms.filter(({ kind }) => kind !== "preferred"),
  ];
  return joinAlternatives(preferredFirst.map(writeDatedForm));
}
