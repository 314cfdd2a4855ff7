import { refuse } from "../../../core/finding.ts";
import type { Concept, Form } from "../../../core/glossary/model.ts";
import type { Row } from "../../csv/rows.ts";
import { escapeAlternative, joinAlternatives } from "../alternatives.ts";
import {
  columnOf,
  EXTRA_COLUMNS,
  extraHeader,
  FORM_COLUMNS,
  LATER_COLUMNS,
  MAIN_COLUMNS,
  PACKED_COLUMN,
  readHeader,
  type ColumnName,
  type FormColumn,
} from "../csv-columns.ts";
import { readConcepts } from "../csv-concepts.ts";
import { writeDatedForm } from "../dated-forms.ts";
import type { GlossaryEntry } from "../entry.ts";
import type { GlossaryReading, GlossaryReadOptions } from "../format.ts";
import { firstRow } from "../reading.ts";
import { namesOf, type WrittenLayout } from "./layout.ts";

/** The project's own layout: one concept a row, several forms in one cell separated by `|`, other columns by their names. */
export const ownLayout: WrittenLayout = {
  name: "own",
  rereads: true,
  recognises(header) {
    const names = namesOf(header);
    return FORM_COLUMNS.some(({ name }) => names.includes(name));
  },
  read: readRows,
  write: ownRows,
};

/**
 * The concepts of a table in the own layout. Any subset of the columns in any order serves that has forms; columns with other names
 * are kept in `extra` where a cell is not empty. Forms come in the order of the columns. A fault in the rows refuses the whole as
 * `csv-rows-invalid`, with a finding for every fault; concepts are given up to the first.
 */
function* readRows(rows: Iterable<Row>, options: GlossaryReadOptions): GlossaryReading {
  const header = firstRow(rows);
  if (header === undefined) return refuse("empty");
  const columns = readHeader(header);
  if (!columns.ok) return columns;
  const { count, findings } = yield* readConcepts(rows, columns.value, options.newId);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return errors > 0
    ? { ...refuse("csv-rows-invalid", { count: errors }), findings }
    : { ok: true, value: count, findings };
}

/**
 * The rows of concepts: {@link MAIN_COLUMNS}, those of {@link LATER_COLUMNS} that some concept has a value for, then those of
 * `extra` by name, the rarer of many in {@link PACKED_COLUMN}. Reading gives equal concepts: their forms grouped by column,
 * values of forms, scope, evidence and surname trimmed, empty `extra` values dropped. Goes through the entries twice, so that
 * those of a large file need not be in memory.
 */
function* ownRows(entries: Iterable<GlossaryEntry>): Generator<readonly string[]> {
  const { later, names, packs } = columnsFor(entries);
  const columns = [...MAIN_COLUMNS, ...later];
  yield [...columns, ...(packs ? [PACKED_COLUMN] : []), ...names.map(extraHeader)];
  const own = new Set(names);
  for (const { concept } of entries) {
    const forms = formCells(concept);
    const cells: string[] = [];
    for (const column of columns) cells.push(cellOf(concept, forms, column));
    if (packs) cells.push(packedCell(concept, own));
    for (const name of names) cells.push(extraCell(concept, name));
    yield cells;
  }
}

/** Which columns are needed besides the main ones. */
function columnsFor(entries: Iterable<GlossaryEntry>): {
  readonly later: readonly LaterColumn[];
  readonly names: readonly string[];
  readonly packs: boolean;
} {
  const counts = new Map<string, number>();
  const later = new Set<LaterColumn>();
  for (const { concept } of entries) {
    for (const name of Object.keys(concept.extra)) counts.set(name, (counts.get(name) ?? 0) + 1);
    if (later.size === LATER_COLUMNS.length) continue;
    for (const column of LATER_COLUMNS) if (cellOf(concept, NO_FORMS, column) !== "") later.add(column);
  }
  const names = [...counts.keys()];
  const packs = names.length > EXTRA_COLUMNS;
  // The sort is stable: of equally frequent ones the first.
  const frequent = new Set(
    names.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, EXTRA_COLUMNS),
  );
  return {
    later: LATER_COLUMNS.filter((column) => later.has(column)),
    names: names.filter((name) => frequent.has(name)),
    packs,
  };
}

function packedCell({ extra }: Concept, own: ReadonlySet<string>): string {
  const packed = Object.entries(extra).filter(([name, value]) => !own.has(name) && value !== "");
  return packed.length === 0 ? "" : JSON.stringify(Object.fromEntries(packed));
}

type LaterColumn = (typeof LATER_COLUMNS)[number];

function extraCell(concept: Concept, name: string): string {
  // An own property only: every object has a "constructor".
  return Object.hasOwn(concept.extra, name) ? (concept.extra[name] ?? "") : "";
}

function cellOf(
  concept: Concept,
  forms: Readonly<Record<FormColumn, string>>,
  column: Exclude<ColumnName, typeof PACKED_COLUMN>,
): string {
  switch (column) {
    case "id":
    case "category":
    case "status":
    case "note":
      return concept[column];
    case "case":
      return concept.case ?? "";
    case "scope_zh":
      return joinAlternatives(concept.scope);
    case "source":
      return joinAlternatives(concept.evidence);
    case "the_en":
      return concept.definite ?? "";
    case "a_en":
      return concept.indefinite ?? "";
    case "surname_en":
      return concept.surname ?? "";
    case "mention_en":
      return concept.mention ?? "";
    default:
      return forms[column];
  }
}

const NO_FORMS: Readonly<Record<FormColumn, string>> = {
  zh_hans: "",
  zh_hant: "",
  preferred_en: "",
  short_en: "",
  admitted_en: "",
  deprecated_en: "",
};

/** The cells of all form columns; the preferred form of a column is its first. */
function formCells({ forms }: Concept): Readonly<Record<FormColumn, string>> {
  const cells = { ...NO_FORMS };
  for (const form of forms) if (form.kind === "preferred") addForm(cells, form);
  for (const form of forms) if (form.kind !== "preferred") addForm(cells, form);
  return cells;
}

function addForm(cells: Record<FormColumn, string>, form: Form): void {
  const column = columnOf(form);
  const cell = escapeAlternative(writeDatedForm(form));
  cells[column] = cells[column] === "" ? cell : `${cells[column]}|${cell}`;
}
