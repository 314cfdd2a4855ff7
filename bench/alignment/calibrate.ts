/**
 * What the share of a bead among all paths is worth, and how well the confidence made of it holds for texts that it was
 * not fitted on: a logistic regression, and its figures with one set left out at a time.
 *
 *   node alignment/calibrate.ts FOLDER
 */
import process from "node:process";
import { likelyBeads } from "../../src/core/alignment/align.ts";
import { calibrated, featuresOf } from "../../src/core/alignment/calibration.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { setsIn, written } from "./sets.ts";

interface Sample {
  readonly set: string;
  readonly dictionary: boolean;
  readonly probability: number;
  readonly features: readonly number[];
  readonly right: boolean;
}

/** Beads that the product shows as doubtful have less. */
const DOUBTFUL = 0.8;
/** Keeps weights finite where a feature never comes with a wrong bead. */
const RIDGE = 0.5;
const ROUNDS = 50;
const BINS = 10;

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: node alignment/calibrate.ts FOLDER");
const lexicon = await readLexicon();
const samples = setsIn(folder).flatMap(({ name, source, target, gold }) =>
  // Without a dictionary too: there are more wrong beads to learn from, and small dictionaries are a use of it.
  [{ lexicon }, {}].flatMap((hints) =>
    likelyBeads(source, target, hints).beads.map((bead): Sample => {
      const right = gold.has(written(bead));
      return {
        set: name,
        dictionary: "lexicon" in hints,
        probability: bead.probability,
        features: featuresOf(bead),
        right,
      };
    }),
  ),
);
const names = [...new Set(samples.map(({ set }) => set))];
console.log(
  `weights of all sets: ${fit(samples)
    .map((weight) => weight.toFixed(2))
    .join(", ")}`,
);
for (const set of names) {
  const weights = fit(samples.filter((sample) => sample.set !== set));
  console.log(`weights without ${set}: ${weights.map((weight) => weight.toFixed(2)).join(", ")}`);
}
const left = names.flatMap((set) => {
  const weights = fit(samples.filter((sample) => sample.set !== set));
  return samples.filter((sample) => sample.set === set).map((sample) => ({ ...sample, weights }));
});
for (const [hints, judged] of [
  ["", left],
  [", with the dictionary only", left.filter(({ dictionary }) => dictionary)],
] as const) {
  report(
    `share of all paths${hints}`,
    judged.map(({ probability, right }) => [probability, right]),
  );
  report(
    `calibrated, each set by the others${hints}`,
    judged.map(({ features, weights, right }) => [calibrated(features, weights), right]),
  );
}

function fit(given: readonly Sample[]): number[] {
  const size = given[0]?.features.length ?? 0;
  let weights = Array.from({ length: size }, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    const hessian = weights.map((_, i) => weights.map((__, j) => (i === j ? RIDGE : 0)));
    for (const { features, right } of given) {
      const expected = calibrated(features, weights);
      for (let i = 0; i < size; i++) {
        const value = features[i] ?? 0;
        gradient[i] = (gradient[i] ?? 0) + ((right ? 1 : 0) - expected) * value;
        const row = hessian[i] ?? [];
        for (let j = 0; j < size; j++)
          row[j] = (row[j] ?? 0) + expected * (1 - expected) * value * (features[j] ?? 0);
      }
    }
    const step = solve(hessian, gradient);
    weights = weights.map((weight, i) => weight + (step[i] ?? 0));
  }
  return weights;
}

/** Gauss-Jordan elimination of a symmetric, positive definite system. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  rows.forEach((pivot, i) => {
    const lead = pivot[i] ?? 1;
    for (const [j, row] of rows.entries()) {
      if (j === i) continue;
      const factor = (row[i] ?? 0) / lead;
      for (let k = 0; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  });
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}

function report(title: string, judged: readonly (readonly [number, boolean])[]): void {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, sum: 0, right: 0 }));
  let brier = 0;
  for (const [confidence, right] of judged) {
    brier += (confidence - (right ? 1 : 0)) ** 2 / judged.length;
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (bin === undefined) continue;
    bin.count++;
    bin.sum += confidence;
    if (right) bin.right++;
  }
  const doubtful = judged.filter(([confidence]) => confidence < DOUBTFUL);
  const [shown, wrong] = [doubtful, judged].map((all) => all.filter(([, right]) => !right).length);
  const error = bins.reduce((sum, bin) => sum + Math.abs(bin.sum - bin.right), 0) / judged.length;
  console.log(`\n${title}: Brier ${brier.toFixed(4)}, expected calibration error ${error.toFixed(4)}\n`);
  console.log(`below ${DOUBTFUL}: ${doubtful.length} beads, ${shown} of the ${wrong} wrong ones\n`);
  console.log("| from | beads | mean confidence | share right |\n|---|---|---|---|");
  bins.forEach(({ count, sum, right }, index) => {
    const shares = count === 0 ? ["", ""] : [sum, right].map((value) => (value / count).toFixed(3));
    console.log(`| ${[(index / BINS).toFixed(1), count, ...shares].join(" | ")} |`);
  });
}
