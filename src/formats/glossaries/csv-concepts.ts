import type { Finding, Params, Severity } from "../../core/finding.ts";
import { isDay } from "../../core/text/day.ts";
import {
  CASE_RULES,
  CATEGORIES,
  CONCEPT_STATUSES,
  DEFINITES,
  INDEFINITES,
  MENTION_RULES,
  type Concept,
  type Form,
} from "../../core/glossary/model.ts";
import type { Row } from "../csv/rows.ts";
import { splitAlternatives } from "./alternatives.ts";
import { checkText } from "../text/decode.ts";
import { columnOf, FORM_COLUMNS, PACKED_COLUMN, type ColumnName, type Columns } from "./csv-columns.ts";
import { readDatedForm, writeDatedForm, type DatedText } from "./dated-forms.ts";
import { Hashes } from "../../core/text/hashes.ts";
import { FirstLines } from "./id-hashes.ts";
import { behindHeader, ID_LIMIT, TERM_LIMIT } from "./reading.ts";
import { readCategory, readConceptStatus } from "./spellings.ts";
import { OMISSIBLE, type GlossaryEntry } from "./entry.ts";

/** One row: its cells by the names of their columns, and where its faults are told. */
interface Entry {
  readonly cell: (column: ColumnName) => string;
  readonly report: (code: string, severity: Severity, params?: Params) => void;
  /** Warns of what many rows may have, on the first of them. */
  readonly reportOnce: (code: string, params: Params) => void;
}

/** What was found in the rows of a table, and how many concepts it gives. */
export interface RowsRead {
  readonly count: number;
  readonly findings: readonly Finding[];
}

/**
 * The concepts of the rows behind a header up to the first fault, and in the end every fault of every row; an error means that a concept
 * is missing or not what was meant. The rows are gone through again for the ids in them where ids are to be made, and where ids
 * seem to stand twice. Holds eight bytes an id, and what was found.
 */
export function* readConcepts(
  rows: Iterable<Row>,
  columns: Columns,
  newId: (() => string) | undefined,
): Generator<GlossaryEntry, RowsRead> {
  const makeId = newId ?? rowIds(rows, columns);
  const ids = new Hashes();
  const read = yield* conceptsOf(rows, columns, makeId, (id) => {
    ids.add(id);
    return undefined;
  });
  if (!ids.mayHaveTwins()) return read;
  const lines = new FirstLines(ids);
  const again = conceptsOf(rows, columns, makeId, (id, line) => lines.before(id, line));
  for (;;) {
    const step = again.next();
    if (step.done === true) return step.value;
  }
}

/** `before`: the line on which an id stood before. */
function* conceptsOf(
  rows: Iterable<Row>,
  columns: Columns,
  makeId: (number: number) => string,
  before: (id: string, line: number) => number | undefined,
): Generator<GlossaryEntry, RowsRead> {
  const findings: Finding[] = [];
  let [number, count, errors] = [0, 0, 0];
  const tell = (finding: Finding): void => {
    findings.push(finding);
    if (finding.severity === "error") errors++;
  };
  const told = new Set<string>();
  for (const row of behindHeader(rows, () => (each) => each)) {
    number++;
    const entry = entryOf(row, columns, tell, told);
    if (!checkShape(row, columns, entry)) continue;
    const id = entry.cell("id").trim();
    if (id.length > ID_LIMIT) entry.report("id-too-long", "error", { limit: ID_LIMIT });
    const firstLine = id === "" ? undefined : before(id, row.line);
    if (firstLine !== undefined) entry.report("csv-duplicate-id", "error", { id: shown(id), firstLine });
    const made = id === "" ? makeId(number) : id;
    const concept = readConcept(entry, made, extraOf(row, columns, entry));
    if (errors > 0) continue;
    count++;
    const omitted = OMISSIBLE.filter((field) => (field === "id" ? id : entry.cell(field).trim()) === "");
    yield { concept, omitted, line: row.line };
  }
  return { count, findings };
}

