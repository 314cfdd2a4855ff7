import { Inflate } from "fflate";
import { refuse, type ReadResult } from "../../core/finding.ts";
import { crc32 } from "./crc.ts";
import { zipParts, type ZipPart } from "./directory.ts";

/** The most that an archive may have; what goes beyond is refused before it is unpacked. */
export const ZIP_LIMITS = {
  parts: 2_000,
  /** Bytes of all parts that are read, unpacked. */
  unpacked: 400_000_000,
  /** How many times larger a part of more than a megabyte may be than its packed bytes. */
  ratio: 250,
} as const;

const LARGE = 1_000_000;
/** Packed bytes that are unpacked at a time: deflate makes at most a thousand times as many of them. */
const STEP = 1 << 11;

/**
 * The parts of a ZIP archive that a reader wants, by their names, through one gate. Number of parts, sizes, ratios, overlaps and
 * encryption are looked at before anything is unpacked; unpacking stops where a part has more bytes than the directory tells, so that
 * one that lies costs no more than what it told. Every part must have the size and the checksum that the directory has. Names are
 * compared, never used as paths.
 */
export function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): ReadResult<ReadonlyMap<string, Uint8Array>> {
  const found = chosenParts(bytes, wanted);
  if (!found.ok) return found;
  const files = new Map<string, Uint8Array>();
  for (const part of found.value) {
    const unpacked = unpack(bytes.subarray(part.from, part.from + part.packed), part);
    if (unpacked === undefined) return refuse("zip-broken");
    files.set(part.name, unpacked);
  }
  return { ok: true, value: files, findings: [] };
}

/** The wanted parts, if nothing of the whole archive is suspicious. */
function chosenParts(bytes: Uint8Array, wanted: (name: string) => boolean): ReadResult<readonly ZipPart[]> {
  const chosen = new Map<string, ZipPart>();
  const spans: ZipPart[] = [];
  let unpacked = 0;
  const parts = zipParts(bytes);
  for (;;) {
    const step = parts.next();
    if (step.done === true) {
      if (!step.value) return refuse("zip-broken");
      break;
    }
    const part = step.value;
    spans.push(part);
    if (spans.length > ZIP_LIMITS.parts) return refuse("zip-too-many", { limit: ZIP_LIMITS.parts });
    if (!wanted(part.name)) continue;
    if (part.encrypted) return refuse("zip-encrypted");
    // Of two of one name no two readers take the same.
    if (chosen.has(part.name)) return refuse("zip-broken");
    chosen.set(part.name, part);
    unpacked += part.size;
    const bomb = part.size > LARGE && part.size > part.packed * ZIP_LIMITS.ratio;
    if (bomb || unpacked > ZIP_LIMITS.unpacked) {
      return refuse("zip-bomb", { megabytes: Math.ceil(unpacked / LARGE) });
    }
  }
  return overlaps(spans) ? refuse("zip-broken") : { ok: true, value: [...chosen.values()], findings: [] };
}

/** Whether two parts share bytes, as those of a bomb do that is small because its parts are one. */
function overlaps(parts: readonly ZipPart[]): boolean {
  const inOrder = parts.filter(({ packed }) => packed > 0).toSorted((a, b) => a.from - b.from);
  return inOrder.some(({ from }, index) => {
    const before = inOrder[index - 1];
    return before !== undefined && before.from + before.packed > from;
  });
}

/** The bytes of a part, undefined where they are not those that the directory tells. */
function unpack(packed: Uint8Array, { method, size, crc }: ZipPart): Uint8Array | undefined {
  const bytes = method === 0 ? packed : method === 8 ? inflate(packed, size) : undefined;
  return bytes?.length === size && crc32(bytes) === crc ? bytes : undefined;
}

function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((piece) => {
    pieces.push(piece);
    length += piece.length;
  });
  try {
    for (let from = 0; from < packed.length; from += STEP) {
      stream.push(packed.subarray(from, from + STEP), from + STEP >= packed.length);
      if (length > size) return undefined;
    }
  } catch {
    return undefined;
  }
  return new Uint8Array(Buffer.concat(pieces, length));
}
