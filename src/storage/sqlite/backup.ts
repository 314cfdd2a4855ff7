import { existsSync } from "node:fs";
import { copyFile, constants, link, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { backup } from "node:sqlite";
import { Failure } from "../../app/failure.ts";
import { openConnection } from "./connection.ts";

/** All pages in one step: a copy in several steps starts over whenever another connection writes in between. */
const ALL_PAGES = 0x7fff_ffff;

/**
 * Writes the database as it is now to `file`, off the main thread and on its own connection, and syncs it to the disk.
 * An existing file is refused (a Failure); what is under that name is always whole.
 */
export async function backupSqlite(source: string, file: string): Promise<void> {
  if (existsSync(file)) throw taken(file);
  const partial = `${file}.partial-${process.pid}-${performance.now()}`;
  await (await open(partial, "wx", 0o600)).close();
  try {
    const db = await openConnection(source, "read");
    try {
      await backup(db, partial, { rate: ALL_PAGES });
    } finally {
      db.close();
    }
    await sync(partial, "r+");
    await name(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
  if (process.platform !== "win32") await sync(dirname(file), "r");
}

function taken(file: string): Failure {
  return new Failure("conflict", "failure.backup.exists", { file });
}

/** Gives the finished copy its name unless that was taken meanwhile; some file systems have no links. */
async function name(partial: string, file: string): Promise<void> {
  try {
    await link(partial, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw taken(file);
    await copyFile(partial, file, constants.COPYFILE_EXCL);
    await sync(file, "r+");
  }
}

async function sync(path: string, flags: "r" | "r+"): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
