/** Stores with a large glossary: filled once, kept in a folder, measured again. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Kysely } from "kysely";
import pg from "pg";
import type { Store } from "../../src/app/store.ts";
import { openStore } from "../../src/storage/open.ts";
import { postgresDialect } from "../../src/storage/postgres/dialect.ts";
import { ConceptIndex } from "../../src/storage/queries/concept-index.ts";
import type { Schema } from "../../src/storage/schema.ts";
import { openConnection } from "../../src/storage/sqlite/connection.ts";
import { sqliteDialect } from "../../src/storage/sqlite/dialect.ts";
import { startPostgres } from "../../test/support/postgres.ts";
import { conceptAt } from "./concepts.ts";

/** Concepts that one transaction writes. */
const BATCH = 50_000;

/** A store that is measured. */
export interface Measured {
  readonly name: string;
  readonly store: Store;
  /** CPU time so far, of this process and of the server's that serve it, in milliseconds. */
  readonly cpu: () => number;
  /** What filling took, of each 100,000 concepts, in seconds of CPU; undefined where it was filled before. */
  readonly filled: number | undefined;
  readonly sizes: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Milliseconds of CPU of this process. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A SQLite store with so many concepts. */
export async function sqliteStore(folder: string, concepts: number): Promise<Measured> {
  const file = join(folder, `glossary-${concepts}.sqlite`);
  const done = `${file}.done`;
  if (!existsSync(done)) rmSync(file, { force: true });
  await (await openStore({ file })).close();
  let filled: number | undefined;
  if (!existsSync(done)) {
    const connection = await openConnection(file, "write");
    connection.exec("PRAGMA synchronous = OFF");
    filled = await timedFill(
      new Kysely<Schema>({ dialect: sqliteDialect(connection, "immediate") }),
      concepts,
      ownCpu,
    );
    connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    connection.close();
    writeFileSync(done, "");
  }
  const store = await openStore({ file });
  return {
    ...{ name: "SQLite", store, cpu: ownCpu, filled },
    async sizes() {
      const db = await openConnection(file, "read");
      const rows = db
        .prepare("SELECT name, sum(pgsize) AS bytes FROM dbstat WHERE name LIKE '%concept%' GROUP BY name")
        .all();
      db.close();
      return rows
        .map(({ name, bytes }) => `${String(name)} ${(Number(bytes) / 1e6).toFixed(0)} MB`)
        .join(", ");
    },
    close: () => store.close(),
  };
}

/**
 * The same on a PostgreSQL server of its own, which is filled each time; or in the database on this machine at an address, which
 * is filled if it has no concepts and stays.
 */
export async function postgresStore(folder: string, concepts: number, at?: string): Promise<Measured> {
  const server = at === undefined ? await startPostgres(folder) : undefined;
  const url = at ?? (await server?.newDatabase()) ?? "";
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // The server ends before its last connection is quite closed.
  pool.on("error", () => undefined);
  await (await openStore({ url })).close();
  const { rows: backends } = await pool.query<{ id: number }>("SELECT pg_backend_pid() AS id");
  const parent = readFileSync(`/proc/${backends[0]?.id ?? 0}/stat`, "utf8")
    .split(") ")[1]
    ?.split(" ")[1];
  const cpu = (): number => ownCpu() + serversCpu(Number(parent));
  const { rows: some } = await pool.query("SELECT 1 FROM concepts LIMIT 1");
  let filled: number | undefined;
  if (some.length === 0) {
    filled = await timedFill(new Kysely<Schema>({ dialect: postgresDialect(pool, "write") }), concepts, cpu);
    // As the server does by itself after a while.
    await pool.query("VACUUM ANALYZE");
  }
  const store = await openStore({ url });
  return {
    ...{ name: "PostgreSQL", store, cpu, filled },
    async sizes() {
      const { rows } = await pool.query<{ name: string; bytes: string }>(
        "SELECT relname AS name, pg_relation_size(oid) AS bytes FROM pg_class WHERE relname LIKE '%concept%' AND pg_relation_size(oid) > 1000000 ORDER BY 1",
      );
      return rows.map(({ name, bytes }) => `${name} ${(Number(bytes) / 1e6).toFixed(0)} MB`).join(", ");
    },
    async close() {
      await store.close();
      await pool.end();
      await server?.stop();
    },
  };
}

/** Milliseconds of CPU of a server and its children, those that have ended left out. */
function serversCpu(server: number): number {
  const children = readFileSync(`/proc/${server}/task/${server}/children`, "utf8").trim().split(" ");
  return [String(server), ...children].reduce((sum, id) => {
    try {
      return sum + Number(readFileSync(`/proc/${id}/schedstat`, "utf8").split(" ")[0]) / 1e6;
    } catch {
      return sum;
    }
  }, 0);
}

/** Fills the tables that are searched, without histories; seconds of CPU that 100,000 concepts took, without making them. */
async function timedFill(kysely: Kysely<Schema>, concepts: number, cpu: () => number): Promise<number> {
  let spent = 0;
  for (let from = 0; from < concepts; from += BATCH) {
    const all = Array.from({ length: Math.min(BATCH, concepts - from) }, (_, at) => conceptAt(from + at));
    const start = cpu();
    await kysely.transaction().execute(async (tx) => {
      const index = new ConceptIndex(tx);
      for (let at = 0; at < all.length; at += 400) {
        const some = all.slice(at, at + 400);
        const rows = some.map((concept): Schema["concepts"] => {
          const { id, category, status } = concept;
          const body_json = JSON.stringify(concept);
          return { id, category, status, body_json, revision: 1, removed: 0, sample: 0, updated_at: at };
        });
        await tx.insertInto("concepts").values(rows).execute();
        for (const concept of some) await index.put(concept, false);
      }
      await index.flush();
    });
    spent += cpu() - start;
    process.stderr.write(`\r${from + all.length} ${(spent / 1000).toFixed(0)} s `);
  }
  process.stderr.write("\n");
  return (spent / 1000 / concepts) * 100_000;
}
