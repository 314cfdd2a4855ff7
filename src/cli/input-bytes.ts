/** Files that are read piece by piece, so that a large one is not in memory. */
import { mkdtemp, open as openFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FileBytes } from "../formats/bytes.ts";
import { DiskFile } from "../jobs/disk-file.ts";
import { READ_LIMIT, readingRefusal, STANDARD } from "./files.ts";
import type { Session } from "./session.ts";

/** Does `work` with the bytes of a file, of standard input for `-`; of a longer one than is read no more than tells that it is. */
export async function withInput<T>(
  session: Session,
  file: string,
  work: (bytes: FileBytes) => Promise<T>,
): Promise<T> {
  const isRegular = file !== STANDARD && (await stat(file).catch(() => undefined))?.isFile() === true;
  if (isRegular) return withFile(file, file, work);
  const folder = await mkdtemp(join(tmpdir(), "zhengming-"));
  try {
    const kept = join(folder, "input");
    await keep(session, file, kept);
    return await withFile(kept, file, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withFile<T>(path: string, name: string, work: (bytes: FileBytes) => Promise<T>): Promise<T> {
  const bytes = open(path, name);
  try {
    return await work(bytes);
  } finally {
    bytes.close();
  }
}

function open(path: string, name: string): DiskFile {
  try {
    return new DiskFile(path, READ_LIMIT);
  } catch (error) {
    throw readingRefusal(name, error);
  }
}

/** Writes what a stream gives into a file of ours, no more than is read. */
async function keep(session: Session, file: string, path: string): Promise<void> {
  try {
    const stream = file === STANDARD ? session.takeInput() : await openStream(file);
    await writeFile(path, upTo(READ_LIMIT, stream), { mode: 0o600 });
  } catch (error) {
    throw readingRefusal(file, error);
  }
}

/** Opened before anything is awaited on it: a stream that fails while nobody listens ends the process. */
async function openStream(file: string): Promise<AsyncIterable<Uint8Array>> {
  const handle = await openFile(file);
  return handle.createReadStream() as AsyncIterable<Uint8Array>;
}

async function* upTo(limit: number, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of stream) {
    yield chunk;
    size += chunk.length;
    if (size >= limit) return;
  }
}
