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

/** Bytes of a file that are looked through at a time. */
const WINDOW = 1 << 20;

/** Whether one of some short strings of bytes stands anywhere in a file. */
export function hasBytes(bytes: FileBytes, wanted: readonly Buffer[]): boolean {
  const longest = Math.max(...wanted.map(({ length }) => length));
  for (let from = 0; from < bytes.length; from += WINDOW) {
    const { buffer, byteOffset, byteLength } = bytes.subarray(from, from + WINDOW + longest - 1);
    const window = Buffer.from(buffer, byteOffset, byteLength);
    if (wanted.some((each) => window.includes(each))) return true;
  }
  return false;
}
