/** Many values in one: rows of numbers read, and short rows written, at a fraction of what each by itself would take. */
import {
  CompiledQuery,
  type Expression,
  type Kysely,
  PostgresAdapter,
  type RawBuilder,
  sql,
  type SqlBool,
} from "kysely";
import type { Schema } from "./schema.ts";

function isPostgres(tx: Kysely<Schema>): boolean {
  return tx.getExecutor().adapter instanceof PostgresAdapter;
}

/** Numbers of a {@link numberList} as a database gives them. */
export type NumberList = string | Uint8Array | null;

/** The whole numbers of a column in one value, those of them that are not null: a row for each would take ten times as long. */
export function numberList(tx: Kysely<Schema>, column: Expression<number>): RawBuilder<NumberList> {
  return isPostgres(tx)
    ? sql`string_agg(int4send(CAST(${column} AS integer)), '')`
    : sql`group_concat(${column})`;
}

/** The numbers of a {@link numberList}: a text with commas between them, or four bytes each. */
export function readNumbers(list: NumberList): Uint32Array {
  if (list === null || list === "") return new Uint32Array();
  if (typeof list !== "string") {
    const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
    const numbers = new Uint32Array(list.byteLength / 4);
    for (let at = 0; at < numbers.length; at++) numbers[at] = view.getUint32(4 * at);
    return numbers;
  }
  const numbers = new Uint32Array((list.length + 1) >>> 1);
  let [count, number] = [0, 0];
  for (let at = 0; at < list.length; at++) {
    const digit = list.charCodeAt(at) - 48;
    if (digit >= 0) number = 10 * number + digit;
    else {
      numbers[count++] = number;
      number = 0;
    }
  }
  numbers[count++] = number;
  return numbers.subarray(0, count);
}

/** A text that stands in a column of JSON under a name. */
export function textIn(tx: Kysely<Schema>, column: Expression<string>, name: string): RawBuilder<string> {
  return isPostgres(tx)
    ? sql`(CAST(${column} AS json) ->> ${sql.lit(name)})`
    : sql`(${column} ->> ${sql.lit(name)})`;
}

/** Whether a column is one of some whole numbers, which go to the database in one value. */
export function isOneOf(
  tx: Kysely<Schema>,
  column: Expression<unknown>,
  numbers: readonly number[],
): RawBuilder<SqlBool> {
  return isPostgres(tx)
    ? sql`${column} = ANY(CAST(${numbers} AS bigint[]))`
    : sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))`;
}

/** The most rows of one statement. */
const MOST_ROWS = { sqlite: 128, postgres: 2000 } as const;

/**
 * Inserts rows of `concept_keys` that come as columns. PostgreSQL plans a list of values each time, which takes longer than
 * writing them; columns as arrays it takes as they are.
 */
export async function insertKeys(
  tx: Kysely<Schema>,
  keys: readonly string[],
  numbers: readonly number[],
  traits: readonly number[],
): Promise<void> {
  const most = MOST_ROWS[isPostgres(tx) ? "postgres" : "sqlite"];
  for (let from = 0; from < keys.length;) {
    // Of few lengths, so that few statements are kept.
    const size = Math.min(most, 2 ** Math.floor(Math.log2(keys.length - from)));
    const [some, ofThese, saying] = [keys, numbers, traits].map((each) => each.slice(from, from + size));
    if (isPostgres(tx))
      await sql`
        INSERT INTO concept_keys (key, number, traits)
        SELECT * FROM unnest(CAST(${some} AS text[]), CAST(${ofThese} AS bigint[]), CAST(${saying} AS bigint[]))`.execute(
        tx,
      );
    else {
      const values: unknown[] = [];
      for (let at = from; at < from + size; at++) values.push(keys[at], numbers[at], traits[at]);
      await tx.executeQuery(CompiledQuery.raw(valuesOf(size), values));
    }
    from += size;
  }
}

const VALUES = new Map<number, string>();

/** The statement for so many rows. */
function valuesOf(rows: number): string {
  const known = VALUES.get(rows);
  if (known !== undefined) return known;
  const places = Array.from({ length: rows }, () => "(?, ?, ?)").join();
  const statement = `INSERT INTO concept_keys (key, number, traits) VALUES ${places}`;
  VALUES.set(rows, statement);
  return statement;
}