function entryOf(row: Row, columns: Columns, tell: (finding: Finding) => void, told: Set<string>): Entry {
  const { line } = row;
  const report: Entry["report"] = (code, severity, params = {}) => {
    tell({ code, severity, params: { ...params, line }, place: { line } });
  };
  return {
    report,
    reportOnce(code, params) {
      const key = JSON.stringify([code, params]);
      if (told.has(key) || told.size >= MOST_TOLD) return;
      told.add(key);
      report(code, "warning", params);
    },
    cell(column) {
      const index = columns.known.get(column);
      return index === undefined ? "" : (row.cells[index] ?? "");
    },
  };
}

/** So many different things are warned of once. */
const MOST_TOLD = 100;

function checkShape({ cells }: Row, { count, unnamed }: Columns, { report }: Entry): boolean {
  if (cells.length !== count) {
    report("csv-row-length", "error", { cells: cells.length, expected: count });
    return false;
  }
  const nameless = unnamed.find((index) => (cells[index] ?? "").trim() !== "");
  if (nameless !== undefined) report("csv-unnamed-column", "error", { column: nameless + 1 });
  return true;
}

/** Makes ids from the places of rows, `row-3`, which no row of the table has; it is looked through when the first is needed. */
function rowIds(rows: Iterable<Row>, { known }: Columns): (row: number) => string {
  const idAt = known.get("id");
  let taken: Hashes | undefined;
  const given = (): Hashes => {
    const ids = new Hashes();
    for (const { cells } of idAt === undefined ? [] : rows) {
      const id = (cells[idAt ?? 0] ?? "").trim();
      if (id.startsWith(ROW)) ids.add(id);
    }
    return ids;
  };
  return (row) => {
    taken ??= given();
    let id = `${ROW}${row}`;
    for (let again = 2; taken.has(id); again++) id = `${ROW}${row}-${again}`;
    return id;
  };
}

const ROW = "row-";

function extraOf({ cells }: Row, { extra }: Columns, entry: Entry): Readonly<Record<string, string>> {
  const own = extra.map(({ name, index }) => [name, cells[index] ?? ""] as const);
  const all = [...own, ...packedValues(entry)].filter(([, value]) => value !== "");
  // fromEntries defines own properties, also for "__proto__".
  return Object.fromEntries(all);
}

function packedValues({ cell, report }: Entry): readonly (readonly [string, string])[] {
  const text = cell(PACKED_COLUMN).trim();
  if (text === "") return [];
  const values = packedPairs(text);
  if (values === undefined) {
    const allowed = '{"name": "text"}';
    report("csv-unknown-value", "error", { column: PACKED_COLUMN, value: shown(text), allowed });
  }
  return values ?? [];
}

function packedPairs(text: string): readonly (readonly [string, string])[] | undefined {
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof object !== "object" || object === null || Array.isArray(object)) return undefined;
  const pairs: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries(object)) {
    // An escape may have written what no text of ours may have.
    if (typeof value !== "string" || checkText(name + value, Infinity) !== undefined) return undefined;
    pairs.push([name, value]);
  }
  return pairs;
}

function readConcept(entry: Entry, id: string, extra: Concept["extra"]): Concept {
  const rule = oneOf(CASE_RULES, "case", undefined, entry);
  const definite = oneOf(DEFINITES, "the_en", undefined, entry);
  const indefinite = oneOf(INDEFINITES, "a_en", undefined, entry);
  const surname = entry.cell("surname_en").trim();
  const mention = oneOf(MENTION_RULES, "mention_en", undefined, entry);
  const category = spelled(readCategory, CATEGORIES, "category", "other", entry);
  const status = spelled(readConceptStatus, CONCEPT_STATUSES, "status", "proposed", entry);
  return {
    id,
    category: category.value,
    status: status.value,
    forms: readForms(entry),
    scope: alternatives("scope_zh", entry),
    ...(rule === undefined ? {} : { case: rule }),
    ...(definite === undefined ? {} : { definite }),
    ...(indefinite === undefined ? {} : { indefinite }),
    ...(surname === "" ? {} : { surname }),
    ...(mention === undefined ? {} : { mention }),
    note: entry.cell("note"),
    evidence: alternatives("source", entry),
    // What another tool called it is kept beside what it is here.
    extra: status.raw === undefined ? extra : { [RAW_STATUS]: status.raw, ...extra },
  };
}

