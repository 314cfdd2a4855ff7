import type { FileBytes } from "../bytes.ts";
import type { Row } from "../csv/rows.ts";

/** Bytes of a file that are looked through at a time. */
const WINDOW = 1 << 20;

/** Whether the beginning of an id may stand in a file, so that an id of the file could be one that is made. */
export type Stands = (beginning: string) => boolean;

/**
 * Makes the ids of concepts that have none: `row-3`, or where `row-` stands anywhere in the file `row2-3`, so that no id of the
 * file, also a later one, is ever made. Looks into the file only when the first id is needed.
 */
export function madeIds(stem: string, stands: Stands): (number: number) => string {
  let beginning: string | undefined;
  return (number) => {
    beginning ??= freeBeginning(stem, stands);
    return `${beginning}${number}`;
  };
}

function freeBeginning(stem: string, stands: Stands): string {
  for (let nth = 1; ; nth++) {
    const beginning = `${stem}${nth === 1 ? "" : nth}-`;
    if (!stands(beginning)) return beginning;
  }
}

/** What stands in the cells of a table. */
export function standsInRows(rows: readonly Row[]): Stands {
  return (beginning) => rows.some(({ cells }) => cells.some((cell) => cell.includes(beginning)));
}

/** What stands in the bytes of a file, in ASCII or UTF-16. */
export function standsInBytes(bytes: FileBytes): Stands {
  return (beginning) => {
    // Without the zero at its end it is the UTF-16 of either order.
    const wide = Buffer.from(beginning, "utf16le").subarray(0, -1);
    for (let from = 0; from < bytes.length; from += WINDOW) {
      const { buffer, byteOffset, byteLength } = bytes.subarray(from, from + WINDOW + wide.length);
      const window = Buffer.from(buffer, byteOffset, byteLength);
      if (window.includes(beginning) || window.includes(wide)) return true;
    }
    return false;
  };
}
