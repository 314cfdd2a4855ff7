/** What speaks for a bead but its words: its kind, its lengths. All in natural logarithms of likelihood ratios. */

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
 * Chosen by hand, with those in `evidence.ts`, on three development sets (speeches, their machine translation, magazines). Where each value was moved
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
