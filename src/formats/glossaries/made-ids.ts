import { hasBytes, type FileBytes } from "../bytes.ts";
import type { Row } from "../csv/rows.ts";

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

/** What stands in the cells of a table, which is gone through anew for it. */
export function standsInRows(rows: Iterable<Row>): Stands {
  return (beginning) => {
    for (const { cells } of rows) if (cells.some((cell) => cell.includes(beginning))) return true;
    return false;
  };
}

/** What stands in the bytes of a file, in ASCII or UTF-16. */
export function standsInBytes(bytes: FileBytes): Stands {
  return (beginning) =>
    // Without the zero at its end it is the UTF-16 of either order.
    hasBytes(bytes, [Buffer.from(beginning), Buffer.from(beginning, "utf16le").subarray(0, -1)]);
}
