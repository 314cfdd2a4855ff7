/** How likely a Chinese word is each English word: the dictionary, and what the article itself shows. */
import type { BeadRange } from "./model.ts";
import type { Corpus, Translations } from "./corpus.ts";

/** Translations of Chinese words by their number. */
export interface TranslationTable {
  readonly of: (word: number) => Translations;
  /** By English word: how likely it stands at any place of such a text; 0 for one that no Chinese word means, which tells nothing. */
  readonly chance: Float64Array;
}

const NONE: Translations = { words: new Int32Array(), weights: new Float64Array() };
/**
 * `words`: texts are taken to have so many words at least, since in a short one every word is rare. `prior`: how many
 * occurrences the dictionary is worth. `least`: weaker translations are dropped.
 */
const BACKGROUND = { words: 3000, prior: 2, rounds: 2, least: 0.02 };

/** The dictionary alone. */
export function dictionaryTable(corpus: Corpus): TranslationTable {
  const of = (word: number): Translations => corpus.translations[word] ?? NONE;
  return { of, chance: onlyReached(chances(corpus), corpus, of) };
}

function onlyReached(chance: Float64Array, { source }: Corpus, of: TranslationTable["of"]): Float64Array {
  const reached = new Float64Array(chance.length);
  for (const word of new Set(source.words)) {
    for (const other of of(word).words) reached[other] = chance[other] ?? 0;
  }
  return reached;
}

function chances({ frequencies, target }: Corpus): Float64Array {
  const total = Math.max(target.words.length, BACKGROUND.words);
  return frequencies.map((count) => Math.max(1, count) / total);
}

/** Beads with more words on one side teach too little for what they cost. */
const LONGEST_BEAD = 200;
/** No more beads are learned from. */
const BEAD_LIMIT = 4000;

/**
 * The dictionary and what beads of a first alignment teach: IBM model 1 (Brown et al. 1993) whose prior is the dictionary,
 * a few rounds of expectation and maximisation.
 */
export function learnedTable(corpus: Corpus, beads: readonly BeadRange[]): TranslationTable {
  const { source, target } = corpus;
  const step = Math.max(1, Math.ceil(beads.length / BEAD_LIMIT));
  const pairs = beads
    .filter((_, index) => index % step === 0)
    .map((bead) => ({
      left: [
        ...new Set(source.words.subarray(source.starts[bead.source.from], source.starts[bead.source.to])),
      ],
      right: [
        ...new Set(target.words.subarray(target.starts[bead.target.from], target.starts[bead.target.to])),
      ],
    }))
    .filter(
      ({ left, right }) => left.length > 0 && right.length > 0 && left.length + right.length <= LONGEST_BEAD,
    );
  let learned = new Map<number, Map<number, number>>();
  const chance = chances(corpus);
  for (const pair of pairs)
    for (const word of pair.left) {
      let entry = learned.get(word);
      if (entry === undefined) learned.set(word, (entry = new Map<number, number>()));
      for (const other of pair.right) entry.set(other, 0.01);
    }
  for (const [word, entry] of learned) addPrior(corpus, word, entry, 1);
  for (let round = 0; round < BACKGROUND.rounds; round++) {
    const counts = new Map<number, Map<number, number>>();
    for (const { left, right } of pairs) {
      const tables = left.map((word) => learned.get(word));
      const sums = left.map((word) => {
        let entry = counts.get(word);
        if (entry === undefined) counts.set(word, (entry = new Map<number, number>()));
        return entry;
      });
      for (const other of right) {
        // A word without a counterpart takes its chance.
        let total = (chance[other] ?? 0) * left.length;
        for (const entry of tables) total += entry?.get(other) ?? 0;
        for (let k = 0; k < tables.length; k++) {
          const share = (tables[k]?.get(other) ?? 0) / total;
          const sum = sums[k];
          if (share > 0.01 && sum !== undefined) sum.set(other, (sum.get(other) ?? 0) + share);
        }
      }
    }
    const seen = occurrences(pairs);
    for (const [word, entry] of counts) {
      // Shares are of the word's occurrences, so that they are probabilities; a single one says little.
      const weight = (seen.get(word) ?? 0) + BACKGROUND.prior;
      for (const [other, count] of entry) {
        const value = (count - 0.3) / weight;
        if (value < BACKGROUND.least) entry.delete(other);
        else entry.set(other, value);
      }
      addPrior(corpus, word, entry, BACKGROUND.prior / weight);
    }
    learned = counts;
  }
  const tables = new Map<number, Translations>();
  for (const [word, entry] of learned) {
    tables.set(word, { words: Int32Array.from(entry.keys()), weights: Float64Array.from(entry.values()) });
  }
  const of = (word: number): Translations => tables.get(word) ?? corpus.translations[word] ?? NONE;
  return { of, chance: onlyReached(chance, corpus, of) };
}

function occurrences(pairs: readonly { readonly left: readonly number[] }[]): Map<number, number> {
  const seen = new Map<number, number>();
  for (const { left } of pairs) for (const word of left) seen.set(word, (seen.get(word) ?? 0) + 1);
  return seen;
}

function addPrior({ translations }: Corpus, word: number, entry: Map<number, number>, share: number): void {
  const prior = translations[word];
  prior?.words.forEach((other, k) =>
    entry.set(other, (entry.get(other) ?? 0) + share * (prior.weights[k] ?? 0)),
  );
}