/** The name under which a status is kept as the file spelled it. */
const RAW_STATUS = "file_status";

/** As {@link oneOf}, by the words of other tools, too; `raw` is such a word. What each was taken for is told once. */
function spelled<Value extends string>(
  read: (raw: string) => Value | undefined,
  list: readonly Value[],
  column: ColumnName,
  ifEmpty: Value,
  entry: Entry,
): { readonly value: Value; readonly raw?: string } {
  const raw = entry.cell(column).trim();
  const value = read(raw);
  if (value === undefined) return { value: oneOf(list, column, ifEmpty, entry) };
  if (value === raw.toLowerCase()) return { value };
  entry.reportOnce("csv-read-as", { column, value: shown(raw), meant: value });
  return { value, raw };
}

function oneOf<Value extends string, Default>(
  list: readonly Value[],
  column: ColumnName,
  ifEmpty: Default,
  { cell, report }: Entry,
): Value | Default {
  const text = cell(column).trim().toLowerCase();
  const value = list.find((candidate) => candidate === text);
  if (value !== undefined) return value;
  if (text !== "") {
    report("csv-unknown-value", "error", {
      column,
      value: shown(cell(column).trim()),
      allowed: list.join(", "),
    });
  }
  return ifEmpty;
}

function readForms(entry: Entry): readonly Form[] {
  const forms = FORM_COLUMNS.flatMap(({ name, lang, first, rest }) => {
    const texts = alternatives(name, entry).map(readDatedForm);
    for (const text of texts) checkDays(name, text, entry);
    if (texts.some(({ text }) => text.length > TERM_LIMIT)) {
      entry.report("term-too-long", "error", { limit: TERM_LIMIT });
    }
    const leading = name === "preferred_en" ? preferredOf(texts, entry) : texts.slice(0, 1);
    return texts.map((text): Form => ({ lang, kind: leading.includes(text) ? first : rest, ...text }));
  });
  if (forms.length === 0) entry.report("csv-no-form", "error");
  return byColumn(forms);
}

/** The English forms that are preferred, each in its days: those with days and the first without. */
function preferredOf(texts: readonly DatedText[], { report }: Entry): readonly DatedText[] {
  const [preferred, ...others] = texts.filter((text) => !isDated(text));
  if (preferred !== undefined && others.length > 0) {
    const admitted = shown(others.map(({ text }) => text).join(" | "));
    report("csv-second-preferred", "warning", { preferred: shown(preferred.text), admitted });
  }
  return texts.filter((text) => text === preferred || isDated(text));
}

function isDated({ validFrom, validTo }: DatedText): boolean {
  return validFrom !== undefined || validTo !== undefined;
}

function checkDays(column: ColumnName, { text, validFrom, validTo }: DatedText, { report }: Entry): void {
  for (const day of [validFrom, validTo]) {
    if (day === undefined || isDay(day)) continue;
    report("csv-form-day", "error", { column, form: shown(text), day: shown(day) });
  }
}

/** Grouped as the columns are written: a second preferred form stands with the admitted ones, once. */
function byColumn(forms: readonly Form[]): readonly Form[] {
  return FORM_COLUMNS.flatMap(({ name }) => {
    const ofColumn = forms.filter((form) => columnOf(form) === name);
    return [...new Map(ofColumn.map((form) => [writeDatedForm(form), form])).values()];
  });
}

/** The different values of a cell. Those that stand in it again are dropped and told in one finding. */
function alternatives(column: ColumnName, { cell, report }: Entry): readonly string[] {
  const kept = new Set<string>();
  const again = new Set<string>();
  for (const value of splitAlternatives(cell(column))) (kept.has(value) ? again : kept).add(value);
  if (again.size > 0)
    report("csv-duplicate-form", "warning", { column, value: shown([...again].join(" | ")) });
  return [...kept];
}

const SHOWN = 80;

/** As much of a value as a sentence about it can hold. */
function shown(value: string): string {
  return value.length <= SHOWN ? value : value.slice(0, SHOWN - 1).toWellFormed() + "…";
}
