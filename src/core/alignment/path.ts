/** The best way through the beads of two texts, and how sure each of them is. */
import type { Band } from "./band.ts";
import type { Corpus } from "./corpus.ts";
import {
  LARGEST,
  rowReader,
  type RowWords,
  windowEvidence,
  type WordEvidence,
  wordScore,
} from "./evidence.ts";
import { type Layout, layoutScore } from "./layout.ts";
import type { BeadRange } from "./model.ts";
import type { Omissions } from "./omissions.ts";
import { type Habits, lengthScore, type Move, MOVES } from "./scores.ts";
import type { TranslationTable } from "./translation.ts";

/** What scores are made from. */
export interface Model {
  readonly corpus: Corpus;
  readonly table: TranslationTable;
  readonly habits: Habits;
  readonly layout: Layout;
  readonly omissions: Omissions;
  /** Indexes into {@link MOVES}. */
  readonly moves: readonly number[];
}

/**
 * The score of every bead that ends at a node of the band, row after row: `visit` gets the row's scores, `moves.length`
 * of them for each column from `low` on; the array is used again for the next row.
 */
export function visitScores(
  model: Model,
  band: Band,
  visit: (row: number, scores: Float64Array) => void,
): void {
  const { corpus, moves } = model;
  const rows = band.low.length;
  const shapes = moves.map((move) => MOVES[move] ?? { source: 1, target: 1 });
  const compareRow = rowReader(corpus, model.table);
  const window: RowWords[] = [];
  for (let row = 0; row < rows; row++) {
    const low = band.low[row] ?? 0;
    const high = band.high[row] ?? 0;
    if (row > 0) {
      const from = band.low[Math.max(0, row - LARGEST)] ?? 0;
      const to = band.high[Math.min(rows - 1, row + LARGEST - 1)] ?? 0;
      window.push(compareRow(band.row + row - 1, from, to));
      if (window.length > LARGEST) window.shift();
    }
    const evidence = windowEvidence(
      corpus,
      model.table,
      window,
      band.low[Math.max(0, row - LARGEST)] ?? 0,
      high,
    );
    const scores = new Float64Array((high - low + 1) * moves.length).fill(-Infinity);
    for (let column = low; column <= high; column++) {
      shapes.forEach((shape, index) => {
        if (!reaches(band, row - shape.source, column - shape.target)) return;
        const at = (column - low) * moves.length + index;
        scores[at] = beadScore(
          model,
          shape,
          moves[index] ?? 0,
          evidence[shape.source - 1],
          band.row + row,
          column,
        );
      });
    }
    visit(row, scores);
  }
}

function reaches(band: Band, row: number, column: number): boolean {
  return row >= 0 && column >= (band.low[row] ?? Infinity) && column <= (band.high[row] ?? -Infinity);
}

/** Log share of a sentence without a counterpart in a long omission. */
const OMITTED = Math.log(0.3);

function beadScore(
  { corpus, habits, layout, omissions }: Model,
  { source, target }: Move,
  move: number,
  evidence: WordEvidence | undefined,
  row: number,
  column: number,
): number {
  const bead = { source: { from: row - source, to: row }, target: { from: column - target, to: column } };
  const isOmitted =
    (target === 0 && omissions.source[row - 1] === 1) || (source === 0 && omissions.target[column - 1] === 1);
  const kind = isOmitted ? OMITTED : (habits.kinds[move] ?? -Infinity);
  const shape = kind + layoutScore(layout, bead);
  if (source === 0 || target === 0 || evidence === undefined) return shape;
  let left = 0;
  for (let i = row - source; i < row; i++) left += corpus.source.lengths[i] ?? 0;
  let right = 0;
  for (let j = column - target; j < column; j++) right += corpus.target.lengths[j] ?? 0;
  return shape + lengthScore(habits, left, right) + wordScore(evidence, column - target, column);
}

/** A path: its beads in order. */
export interface Path {
  readonly beads: readonly BeadRange[];
  /** What each bead adds to the path's score. */
  readonly scores: readonly number[];
}

/** The path of the greatest sum of scores; of equal ones that with the earlier move of the list at the last difference. */
export function bestPath(model: Model, band: Band): Path {
  const { moves } = model;
  const rows = band.low.length;
  const sums: Float64Array[] = [];
  const taken: Uint8Array[] = [];
  const gained: Float32Array[] = [];
  visitScores(model, band, (row, scores) => {
    const low = band.low[row] ?? 0;
    const width = (band.high[row] ?? 0) - low + 1;
    const [best, choice, gain] = [
      new Float64Array(width).fill(-Infinity),
      new Uint8Array(width),
      new Float32Array(width),
    ];
    sums.push(best);
    taken.push(choice);
    gained.push(gain);
    if (row === 0) best[0] = 0;
    for (let column = 0; column < width; column++) {
      for (let index = 0; index < moves.length; index++) {
        const score = scores[column * moves.length + index] ?? -Infinity;
        const shape = MOVES[moves[index] ?? 0];
        if (score === -Infinity || shape === undefined) continue;
        const from = row - shape.source;
        const before = sums[from]?.[low + column - shape.target - (band.low[from] ?? 0)] ?? -Infinity;
        if (before + score > (best[column] ?? -Infinity)) {
          best[column] = before + score;
          choice[column] = index;
          gain[column] = score;
        }
      }
    }
    // Only the last rows are looked at again.
    if (row > LARGEST) sums[row - LARGEST - 1] = new Float64Array();
  });
  const beads: BeadRange[] = [];
  const scores: number[] = [];
  let row = rows - 1;
  let column = band.high[row] ?? 0;
  while (row > 0 || column > (band.low[0] ?? 0)) {
    const at = column - (band.low[row] ?? 0);
    const shape = MOVES[moves[taken[row]?.[at] ?? 0] ?? 0];
    if (shape === undefined) break;
    beads.push({
      source: { from: band.row + row - shape.source, to: band.row + row },
      target: { from: column - shape.target, to: column },
    });
    scores.push(gained[row]?.[at] ?? 0);
    row -= shape.source;
    column -= shape.target;
  }
  return { beads: beads.reverse(), scores: scores.reverse() };
}
