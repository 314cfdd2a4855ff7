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
  score: 1.79,
  claims: 0.91,
  recall: 0.84,
  glosses: 1.42,
  support: 1.82,
  official: 0.07,
  outside: -1.21,
  margin: 1.02,
  single: -0.09,
  beside: -0.54,
  name: 0.43,
  bead: 1.05,
};
const BIAS = -2.1;

/** The probability that a place is right, 0–1, to three digits. */
export function confidenceOf(measures: Measures): number {
  let sum = BIAS;
  for (const feature of FEATURES) sum += WEIGHTS[feature] * measures[feature];
  return Math.round(1000 / (1 + Math.exp(-sum))) / 1000;
}
