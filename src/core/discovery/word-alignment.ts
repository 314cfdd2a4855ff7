/*
 * Word alignment: IBM model 1 (Brown et al. 1993) in both directions with a prior on the table (a dictionary; maximum a
 * posteriori instead of maximum likelihood, so that ten sentences are enough) and a prior on positions that favours the
 * diagonal (Dyer, Chahuneau and Smith 2013). Every Chinese word competes for each English word.
 */

/** Two sequences of word numbers that belong together. */
export interface Sequences {
  readonly source: Int32Array;
  readonly target: Int32Array;
}

/** How likely a target word is for a source word before anything is seen: 0–1, for one source word at most 1 together. */
export type Prior = (source: number, target: number) => number;

/** A trained table; asked for one pair of sequences at a time. */
export interface WordAlignment {
  /** Probabilities for the trained sequences of that index. */
  posteriors(index: number): Posteriors;
}

/** Row by row of the target: `forward[j * m + i]` is P(target word j comes from source word i), `backward` P(source word i becomes target word j). */
export interface Posteriors {
  readonly forward: Float32Array;
  readonly backward: Float32Array;
}

const ROUNDS = 5;
/** Weight of the prior, in sightings. */
const ALPHA = 1.5;
/** How strongly positions count. */
const DIAGONAL = 4;
/** Probability that a word has no counterpart. */
const NULL_WEIGHT = 0.08;

/**
 * Trains on the sequences that `learns` says, in their order; the others can only be asked for. Time and memory: the sum
 * of the products of their lengths.
 */
export function trainWordAlignment(
  pairs: readonly Sequences[],
  prior: Prior,
  learns: (index: number) => boolean = () => true,
): WordAlignment {
  const table = cellsOf(pairs, prior);
  const { cells, sourceOf, targetOf, priors, backPriors, count } = table;
  let forward = new Float64Array(count);
  let backward = new Float64Array(count);
  const perSource = new Float64Array(table.sources);
  const perTarget = new Float64Array(table.targets);
  for (let k = 0; k < count; k++) {
    perSource[sourceOf[k] ?? 0] = (perSource[sourceOf[k] ?? 0] ?? 0) + 1;
    perTarget[targetOf[k] ?? 0] = (perTarget[targetOf[k] ?? 0] ?? 0) + 1;
  }
  for (let k = 0; k < count; k++) {
    forward[k] = (1 / Math.max(1, perSource[sourceOf[k] ?? 0] ?? 1) + ALPHA * (priors[k] ?? 0)) / (1 + ALPHA);
    backward[k] =
      (1 / Math.max(1, perTarget[targetOf[k] ?? 0] ?? 1) + ALPHA * (backPriors[k] ?? 0)) / (1 + ALPHA);
  }
  const noSource = table.targetShare;
  const noTarget = table.sourceShare;
  for (let round = 0; round < ROUNDS; round++) {
    const seenForward = new Float64Array(count);
    const seenBackward = new Float64Array(count);
    pairs.forEach((pair, index) => {
      const own = cells[index];
      if (own === undefined || !learns(index)) return;
      eachPosterior(pair, own, forward, backward, noSource, noTarget, (at, p, q) => {
        const cell = own[at] ?? 0;
        seenForward[cell] = (seenForward[cell] ?? 0) + p;
        seenBackward[cell] = (seenBackward[cell] ?? 0) + q;
      });
    });
    perSource.fill(0);
    perTarget.fill(0);
    for (let k = 0; k < count; k++) {
      perSource[sourceOf[k] ?? 0] = (perSource[sourceOf[k] ?? 0] ?? 0) + (seenForward[k] ?? 0);
      perTarget[targetOf[k] ?? 0] = (perTarget[targetOf[k] ?? 0] ?? 0) + (seenBackward[k] ?? 0);
    }
    forward = new Float64Array(count);
    backward = new Float64Array(count);
    for (let k = 0; k < count; k++) {
      const byPrior = ALPHA * (priors[k] ?? 0);
      const byBackPrior = ALPHA * (backPriors[k] ?? 0);
      forward[k] = ((seenForward[k] ?? 0) + byPrior) / ((perSource[sourceOf[k] ?? 0] ?? 0) + ALPHA);
      backward[k] = ((seenBackward[k] ?? 0) + byBackPrior) / ((perTarget[targetOf[k] ?? 0] ?? 0) + ALPHA);
    }
  }
  return {
    posteriors(index) {
      const pair = pairs[index];
      const own = cells[index];
      if (pair === undefined || own === undefined) {
        return { forward: new Float32Array(0), backward: new Float32Array(0) };
      }
      const result = { forward: new Float32Array(own.length), backward: new Float32Array(own.length) };
      eachPosterior(pair, own, forward, backward, noSource, noTarget, (at, p, q) => {
        result.forward[at] = p;
        result.backward[at] = q;
      });
      return result;
    },
  };
}

