import type { FileBytes } from "../../src/formats/bytes.ts";

/** A file that counts what was read of it. */
export interface CountedBytes extends FileBytes {
  /** How many of its bytes were given so far, however often; to a thousand. */
  readonly given: () => number;
}

const BLOCK = 1_000;

/** The bytes of a file of which it is told how many were read; what was given before is overwritten, as a window on a disk is. */
export function countedBytes(bytes: Uint8Array): CountedBytes {
  const blocks = new Set<number>();
  let window = new Uint8Array();
  return {
    length: bytes.length,
    given: () => blocks.size * BLOCK,
    subarray(from, to) {
      window.fill(0x21);
      window = new Uint8Array(bytes.subarray(from, to));
      for (let at = from; at < from + window.length; at += BLOCK) blocks.add(Math.floor(at / BLOCK));
      return window;
    },
  };
}
