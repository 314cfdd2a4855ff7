/** What speaks for a bead: its kind, its lengths, its words. All in natural logarithms of likelihood ratios. */
import type { Corpus } from "./corpus.ts";
import type { TranslationTable } from "./translation.ts";

/** How many sentences of each side a bead takes. */
export interface Move {
  readonly source: number;
  readonly target: number;
}

function isMove({ source, target }: Move): boolean {
  if (source === 0 || target === 0) return source + target === 1;
  return source + target <= 8;
}

const SIZES = [0, 1, 2, 3, 4] as const;

/** Every kind of bead, 0-1 to 4-4. */
export const MOVES: readonly Move[] = SIZES.flatMap((source) =>
  SIZES.map((target) => ({ source, target })).filter(isMove),
);

/** Indexes of all kinds. */
export const ALL_MOVES: readonly number[] = MOVES.map((_, index) => index);

/** Indexes of the kinds that the first, wide pass tries: those of up to four sentences that are not rare. */
export const FIRST_MOVES: readonly number[] = ALL_MOVES.filter((index) => {
  const { source = 0, target = 0 } = MOVES[index] ?? {};
  return source + target <= 4;
});

/** Indexes of the kinds that the second pass tries: the larger ones cost most and only refine a path. */
export const SECOND_MOVES: readonly number[] = ALL_MOVES.filter((index) => {
  const { source = 0, target = 0 } = MOVES[index] ?? {};
  return source + target <= 5;
});

/** How the texts of an article go together: how often beads are of which kind, and how long the English is. */
export interface Habits {
  /** Logarithm of the share of each kind of bead, as in {@link MOVES}. */
  readonly kinds: readonly number[];
  /** Logarithm of the English characters for one Chinese character. */
  readonly ratio: number;
  /** Variance of the logarithm of the length ratio for a Chinese sentence of one character. */
  readonly variance: number;
}

/**
 * Chosen by hand on three development sets (speeches, their machine translation, magazines). Where each value was moved
 * alone, strict F1 changed by about a point at most, but for political text with `lambda` or `words` at .85 or
 * `coverage` at 1, which cost 1.5 to 3 points.
 */
const TUNING = {
  /** Log share of one more sentence in a bead. */
  more: Math.log(0.25),
  /** Shares of the kinds of beads, and how many beads this assumption is worth. */
  base: { one: 0.82, split: 0.08, merge: 0.06, many: 0.003, empty: 0.01 },
  baseWeight: 60,
  /** Logarithm of the standard deviation of the length ratio of sentences that have nothing to do with each other. */
  spread: Math.log(0.75),
  /** Variance of the length ratio of long sentences. */
  floor: 0.02,
  /** How many English words come from a word of the Chinese, if any of it may mean them. */
  lambda: 0.7,
  /** What a logarithm of words is worth: they depend on each other. */
  words: 0.52,
  /** What a Chinese word that is found is worth. */
  coverage: 0.5,
} as const;

export type Kind = keyof typeof TUNING.base;

export function kindOf({ source, target }: Move): Kind {
  if (source === 0 || target === 0) return "empty";
  if (source === 1 && target === 1) return "one";
  if (source === 1) return "split";
  if (target === 1) return "merge";
  return "many";
}

/** Log share of each move, from how often each kind was seen and what is usual. */
export function kindShares(seen: ReadonlyMap<Kind, number>): number[] {
  const total = [...seen.values()].reduce((sum, count) => sum + count, 0) + TUNING.baseWeight;
  return MOVES.map((move) => {
    const kind = kindOf(move);
    // Beads of many on both sides are easy to mistake two for: a share learned from a path would feed itself.
    const share =
      kind === "many"
        ? TUNING.base.many
        : ((seen.get(kind) ?? 0) + TUNING.baseWeight * TUNING.base[kind]) / total;
    const extra =
      kind === "many" ? move.source + move.target - 4 : Math.max(0, move.source + move.target - 3);
    return Math.log(share) + TUNING.more * extra;
  });
}

