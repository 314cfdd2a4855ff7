/**
 * What a concept is found by: short folded texts in binary order, so that a search is a look-up of those that begin as the
 * query does. Every form has a key from each of its words or characters on; the first character of a key says what it is.
 * What all of them are cut from is a few lines of text (`lines.ts`).
 */
import { hasHan } from "./fold.ts";
import { type Letters, lettersFrom, readSyllable, spelledWithU, type Syllable } from "./sounds.ts";

/** What a key is made of, by its first character; in the order in which results are shown. */
export const KEY_KINDS = {
  /** An English form from its start. */
  english: "e",
  /** A Chinese form from its start. */
  chinese: "z",
  /** The pinyin of a Chinese form from its start, joined, `ü` as `v` and as `u`. */
  pinyin: "p",
  /** The first letters of its syllables. */
  initials: "i",
  /** The same from a later word, character or syllable on. */
  englishInside: "f",
  chineseInside: "y",
  pinyinInside: "q",
  /** A word of the note, or its Chinese from a character on. */
  note: "n",
} as const;

/** How much of a text a key holds, in characters. */
export const KEY_LENGTH = 24;
/** From how many places of one form there are keys: no name is longer. */
export const PLACES = 40;
/** Of the Chinese of a note, as much as a name has. */
export const NOTE_CHARACTERS = 6;

/** Takes a key, and for pinyin how it sounds. */
export type TakeKey = (key: string, letters?: Letters) => void;

const K = KEY_KINDS;
/** Whether keys that begin so are pinyin. */
export function isPinyin(beginning: string): boolean {
  return beginning.startsWith(K.pinyin) || beginning.startsWith(K.pinyinInside);
}

/** Gives the keys that the lines of a concept hold, in any order, some of them several times. */
export function keysIn(lines: string, take: TakeKey): void {
  for (const line of lines.split("\n")) {
    const text = line.slice(1);
    if (line.startsWith(K.english)) addEnglish(text, take);
    else if (line.startsWith(K.chinese)) addChinese(text, take);
    else if (line.startsWith(K.pinyin)) addReading(text.split(" ").map(readSyllable), take);
    else if (line.startsWith(K.note)) addNote(text, take);
  }
}

function addEnglish(text: string, take: TakeKey): void {
  take(K.english + cut(text));
  for (let at = text.indexOf(" "), place = 1; at >= 0 && place < PLACES; place++) {
    take(K.englishInside + cut(text.slice(at + 1, at + 1 + 2 * KEY_LENGTH)));
    at = text.indexOf(" ", at + 1);
  }
}

function addChinese(text: string, take: TakeKey): void {
  const places = placesIn(text);
  for (let at = 0; at < Math.min(places.length - 1, PLACES); at++) {
    const kind = at === 0 ? K.chinese : K.chineseInside;
    take(kind + text.slice(places[at], places[at + KEY_LENGTH]));
  }
}

function addReading(syllables: readonly Syllable[], take: TakeKey): void {
  const other = spelledWithU(syllables);
  for (const spelled of other === undefined ? [syllables] : [syllables, other]) {
    const places = Math.min(spelled.length, PLACES);
    for (let at = 0; at < places; at++) {
      const kind = at === 0 ? K.pinyin : K.pinyinInside;
      const letters = lettersFrom(spelled, at, KEY_LENGTH);
      take(kind + cut(letters.text), letters);
    }
  }
  if (syllables.length > 1) take(K.initials + cut(initialsOf(syllables)));
}

/** The first letters of syllables. */
export function initialsOf(syllables: readonly Syllable[]): string {
  let letters = "";
  for (const { text } of syllables) letters += Array.from(text.slice(0, 2))[0] ?? "";
  return letters;
}

function addNote(text: string, take: TakeKey): void {
  for (const run of text.split(" ")) {
    if (!hasHan(run)) take(K.note + cut(run));
    else {
      const characters = Array.from(run);
      for (const at of characters.keys()) take(K.note + characters.slice(at, at + NOTE_CHARACTERS).join(""));
    }
  }
}

/** Where the characters of a text begin, and its end. */
export function placesIn(text: string): number[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) places.push(at);
  places.push(text.length);
  return places;
}

/** The beginning of a text that a key holds. */
export function cut(text: string): string {
  if (text.length <= KEY_LENGTH) return text;
  if (!/[\ud800-\udfff]/.test(text)) return text.slice(0, KEY_LENGTH).trimEnd();
  return Array.from(text.slice(0, 2 * KEY_LENGTH))
    .slice(0, KEY_LENGTH)
    .join("")
    .trimEnd();
}
