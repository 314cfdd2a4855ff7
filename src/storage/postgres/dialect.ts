import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type { Pool, PoolClient } from "pg";
import { checkParameters } from "../parameters.ts";

/** What a transaction is for; see {@link postgresDialect}. */
export type TransactionMode = "read" | "write" | "background";

/**
 * Kysely's dialect on a pool of connections. A transaction to `read` sees one state; one to `write` waits for the
 * others to end, in this process and elsewhere, as the use cases expect of a store. One in the `background` writes, too,
 * but of these one at most waits with the others, however many workers there are: whoever saves waits for one of them.
 */
export function postgresDialect(pool: Pool, mode: TransactionMode): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(pool, mode),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** The number under which writers queue; any would do that no other program in the same database uses. */
const WRITE_LOCK = 6_736_423_111;
/** The number under which those in the background queue first. */
const BACKGROUND_LOCK = 6_736_423_112;

// A read-committed transaction sees in its second statement what was committed while the first waited for the lock.
const BEGIN = {
  read: ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"],
  write: ["BEGIN ISOLATION LEVEL READ COMMITTED", `SELECT pg_advisory_xact_lock(${WRITE_LOCK})`],
  background: [
    "BEGIN ISOLATION LEVEL READ COMMITTED",
    `SELECT pg_advisory_xact_lock(${BACKGROUND_LOCK})`,
    `SELECT pg_advisory_xact_lock(${WRITE_LOCK})`,
  ],
} as const;

class PostgresDriver implements Driver {
  readonly #pool: Pool;
  readonly #mode: TransactionMode;

  constructor(pool: Pool, mode: TransactionMode) {
    this.#pool = pool;
    this.#mode = mode;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<Lease> {
    return new Lease(await this.#pool.connect());
  }

  async beginTransaction(lease: Lease): Promise<void> {
    for (const sql of BEGIN[this.#mode]) await lease.command(sql);
  }

  async commitTransaction(lease: Lease): Promise<void> {
    lease.end();
    const done = await lease.command("COMMIT");
    // PostgreSQL answers so when a statement failed before: nothing was written.
    if (done !== "COMMIT") throw new Error("Store: a statement of the transaction had failed.");
  }

  async rollbackTransaction(lease: Lease): Promise<void> {
    lease.end();
    await lease.command("ROLLBACK").catch((error: unknown) => lease.lose(error));
  }

  releaseConnection(lease: Lease): Promise<void> {
    lease.release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return Promise.resolve();
  }
}

/** A connection as one transaction has it: a query that comes late must not run in the next one's. */
class Lease implements DatabaseConnection {
  readonly #client: PoolClient;
  #ended = false;
  #lost: Error | undefined;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** Runs what opens or closes a transaction; gives the command that PostgreSQL carried out. */
  async command(sql: string): Promise<string> {
    return (await this.#client.query(sql)).command;
  }

  end(): void {
    this.#ended = true;
  }

  /** The connection broke: it is not used again. */
  lose(error: unknown): void {
    this.#lost = error instanceof Error ? error : new Error(String(error));
  }

  release(): void {
    this.#client.release(this.#lost);
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#ended) throw new Error("Store: a query after the end of its transaction.");
    checkParameters(parameters);
    const { rows, rowCount } = await this.#client.query<Record<string, unknown>>(sql, [...parameters]);
    return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }
}
