/** How the two texts of an article go together, as some beads show it. */
import type { Corpus } from "./corpus.ts";
import type { BeadRange } from "./model.ts";
import type { Omissions } from "./omissions.ts";
import { type Habits, type Kind, kindOf, kindShares } from "./scores.ts";

/** With fewer 1-1 beads the lengths of an article are not learned. */
const FEWEST = 8;
const LEAST_VARIANCE = 0.3;
const GREATEST_VARIANCE = 8;
/** A variance before anything is known about the article. */
const USUAL_VARIANCE = 2.2;

/** The habits that a first alignment assumes: the lengths of the whole texts but for long omissions, and kinds of beads as in most news. */
export function firstHabits({ source, target }: Corpus, omissions: Omissions): Habits {
  const kept = (lengths: Float64Array, omitted: Uint8Array): number =>
    Math.max(1, sum(lengths.filter((_, index) => omitted[index] !== 1)));
  const ratio = Math.log(kept(target.lengths, omissions.target) / kept(source.lengths, omissions.source));
  return { kinds: kindShares(new Map()), ratio, variance: USUAL_VARIANCE };
}

/**
 * The habits of some beads. Lengths are medians over 1-1 beads, so that false ones do not count; with few of them those
 * of `before` stay.
 */
export function habitsOf({ source, target }: Corpus, beads: readonly BeadRange[], before: Habits): Habits {
  const seen = new Map<Kind, number>();
  const singles: { readonly left: number; readonly right: number }[] = [];
  for (const bead of beads) {
    const kind = kindOf({
      source: bead.source.to - bead.source.from,
      target: bead.target.to - bead.target.from,
    });
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (kind !== "one") continue;
    singles.push({
      left: source.lengths[bead.source.from] ?? 0,
      right: target.lengths[bead.target.from] ?? 0,
    });
  }
  const kinds = kindShares(seen);
  if (singles.length < FEWEST) return { ...before, kinds };
  const ratio = median(singles.map(({ left, right }) => Math.log((right + 1) / (left + 1))));
  const spread = median(
    singles.map(({ left, right }) => Math.log((right + 4) / (Math.exp(ratio) * left + 4)) ** 2 * (left + 1)),
  );
  // The median of a squared normal variable is .455 of its variance.
  const variance = Math.min(GREATEST_VARIANCE, Math.max(LEAST_VARIANCE, spread / 0.455));
  return { kinds, ratio, variance };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
