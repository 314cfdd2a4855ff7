import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a writer waits for another process, in milliseconds. */
export const BUSY_TIMEOUT = 15_000;
const SQLITE_BUSY = 5;
/** Pages that a connection keeps, in KiB: what a big store writes is spread over its indexes. */
const CACHE = { read: 16 * 1024, write: 64 * 1024 } as const;
/** A write-ahead log that once grew is cut back to this many bytes. */
const LOG_LIMIT = 64 * 1024 * 1024;
/** Pages of the log after which it is copied into the file: 32 MiB, so that a page of an index is copied once for many changes. */
const CHECKPOINT = 8192;

/** A connection to the database's file, durable at every commit; one for reading refuses to write. */
export async function openConnection(file: string, access: "read" | "write"): Promise<DatabaseSync> {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT, enableForeignKeyConstraints: true });
  try {
    // Two processes may make the file at once, and SQLite does not promise to wait when the journal's mode changes.
    await whenFree(() => db.exec("PRAGMA journal_mode = WAL"));
    db.exec(
      `PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${LOG_LIMIT}; PRAGMA wal_autocheckpoint = ${CHECKPOINT}`,
    );
    db.exec(`PRAGMA cache_size = -${CACHE[access]}`);
    if (access === "read") db.exec("PRAGMA query_only = ON");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Begins a write transaction; waits for other processes without holding up this one's event loop. */
export async function beginImmediate(db: DatabaseSync): Promise<void> {
  await whenFree(() => {
    db.exec("PRAGMA busy_timeout = 0");
    try {
      db.exec("BEGIN IMMEDIATE");
    } finally {
      db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    }
  });
}

async function whenFree(attempt: () => void): Promise<void> {
  const deadline = performance.now() + BUSY_TIMEOUT;
  for (let pause = 1; ; pause = Math.min(pause * 2, 25)) {
    try {
      attempt();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
    }
    await sleep(pause);
  }
}

function isBusy(error: unknown): boolean {
  // The low byte of an extended code is the kind of error.
  return (
    error instanceof Error &&
    "errcode" in error &&
    typeof error.errcode === "number" &&
    (error.errcode & 0xff) === SQLITE_BUSY
  );
}
