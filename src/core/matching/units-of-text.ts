/** Copies the UTF-16 units of a text to the start of an array that has room for them. */
export type UnitCopier = (text: string, units: Uint16Array) => void;

/** Copies by `charCodeAt`: works anywhere. */
export function copyByUnit(text: string, units: Uint16Array): void {
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
}

/** What is used of Node's `Buffer`. */
export interface ByteWriter {
  from(
    buffer: ArrayBufferLike,
    offset: number,
    length: number,
  ): { write(text: string, offset: number, length: number, encoding: "utf16le"): number };
}

/**
 * The fastest copier there is. `Buffer` writes a string's units at the speed of memory, some ten times faster than a
 * loop; it is a global of Node, not an import, and where it is missing, or the machine puts the high byte first, the
 * loop does the same.
 */
export function unitCopier(writer: ByteWriter | undefined): UnitCopier {
  if (writer === undefined || !isLittleEndian()) return copyByUnit;
  let target: Uint16Array | undefined;
  let bytes: ReturnType<ByteWriter["from"]> | undefined;
  return (text, units) => {
    if (bytes === undefined || target !== units) {
      target = units;
      bytes = writer.from(units.buffer, units.byteOffset, units.byteLength);
    }
    bytes.write(text, 0, text.length * 2, "utf16le");
  };
}

/** The copier for where the program runs. */
export const copyUnits: UnitCopier = unitCopier(typeof Buffer === "undefined" ? undefined : Buffer);

function isLittleEndian(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
}