interface Cells {
  /** For each pair of sequences, target row by row, the number of the table's cell. */
  readonly cells: readonly Int32Array[];
  readonly sourceOf: Int32Array;
  readonly targetOf: Int32Array;
  readonly priors: Float64Array;
  readonly backPriors: Float64Array;
  readonly count: number;
  readonly sources: number;
  readonly targets: number;
  /** How frequent each word is among all. */
  readonly sourceShare: Float64Array;
  readonly targetShare: Float64Array;
}

function cellsOf(pairs: readonly Sequences[], prior: Prior): Cells {
  let sources = 0;
  let targets = 0;
  for (const { source, target } of pairs) {
    for (const word of source) sources = Math.max(sources, word + 1);
    for (const word of target) targets = Math.max(targets, word + 1);
  }
  const known = new Map<number, number>();
  const sourceOf: number[] = [];
  const targetOf: number[] = [];
  const sourceShare = new Float64Array(sources);
  const targetShare = new Float64Array(targets);
  const cells = pairs.map(({ source, target }) => {
    const own = new Int32Array(source.length * target.length);
    let at = 0;
    for (const word of source) sourceShare[word] = (sourceShare[word] ?? 0) + 1;
    for (const word of target) {
      targetShare[word] = (targetShare[word] ?? 0) + 1;
      for (const from of source) {
        const key = from * targets + word;
        let cell = known.get(key);
        if (cell === undefined) {
          cell = sourceOf.length;
          known.set(key, cell);
          sourceOf.push(from);
          targetOf.push(word);
        }
        own[at++] = cell;
      }
    }
    return own;
  });
  const count = sourceOf.length;
  const priors = new Float64Array(count);
  const sums = new Float64Array(targets);
  for (let k = 0; k < count; k++) {
    const value = prior(sourceOf[k] ?? 0, targetOf[k] ?? 0);
    priors[k] = value;
    sums[targetOf[k] ?? 0] = (sums[targetOf[k] ?? 0] ?? 0) + value;
  }
  const backPriors = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const sum = sums[targetOf[k] ?? 0] ?? 0;
    backPriors[k] = sum > 0 ? (priors[k] ?? 0) / Math.max(sum, 0.2) : 0;
  }
  toShares(sourceShare);
  toShares(targetShare);
  return {
    cells,
    sourceOf: Int32Array.from(sourceOf),
    targetOf: Int32Array.from(targetOf),
    priors,
    backPriors,
    count,
    sources,
    targets,
    sourceShare,
    targetShare,
  };
}

function toShares(counts: Float64Array): void {
  let sum = 0;
  for (const value of counts) sum += value;
  for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] ?? 0) / (sum || 1);
}

/** Goes through the cells of one pair of sequences with both probabilities. */
function eachPosterior(
  { source, target }: Sequences,
  own: Int32Array,
  forward: Float64Array,
  backward: Float64Array,
  noSource: Float64Array,
  noTarget: Float64Array,
  visit: (at: number, p: number, q: number) => void,
): void {
  const m = source.length;
  const n = target.length;
  const near = nearness(m, n);
  const p = new Float64Array(own.length);
  const q = new Float64Array(own.length);
  const columns = new Float64Array(m);
  const rows = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let row = 0;
    for (let i = 0; i < m; i++) {
      const at = j * m + i;
      const cell = own[at] ?? 0;
      const weight = near[at] ?? 0;
      const there = (forward[cell] ?? 0) * weight;
      const back = (backward[cell] ?? 0) * weight;
      p[at] = there;
      q[at] = back;
      row += there;
      columns[i] = (columns[i] ?? 0) + back;
    }
    rows[j] = row;
  }
  // What the empty word gives is measured against words at a middling distance.
  const scale = NULL_WEIGHT * m;
  const backScale = NULL_WEIGHT * n;
  for (let j = 0; j < n; j++) {
    const row = (rows[j] ?? 0) + scale * (noSource[target[j] ?? 0] ?? 0);
    for (let i = 0; i < m; i++) {
      const at = j * m + i;
      const column = (columns[i] ?? 0) + backScale * (noTarget[source[i] ?? 0] ?? 0);
      visit(at, row > 0 ? (p[at] ?? 0) / row : 0, column > 0 ? (q[at] ?? 0) / column : 0);
    }
  }
}

const NEARNESS = new Map<number, Float64Array>();

/** exp(−4 |i/m − j/n|) for each cell, by lengths. */
function nearness(m: number, n: number): Float64Array {
  const key = m * 4096 + n;
  const known = NEARNESS.get(key);
  if (known !== undefined) return known;
  const made = new Float64Array(m * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < m; i++) {
      made[j * m + i] = Math.exp(-DIAGONAL * Math.abs((i + 0.5) / m - (j + 0.5) / n));
    }
  }
  if (NEARNESS.size > 400) NEARNESS.clear();
  NEARNESS.set(key, made);
  return made;
}
