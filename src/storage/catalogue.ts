import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** A table as its database knows it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[];
  /** Names of the tables that it refers to, perhaps itself. */
  readonly references: readonly string[];
}

/** What a database says of its own tables. */
export interface Catalogue {
  /** All tables of the store, by name. */
  readonly tables: (tx: Kysely<Schema>) => Promise<Table[]>;
  /**
   * Lets rows of a table be written before those of the same table, or of one that comes later, to which they refer; the
   * function that it gives has that checked, and forbids it again.
   */
  readonly relax: (tx: Kysely<Schema>, tables: readonly Table[]) => Promise<() => Promise<void>>;
}

/** A column of a table, or a reference, as a catalogue lists them. */
export interface Listed {
  readonly table: string;
  readonly column: string;
  /** Place in the primary key from 1; 0 outside it. */
  readonly place: number;
}

/** Puts together what a catalogue lists. */
export function tablesOf(
  columns: readonly Listed[],
  references: readonly { readonly table: string; readonly other: string }[],
): Table[] {
  return [...Map.groupBy(columns, ({ table }) => table)].map(([name, own]) => ({
    name,
    // By name: where a table was altered, their own order says nothing.
    columns: own.map(({ column }) => column).sort(),
    key: own
      .filter(({ place }) => place > 0)
      .sort((a, b) => a.place - b.place)
      .map(({ column }) => column),
    references: [...new Set(references.filter(({ table }) => table === name).map(({ other }) => other))],
  }));
}
