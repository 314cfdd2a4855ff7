import { refuse, type ReadResult } from "../../core/finding.ts";
import { exhaust, ReadStop } from "../stop.ts";
import { isBlank, recordsOf, type Delimiter, type Row } from "./records.ts";

export { DELIMITERS, type Delimiter, type Row } from "./records.ts";

/** The most cells of a table, rows times columns: readers look at every column of every row. */
export const CELL_LIMIT = 30_000_000;

/** The refusal of a table that has more than {@link CELL_LIMIT}, undefined for any other. */
export function tooManyCells(
  rows: number,
  columns: number,
): (ReadResult<never> & { readonly ok: false }) | undefined {
  return rows * columns > CELL_LIMIT ? refuse("table-too-large", { limit: CELL_LIMIT }) : undefined;
}

/**
 * The records of a table, blank ones left out, or a refusal with the place of a quote that breaks it. Rows may have
 * different numbers of cells. No more than `most` records are read, the blank ones counted.
 */
export function readRows(text: string, delimiter: Delimiter, most: number): ReadResult<readonly Row[]> {
  const rows: Row[] = [];
  let count = 0;
  try {
    for (const row of recordsOf([text], delimiter)) {
      if (!isBlank(row)) rows.push(row);
      if (++count >= most) break;
    }
  } catch (error) {
    if (error instanceof ReadStop) return { ok: false, refusal: error.finding };
    throw error;
  }
  return { ok: true, value: rows, findings: [] };
}

/**
 * The records of a text, blank ones left out, read anew whenever they are gone through. Stops with a {@link ReadStop} where the text
 * cannot be read; else at a quote that breaks it; else where there are more than `most` rows besides the header.
 */
export function tableRows(pieces: () => Iterable<string>, delimiter: Delimiter, most: number): Iterable<Row> {
  return {
    *[Symbol.iterator]() {
      let count = 0;
      try {
        for (const row of recordsOf(pieces(), delimiter)) {
          if (isBlank(row)) continue;
          if (++count > most + 1) throw new ReadStop(refuse("csv-too-many-rows", { limit: most }).refusal);
          yield row;
        }
      } catch (error) {
        // What is wrong with the text as a whole is said first.
        if (error instanceof ReadStop) exhaust(pieces());
        throw error;
      }
    },
  };
}
