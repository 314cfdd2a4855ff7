import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

interface Prepared {
  readonly statement: StatementSync;
  /** Names of the columns of its rows; none where it returns no rows. */
  columns: readonly string[];
}

type Row = Record<string, SQLOutputValue>;

/** The most statements that a connection keeps prepared. */
const LIMIT = 200;

/** Prepared statements of one connection; the least recently used one goes when there are too many. */
export class Statements {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Runs one statement to its end: its rows, or how many rows it changed. */
  run(sql: string, parameters: readonly SQLInputValue[]): { readonly rows: Row[]; readonly changes: bigint } {
    const prepared = this.#prepare(sql);
    const { statement } = prepared;
    if (prepared.columns.length === 0)
      return { rows: [], changes: BigInt(statement.run(...parameters).changes) };
    // It returns arrays, which its type does not tell.
    const values = statement.all(...parameters) as unknown as readonly (readonly SQLOutputValue[])[];
    // A migration since may have given a table another column.
    if (values[0] !== undefined && values[0].length !== prepared.columns.length)
      prepared.columns = namesOf(statement);
    const { columns } = prepared;
    return { rows: values.map((row) => rowOf(columns, row)), changes: 0n };
  }

  #prepare(sql: string): Prepared {
    let prepared = this.#prepared.get(sql);
    if (prepared) {
      this.#prepared.delete(sql);
    } else {
      const statement = this.#db.prepare(sql);
      // A row as an array and made an object here takes two thirds of the time of one that comes as an object.
      statement.setReturnArrays(true);
      prepared = { statement, columns: namesOf(statement) };
    }
    this.#prepared.set(sql, prepared);
    if (this.#prepared.size > LIMIT) {
      const [oldest] = this.#prepared.keys();
      if (oldest !== undefined) this.#prepared.delete(oldest);
    }
    return prepared;
  }
}

function namesOf(statement: StatementSync): readonly string[] {
  return statement.columns().map(({ name }) => name);
}

function rowOf(columns: readonly string[], values: readonly SQLOutputValue[]): Row {
  const row: Row = {};
  for (let at = 0; at < columns.length; at++) row[columns[at] ?? ""] = values[at] ?? null;
  return row;
}
