import { refuse, type ReadResult } from "../../core/finding.ts";
import type { FileBytes } from "../bytes.ts";
import { ReadStop } from "../stop.ts";
import { zipParts, type ZipPart } from "./directory.ts";
import { PackedPart } from "./packed-part.ts";

/** The most that an archive may have; what goes beyond is refused before it is unpacked. */
export const ZIP_LIMITS = {
  parts: 2_000,
  /** Bytes of all parts that are read, unpacked. */
  unpacked: 800_000_000,
  /** How many times larger a part of more than a megabyte may be than its packed bytes. */
  ratio: 250,
} as const;

const LARGE = 1_000_000;
/**
 * The parts of a ZIP archive that a reader wants, by their names, through one gate. Number of parts, sizes, ratios, overlaps and
 * encryption are looked at before anything is unpacked; unpacking stops where a part has more bytes than the directory tells, so that
 * one that lies costs no more than what it told. Every part must have the size and the checksum that the directory has. Names are
 * compared, never used as paths.
 */
export function readZip(
  bytes: FileBytes,
  wanted: (name: string) => boolean,
): ReadResult<ReadonlyMap<string, Uint8Array>> {
  const opened = openZip(bytes, wanted);
  if (!opened.ok) return opened;
  const files = new Map<string, Uint8Array>();
  try {
    for (const [name, part] of opened.value) {
      files.set(name, part.subarray(0, part.length));
      part.verify();
    }
  } catch (error) {
    if (error instanceof ReadStop) return { ok: false, refusal: error.finding };
    throw error;
  }
  return { ok: true, value: files, findings: [] };
}

/** As {@link readZip}, each part unpacked as it is read; one that is not what the directory tells stops its reading. */
export function openZip(
  bytes: FileBytes,
  wanted: (name: string) => boolean,
): ReadResult<ReadonlyMap<string, PackedPart>> {
  const found = chosenParts(bytes, wanted);
  if (!found.ok) return found;
  const parts = found.value.map((part) => [part.name, new PackedPart(bytes, part)] as const);
  return { ok: true, value: new Map(parts), findings: [] };
}

/** The wanted parts, if nothing of the whole archive is suspicious. */
function chosenParts(bytes: FileBytes, wanted: (name: string) => boolean): ReadResult<readonly ZipPart[]> {
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
