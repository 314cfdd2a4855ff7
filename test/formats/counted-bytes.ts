import type { FileBytes } from "../../src/formats/bytes.ts";

/** A file that counts up to where it was read. */
export interface CountedBytes extends FileBytes {
  /** The end of what was read so far. */
  readonly reached: () => number;
}

/** The bytes of a file of which it is told how far they were read; what was given before is overwritten, as a window on a disk is. */
export function countedBytes(bytes: Uint8Array): CountedBytes {
  let reached = 0;
  let window = new Uint8Array();
  return {
    length: bytes.length,
    reached: () => reached,
    subarray(from, to) {
      window.fill(0x21);
      window = new Uint8Array(bytes.subarray(from, to));
      if (window.length > 0) reached = Math.max(reached, Math.min(to, bytes.length));
      return window;
    },
  };
}
