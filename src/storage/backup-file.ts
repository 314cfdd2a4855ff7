import { existsSync } from "node:fs";
import { copyFile, constants, link, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Failure } from "../app/failure.ts";

/**
 * Has `write` fill a new file and gives it its name once it is whole and on the disk. An existing file is refused (a
 * Failure); a backup that fails leaves nothing.
 */
export async function writeBackup(file: string, write: (partial: string) => Promise<void>): Promise<void> {
  if (existsSync(file)) throw taken(file);
  const partial = `${file}.partial-${process.pid}-${performance.now()}`;
  await (await open(partial, "wx", 0o600)).close();
  try {
    await write(partial);
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
