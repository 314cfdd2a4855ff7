import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { setImmediate as breathe } from "node:timers/promises";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { checkParameters } from "../parameters.ts";
import { beginImmediate } from "./connection.ts";
import { Statements } from "./statements.ts";

/** After so many milliseconds of queries the event loop has a turn, so that a long write does not stop the reads. */
const TURN = 10;

/**
 * Kysely's dialect on one open connection. Kysely itself lends the connection to one transaction at a time
 * (`supportsMultipleConnections` is false). `mode` is how a transaction begins; there is nothing outside transactions.
 */
export function sqliteDialect(db: DatabaseSync, mode: "deferred" | "immediate"): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(db, mode),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SqliteDriver implements Driver {
  readonly #db: DatabaseSync;
  readonly #mode: "deferred" | "immediate";
  readonly #statements: Statements;
  #lease: Lease | undefined;

  constructor(db: DatabaseSync, mode: "deferred" | "immediate") {
    this.#db = db;
    this.#mode = mode;
    this.#statements = new Statements(db);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    this.#lease = new Lease(this.#db, this.#statements);
    return Promise.resolve(this.#lease);
  }

  async beginTransaction(): Promise<void> {
    if (this.#mode === "immediate") await beginImmediate(this.#db);
    else this.#db.exec("BEGIN");
  }

  commitTransaction(): Promise<void> {
    this.#lease?.end();
    this.#db.exec("COMMIT");
    return Promise.resolve();
  }

  rollbackTransaction(): Promise<void> {
    this.#lease?.end();
    // SQLite rolls back by itself after some errors (disk full); a second time would hide the first cause.
    if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
    return Promise.resolve();
  }

  releaseConnection(): Promise<void> {
    this.#lease = undefined;
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }
}

/** The connection as one transaction has it: a query that comes late must not run in the next one's. */
class Lease implements DatabaseConnection {
  readonly #db: DatabaseSync;
  readonly #statements: Statements;
  #ended = false;
  #turn = performance.now();

  constructor(db: DatabaseSync, statements: Statements) {
    this.#db = db;
    this.#statements = statements;
  }

  end(): void {
    this.#ended = true;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (performance.now() - this.#turn > TURN) {
      await breathe();
      this.#turn = performance.now();
    }
    if (this.#ended || !this.#db.isTransaction)
      throw new Error("Store: a query after the end of its transaction.");
    checkParameters(parameters);
    const { rows, changes } = this.#statements.run(sql, parameters as readonly SQLInputValue[]);
    return { rows: rows as R[], numAffectedRows: changes };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }
}
