import { unzipSync } from "fflate";
import { refuse, type ReadResult } from "../../core/finding.ts";

/** The most that an archive may have; what goes beyond is refused before it is unpacked. */
export const ZIP_LIMITS = {
  parts: 2_000,
  /** Bytes of all parts that are read, unpacked. */
  unpacked: 400_000_000,
  /** How many times larger a part of more than a megabyte may be than its packed bytes. */
  ratio: 250,
} as const;

const LARGE = 1_000_000;

/**
 * The parts of a ZIP archive that a reader wants, by their names, through one gate: number of parts, sizes and ratios are looked
 * at before anything is unpacked. A part whose header tells a smaller size than it has is cut off there, which its own reader
 * finds; one that cannot be unpacked refuses the archive.
 */
export function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): ReadResult<ReadonlyMap<string, Uint8Array>> {
  let parts = 0;
  let unpacked = 0;
  let fault: ReturnType<typeof refuse> | undefined;
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        parts++;
        if (parts > ZIP_LIMITS.parts) fault ??= refuse("zip-too-many", { limit: ZIP_LIMITS.parts });
        if (fault !== undefined || !wanted(name)) return false;
        unpacked += originalSize;
        const bomb = originalSize > LARGE && originalSize > size * ZIP_LIMITS.ratio;
        if (bomb || unpacked > ZIP_LIMITS.unpacked) {
          fault ??= refuse("zip-bomb", { megabytes: Math.ceil(unpacked / LARGE) });
          return false;
        }
        return true;
      },
    });
    return fault ?? { ok: true, value: new Map(Object.entries(files)), findings: [] };
  } catch {
    return refuse("zip-broken");
  }
}
