/** How likely a Chinese word is each English word: the dictionary, and what the article itself shows. */
import type { Span } from "../text/span.ts";
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

/**
 * The dictionary alone, each English sentence counted once however often it stands there: a text that says one thing five
 * hundred times has no rare words, and that does not speak against its translation.
 */
export function distinctTable(corpus: Corpus): TranslationTable {
  const { words, starts } = corpus.target;
  const frequencies = new Float64Array(corpus.frequencies.length);
  const seen = new Set<string>();
  let total = 0;
  for (let column = 0; column + 1 < starts.length; column++) {
    const sentence = words.subarray(starts[column], starts[column + 1]);
    const key = sentence.join(" ");
    if (seen.has(key)) continue;
    seen.add(key);
    total += sentence.length;
    for (const word of sentence) frequencies[word] = (frequencies[word] ?? 0) + 1;
  }
  const of = (word: number): Translations => corpus.translations[word] ?? NONE;
  return { of, chance: onlyReached(chancesOf(frequencies, total), corpus, of) };
}

function onlyReached(chance: Float64Array, { source }: Corpus, of: TranslationTable["of"]): Float64Array {
  const reached = new Float64Array(chance.length);
  for (const word of new Set(source.words)) {
    for (const other of of(word).words) reached[other] = chance[other] ?? 0;
  }
  return reached;
}

function chances({ frequencies, target }: Corpus): Float64Array {
  return chancesOf(frequencies, target.words.length);
}

function chancesOf(frequencies: Float64Array, words: number): Float64Array {
  const total = Math.max(words, BACKGROUND.words);
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
  const pairs: readonly Pair[] = beads
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
  const chance = chances(corpus);
  const cells = cellsOf(corpus, pairs);
  let values = cells.prior.map((share, at) => share + (cells.together[at] ?? 0) * 0.01);
  for (let round = 0; round < BACKGROUND.rounds; round++) {
    const counts = new Float64Array(values.length);
    pairs.forEach(({ left, right }, number) => {
      const own = cells.ofPair[number];
      if (own === undefined) return;
      for (let j = 0; j < right.length; j++) {
        // A word without a counterpart takes its chance.
        let total = (chance[right[j] ?? 0] ?? 0) * left.length;
        for (let at = j; at < own.length; at += right.length) total += values[own[at] ?? 0] ?? 0;
        for (let at = j; at < own.length; at += right.length) {
          const cell = own[at] ?? 0;
          const share = (values[cell] ?? 0) / total;
          if (share > 0.01) counts[cell] = (counts[cell] ?? 0) + share;
        }
      }
    });
    values = values.map((_, cell) => {
      // Shares are of the word's occurrences, so that they are probabilities; a single one says little.
      const weight = (cells.seen[cell] ?? 0) + BACKGROUND.prior;
      const value = ((counts[cell] ?? 0) - 0.3) / weight;
      return (value < BACKGROUND.least ? 0 : value) + (BACKGROUND.prior / weight) * (cells.prior[cell] ?? 0);
    });
  }
  const tables = new Map<number, Translations>();
  for (const [word, { from, to }] of cells.ofWord) {
    const kept: number[] = [];
    for (let cell = from; cell < to; cell++) if ((values[cell] ?? 0) > 0) kept.push(cell);
    tables.set(word, {
      words: Int32Array.from(kept, (cell) => cells.english[cell] ?? 0),
      weights: Float64Array.from(kept, (cell) => values[cell] ?? 0),
    });
  }
  const of = (word: number): Translations => tables.get(word) ?? corpus.translations[word] ?? NONE;
  return { of, chance: onlyReached(chance, corpus, of) };
}

/** The different words of both sides of a bead. */
interface Pair {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Every two words that stand in one bead or that the dictionary puts together, numbered: all else about them is in arrays. */
interface Cells {
  /** The cells of a Chinese word are in a row. */
  readonly ofWord: ReadonlyMap<number, Span>;
  /** By pair: the cells of its words, by Chinese word and then by English one. */
  readonly ofPair: readonly Int32Array[];
  readonly english: readonly number[];
  /** What the dictionary says. */
  readonly prior: Float64Array;
  /** 1 for two words that stand in one bead. */
  readonly together: Float64Array;
  /** In how many beads the Chinese word stands. */
  readonly seen: Float64Array;
}

function cellsOf({ translations, frequencies }: Corpus, pairs: readonly Pair[]): Cells {
  const placesOf = new Map<number, { readonly pair: number; readonly row: number }[]>();
  pairs.forEach(({ left }, pair) => {
    left.forEach((word, row) => {
      const places = placesOf.get(word);
      if (places === undefined) placesOf.set(word, [{ pair, row }]);
      else places.push({ pair, row });
    });
  });
  const ofPair = pairs.map(({ left, right }) => new Int32Array(left.length * right.length));
  const ofWord = new Map<number, Span>();
  const english: number[] = [];
  const [prior, together, seen]: [number[], number[], number[]] = [[], [], []];
  // English word -> its cell of the Chinese word at hand; older ones are below its first.
  const cellOf = new Int32Array(frequencies.length).fill(-1);
  for (const [word, places] of placesOf) {
    const from = english.length;
    const cellAt = (other: number): number => {
      const known = cellOf[other] ?? -1;
      if (known >= from) return known;
      cellOf[other] = english.length;
      prior.push(0);
      together.push(0);
      seen.push(places.length);
      return english.push(other) - 1;
    };
    for (const { pair, row } of places) {
      const right = pairs[pair]?.right ?? [];
      const own = ofPair[pair];
      for (let j = 0; j < right.length && own !== undefined; j++) {
        const cell = cellAt(right[j] ?? 0);
        own[row * right.length + j] = cell;
        together[cell] = 1;
      }
    }
    const { words, weights } = translations[word] ?? NONE;
    words.forEach((other, k) => {
      const cell = cellAt(other);
      prior[cell] = (prior[cell] ?? 0) + (weights[k] ?? 0);
    });
    ofWord.set(word, { from, to: english.length });
  }
  return {
    ofWord,
    ofPair,
    english,
    prior: Float64Array.from(prior),
    together: Float64Array.from(together),
    seen: Float64Array.from(seen),
  };
}
