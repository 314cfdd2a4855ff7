import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore, STORE_FILE } from "../../src/storage/open.ts";
import { makeDataDir, removeDataDir } from "./process.ts";

let schema: Promise<Uint8Array> | undefined;

/**
 * A new folder with an empty SQLite store in it, not open. Its schema is the one that the migrations make in an empty
 * folder: they run once for all tests of a process, and each test gets a copy of the file.
 */
export async function makeStoreFolder(): Promise<string> {
  schema ??= fileOf(async (folder) => (await openStore({ dataDir: folder })).close());
  return folderWith(await schema);
}

/** A new folder with a store whose file has these bytes. */
export function folderWith(file: Uint8Array): string {
  const folder = makeDataDir();
  chmodSync(folder, 0o700);
  writeFileSync(join(folder, STORE_FILE), file, { mode: 0o600, flag: "wx" });
  return folder;
}

/** The file of the store that `make` leaves in an empty folder, closed; all of it is in the file then. */
export async function fileOf(make: (folder: string) => Promise<void>): Promise<Uint8Array> {
  const folder = makeDataDir();
  try {
    await make(folder);
    return readFileSync(join(folder, STORE_FILE));
  } finally {
    removeDataDir(folder);
  }
}
