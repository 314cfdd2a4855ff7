/*
 * How sure a place is. The weights were fitted by bench/discovery/fit.ts to places that a person has marked by hand, and
 * are constants: the same text gives the same figure everywhere.
 */

export const FEATURES = [
  "score",
  "claims",
  "recall",
  "glosses",
  "support",
  "official",
  "outside",
  "margin",
  "single",
  "beside",
  "name",
  "bead",
] as const;
export type Feature = (typeof FEATURES)[number];

/** What is measured about a place; each between 0 and about 1. */
export type Measures = Readonly<Record<Feature, number>>;

const WEIGHTS: Measures = {
  score: 1.77,
  claims: 0.93,
  recall: 0.8,
  glosses: 1.41,
  support: 1.84,
  official: 0.1,
  outside: -1.3,
  margin: 1.01,
  single: -0.12,
  beside: -0.53,
  name: 0.48,
  bead: 1.02,
};
const BIAS = -2.06;

/** The probability that a place is right, 0–1, to three digits. */
export function confidenceOf(measures: Measures): number {
  let sum = BIAS;
  for (const feature of FEATURES) sum += WEIGHTS[feature] * measures[feature];
  return Math.round(1000 / (1 + Math.exp(-sum))) / 1000;
}
