import type { ReadResult } from "../../core/finding.ts";
import type { FileBytes } from "../bytes.ts";
import type { Encoding } from "../text/decode.ts";
import type { GlossaryEntry } from "./entry.ts";
import type { Losses } from "./losses.ts";

/** The largest glossary file that is read, in bytes. */
export const GLOSSARY_LIMIT = 200_000_000;

export interface GlossaryReadOptions {
  /** The encoding a person chose, for a format that is text. */
  readonly encoding?: Encoding | undefined;
  /** Makes the id of a concept that has none; without it such ids are made from the place in the file. */
  readonly newId?: (() => string) | undefined;
}

/** The beginning of a file, by which formats know their own. */
export interface FileHead {
  readonly bytes: Uint8Array;
  /** Its text in the encoding that it seems to have, without a byte-order mark; "" for what is no text. */
  readonly text: string;
}

/** What a reader gives one after another, and in the end: how many concepts, or why none of them is to be kept. */
export type GlossaryReading = Generator<GlossaryEntry, ReadResult<number>>;

/** One kind of glossary file. */
export interface GlossaryFormat {
  readonly name: string;
  /** With the dot, lower case; the first is the one that is written. Several formats may have one. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
  /** Whether a file that begins so is of this format. */
  readonly recognises?: (head: FileHead) => boolean;
  /** The concepts of a file; never throws. Undefined for a format that is only written. */
  readonly read?: (bytes: FileBytes, options?: GlossaryReadOptions) => GlossaryReading;
  /** Whether writing goes through the entries more than once, as a table does: before it knows its columns, and then for its rows. */
  readonly rereads?: boolean;
  /** The file in pieces. What it cannot hold is told to `losses`. */
  readonly write: (entries: Iterable<GlossaryEntry>, losses: Losses) => Iterable<string | Uint8Array>;
}

/** All that a reader gives, at once. */
export function readAll(reading: GlossaryReading): ReadResult<readonly GlossaryEntry[]> {
  const entries: GlossaryEntry[] = [];
  for (;;) {
    const step = reading.next();
    if (step.done !== true) entries.push(step.value);
    else if (!step.value.ok) return step.value;
    else return { ok: true, value: entries, findings: step.value.findings };
  }
}

/** A file's pieces as bytes. */
export function bytesOf(pieces: Iterable<string | Uint8Array>): Uint8Array {
  const parts = Array.from(pieces, (piece) => (typeof piece === "string" ? Buffer.from(piece) : piece));
  return new Uint8Array(Buffer.concat(parts));
}
