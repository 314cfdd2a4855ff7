/** From the share of a bead among all paths to the chance that it is right. */
import type { LikelyBead } from "./decode.ts";

/** Shares nearer to 0 or 1 are as good as these: they are made of scores that are rounded. */
const EXTREME = 1e-4;

/** What the chance is made of: 1, the logarithm of the odds of the share, whether the bead is no 1-1, whether a side is empty. */
export function featuresOf({ source, target, probability }: LikelyBead): readonly number[] {
  const share = Math.min(1 - EXTREME, Math.max(EXTREME, probability));
  const sizes = [source.to - source.from, target.to - target.from];
  return [
    1,
    Math.log(share / (1 - share)),
    sizes.every((size) => size === 1) ? 0 : 1,
    sizes.some((size) => size === 0) ? 1 : 0,
  ];
}

/** Weights of the features, fitted by `bench/alignment/calibrate.ts`, whose README has how well they hold. */
const WEIGHTS: readonly number[] = [2.1, 1.64, -0.4, -2.9];

/** The chance that a bead with such features is right, between 0 and 1. */
export function calibrated(features: readonly number[], weights: readonly number[] = WEIGHTS): number {
  const odds = features.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0);
  return 1 / (1 + Math.exp(-odds));
}
