/**
 * What a concept is found by: short folded texts in binary order, so that a search is a look-up of those that begin as the
 * query does. Every form has a key from each of its words or characters on; the first character of a key says what it is.
 */
import { readingsOf, syllablesOf } from "../discovery/pinyin.ts";
import type { Concept } from "../glossary/model.ts";
import { foldForSearch, hasHan, runsOf } from "./fold.ts";

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
const PLACES = 40;
/** How much of a note is searched, in UTF-16 units. */
const NOTE_LENGTH = 1000;
/** Of the Chinese of a note, as much as a name has. */
const NOTE_CHARACTERS = 6;

/** The keys of a concept, each once, in the order of UTF-16 units. */
export function searchKeys(concept: Concept): string[] {
  const keys = new Set<string>();
  const add = (kind: string, text: string, length = KEY_LENGTH): void => {
    if (text !== "") keys.add(kind + cut(text, length));
  };
  const chinese = new Set<string>();
  for (const { lang, text } of concept.forms) {
    const folded = foldForSearch(text);
    if (hasHan(folded)) chinese.add(folded);
    if (lang === "en" || !hasHan(folded)) addEnglish(folded, add);
  }
  // Simplified and traditional are mostly one here.
  for (const folded of chinese) addChinese(folded, concept.category === "person", add);
  addNote(concept.note, add);
  return [...keys].sort();
}

type Add = (kind: string, text: string, length?: number) => void;

function addEnglish(folded: string, add: Add): void {
  add(KEY_KINDS.english, folded);
  for (let at = folded.indexOf(" "), place = 1; at >= 0 && place < PLACES; place++) {
    add(KEY_KINDS.englishInside, folded.slice(at + 1, at + 1 + 2 * KEY_LENGTH));
    at = folded.indexOf(" ", at + 1);
  }
}

function addChinese(folded: string, person: boolean, add: Add): void {
  const characters = Array.from(folded.replaceAll(" ", ""));
  for (const at of characters.slice(0, PLACES).keys()) {
    const kind = at === 0 ? KEY_KINDS.chinese : KEY_KINDS.chineseInside;
    add(kind, characters.slice(at, at + KEY_LENGTH).join(""));
  }
  addReading(readingOf(folded, false), add);
  if (person && readingsOf(characters[0] ?? "").length > 1) addReading(readingOf(folded, true), add);
}

/** The syllables of a form; letters and digits in it stand for themselves, a run of them as one. */
function readingOf(folded: string, name: boolean): string[] {
  return runsOf(folded).flatMap((run, at) => (hasHan(run) ? [...syllablesOf(run, name && at === 0)] : [run]));
}

function addReading(syllables: readonly string[], add: Add): void {
  for (const variant of syllables.some((each) => /^[ln]v/.test(each))
    ? [syllables, syllables.map((each) => each.replace(/^([ln])v/, "$1u"))]
    : [syllables]) {
    for (const at of variant.slice(0, PLACES).keys()) {
      add(at === 0 ? KEY_KINDS.pinyin : KEY_KINDS.pinyinInside, variant.slice(at, at + KEY_LENGTH).join(""));
    }
  }
  if (syllables.length > 1) add(KEY_KINDS.initials, syllables.map((each) => Array.from(each)[0]).join(""));
}

function addNote(note: string, add: Add): void {
  for (const run of runsOf(foldForSearch(note.slice(0, NOTE_LENGTH)))) {
    if (!hasHan(run)) add(KEY_KINDS.note, run);
    else {
      const characters = Array.from(run);
      for (const at of characters.keys())
        add(KEY_KINDS.note, characters.slice(at, at + NOTE_CHARACTERS).join(""));
    }
  }
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  if (!/[\ud800-\udfff]/.test(text)) return text.slice(0, length).trimEnd();
  return Array.from(text.slice(0, 2 * length))
    .slice(0, length)
    .join("")
    .trimEnd();
}
