import type { FileBytes } from "../bytes.ts";

/** A part of an archive as its central directory tells it (APPNOTE 6.3, section 4.3). */
export interface ZipPart {
  readonly name: string;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  /** 0: as it is, 8: deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  /** Where its packed bytes begin, behind its own header. */
  readonly from: number;
}

const END = { signature: 0x06054b50, size: 22 } as const;
const ENTRY = { signature: 0x02014b50, size: 46 } as const;
const LOCAL = { signature: 0x04034b50, size: 30 } as const;
/** The longest comment behind the end of a directory. */
const COMMENT = 0xffff;
/** What stands where ZIP64 has a larger number: no archive that we read needs one. */
const LARGER = { short: 0xffff, long: 0xffffffff } as const;

/**
 * The parts of an archive in the order of its directory, one at a time, or undefined in the end where the directory is none: it does
 * not reach its end, names a part outside the file, one that its own header names otherwise, or needs ZIP64 or several disks.
 */
export function* zipParts(bytes: FileBytes): Generator<ZipPart, boolean> {
  const found = findEnd(bytes);
  if (found === undefined) return false;
  const { end, view } = found;
  const count = view.getUint16(10, true);
  const size = view.getUint32(12, true);
  let at = view.getUint32(16, true);
  const single = view.getUint32(4, true) === 0 && view.getUint16(8, true) === count;
  if (!single || count === LARGER.short || at + size !== end) return false;
  const decoder = new TextDecoder();
  for (let nth = 0; nth < count; nth++) {
    const entry = headerAt(bytes, at, ENTRY);
    if (entry === undefined || at + ENTRY.size > end) return false;
    const nameLength = entry.getUint16(28, true);
    const next = at + ENTRY.size + nameLength + entry.getUint16(30, true) + entry.getUint16(32, true);
    const name = new Uint8Array(bytes.subarray(at + ENTRY.size, at + ENTRY.size + nameLength));
    const from = next > end ? undefined : findData(bytes, entry.getUint32(42, true), name);
    const part = {
      name: decoder.decode(name),
      packed: entry.getUint32(20, true),
      size: entry.getUint32(24, true),
      crc: entry.getUint32(16, true),
      method: entry.getUint16(10, true),
      encrypted: (entry.getUint16(8, true) & 1) !== 0,
    };
    if (from === undefined || part.size === LARGER.long || from + part.packed > end - size) return false;
    yield { ...part, from };
    at = next;
  }
  return at === end;
}

/** A header at a place, undefined where there is none. */
function headerAt(
  bytes: FileBytes,
  at: number,
  { signature, size }: { readonly signature: number; readonly size: number },
): DataView | undefined {
  if (at + size > bytes.length) return undefined;
  // A copy: the file's bytes are good until the next are asked for.
  const view = new DataView(new Uint8Array(bytes.subarray(at, at + size)).buffer);
  return view.getUint32(0, true) === signature ? view : undefined;
}

/** The end of the directory: the last that reaches the end of the file with its comment. */
function findEnd(bytes: FileBytes): { readonly end: number; readonly view: DataView } | undefined {
  const first = Math.max(0, bytes.length - END.size - COMMENT);
  const tail = new Uint8Array(bytes.subarray(first, bytes.length));
  const mark = Buffer.of(...signatureBytes(END.signature));
  const found = Buffer.from(tail.buffer);
  for (let at = found.lastIndexOf(mark); at >= 0; at = at === 0 ? -1 : found.lastIndexOf(mark, at - 1)) {
    const view = headerAt(tail, at, END);
    if (view !== undefined && at + END.size + view.getUint16(20, true) === tail.length)
      return { end: first + at, view };
  }
  return undefined;
}

function signatureBytes(signature: number): number[] {
  return [0, 8, 16, 24].map((bits) => (signature >>> bits) & 0xff);
}

/** Where the bytes of a part begin, if its own header is there and has the name that the directory has. */
function findData(bytes: FileBytes, local: number, name: Uint8Array): number | undefined {
  const header = headerAt(bytes, local, LOCAL);
  if (header === undefined) return undefined;
  const length = header.getUint16(26, true);
  const own = bytes.subarray(local + LOCAL.size, local + LOCAL.size + length);
  const same = own.length === name.length && own.every((byte, index) => byte === name[index]);
  return same ? local + LOCAL.size + length + header.getUint16(28, true) : undefined;
}
