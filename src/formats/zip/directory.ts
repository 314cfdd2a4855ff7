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
export function* zipParts(bytes: Uint8Array): Generator<ZipPart, boolean> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return false;
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  let at = view.getUint32(end + 16, true);
  const single = view.getUint32(end + 4, true) === 0 && view.getUint16(end + 8, true) === count;
  if (!single || count === LARGER.short || at + size !== end) return false;
  const decoder = new TextDecoder();
  for (let nth = 0; nth < count; nth++) {
    if (at + ENTRY.size > end || view.getUint32(at, true) !== ENTRY.signature) return false;
    const nameLength = view.getUint16(at + 28, true);
    const next = at + ENTRY.size + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const local = view.getUint32(at + 42, true);
    const name = bytes.subarray(at + ENTRY.size, at + ENTRY.size + nameLength);
    const from = next > end ? undefined : findData(view, bytes, local, name);
    const part = {
      name: decoder.decode(name),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      crc: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
    };
    if (from === undefined || part.size === LARGER.long || from + part.packed > end - size) return false;
    yield { ...part, from };
    at = next;
  }
  return at === end;
}

/** Where the end of the directory begins: the last that reaches the end of the file with its comment. */
function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - END.size - COMMENT);
  for (let at = view.byteLength - END.size; at >= first; at--) {
    const found = view.getUint32(at, true) === END.signature;
    if (found && at + END.size + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return undefined;
}

/** Where the bytes of a part begin, if its own header is there and has the name that the directory has. */
function findData(view: DataView, bytes: Uint8Array, local: number, name: Uint8Array): number | undefined {
  if (local + LOCAL.size > view.byteLength || view.getUint32(local, true) !== LOCAL.signature)
    return undefined;
  const length = view.getUint16(local + 26, true);
  const from = local + LOCAL.size + length + view.getUint16(local + 28, true);
  const own = bytes.subarray(local + LOCAL.size, local + LOCAL.size + length);
  const same = own.length === name.length && own.every((byte, index) => byte === name[index]);
  return same ? from : undefined;
}
