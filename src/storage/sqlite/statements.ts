import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

interface Prepared {
  readonly statement: StatementSync;
  readonly returnsRows: boolean;
}

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
  run(
    sql: string,
    parameters: readonly SQLInputValue[],
  ): { readonly rows: Record<string, SQLOutputValue>[]; readonly changes: bigint } {
    const { statement, returnsRows } = this.#prepare(sql);
    if (returnsRows) return { rows: statement.all(...parameters), changes: 0n };
    return { rows: [], changes: BigInt(statement.run(...parameters).changes) };
  }

  #prepare(sql: string): Prepared {
    let prepared = this.#prepared.get(sql);
    if (prepared) {
      this.#prepared.delete(sql);
    } else {
      const statement = this.#db.prepare(sql);
      prepared = { statement, returnsRows: statement.columns().length > 0 };
    }
    this.#prepared.set(sql, prepared);
    if (this.#prepared.size > LIMIT) {
      const [oldest] = this.#prepared.keys();
      if (oldest !== undefined) this.#prepared.delete(oldest);
    }
    return prepared;
  }
}
