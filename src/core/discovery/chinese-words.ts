import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Span } from "../text/span.ts";
import { englishWords, STOP_WORDS } from "./english.ts";

/** A word of a Chinese text. */
export interface ChineseWord extends Span {
  /** In simplified characters and small Latin letters. */
  readonly text: string;
}

/** What the dictionary costs a word: few long words are better than many short ones, known ones than unknown ones. */
const KNOWN_COST = 1;
const SINGLE_COST = 1.2;
const UNKNOWN_COST = 2.2;
const LONGEST_WORD = 8;

const LATIN = /[A-Za-z0-9０-９Ａ-Ｚａ-ｚ][A-Za-z0-9.,%+&'’-]*/y;
const HAN = /\p{Script=Han}/u;

/**
 * The words of a range of a folded Chinese text: the cheapest cut by the dictionary, Latin words and numbers whole,
 * marks left out. A word never crosses one of `breaks` (offsets in order). Of equally cheap cuts the one whose last word
 * is longer. Linear in the length.
 */
export function chineseWords(
  text: string,
  range: Span,
  lexicon: Lexicon,
  breaks: readonly number[],
): ChineseWord[] {
  const words: ChineseWord[] = [];
  let run = range.from;
  const flush = (to: number): void => {
    if (to > run) words.push(...cut(text, run, to, lexicon));
  };
  const walls = new Set(breaks);
  for (let at = range.from; at < range.to;) {
    if (walls.has(at)) {
      flush(at);
      run = at;
    }
    LATIN.lastIndex = at;
    const latin = LATIN.exec(text)?.[0].replace(/[.,'’-]+$/, "");
    if (latin !== undefined && latin !== "") {
      flush(at);
      let to = Math.min(range.to, at + latin.length);
      for (let wall = at + 1; wall < to; wall++) if (walls.has(wall)) to = wall;
      words.push({ from: at, to, text: text.slice(at, to).normalize("NFKC").toLowerCase() });
      at = to;
      run = at;
      continue;
    }
    if (!HAN.test(text.charAt(at))) {
      flush(at);
      run = at + 1;
    }
    at++;
  }
  flush(range.to);
  return words;
}

function cut(text: string, from: number, to: number, lexicon: Lexicon): ChineseWord[] {
  const length = to - from;
  const cost = new Float64Array(length + 1).fill(Infinity);
  const back = new Int32Array(length + 1);
  cost[0] = 0;
  const longest = Math.min(LONGEST_WORD, lexicon.longest);
  for (let end = 1; end <= length; end++) {
    for (let size = Math.min(end, Math.max(1, longest)); size >= 1; size--) {
      const before = cost[end - size] ?? Infinity;
      const word = text.slice(from + end - size, from + end);
      const known = lexicon.has(word);
      if (size > 1 && !known) continue;
      const total = before + (known ? (size === 1 ? SINGLE_COST : KNOWN_COST) : UNKNOWN_COST);
      if (total < (cost[end] ?? Infinity)) {
        cost[end] = total;
        back[end] = size;
      }
    }
  }
  const words: ChineseWord[] = [];
  for (let end = length; end > 0;) {
    const size = Math.max(1, back[end] ?? 1);
    words.push({ from: from + end - size, to: from + end, text: text.slice(from + end - size, from + end) });
    end -= size;
  }
  return words.reverse();
}

/** English stems that a Chinese word may be translated with, and how likely: weights that sum to at most 1. */
export type Glosses = ReadonlyMap<string, number>;

const NO_GLOSSES: Glosses = new Map();
const WORD_SHARE = 0.8;

/** Reads glosses as stems, each word once. */
export function glossReader(lexicon: Lexicon): (word: string) => Glosses {
  const known = new Map<string, Glosses>();
  const own = (word: string): Glosses => {
    const senses = lexicon.glosses(word);
    if (senses.length === 0) return NO_GLOSSES;
    const stems = new Map<string, number>();
    for (const sense of senses.slice(0, 12)) {
      const words = englishWords(sense).filter(({ text }) => !STOP_WORDS.has(text.toLowerCase()));
      for (const { stem } of words) stems.set(stem, Math.max(stems.get(stem) ?? 0, 1 / words.length));
    }
    return normalised(stems, 1);
  };
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    let result: Glosses;
    if (/^[\p{L}\p{N}]/u.test(word) && !HAN.test(word))
      result = new Map([[englishWords(word)[0]?.stem ?? word, 1]]);
    else if (word.length === 1) result = own(word);
    else {
      const whole = own(word);
      const parts = new Map<string, number>();
      for (const char of word) {
        for (const [stem, weight] of own(char)) parts.set(stem, (parts.get(stem) ?? 0) + weight);
      }
      const rest = whole.size === 0 ? 0.5 : 1 - WORD_SHARE;
      const mixed = new Map(normalised(whole, WORD_SHARE));
      for (const [stem, weight] of normalised(parts, rest)) mixed.set(stem, (mixed.get(stem) ?? 0) + weight);
      result = mixed;
    }
    known.set(word, result);
    return result;
  };
}

function normalised(weights: ReadonlyMap<string, number>, share: number): Map<string, number> {
  let sum = 0;
  for (const weight of weights.values()) sum += weight;
  const result = new Map<string, number>();
  if (sum > 0) for (const [stem, weight] of weights) result.set(stem, (share * weight) / sum);
  return result;
}
