/** Many values in one: rows of numbers read, and short rows written, at a fraction of what each by itself would take. */
import { CompiledQuery, type Expression, type Kysely, PostgresAdapter, type RawBuilder, sql } from "kysely";
import type { Schema } from "./schema.ts";

function isPostgres(tx: Kysely<Schema>): boolean {
  return tx.getExecutor().adapter instanceof PostgresAdapter;
}

/** The whole numbers of a column in one text, with commas between: a row for each would take ten times as long. */
export function numberList(tx: Kysely<Schema>, column: Expression<number>): RawBuilder<string | null> {
  return isPostgres(tx) ? sql`string_agg(CAST(${column} AS text), ',')` : sql`group_concat(${column})`;
}

/** The numbers of a {@link numberList}. */
export function readNumbers(list: string | null): Uint32Array {
  if (list === null || list === "") return new Uint32Array();
  const found: number[] = [];
  let number = 0;
  for (let at = 0; at < list.length; at++) {
    const digit = list.charCodeAt(at) - 48;
    if (digit >= 0) number = 10 * number + digit;
    else {
      found.push(number);
      number = 0;
    }
  }
  found.push(number);
  return Uint32Array.from(found);
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
