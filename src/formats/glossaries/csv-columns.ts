import { refuse, type ReadResult } from "../../core/finding.ts";
import type { Form, FormKind, FormLanguage } from "../../core/glossary/model.ts";
import type { Row } from "../csv/rows.ts";

/** The columns that hold forms: the kind of the first form in a cell and of those after it. */
export const FORM_COLUMNS = [
  { name: "zh_hans", lang: "zh-Hans", first: "preferred", rest: "admitted" },
  { name: "zh_hant", lang: "zh-Hant", first: "preferred", rest: "admitted" },
  { name: "preferred_en", lang: "en", first: "preferred", rest: "admitted" },
  { name: "short_en", lang: "en", first: "short", rest: "short" },
  { name: "admitted_en", lang: "en", first: "admitted", rest: "admitted" },
  { name: "deprecated_en", lang: "en", first: "deprecated", rest: "deprecated" },
] as const satisfies readonly {
  readonly name: string;
  readonly lang: FormLanguage;
  readonly first: FormKind;
  readonly rest: FormKind;
}[];

export type FormColumn = (typeof FORM_COLUMNS)[number]["name"];

/** The columns that are written always, in this order. */
export const MAIN_COLUMNS = [
  "id",
  "category",
  "status",
  ...FORM_COLUMNS.map(({ name }) => name),
  "case",
  "scope_zh",
  "note",
  "source",
] as const;

/** The columns that are written behind them, each only when a concept has a value for it. */
export const LATER_COLUMNS = ["the_en", "a_en", "surname_en", "mention_en"] as const;

/**
 * The column of what has no column of its own: a JSON object of names and texts. Only the {@link EXTRA_COLUMNS} most frequent other
 * names have one, for a file of another tool may say something of each of its terms by name.
 */
export const PACKED_COLUMN = "extra_json";
export const EXTRA_COLUMNS = 100;

/** All columns of the layout. */
export const COLUMNS = [...MAIN_COLUMNS, ...LATER_COLUMNS, PACKED_COLUMN] as const;
export type ColumnName = (typeof COLUMNS)[number];

/** Which cell is what: the columns we know, and the others by their names. */
export interface Columns {
  readonly count: number;
  readonly known: ReadonlyMap<ColumnName, number>;
  readonly extra: readonly { readonly name: string; readonly index: number }[];
  /** Columns without a name, which may only be empty. */
  readonly unnamed: readonly number[];
}

/** Stands before the name of another column that would not be read back as it is. */
const EXTRA_PREFIX = "extra:";

/** The column a form is written to. Every Chinese form has the one column of its script. */
export function columnOf({ lang, kind }: Form): FormColumn {
  return COLUMN_OF[lang][kind];
}

function columnsOf(lang: FormLanguage): Readonly<Record<FormKind, FormColumn>> {
  const ofLanguage = FORM_COLUMNS.filter((column) => column.lang === lang);
  const of = (kind: FormKind): FormColumn =>
    (ofLanguage.find(({ first }) => first === kind) ?? ofLanguage[0] ?? FORM_COLUMNS[0]).name;
  return {
    preferred: of("preferred"),
    short: of("short"),
    admitted: of("admitted"),
    deprecated: of("deprecated"),
  };
}

const COLUMN_OF: Readonly<Record<FormLanguage, Readonly<Record<FormKind, FormColumn>>>> = {
  "zh-Hans": columnsOf("zh-Hans"),
  "zh-Hant": columnsOf("zh-Hant"),
  en: columnsOf("en"),
};

/**
 * The columns a header line names: ours in any capitals and order, with at least one for forms; other names stand as
 * they are, trimmed, or verbatim after `extra:`.
 */
export function readHeader({ cells, line }: Row): ReadResult<Columns> {
  const known = new Map<ColumnName, number>();
  const extra = new Map<string, number>();
  const unnamed: number[] = [];
  for (const [index, cell] of cells.entries()) {
    const column = knownColumn(cell);
    const name = column ?? extraName(cell);
    const before = column === undefined ? extra.get(name) : known.get(column);
    if (before !== undefined) {
      return refuse(
        "csv-duplicate-column",
        { column: name, first: before + 1, second: index + 1, line },
        { line },
      );
    }
    if (column !== undefined) known.set(column, index);
    else if (cell.trim() === "") unnamed.push(index);
    else extra.set(name, index);
  }
  if (!FORM_COLUMNS.some(({ name }) => known.has(name))) {
    return refuse(
      "csv-no-form-column",
      { columns: FORM_COLUMNS.map(({ name }) => name).join(", ") },
      { line },
    );
  }
  const others = Array.from(extra, ([name, index]) => ({ name, index }));
  return { ok: true, value: { count: cells.length, known, extra: others, unnamed }, findings: [] };
}

/** The header cell from which {@link readHeader} takes this name as another column's. */
export function extraHeader(name: string): string {
  const plain = name !== "" && knownColumn(name) === undefined && extraName(name) === name;
  return plain ? name : EXTRA_PREFIX + name;
}

function knownColumn(cell: string): ColumnName | undefined {
  const name = cell.trim().toLowerCase();
  return COLUMNS.find((column) => column === name);
}

function extraName(cell: string): string {
  const start = cell.trimStart();
  return start.startsWith(EXTRA_PREFIX) ? start.slice(EXTRA_PREFIX.length) : cell.trim();
}
