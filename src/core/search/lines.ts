import { readingsOf, syllablesOf, tonedReadingsOf } from "../discovery/pinyin.ts";
import type { Concept } from "../glossary/model.ts";
import { foldForSearch, hasHan, runsOf } from "./fold.ts";
import { KEY_KINDS, KEY_LENGTH, PLACES } from "./keys.ts";
import { writeSyllable } from "./sounds.ts";

const K = KEY_KINDS;
/** How much of a note is searched, in UTF-16 units. */
const NOTE_LENGTH = 1000;

/**
 * What the keys of a concept are cut from, one text a line behind the kind of its first key: an English form, a Chinese one,
 * its syllables with their tones, the runs of the note. Empty where there is nothing to find it by.
 */
export function searchLines(concept: Concept): string {
  const lines = new Set<string>();
  const chinese = new Set<string>();
  for (const { lang, text } of concept.forms) {
    const folded = foldForSearch(text);
    const han = hasHan(folded);
    if (han) chinese.add(folded);
    if (folded !== "" && (lang === "en" || !han)) lines.add(K.english + firstWords(folded));
  }
  // Simplified and traditional are mostly one here.
  for (const folded of chinese) {
    const characters = Array.from(folded.replaceAll(" ", "")).slice(0, PLACES + KEY_LENGTH);
    lines.add(K.chinese + characters.join(""));
    lines.add(K.pinyin + readingOf(folded, false));
    if (concept.category === "person" && readingsOf(characters[0] ?? "").length > 1)
      lines.add(K.pinyin + readingOf(folded, true));
  }
  const note = concept.note === "" ? [] : runsOf(foldForSearch(concept.note.slice(0, NOTE_LENGTH)));
  if (note.length > 0) lines.add(K.note + note.join(" "));
  return [...lines].join("\n");
}

/** As much of an English form as keys are cut from. */
function firstWords(folded: string): string {
  let at = 0;
  for (let place = 1; place < PLACES; place++) {
    const next = folded.indexOf(" ", at);
    if (next < 0) return folded;
    at = next + 1;
  }
  return folded.slice(0, at + 2 * KEY_LENGTH).trimEnd();
}

/** The syllables of a form; letters and digits in it stand for themselves, a run of them as one. */
function readingOf(folded: string, name: boolean): string {
  return runsOf(folded)
    .flatMap((run, at) => (hasHan(run) ? syllablesIn(run, name && at === 0) : [run]))
    .slice(0, PLACES + KEY_LENGTH)
    .join(" ");
}

function syllablesIn(run: string, name: boolean): string[] {
  const characters = Array.from(run).slice(0, PLACES + KEY_LENGTH);
  const known = characters.map(onlySyllableOf);
  // What stands beside a character matters only where it can be read in several ways.
  if (known.every((each) => each !== "")) return known;
  const syllables = syllablesOf(characters.join(""), name);
  return syllables.map((text, at) => written(text, characters[at] ?? ""));
}

const ONLY = new Map<string, string>();

/** How a line writes the one syllable that a character is read as; empty where there are several or none. */
function onlySyllableOf(character: string): string {
  const known = ONLY.get(character);
  if (known !== undefined) return known;
  const readings = new Set(tonedReadingsOf(character).map(({ letters }) => letters));
  const [text = ""] = readings.size === 1 ? readings : [];
  const only = text === "" ? "" : written(text, character);
  if (ONLY.size > 20_000) ONLY.clear();
  ONLY.set(character, only);
  return only;
}

const WRITTEN = new Map<string, string>();

/** How a line writes a syllable, with all tones in which its character is read so. */
function written(text: string, character: string): string {
  const name = character + text;
  const known = WRITTEN.get(name);
  if (known !== undefined) return known;
  let tones = 0;
  for (const { letters, tone } of tonedReadingsOf(character)) if (letters === text) tones |= 1 << tone;
  const syllable = writeSyllable({ text, tones });
  if (WRITTEN.size > 20_000) WRITTEN.clear();
  WRITTEN.set(name, syllable);
  return syllable;
}