/** Log likelihood ratio of two lengths: how much better they fit each other than two that have nothing to do with each other. */
export function lengthScore({ ratio, variance }: Habits, source: number, target: number): number {
  const off = Math.log((target + 4) / (Math.exp(ratio) * source + 4));
  const own = variance / (source + 1) + TUNING.floor;
  return Math.max(-12, -(off * off) / (2 * own)) - 0.5 * Math.log(own) + TUNING.spread;
}

/** The words of some rows of the Chinese against the English, computed row by row. */
export interface RowWords {
  /** First column it was computed for. */
  readonly from: number;
  /** For each English word from that column on: how likely the row means it. */
  readonly mass: Float64Array;
  /** By column minus `from`: for each Chinese word of the row, how much of its meaning stands there. */
  readonly coverage: readonly Float64Array[];
  /** Chinese words of the row. */
  readonly count: number;
}

/** Compares a Chinese sentence with the English sentences `from`–`to`. */
export function compareRow(
  corpus: Corpus,
  table: TranslationTable,
  row: number,
  from: number,
  to: number,
): RowWords {
  const { source, target } = corpus;
  const begin = target.starts[from] ?? 0;
  const end = target.starts[to] ?? begin;
  const first = source.starts[row] ?? 0;
  const count = (source.starts[row + 1] ?? first) - first;
  // English word -> the row's words that may mean it.
  const meanings = new Map<number, { at: number; weight: number }[]>();
  for (let at = 0; at < count; at++) {
    const { words, weights } = table.of(source.words[first + at] ?? 0);
    for (let k = 0; k < words.length; k++) {
      const word = words[k] ?? 0;
      const entry = { at, weight: weights[k] ?? 0 };
      const known = meanings.get(word);
      if (known === undefined) meanings.set(word, [entry]);
      else known.push(entry);
    }
  }
  const mass = new Float64Array(end - begin);
  const coverage: Float64Array[] = [];
  for (let column = from; column < to; column++) {
    const covered = new Float64Array(count);
    const last = target.starts[column + 1] ?? end;
    for (let token = target.starts[column] ?? begin; token < last; token++) {
      for (const { at, weight } of meanings.get(target.words[token] ?? 0) ?? []) {
        mass[token - begin] = (mass[token - begin] ?? 0) + weight;
        covered[at] = (covered[at] ?? 0) + weight;
      }
    }
    coverage.push(covered);
  }
  return { from, mass, coverage, count };
}

/** What a word that nothing in the bead means is worth. */
const NOTHING = Math.log(1 - TUNING.lambda);

/** What the words say for a bead of these rows (the last `rows.length` of a window) and the columns `from`–`to`. */
export function wordScore(
  corpus: Corpus,
  table: TranslationTable,
  rows: readonly RowWords[],
  from: number,
  to: number,
): number {
  const { target } = corpus;
  const { lambda } = TUNING;
  const begin = target.starts[from] ?? 0;
  const end = target.starts[to] ?? begin;
  const starts = rows.map((row) => target.starts[row.from] ?? 0);
  let count = 1;
  for (const row of rows) count += row.count;
  let score = 0;
  for (let token = begin; token < end; token++) {
    const chance = table.chance[target.words[token] ?? 0] ?? 0;
    if (chance === 0) continue;
    let mass = 0;
    for (let k = 0; k < rows.length; k++) mass += rows[k]?.mass[token - (starts[k] ?? 0)] ?? 0;
    // Most words have nothing beside them.
    score += mass === 0 ? NOTHING : Math.log(1 - lambda + (lambda * mass) / (count * chance));
  }
  let reverse = 0;
  for (const row of rows) {
    for (let at = 0; at < row.count; at++) {
      let covered = 0;
      for (let column = from; column < to; column++) covered += row.coverage[column - row.from]?.[at] ?? 0;
      reverse += Math.min(1, covered);
    }
  }
  return TUNING.words * score + TUNING.coverage * reverse;
}
