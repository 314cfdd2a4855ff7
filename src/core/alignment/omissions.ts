/** Long stretches that only one of the texts has. */
import type { Anchor } from "./skeleton.ts";

/** By sentence: 1 in a stretch of which the other text has next to nothing. */
export interface Omissions {
  readonly source: Uint8Array;
  readonly target: Uint8Array;
}

/** A stretch between two anchors is one when it has so many sentences at least, and so many times those beside it. */
const LEAST = 10;
const LOPSIDED = 4;
/** An anchor counts when this many next to it, on its side of the stretch, agree with it: a false one stands alone. */
const WITNESSES = 2;

/** The long omissions that a chain of anchors shows. */
export function omissionsOf(rows: number, columns: number, anchors: readonly Anchor[]): Omissions {
  const omissions = { source: new Uint8Array(rows), target: new Uint8Array(columns) };
  const chain = [{ row: -1, column: -1 }, ...anchors, { row: rows, column: columns }];
  for (let at = 1; at < chain.length; at++) {
    const [before, after] = [chain[at - 1], chain[at]];
    if (before === undefined || after === undefined) continue;
    const [height, width] = [after.row - before.row - 1, after.column - before.column - 1];
    if (Math.max(height, width) < LEAST || Math.max(height, width) < LOPSIDED * (Math.min(height, width) + 1))
      continue;
    const drift = Math.abs(height - width) / 2;
    if (!isWitnessed(chain, at - 1, -1, drift) || !isWitnessed(chain, at, 1, drift)) continue;
    if (height > width) omissions.source.fill(1, before.row + 1, after.row);
    else omissions.target.fill(1, before.column + 1, after.column);
  }
  return omissions;
}

/** Whether the anchors next to one go on as it does; an end of the texts needs none. */
function isWitnessed(
  chain: readonly Pick<Anchor, "row" | "column">[],
  at: number,
  step: 1 | -1,
  drift: number,
): boolean {
  if (at === 0 || at === chain.length - 1) return true;
  const own = chain[at];
  for (let count = 1; count <= WITNESSES; count++) {
    const other = chain[at + count * step];
    if (own === undefined || other === undefined) return count > 1;
    const off = other.row - own.row - (other.column - own.column);
    if (Math.abs(off) > drift) return false;
  }
  return true;
}
