/** The changes of texts as a table for programs. */
import type { Change } from "../core/rendering/model.ts";
import { csvOf } from "./discovery-report.ts";
import { placeReader } from "./places.ts";

/** The names of the columns, as the first line. */
export const CHANGE_HEADER = csvOf([
  ["file", "line", "column", "from", "to", "machine", "written", "concept", "reason"],
]);

/** One line a change, in the order of the text; offsets are UTF-16 units of the machine text. */
export function changeRows(file: string, machine: string, changes: readonly Change[]): string {
  const placeOf = placeReader(machine);
  return csvOf(
    changes.map(({ from, to, before, after, conceptId, reason }) => {
      const { line, column } = placeOf(from);
      return [file, line, column, from, to, before, after, conceptId, reason].map(String);
    }),
  );
}
