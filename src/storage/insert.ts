/** Inserting many rows: a statement is built once a shape, however many rows there are. */
import { CompiledQuery, type InsertObject, type Kysely } from "kysely";
import type { Schema } from "./schema.ts";

type Row<T extends keyof Schema> = InsertObject<Schema, T>;

/** Where a row is there that has the same value `of` a column, which columns of it are `set`. */
interface Instead<T extends keyof Schema> {
  readonly of: keyof Schema[T] & string;
  readonly set: readonly (keyof Schema[T] & string)[];
}

/** The most rows of one statement; more in one are no faster. */
const MOST_ROWS = 64;

/** Statements by table, columns and number of rows, of each dialect. */
const built = new WeakMap<object, Map<string, string>>();

/**
 * Inserts rows, which all have the same columns in the same order. Building such a statement takes longer than running
 * it, so those for 1, 2, 4 … {@link MOST_ROWS} rows are kept, and any number is put together of them. A row that is there already is
 * a violation, unless it is said what happens `instead`.
 */
export async function insertRows<T extends keyof Schema>(
  tx: Kysely<Schema>,
  table: T,
  rows: readonly Row<T>[],
  instead?: Instead<T>,
): Promise<void> {
  for (let from = 0; from < rows.length;) {
    const size = Math.min(MOST_ROWS, 2 ** Math.floor(Math.log2(rows.length - from)));
    const some = rows.slice(from, from + size);
    const values: unknown[] = [];
    for (const row of some) for (const value of Object.values<unknown>(row)) values.push(value);
    await tx.executeQuery(CompiledQuery.raw(statementOf(tx, table, some, instead), values));
    from += size;
  }
}

function statementOf<T extends keyof Schema>(
  tx: Kysely<Schema>,
  table: T,
  rows: readonly Row<T>[],
  instead: Instead<T> | undefined,
): string {
  // Shared by all transactions on one database.
  const { adapter } = tx.getExecutor();
  const known = built.get(adapter) ?? new Map<string, string>();
  built.set(adapter, known);
  const key = [table, rows.length, Object.keys(rows[0] ?? {}).join(), instead?.of, instead?.set.join()].join(
    "\n",
  );
  const statement = known.get(key) ?? tx.insertInto(table).values(rows).compile().sql + endOf(instead);
  known.set(key, statement);
  return statement;
}

function endOf<T extends keyof Schema>(instead: Instead<T> | undefined): string {
  if (instead === undefined) return "";
  const set = instead.set.map((column) => `"${column}" = excluded."${column}"`);
  return ` ON CONFLICT ("${instead.of}") DO UPDATE SET ${set.join(", ")}`;
}
