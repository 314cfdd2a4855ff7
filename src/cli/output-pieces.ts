/** Output that is made piece by piece: all of it is written, or nothing. */
import { createReadStream } from "node:fs";
import { chmod, mkdtemp, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STANDARD, writingRefusal } from "./files.ts";
import type { Session } from "./session.ts";

/** A file in pieces, as a writer or a use case makes them. */
type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Bytes that are written at a time. */
const BATCH = 1 << 18;

/**
 * Writes pieces to a file, `-` for standard output. They are kept in a file beside it until all of them are there, for standard
 * output, devices and pipes in a temporary one: where making a piece fails, nothing was written. Memory holds a batch.
 */
export async function writePieces(session: Session, file: string, pieces: Pieces): Promise<void> {
  const old = file === STANDARD ? undefined : await stat(file).catch(() => undefined);
  if (file === STANDARD) {
    return withSpool(pieces, async (spool) => {
      for await (const chunk of spool) await session.io.write(chunk);
    });
  }
  // A device or a pipe is written to, never replaced; a folder is refused by the system.
  if (old !== undefined && !old.isFile()) {
    return withSpool(pieces, (spool) => ofSystem(file, writeFile(file, spool)));
  }
  const target = old === undefined ? file : await realpath(file);
  const partial = `${target}.partial-${process.pid}`;
  try {
    await ofSystem(file, spoolTo(partial, pieces));
    if (old !== undefined) await chmod(partial, old.mode);
    await ofSystem(file, rename(partial, target));
  } finally {
    await rm(partial, { force: true });
  }
}

async function withSpool(
  pieces: Pieces,
  use: (spool: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "zhengming-"));
  try {
    const spool = join(folder, "output");
    await spoolTo(spool, pieces);
    await use(createReadStream(spool, { highWaterMark: BATCH }) as AsyncIterable<Uint8Array>);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function spoolTo(file: string, pieces: Pieces): Promise<void> {
  const handle = await open(file, "w");
  try {
    for await (const batch of batches(pieces)) await handle.writeFile(batch);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* batches(pieces: Pieces): AsyncGenerator<string | Uint8Array> {
  let text = "";
  for await (const piece of pieces) {
    if (typeof piece === "string") text += piece;
    if (text.length >= BATCH || typeof piece !== "string") {
      if (text !== "") yield text;
      text = "";
    }
    if (typeof piece !== "string") yield piece;
  }
  if (text !== "") yield text;
}

async function ofSystem(file: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    throw writingRefusal(file, error);
  }
}
