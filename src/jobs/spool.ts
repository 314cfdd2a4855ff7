import { closeSync, openSync, readSync } from "node:fs";
import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Spooled } from "../app/spool.ts";

/** UTF-16 units of values that are held in memory before a file is made. */
const HELD = 1 << 22;
/** Bytes that are read at a time. */
const CHUNK = 1 << 18;

/** Puts values aside as lines of JSON: a few in memory, more in a temporary file that is gone when they are closed. */
export async function spoolToDisk<Value>(values: AsyncIterable<Value>): Promise<Spooled<Value>> {
  let lines = "";
  let file: { readonly folder: string; readonly path: string; readonly handle: FileHandle } | undefined;
  const remove = async (): Promise<void> => {
    if (file !== undefined) await rm(file.folder, { recursive: true, force: true });
  };
  try {
    for await (const value of values) {
      lines += `${JSON.stringify(value)}\n`;
      if (lines.length < HELD) continue;
      file ??= await newFile();
      await file.handle.writeFile(lines);
      lines = "";
    }
    if (file !== undefined) await file.handle.writeFile(lines);
  } catch (error) {
    await file?.handle.close();
    await remove();
    throw error;
  }
  await file?.handle.close();
  const path = file?.path;
  return {
    *[Symbol.iterator]() {
      const all = path === undefined ? lines.split("\n").values() : linesOf(path);
      for (const line of all) if (line !== "") yield JSON.parse(line) as Value;
    },
    close: remove,
  };
}

async function newFile(): Promise<{ folder: string; path: string; handle: FileHandle }> {
  const folder = await mkdtemp(join(tmpdir(), "zhengming-"));
  const path = join(folder, "values");
  return { folder, path, handle: await open(path, "w", 0o600) };
}

function* linesOf(path: string): Generator<string> {
  const handle = openSync(path, "r");
  const chunk = Buffer.alloc(CHUNK);
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (let size = readSync(handle, chunk); size > 0; size = readSync(handle, chunk)) {
      const lines = (rest + decoder.decode(chunk.subarray(0, size), { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } finally {
    closeSync(handle);
  }
}
