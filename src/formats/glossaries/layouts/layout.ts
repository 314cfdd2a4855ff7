import type { Row } from "../../csv/rows.ts";
import type { GlossaryEntry } from "../entry.ts";
import type { GlossaryReading, GlossaryReadOptions } from "../format.ts";
import type { Losses } from "../losses.ts";

/** How a tool lays a glossary out in the columns of a table, whichever file the table is in. */
export interface Layout {
  readonly name: string;
  /** Whether a header line is of this layout; cells as they stand in the file. */
  readonly recognises: (header: readonly string[]) => boolean;
  /** The concepts of a table whose first row is such a header; its rows are read anew whenever they are gone through. */
  readonly read: (rows: Iterable<Row>, options: GlossaryReadOptions) => GlossaryReading;
}

/** A layout that is written, too. */
export interface WrittenLayout extends Layout {
  /** Whether writing goes through the entries more than once. */
  readonly rereads?: boolean;
  /** The rows of a table, the header first. */
  readonly write: (entries: Iterable<GlossaryEntry>, losses: Losses) => Iterable<readonly string[]>;
}

/** A cell of a row, "" behind its end. */
export function cellAt({ cells }: Row, index: number | undefined): string {
  return index === undefined ? "" : (cells[index] ?? "");
}

/** Header names as they are compared: without blanks around, small. */
export function namesOf(header: readonly string[]): string[] {
  return header.map((cell) => cell.trim().toLowerCase());
}

/** Whether a cell says yes, in any tool's way. */
export function saysYes(cell: string): boolean {
  return ["true", "yes", "y", "1", "x"].includes(cell.trim().toLowerCase());
}
