import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Store } from "../app/store.ts";
import { openPostgres } from "./postgres/store.ts";
import { openSqlite } from "./sqlite/store.ts";
import { type Databases, SqlStore } from "./store.ts";

/** Name of the database's file in the data folder. */
export const STORE_FILE = "zhengming.sqlite";

/** Where a store is: a folder or a file of the embedded one, or the address of a PostgreSQL database. */
export type StorePlace = { readonly dataDir: string } | { readonly file: string } | { readonly url: string };

/** Whether an address is one of PostgreSQL: `postgres://…`, `postgresql://…`. */
export function isPostgresUrl(url: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(url);
}

/**
 * The store at a place, brought to the newest schema; a folder or file is made if it is not there (readable by its owner
 * only). Several processes may have the same one open. Throws a StoreVersionError for one of a later program.
 */
export async function openStore(options: StorePlace): Promise<Store> {
  return new SqlStore(await openDatabases(options));
}

/** What {@link openStore} makes a store of. */
export async function openDatabases(options: StorePlace): Promise<Databases> {
  if ("url" in options) return openPostgres(options.url);
  const file = "file" in options ? options.file : join(options.dataDir, STORE_FILE);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await makeFile(file);
  return openSqlite(file);
}

/** Makes a file that is not there; SQLite gives its side files the same mode. */
async function makeFile(file: string): Promise<void> {
  try {
    await (await open(file, "wx", 0o600)).close();
  } catch (error) {
    // One that is there is never opened here: to close it would end the locks that this process has on it through SQLite
    // (https://sqlite.org/howtocorrupt.html, 2.2), and another program's older SQLite would delete the log under its hands.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
