/**
 * The bytes of a file, which need not be in memory as a whole: an array of them is one, and so is a file on a disk of which a reader
 * asks piece by piece.
 */
export interface FileBytes {
  readonly length: number;
  /** The bytes from `from` up to `to`, not more than there are; good until the next call. */
  readonly subarray: (from: number, to: number) => Uint8Array;
}

/** All of them at once, for a reader that needs the whole. */
export function wholeOf(bytes: FileBytes): Uint8Array {
  return bytes instanceof Uint8Array ? bytes : bytes.subarray(0, bytes.length);
}
