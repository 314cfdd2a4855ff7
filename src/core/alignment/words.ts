/** The words of a sentence that may tell which sentence of the other language it belongs to, as keys. */
import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldChinese } from "../text/hans.ts";
import {
  CHINESE_NUMBER,
  digitsValue,
  englishNumeral,
  englishScale,
  monthName,
  numberKey,
  numeralValue,
  scaledValue,
} from "./numbers.ts";
import { isEmptyWord, stemOf } from "./stem.ts";

const ENGLISH_TOKEN =
  /(?<digits>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)(?:st|nd|rd|th)?|(?<word>\p{L}+(?:['’]\p{L}+)*)/giu;

/** The text as it is read: full-width letters and digits are ordinary ones, traditional characters simplified; offsets stay. */
export function foldForAlignment(text: string): string {
  return foldChinese(text);
}

/** Keys of an English text (folded): numbers as `#value`, other words that mean something as stems. In order, with repeats. */
export function englishKeys(text: string): string[] {
  const keys: string[] = [];
  let number: { value: number; end: number; tens: boolean } | undefined;
  const flush = (): void => {
    if (number !== undefined) keys.push(numberKey(number.value));
    number = undefined;
  };
  for (const match of text.matchAll(ENGLISH_TOKEN)) {
    const digits = match.groups?.["digits"];
    const end = match.index + match[0].length;
    const adjoins = number !== undefined && match.index - number.end <= 1;
    if (digits !== undefined) {
      flush();
      number = { value: digitsValue(digits), end, tens: false };
      continue;
    }
    const word = (match.groups?.["word"] ?? "").toLowerCase().replace(/['’].*$/, "");
    const scale = englishScale(word.replace(/(?<=d|n)s$/, ""));
    const numeral = englishNumeral(word);
    if (scale !== undefined && adjoins && number !== undefined) {
      number = { value: number.value * scale, end, tens: false };
    } else if (numeral !== undefined && adjoins && number?.tens === true && numeral < 10) {
      number = { value: number.value + numeral, end, tens: false };
    } else if (numeral !== undefined) {
      flush();
      number = { value: numeral, end, tens: numeral >= 20 && numeral % 10 === 0 };
    } else {
      flush();
      if (word.length > 1 && !isEmptyWord(word)) keys.push(stemOf(asciiOf(word)));
    }
  }
  flush();
  return keys;
}

function asciiOf(word: string): string {
  return /^[a-z]*$/.test(word) ? word : word.normalize("NFD").replace(/\p{M}/gu, "");
}

/** Characters that stand in every sentence. */
const EMPTY_CHARACTERS = new Set(
  "的了和是在与及对为这那有也都就而但并或等其之将把被上中下个们地得着过不我他她你它以",
);

/** No dictionary word that is longer is looked for. */
const LONGEST_WORD = 8;

const HAN = /\p{Script=Han}/u;
const LATIN_WORD = /[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*/uy;
const NUMBER = new RegExp(CHINESE_NUMBER.source, "uy");

/**
 * Keys of a Chinese text (folded): numbers as `#value`, Latin words as `~stem`, months as `%name`, dictionary words and
 * single characters as they are; the longest word first, and of long words also the words they are made of.
 */
export function chineseKeys(text: string, lexicon: Lexicon): string[] {
  const keys: string[] = [];
  for (let at = 0; at < text.length;) {
    const number = numberAt(text, at);
    const word = wordAt(text, at, LONGEST_WORD, lexicon);
    if (number !== undefined && number.length >= word.length) {
      if (number.value !== undefined) keys.push(numberKey(number.value));
      at += number.length;
      const month = text[at] === "月" && number.value !== undefined ? monthName(number.value) : undefined;
      if (month !== undefined) keys.push(`%${stemOf(month)}`);
      continue;
    }
    LATIN_WORD.lastIndex = at;
    const latin = LATIN_WORD.exec(text)?.[0];
    if (latin !== undefined) {
      keys.push(...englishKeys(latin).map((key) => (key.startsWith("#") ? key : `~${key}`)));
      at += latin.length;
      continue;
    }
    if (HAN.test(word) && !(word.length === 1 && EMPTY_CHARACTERS.has(word))) {
      keys.push(word);
      if (word.length >= 4) keys.push(...partsOf(word, lexicon));
    }
    at += word.length;
  }
  return keys;
}

interface NumberAt {
  readonly length: number;
  readonly value: number | undefined;
}

function numberAt(text: string, at: number): NumberAt | undefined {
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const { digits, scales = "", numerals } = match.groups ?? {};
  const length = match[0].length;
  if (digits !== undefined) return { length, value: scaledValue(digits, scales) };
  // A single 一 is an article as often as a number.
  if (numerals === undefined || numerals === "一") return undefined;
  const value = numeralValue(numerals);
  return value === undefined ? undefined : { length, value };
}

function wordAt(text: string, at: number, longest: number, lexicon: Lexicon): string {
  const most = Math.min(longest, lexicon.longestFrom(text.charAt(at)), text.length - at);
  for (let length = most; length > 1; length--) {
    const word = text.slice(at, at + length);
    if (lexicon.has(word)) return word;
  }
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

/** The shorter words that a long one is cut into. */
function partsOf(word: string, lexicon: Lexicon): string[] {
  const parts: string[] = [];
  for (let at = 0; at < word.length;) {
    const part = wordAt(word, at, Math.min(3, word.length - at), lexicon);
    if (part.length > 1) parts.push(part);
    at += part.length;
  }
  return parts;
}

/** How many glosses of a word are looked at; later ones are rarer meanings. */
const GLOSS_LIMIT = 8;

/** So many keys' translations are kept of a dictionary: most words of a text stand in the one before, too. */
const KEPT = 20_000;

const kept = new WeakMap<Lexicon, Map<string, ReadonlyMap<string, number>>>();

/** What a Chinese key may be in English, by its keys, with weights that add up to at most 1. */
export function translationsOf(key: string, lexicon: Lexicon): ReadonlyMap<string, number> {
  const known = kept.get(lexicon) ?? new Map<string, ReadonlyMap<string, number>>();
  let found = known.get(key);
  if (found !== undefined) return found;
  kept.set(lexicon, known);
  if (known.size >= KEPT) known.clear();
  found = readTranslations(key, lexicon);
  known.set(key, found);
  return found;
}

function readTranslations(key: string, lexicon: Lexicon): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  if (/^[#@]/.test(key)) return found.set(key, 1);
  if (/^[~%]/.test(key)) return found.set(key.slice(1), 1);
  const glosses = lexicon
    .glosses(key)
    .slice(0, GLOSS_LIMIT)
    .map((gloss) => new Set(englishKeys(gloss.replace(/\([^)]*\)?/g, " ").toLowerCase())))
    .filter((keys) => keys.size > 0);
  for (const keys of glosses) {
    for (const stem of keys) found.set(stem, (found.get(stem) ?? 0) + 1 / (keys.size * glosses.length));
  }
  return found;
}
