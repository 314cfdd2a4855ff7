/*
 * The words of texts as numbers, for an index that finds the articles in which a form may stand. A word of an English
 * text is an element, as the matcher compares it, by its hash; of a Chinese one, two folded units that follow each
 * other. Whatever the matcher finds has all the words of its form; what has them is looked at by the matcher. A whole
 * sentence has a code too, by the digest that it is known by. Codes are stored: what changes them needs a migration that
 * fills the index anew.
 */
import { chineseUnits } from "../glossary/chinese-text.ts";
import { ElementReader } from "../matching/reader.ts";

/** Codes are whole numbers below this. */
export const CODES = 3 * 2 ** 32;
/** The first code of the Chinese text. */
const CHINESE = 2 ** 32;
/** The first code of whole sentences. */
const SENTENCES = 2 ** 33;
/** Codes of one bucket, which are stored together. */
export const BUCKET = 2 ** 22;
/** How many buckets there are. */
export const BUCKETS = CODES / BUCKET;

/** The bucket of a code. */
export function bucketOf(code: number): number {
  return Math.floor(code / BUCKET);
}

/** Codes from `from` up to `to`, which is no more among them; all of one bucket. */
export interface CodeRange {
  readonly from: number;
  readonly to: number;
}

/** A word that is looked for: any code of its ranges. */
export type Word = readonly CodeRange[];

/** What a text needs to have for a form to stand in it: all of the words, those first that most texts have not. */
export type WordQuery = readonly Word[];

// One for all: reading is synchronous and leaves nothing in it.
const reader = new ElementReader();

/** The codes of an article's texts, each once, in order. Linear but for the sorting. */
export function codesOf(machine: string, sourceText: string | null): Float64Array {
  const english = englishCodes(machine);
  reader.release();
  const chinese = sourceText === null ? [] : chineseCodes(chineseUnits(sourceText).units);
  const all = new Float64Array(english.length + chinese.length);
  all.set(english);
  all.set(chinese, english.length);
  return distinct(all.sort());
}

/** The code of a sentence by its digest in hexadecimal; others have the same one by chance. */
export function sentenceCode(digest: string): number {
  return SENTENCES + Number.parseInt(digest.slice(0, 8), 16);
}

/** Codes of both lists, each once, in order. */
export function codesOfBoth(codes: Iterable<number>, others: Iterable<number>): Float64Array {
  return distinct(Float64Array.from([...codes, ...others]).sort());
}

/** The query for an English form; undefined for one that the matcher never finds. */
export function englishQuery(form: string): WordQuery | undefined {
  const codes = englishCodes(form);
  if (codes.length === 0) return undefined;
  // Long words are rare ones, nearly always.
  const lengths = new Map<number, number>();
  codes.forEach((code, at) => lengths.set(code, (reader.tos[at] ?? 0) - (reader.froms[at] ?? 0)));
  return [...lengths].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([code]) => [rangeOf(code)]);
}

/** The query for a Chinese form; undefined for an empty one. */
export function chineseQuery(form: string): WordQuery | undefined {
  const { units } = chineseUnits(form);
  const [only] = units;
  if (only === undefined) return undefined;
  if (units.length === 1) return [pairsFrom(only)];
  // The last pair has no second unit.
  return [...new Set(chineseCodes(units).slice(0, -1))].map((code) => [rangeOf(code)]);
}

function rangeOf(code: number): CodeRange {
  return { from: code, to: code + 1 };
}

/** The codes of the elements that are then in the reader. */
function englishCodes(text: string): Float64Array {
  reader.read(text, 0, -1);
  const codes = new Float64Array(reader.count);
  for (let at = 0; at < codes.length; at++) codes[at] = (reader.hashes[at] ?? 0) >>> 0;
  return codes;
}

/** The codes of each unit with the one behind it; behind the last stands 0. */
function chineseCodes(units: Uint16Array): Float64Array {
  return Float64Array.from(units, (unit, at) => pairCode(mixed(unit), mixed(units[at + 1] ?? 0)));
}

/**
 * A pair's code has a bit that sets Chinese apart, then 7 bits of its first unit and 3 of its second, which are the
 * bucket, then the other 9 and 13: nothing is lost, and no bucket is much fuller than another though some characters are
 * everywhere, while the pairs of one first unit are in 8 buckets.
 */
function pairCode(first: number, second: number): number {
  const upper = ((first >>> 9) << 3) | (second >>> 13);
  return CHINESE + upper * BUCKET + (((first & 0x1ff) << 13) | (second & 0x1fff));
}

/** All pairs with a first unit. */
function pairsFrom(unit: number): Word {
  const first = mixed(unit);
  return Array.from({ length: 8 }, (_, upper) => {
    const from = pairCode(first, upper << 13);
    return { from, to: from + (1 << 13) };
  });
}

/** A unit spread over 16 bits; no two become one. */
function mixed(unit: number): number {
  let mix = Math.imul(unit, 0x9e35) & 0xffff;
  mix ^= mix >>> 7;
  return Math.imul(mix, 0x6a6d) & 0xffff;
}

function distinct(sorted: Float64Array): Float64Array {
  let count = 0;
  for (let at = 0; at < sorted.length; at++) {
    const code = sorted[at] ?? 0;
    if (at === 0 || code !== sorted[count - 1]) sorted[count++] = code;
  }
  return sorted.slice(0, count);
}
