import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file of ours that nobody else reads, in a folder of its own. */
export interface TemporaryFile {
  readonly path: string;
  /** Open for reading and writing, until it is closed. */
  readonly handle: number;
}

export function openTemporaryFile(): TemporaryFile {
  const path = join(mkdtempSync(join(tmpdir(), "zhengming-")), "values");
  return { path, handle: openSync(path, "w+", 0o600) };
}

/** Writes all of a text at the end of what was written. Gives the number of bytes. */
export function appendTo({ handle }: TemporaryFile, text: string): number {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length;) from += writeSync(handle, bytes, from);
  return bytes.length;
}

/** Closes the file if it is open, and removes it. */
export function removeTemporaryFile({ path, handle }: TemporaryFile, isOpen: boolean): void {
  if (isOpen) closeSync(handle);
  rmSync(join(path, ".."), { recursive: true, force: true });
}
