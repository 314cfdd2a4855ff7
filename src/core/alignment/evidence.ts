/** What the words of a bead say, in natural logarithms of likelihood ratios. */
import type { Corpus } from "./corpus.ts";
import type { TranslationTable } from "./translation.ts";

/** A bead has at most so many sentences of a side. */
export const LARGEST = 4;

/** Chosen together with the values in `scores.ts`. */
const TUNING = {
  /** How many English words come from a word of the Chinese, if any of it may mean them. */
  lambda: 0.7,
  /** What a logarithm of words is worth: they depend on each other. */
  words: 0.52,
  /** What a Chinese word that is found is worth. */
  coverage: 0.5,
} as const;

/** The words of a row of the Chinese against the English from column `from` on, computed row by row. */
export interface RowWords {
  readonly from: number;
  /** For each English word from that column on: how likely the row means it. */
  readonly mass: Float64Array;
  /** By (column − `from`) · {@link LARGEST} + n − 1: how many words of the row stand in the n columns that end there. */
  readonly found: Float64Array;
  /** Chinese words of the row. */
  readonly count: number;
}

/** A function that compares a Chinese sentence with the English sentences `from`–`to`; what it keeps is used again. */
export function rowReader(
  { source, target, frequencies }: Corpus,
  table: TranslationTable,
): (row: number, from: number, to: number) => RowWords {
  // English word -> the row's words that may mean it, as lists in arrays: a row has thousands of such pairs.
  const heads = new Int32Array(frequencies.length).fill(-1);
  const nexts: number[] = [];
  const places: number[] = [];
  const weights: number[] = [];
  return (row, from, to) => {
    const begin = target.starts[from] ?? 0;
    const end = target.starts[to] ?? begin;
    const first = source.starts[row] ?? 0;
    const count = (source.starts[row + 1] ?? first) - first;
    let size = 0;
    // From the last, so that each list is in the order of the words.
    for (let at = count - 1; at >= 0; at--) {
      const meanings = table.of(source.words[first + at] ?? 0);
      for (let k = 0; k < meanings.words.length; k++) {
        const word = meanings.words[k] ?? 0;
        nexts[size] = heads[word] ?? -1;
        places[size] = at;
        weights[size] = meanings.weights[k] ?? 0;
        heads[word] = size++;
      }
    }
    const mass = new Float64Array(end - begin);
    const coverage = new Float64Array((to - from) * count);
    for (let column = from; column < to; column++) {
      const base = (column - from) * count;
      const last = target.starts[column + 1] ?? end;
      for (let token = target.starts[column] ?? begin; token < last; token++) {
        let entry = heads[target.words[token] ?? 0] ?? -1;
        for (; entry >= 0; entry = nexts[entry] ?? -1) {
          const weight = weights[entry] ?? 0;
          const at = base + (places[entry] ?? 0);
          mass[token - begin] = (mass[token - begin] ?? 0) + weight;
          coverage[at] = (coverage[at] ?? 0) + weight;
        }
      }
    }
    for (let at = 0; at < count; at++)
      for (const word of table.of(source.words[first + at] ?? 0).words) heads[word] = -1;
    return { from, mass, found: foundIn(coverage, count, to - from), count };
  };
}

/** By column and how many columns end there: how many of `count` words stand in them, each at most once. */
function foundIn(coverage: Float64Array, count: number, columns: number): Float64Array {
  const found = new Float64Array(columns * LARGEST);
  for (let column = 0; column < columns; column++) {
    for (let at = 0; at < count; at++) {
      let covered = 0;
      for (let back = 0; back < LARGEST && back <= column; back++) {
        covered += coverage[(column - back) * count + at] ?? 0;
        const cell = column * LARGEST + back;
        found[cell] = (found[cell] ?? 0) + Math.min(1, covered);
      }
    }
  }
  return found;
}

/** The words of some rows, one after another, against English columns. */
export interface WordEvidence {
  /** First column. */
  readonly from: number;
  /** By column: what its English words say beside these rows. */
  readonly english: Float64Array;
  readonly rows: readonly RowWords[];
}

/** What a word that nothing in the bead means is worth, as a factor. */
const NOTHING = 1 - TUNING.lambda;
/** Factors are multiplied as long as their product is nowhere near the limits of a number: logarithms are dear. */
const LIMIT = 1e150;

/**
 * The last row, the last two and so on up to all of `window` (at most {@link LARGEST}), each against the columns
 * `from`–`to`, which every row must have been compared with.
 */
export function windowEvidence(
  { target }: Corpus,
  { chance }: TranslationTable,
  window: readonly RowWords[],
  from: number,
  to: number,
): WordEvidence[] {
  const begin = target.starts[from] ?? 0;
  const end = target.starts[to] ?? begin;
  const mass = new Float64Array(end - begin);
  const found: WordEvidence[] = [];
  let count = 1;
  for (let first = window.length - 1; first >= 0; first--) {
    const row = window[first];
    if (row === undefined) break;
    const offset = begin - (target.starts[row.from] ?? 0);
    for (let at = 0; at < mass.length; at++) mass[at] = (mass[at] ?? 0) + (row.mass[at + offset] ?? 0);
    count += row.count;
    const english = new Float64Array(to - from);
    for (let column = from; column < to; column++) {
      const last = target.starts[column + 1] ?? end;
      let score = 0;
      let product = 1;
      for (let token = target.starts[column] ?? begin; token < last; token++) {
        const usual = chance[target.words[token] ?? 0] ?? 0;
        if (usual === 0) continue;
        product *= NOTHING + (TUNING.lambda * (mass[token - begin] ?? 0)) / (count * usual);
        if (product > LIMIT || product < 1 / LIMIT) {
          score += Math.log(product);
          product = 1;
        }
      }
      english[column - from] = score + Math.log(product);
    }
    found.push({ from, english, rows: window.slice(first) });
  }
  return found;
}

/** What the words say for a bead of these rows and the columns `from`–`to`, at most {@link LARGEST}. */
export function wordScore({ from: start, english, rows }: WordEvidence, from: number, to: number): number {
  let score = 0;
  for (let column = from; column < to; column++) score += english[column - start] ?? 0;
  let found = 0;
  for (const row of rows) found += row.found[(to - 1 - row.from) * LARGEST + (to - from - 1)] ?? 0;
  return TUNING.words * score + TUNING.coverage * found;
}
