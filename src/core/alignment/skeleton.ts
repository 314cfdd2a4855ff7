/** Pairs of sentences that share rare words, found without a band: where the path has to go. */
import type { Corpus } from "./corpus.ts";
import type { TranslationTable } from "./translation.ts";

/** A Chinese sentence and an English one that probably belong together. */
export interface Anchor {
  readonly row: number;
  readonly column: number;
  /** What their shared words are worth. */
  readonly weight: number;
}

/** An English word in more sentences than this says too little about where it is. */
const COMMON = 12;
/** An anchor shares words worth this, in natural logarithms: about one rare word. */
const LEAST_WEIGHT = 3.5;
/** So many English sentences are considered for a Chinese one. */
const CANDIDATES = 3;

/**
 * The heaviest chain of anchors that rise on both sides. Each sentence is in at most one. Linear in the words but for a
 * logarithm: words that stand in many sentences are passed over.
 */
export function findAnchors(corpus: Corpus, table: TranslationTable): Anchor[] {
  const { source, target } = corpus;
  const columns = target.starts.length - 1;
  const places = rarePlaces(corpus);
  const candidates: Anchor[] = [];
  const weights = new Float64Array(columns);
  for (let row = 0; row + 1 < source.starts.length; row++) {
    const met: number[] = [];
    const first = source.starts[row] ?? 0;
    for (const word of new Set(source.words.subarray(first, source.starts[row + 1]))) {
      const { words, weights: shares } = table.of(word);
      for (let k = 0; k < words.length; k++) {
        const found = places.get(words[k] ?? 0);
        if (found === undefined) continue;
        const worth = Math.sqrt(shares[k] ?? 0) * Math.log((columns + 1) / found.length);
        for (const column of found) {
          if (weights[column] === 0) met.push(column);
          weights[column] = (weights[column] ?? 0) + worth;
        }
      }
    }
    const heavy = met
      .map((column) => ({ row, column, weight: weights[column] ?? 0 }))
      .filter(({ weight }) => weight >= LEAST_WEIGHT)
      .sort((a, b) => b.weight - a.weight || a.column - b.column);
    candidates.push(...heavy.slice(0, CANDIDATES));
    for (const column of met) weights[column] = 0;
  }
  return heaviestChain(candidates, columns);
}

/** The columns of each English word that stands in few sentences. */
function rarePlaces({ target }: Corpus): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let column = 0; column + 1 < target.starts.length; column++) {
    const first = target.starts[column] ?? 0;
    for (const word of new Set(target.words.subarray(first, target.starts[column + 1]))) {
      const known = places.get(word);
      if (known === undefined) places.set(word, [column]);
      else if (known.length <= COMMON) known.push(column);
    }
  }
  for (const [word, found] of places) if (found.length > COMMON) places.delete(word);
  return places;
}

/** The chain of the greatest weight, rows and columns rising; candidates in order of rows. O(n log columns), by a tree of maxima. */
function heaviestChain(candidates: readonly Anchor[], columns: number): Anchor[] {
  // For each prefix of columns the best chain that ends in it (Fenwick tree): its weight and its last candidate.
  const weights = new Float64Array(columns + 2);
  const lasts = new Int32Array(columns + 2).fill(-1);
  const totals = new Float64Array(candidates.length);
  const before = new Int32Array(candidates.length).fill(-1);
  let best = -1;
  for (let at = 0; at < candidates.length;) {
    const row = candidates[at]?.row;
    let end = at;
    // All candidates of a row look before any of them is entered: a row is in the chain once.
    for (; candidates[end]?.row === row && end < candidates.length; end++) {
      const { column, weight } = candidates[end] ?? { column: 0, weight: 0 };
      let sum = 0;
      for (let node = column; node > 0; node -= node & -node) {
        if ((weights[node] ?? 0) > sum) {
          sum = weights[node] ?? 0;
          before[end] = lasts[node] ?? -1;
        }
      }
      totals[end] = sum + weight;
      if (best < 0 || (totals[end] ?? 0) > (totals[best] ?? 0)) best = end;
    }
    for (; at < end; at++) {
      const total = totals[at] ?? 0;
      for (let node = (candidates[at]?.column ?? 0) + 1; node < weights.length; node += node & -node) {
        if (total > (weights[node] ?? 0)) {
          weights[node] = total;
          lasts[node] = at;
        }
      }
    }
  }
  const chain: Anchor[] = [];
  for (let at = best; at >= 0; at = before[at] ?? -1) {
    const anchor = candidates[at];
    if (anchor !== undefined) chain.push(anchor);
  }
  return chain.reverse();
}
