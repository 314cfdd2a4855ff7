import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Store } from "../app/store.ts";
import { openSqliteStore } from "./sqlite/store.ts";

/** Name of the database's file in the data folder. */
export const STORE_FILE = "zhengming.sqlite";

/**
 * The store in a folder or a file, made if it is not there (readable by its owner only) and brought to the newest
 * schema. Several processes may have the same one open. Throws a StoreVersionError for one of a later program.
 */
export async function openStore(
  options: { readonly dataDir: string } | { readonly file: string },
): Promise<Store> {
  const file = "file" in options ? options.file : join(options.dataDir, STORE_FILE);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // SQLite gives its side files the mode of the database's file.
  await (await open(file, "a", 0o600)).close();
  return openSqliteStore(file);
}
