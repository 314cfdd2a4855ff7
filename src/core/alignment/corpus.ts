/** The two sides of an alignment as numbers: keys of words, which may mean which, lengths. */
import { EMPTY_LEXICON } from "../lexicon/lexicon.ts";
import { nameKeys } from "./names.ts";
import type { AlignmentHints, Side, TermPlace } from "./model.ts";
import { chineseKeys, englishKeys, foldForAlignment, translationsOf } from "./words.ts";

/** Sentences as ranges of one array of word numbers. */
export interface SentenceWords {
  /** Word numbers, sentence after sentence. */
  readonly words: Int32Array;
  /** Where each sentence begins in `words`; one more at the end. */
  readonly starts: Int32Array;
  /** Length of each sentence without white space, UTF-16 units. */
  readonly lengths: Float64Array;
}

/** What a Chinese word may be in English: word numbers and weights of at most 1 together. */
export interface Translations {
  readonly words: Int32Array;
  readonly weights: Float64Array;
}

/** Both sides, ready to be compared. */
export interface Corpus {
  readonly source: SentenceWords;
  readonly target: SentenceWords;
  /** By the number of the Chinese word; only what the English side has. */
  readonly translations: readonly Translations[];
  /** Share of the Chinese words that have any translation, whether the English side has it or not. */
  readonly known: number;
  /** How often each English word stands there. */
  readonly frequencies: Float64Array;
}

/** Reads both sides. Linear in the texts. */
export function readCorpus(source: Side, target: Side, hints: AlignmentHints): Corpus {
  const lexicon = hints.lexicon ?? EMPTY_LEXICON;
  const english = new Numbering();
  const chinese = new Numbering();
  const names = nameKeys(target, hints.readings);
  const targetWords = readSide(target, english, hints.terms?.target ?? [], englishKeys);
  const sourceWords = readSide(source, chinese, hints.terms?.source ?? [], (text) => [
    ...chineseKeys(text, lexicon),
    ...names(text),
  ]);
  const frequencies = new Float64Array(english.keys.length);
  for (const word of targetWords.words) frequencies[word] = (frequencies[word] ?? 0) + 1;
  let known = 0;
  const translations = chinese.keys.map((key) => {
    const meanings = translationsOf(key, lexicon);
    if (meanings.size > 0) known++;
    const found = [...meanings].flatMap(([text, weight]) => {
      const number = english.find(text);
      return number === undefined ? [] : [[number, weight] as const];
    });
    return {
      words: Int32Array.from(found, ([number]) => number),
      weights: Float64Array.from(found, ([, weight]) => weight),
    };
  });
  return {
    source: sourceWords,
    target: targetWords,
    translations,
    known: known / Math.max(1, chinese.keys.length),
    frequencies,
  };
}

class Numbering {
  readonly keys: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.keys.length);
    return this.keys.push(key) - 1;
  }

  find(key: string): number | undefined {
    return this.#numbers.get(key);
  }
}

function readSide(
  { text, sentences }: Side,
  numbering: Numbering,
  terms: readonly TermPlace[],
  keysOf: (text: string) => readonly string[],
): SentenceWords {
  const words: number[] = [];
  const starts = new Int32Array(sentences.length + 1);
  const lengths = new Float64Array(sentences.length);
  const places = [...terms].sort((a, b) => a.from - b.from);
  let term = 0;
  sentences.forEach(({ from, to }, index) => {
    const sentence = foldForAlignment(text.slice(from, to));
    lengths[index] = sentence.replace(/\s/g, "").length;
    for (const key of keysOf(sentence)) words.push(numbering.numberOf(key));
    // A credit in brackets has one on the other side too.
    if (/^\(.*\)$/su.test(sentence)) words.push(numbering.numberOf("@()"));
    for (let place = places[term]; place !== undefined && place.from < to; place = places[++term]) {
      if (place.from >= from) words.push(numbering.numberOf(`@${place.key}`));
    }
    starts[index + 1] = words.length;
  });
  return { words: Int32Array.from(words), starts, lengths };
}
