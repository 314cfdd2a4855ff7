import { createReadStream } from "node:fs";
import { chmod, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { GLOSSARY_LIMIT } from "../formats/glossaries/format.ts";
import { readingMessage, writingMessage } from "./file-faults.ts";
import { Refusal } from "./refusal.ts";
import type { Session } from "./session.ts";

/** The name of a file that stands for standard input or output. */
export const STANDARD = "-";

/** No more is read: readers refuse anything longer anyway. */
export const READ_LIMIT = GLOSSARY_LIMIT + 1;

/** The bytes of a file, of standard input for `-`; of a longer one no more than is enough to refuse it. */
export async function readInput(session: Session, file: string): Promise<Uint8Array> {
  if (file === STANDARD) return readAll(session.takeInput());
  try {
    return await readAll(createReadStream(file) as AsyncIterable<Uint8Array>);
  } catch (error) {
    throw readingRefusal(file, error);
  }
}

/** The refusal for a file that the system did not let us read; any other error stays what it is. */
export function readingRefusal(file: string, error: unknown): unknown {
  const message = readingMessage(file, error);
  return message === undefined ? error : new Refusal("input", message);
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= READ_LIMIT) break;
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Writes to standard output, or to a file that is whole at any time: the old content, then the new. */
export async function writeOutput(
  session: Session,
  file: string | undefined,
  data: string | Uint8Array,
): Promise<void> {
  if (file === undefined || file === STANDARD) return session.io.write(data);
  try {
    await replaceFile(file, data);
  } catch (error) {
    throw writingRefusal(file, error);
  }
}

/** The refusal for a file that the system did not let us write; any other error stays what it is. */
export function writingRefusal(file: string, error: unknown): unknown {
  const message = writingMessage(file, error);
  return message === undefined ? error : new Refusal("failure", message);
}

async function replaceFile(file: string, data: string | Uint8Array): Promise<void> {
  const old = await stat(file).catch(() => undefined);
  // A device or a pipe is written to, never replaced; a folder is refused by the system.
  if (old !== undefined && !old.isFile()) return writeFile(file, data);
  const target = old === undefined ? file : await realpath(file);
  const partial = `${target}.partial-${process.pid}`;
  try {
    const handle = await open(partial, "w");
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (old !== undefined) await chmod(partial, old.mode);
    await rename(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}
