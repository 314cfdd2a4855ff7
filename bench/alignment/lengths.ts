import type { BenchBead } from "./sets.ts";

const MOVES = [
  [1, 1, 0.89],
  [1, 2, 0.045],
  [2, 1, 0.045],
  [1, 3, 0.01],
  [3, 1, 0.01],
  [2, 2, 0.011],
  [1, 0, 0.005],
  [0, 1, 0.005],
] as const;

/**
 * Gale and Church's aligner (1993): characters, eight kinds of beads with their shares; the variance of the lengths is taken
 * from the 1-1 beads of a first pass, since the published one fails for Chinese and English.
 */
export function lengthBeads(source: readonly string[], target: readonly string[]): BenchBead[] {
  const [left, right] = [sumsOf(source), sumsOf(target)];
  const ratio = (right.at(-1) ?? 1) / (left.at(-1) ?? 1);
  const spreads = pathOf(source, target, 40)
    .filter((bead) => bead.source.to - bead.source.from === 1 && bead.target.to - bead.target.from === 1)
    .map((bead) => {
      const from = (left[bead.source.to] ?? 0) - (left[bead.source.from] ?? 0);
      const to = (right[bead.target.to] ?? 0) - (right[bead.target.from] ?? 0);
      return (to - from * ratio) ** 2 / (from + 1);
    })
    .sort((a, b) => a - b);
  return pathOf(source, target, Math.max(1, (spreads[spreads.length >> 1] ?? 18) / 0.455));
}

function pathOf(source: readonly string[], target: readonly string[], variance: number): BenchBead[] {
  const [left, right] = [sumsOf(source), sumsOf(target)];
  const [rows, columns] = [source.length, target.length];
  const ratio = (right[columns] ?? 1) / (left[rows] ?? 1);
  const width = columns + 1;
  const costs = new Float64Array((rows + 1) * width).fill(Infinity);
  const moves = new Uint8Array(costs.length);
  costs[0] = 0;
  for (let i = 0; i <= rows; i++) {
    for (let j = 0; j <= columns; j++) {
      MOVES.forEach(([a, b, share], index) => {
        const before = i < a || j < b ? Infinity : (costs[(i - a) * width + j - b] ?? Infinity);
        if (before === Infinity) return;
        const [from, to] = [(left[i] ?? 0) - (left[i - a] ?? 0), (right[j] ?? 0) - (right[j - b] ?? 0)];
        const spread = variance * (from + 1);
        const cost = before - Math.log(share) + (to - from * ratio) ** 2 / spread / 2;
        if (cost < (costs[i * width + j] ?? Infinity)) {
          costs[i * width + j] = cost;
          moves[i * width + j] = index;
        }
      });
    }
  }
  const beads: BenchBead[] = [];
  for (let [i, j] = [rows, columns]; i > 0 || j > 0;) {
    const [a, b] = MOVES[moves[i * width + j] ?? 0] ?? MOVES[0];
    beads.push({ source: { from: i - a, to: i }, target: { from: j - b, to: j } });
    i -= a;
    j -= b;
  }
  return beads.reverse();
}

function sumsOf(lines: readonly string[]): number[] {
  let sum = 0;
  return [0, ...lines.map((line) => (sum += line.replace(/\s/g, "").length))];
}
