/** Where a path is looked for. */
import type { BeadRange } from "./model.ts";
import type { Anchor } from "./skeleton.ts";

/**
 * Where a path may go: at each node row, from `row` on, the node columns `low`–`high`, both included. Both rise or stay
 * from row to row; a path goes from the low end of the first row to the high end of the last.
 */
export interface Band {
  readonly row: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** Between two anchors that are no farther apart than this everything is tried. */
const SMALL_GAP = 24;
/** Half the width of a band between anchors that are far apart, as a share of their distance; and its greatest. */
const DRIFT = 0.1;
const GREATEST_DRIFT = 250;

/**
 * The band about a chain of anchors between the corners: all of a small gap, a strip about the diagonal of a wide one,
 * and `margin` sentences more on both sides, since an anchor may be false.
 */
export function bandOf(rows: number, columns: number, anchors: readonly Anchor[], margin: number): Band {
  const band = emptyBand(0, rows);
  let [row, column] = [0, 0];
  for (const anchor of [...anchors, { row: rows, column: columns }]) {
    const [height, width] = [anchor.row - row, anchor.column - column];
    const strip =
      Math.max(height, width) <= SMALL_GAP
        ? width
        : SMALL_GAP / 2 +
          Math.min(GREATEST_DRIFT, DRIFT * Math.max(height, width)) +
          (height === 0 ? width : width / height);
    for (let i = 0; i <= height; i++) {
      const centre = column + (height === 0 ? width / 2 : (i * width) / height);
      const low = Math.max(column, Math.floor(centre - strip)) - margin;
      const high = Math.min(anchor.column, Math.ceil(centre + strip)) + margin;
      admit(band, row + i, low, high);
    }
    [row, column] = [anchor.row, anchor.column];
  }
  return settle(band, margin, 0, columns);
}

/** The band about a path, `margin` sentences on every side. `beads` are some of the path in order. */
export function bandAbout(beads: readonly BeadRange[], margin: number): Band {
  const [first, last] = [beads[0], beads.at(-1)];
  const [from, to] = [first?.source.from ?? 0, last?.source.to ?? 0];
  const band = emptyBand(from, to);
  const start = first?.target.from ?? 0;
  admit(band, from, start - margin, start + margin);
  for (const { source, target } of beads) {
    for (let row = source.from; row <= source.to; row++)
      admit(band, row, target.from - margin, target.to + margin);
  }
  return settle(band, margin, start, last?.target.to ?? 0);
}

function emptyBand(from: number, to: number): Band {
  const rows = to - from + 1;
  return { row: from, low: new Int32Array(rows).fill(0x7fffffff), high: new Int32Array(rows).fill(-1) };
}

function admit({ row: from, low, high }: Band, row: number, least: number, most: number): void {
  const at = row - from;
  low[at] = Math.min(low[at] ?? least, least);
  high[at] = Math.max(high[at] ?? most, most);
}

/** Spreads each row's ends over `margin` rows, makes them rise, and puts the corners in. */
function settle({ row, low, high }: Band, margin: number, least: number, most: number): Band {
  const last = low.length - 1;
  // A row takes the low end of later rows and the high end of earlier ones only where those are wider: the ends rise
  // already but for overlaps, so shifting them is spreading them.
  for (let at = last - 1; at >= 0; at--) low[at] = Math.min(low[at] ?? 0, low[at + 1] ?? 0);
  for (let at = 1; at <= last; at++) high[at] = Math.max(high[at] ?? 0, high[at - 1] ?? 0);
  const [oldLow, oldHigh] = [low.slice(), high.slice()];
  for (let at = 0; at <= last; at++) {
    low[at] = Math.max(least, oldLow[Math.max(0, at - margin)] ?? least);
    high[at] = Math.min(most, oldHigh[Math.min(last, at + margin)] ?? most);
  }
  low[0] = least;
  high[last] = most;
  return { row, low, high };
}

/** How many nodes a band has. */
export function sizeOf({ low, high }: Band): number {
  return low.reduce((sum, least, at) => sum + (high[at] ?? 0) - least + 1, 0);
}

/** Whether a path goes along an edge of the band that is not an edge of the texts. */
export function touchesEdge(band: Band, beads: readonly BeadRange[], columns: number): boolean {
  return beads.some(({ source, target }) => {
    const at = source.to - band.row;
    const [low, high] = [band.low[at] ?? 0, band.high[at] ?? columns];
    return (target.to <= low && low > 0) || (target.to >= high && high < columns);
  });
}
