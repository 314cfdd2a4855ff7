import { FEATURES, type Measures } from "../../src/core/discovery/confidence.ts";
import { traceDiscovery } from "../../src/core/discovery/discover.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { alignedDocument, glossaryOf, readYear, SYSTEMS } from "./data.ts";
import { judge, readLabels } from "./labels.ts";

/*
 * node discovery/fit.ts FOLDER
 *
 * Fits the weights of src/core/discovery/confidence.ts to the places marked by hand: a logistic regression by
 * gradient descent, with a quadratic penalty for every step away from what was thought before anything was measured:
 * three hundred places are few. First with one year to fit and the other to look at, then with both.
 */

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("the folder of the data is missing");

interface Row {
  readonly year: string;
  readonly measures: Measures;
  readonly right: number;
}

const lexicon = await readLexicon();
const labels = await readLabels();
const rows: Row[] = [];
for (const year of ["2016", "2018"]) {
  const { documents, terms } = await readYear(folder, year);
  const glossary = glossaryOf(terms);
  for (const system of SYSTEMS) {
    const aligned = documents.map(({ id, zh, mt }) =>
      alignedDocument(id, zh, mt[system] ?? "", glossary, lexicon),
    );
    const { traces } = traceDiscovery({ documents: aligned, glossary, lexicon });
    for (const { trace, rightPlace } of judge(
      labels.filter((label) => label.year === year && label.system === system),
      traces,
    )) {
      if (trace?.measures !== undefined)
        rows.push({ year, measures: trace.measures, right: rightPlace ? 1 : 0 });
    }
  }
}

interface Model {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** What each measure was thought to be worth before fitting. */
const EXPECTED: Measures = {
  score: 2,
  claims: 1,
  recall: 1,
  glosses: 1.5,
  support: 1.5,
  official: 0.5,
  outside: -1,
  margin: 1,
  single: 0,
  beside: -0.5,
  name: 0.5,
  bead: 0.5,
};
const EXPECTED_BIAS = -2;
const PENALTY = 6;
const ROUNDS = 3000;
const STEP = 0.2;

function fit(data: readonly Row[]): Model {
  const expected = FEATURES.map((feature) => EXPECTED[feature]);
  const weights = [...expected];
  let bias = EXPECTED_BIAS;
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = FEATURES.map(() => 0);
    let slope = 0;
    for (const { measures, right } of data) {
      const error = probability(measures, { weights, bias }) - right;
      slope += error;
      FEATURES.forEach((feature, k) => (gradient[k] = (gradient[k] ?? 0) + error * measures[feature]));
    }
    bias -= (STEP * slope) / data.length;
    weights.forEach(
      (weight, k) =>
        (weights[k] =
          weight - (STEP * ((gradient[k] ?? 0) + PENALTY * (weight - (expected[k] ?? 0)))) / data.length),
    );
  }
  return { weights, bias };
}

function probability(measures: Measures, { weights, bias }: Model): number {
  const sum = FEATURES.reduce((total, feature, k) => total + (weights[k] ?? 0) * measures[feature], bias);
  return 1 / (1 + Math.exp(-sum));
}

console.log(`${String(rows.length)} places; fitted on one year, looked at on the other:`);
const unseen = ["2016", "2018"].flatMap((year) => {
  const model = fit(rows.filter((row) => row.year !== year));
  return rows
    .filter((row) => row.year === year)
    .map((row) => ({ row, value: probability(row.measures, model) }));
});
for (const bar of [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95]) {
  const kept = unseen.filter(({ value }) => value >= bar);
  const share = kept.filter(({ row }) => row.right === 1).length / Math.max(1, kept.length);
  console.log(`${bar.toFixed(2)} ${String(kept.length).padStart(4)} ${share.toFixed(3)}`);
}
const { weights, bias } = fit(rows);
console.log("both years:");
for (const [k, feature] of FEATURES.entries()) console.log(`  ${feature}: ${(weights[k] ?? 0).toFixed(2)},`);
console.log(`BIAS = ${bias.toFixed(2)}`);
