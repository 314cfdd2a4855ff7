import type { Change } from "./model.ts";

/**
 * How far the rendered text is ahead of the machine text at an offset of the machine text that lies in no change;
 * at the end of a change, behind it.
 */
export function shiftAt(changes: readonly Change[], offset: number): number {
  let shift = 0;
  for (const change of changes) {
    if (change.to > offset) break;
    shift = change.rendered.to - change.to;
  }
  return shift;
}
