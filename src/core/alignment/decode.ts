/** The last pass: the best path, and the probability of each of its beads. */
import { type Band, bandAbout } from "./band.ts";
import type { BeadRange } from "./model.ts";
import { type Model, visitScores } from "./path.ts";
import { MOVES } from "./scores.ts";

/** A bead with its probability among all the ways through its surroundings. */
export interface LikelyBead extends BeadRange {
  readonly probability: number;
}

const DECODING = {
  /** Words of a sentence depend on each other, so that their evidence counts for less when probabilities are made of it. */
  temper: 0.5,
  /** Sentences on each side of a path that are tried. */
  margin: 2,
};

/** A stretch of a path of about so many beads is decoded at once: memory is for one stretch only. */
const STRETCH = 400;

/**
 * The best path about a path, each bead with the share of all paths there that have it (forward-backward algorithm). A
 * long path is cut at its surest beads into stretches, which are decoded one by one. Of equal paths that with the
 * earlier kind of bead at the last difference.
 */
export function decode(model: Model, beads: readonly BeadRange[], scores: readonly number[]): LikelyBead[] {
  const found: LikelyBead[] = [];
  for (let from = 0; from < beads.length;) {
    const to = cutAfter(beads, scores, from + STRETCH);
    found.push(...decodeStretch(model, bandAbout(beads.slice(from, to), DECODING.margin)));
    from = to;
  }
  return found;
}

/** The end of the surest 1-1 bead of the last eighth before `limit`; the end of all beads where that is near. */
function cutAfter(beads: readonly BeadRange[], scores: readonly number[], limit: number): number {
  if (limit + STRETCH / 8 >= beads.length) return beads.length;
  let best = limit;
  for (let at = limit - STRETCH / 8; at < limit; at++) {
    const bead = beads[at];
    const single =
      bead !== undefined &&
      bead.source.to - bead.source.from === 1 &&
      bead.target.to - bead.target.from === 1;
    if (single && (best === limit || (scores[at] ?? 0) > (scores[best - 1] ?? 0))) best = at + 1;
  }
  return best;
}

/** One number for each node of a band. */
class Nodes {
  readonly #rows: readonly Float64Array[];
  readonly #low: Int32Array;

  constructor({ low, high }: Band, value: number) {
    this.#low = low;
    this.#rows = Array.from(low, (least, row) => new Float64Array((high[row] ?? 0) - least + 1).fill(value));
  }

  get(row: number, column: number): number {
    return this.#rows[row]?.[column - (this.#low[row] ?? 0)] ?? -Infinity;
  }

  set(row: number, column: number, value: number): void {
    const values = this.#rows[row];
    if (values !== undefined) values[column - (this.#low[row] ?? 0)] = value;
  }
}

function decodeStretch(model: Model, band: Band): LikelyBead[] {
  const shapes = model.moves.map((move) => MOVES[move] ?? { source: 1, target: 1 });
  const lattice: Float32Array[] = [];
  const forward = new Nodes(band, -Infinity);
  const last = band.low.length - 1;
  const [start, end] = [band.low[0] ?? 0, band.high[last] ?? 0];
  forward.set(0, start, 0);
  const each = (row: number, visit: (column: number, index: number, score: number) => void): void => {
    const low = band.low[row] ?? 0;
    lattice[row]?.forEach((score, at) => {
      if (score > -Infinity) visit(low + Math.floor(at / shapes.length), at % shapes.length, score);
    });
  };
  visitScores(model, band, (row, scores) => {
    lattice.push(Float32Array.from(scores, (score) => score * DECODING.temper));
    each(row, (column, index, score) => {
      const { source, target } = shapes[index] ?? { source: 1, target: 1 };
      const sum = forward.get(row - source, column - target) + score;
      forward.set(row, column, addLogs(forward.get(row, column), sum));
    });
  });
  const backward = new Nodes(band, -Infinity);
  backward.set(last, end, 0);
  for (let row = last; row >= 0; row--) {
    // Columns from the right: a move that takes no Chinese sentence stays in its row.
    const steps: [number, number, number][] = [];
    each(row, (...step) => steps.push(step));
    for (const [column, index, score] of steps.reverse()) {
      const { source, target } = shapes[index] ?? { source: 1, target: 1 };
      const sum = backward.get(row, column) + score;
      backward.set(row - source, column - target, addLogs(backward.get(row - source, column - target), sum));
    }
  }
  const whole = forward.get(last, end);
  const best = new Nodes(band, -Infinity);
  const taken = new Nodes(band, -1);
  const sure = new Nodes(band, 0);
  best.set(0, start, 0);
  for (let row = 0; row <= last; row++) {
    each(row, (column, index, score) => {
      const { source, target } = shapes[index] ?? { source: 1, target: 1 };
      const sum = best.get(row - source, column - target) + score;
      if (sum <= best.get(row, column)) return;
      const before = forward.get(row - source, column - target);
      best.set(row, column, sum);
      taken.set(row, column, index);
      sure.set(row, column, Math.exp(before + score + backward.get(row, column) - whole));
    });
  }
  const beads: LikelyBead[] = [];
  let [row, column] = [last, end];
  while (row > 0 || column > start) {
    const shape = shapes[taken.get(row, column)];
    if (shape === undefined) break;
    const { source, target } = shape;
    beads.push({
      source: { from: band.row + row - source, to: band.row + row },
      target: { from: column - target, to: column },
      probability: Math.min(1, sure.get(row, column)),
    });
    row -= source;
    column -= target;
  }
  return beads.reverse();
}

function addLogs(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}
