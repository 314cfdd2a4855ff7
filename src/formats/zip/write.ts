import { strToU8, zipSync } from "fflate";

/** Every part has this time, in the machine's own zone as ZIP has it, so that the same parts give the same file. */
const TIME = new Date(2000, 0, 1);

/** A ZIP archive of texts, by their names in order. */
export function writeZip(parts: readonly (readonly [name: string, text: string])[]): Uint8Array {
  const files = Object.fromEntries(parts.map(([name, text]) => [name, strToU8(text)] as const));
  return zipSync(files, { mtime: TIME, level: 6 });
}
