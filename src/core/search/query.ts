import { foldForSearch, hasHan, runsOf } from "./fold.ts";
import { KEY_KINDS, KEY_LENGTH, NOTE_CHARACTERS } from "./keys.ts";
import { firstKey } from "./first-key.ts";
import type { TonedLetters } from "./sounds.ts";

/** What somebody types to find concepts, as beginnings of keys. */
export interface SearchQuery {
  /** A concept with a key that begins so has all that was typed, in one piece; what is shown first is first. */
  readonly whole: readonly string[];
  /** Each of them must be in a concept by one of its beginnings; empty where there is only one word. */
  readonly words: readonly (readonly string[])[];
  /** The pinyin with the tones that were typed; undefined without tones. */
  readonly toned: TonedLetters | undefined;
}

const K = KEY_KINDS;
/** More letters than any name has syllables. */
const INITIALS = 16;
/** More words than anybody types. */
const WORDS = 12;

/** The query of a typed text; undefined when it has nothing to search for. */
export function parseSearch(typed: string): SearchQuery | undefined {
  const toned = readTones(typed);
  const plain = toned === undefined ? typed : toned.text;
  const folded = foldForSearch(plain.replace(/u:/giu, "v").replace(/ü/giu, "v"));
  const english = foldForSearch(typed);
  const runs = runsOf(folded);
  if (runs.length === 0) return undefined;
  const joined = runs.join("");
  const begin = (kind: string, text: string): string =>
    kind + Array.from(text).slice(0, KEY_LENGTH).join("").trimEnd();
  if (hasHan(joined)) {
    return {
      whole: [begin(K.chinese, joined), begin(K.chineseInside, joined), ...inNote(runs)],
      words: runs.length > 1 ? runs.slice(0, WORDS).map(beginnings) : [],
      toned: toned?.letters,
    };
  }
  const initials = joined.length <= INITIALS ? [begin(K.initials, joined)] : [];
  return {
    whole: [
      begin(K.english, english),
      begin(K.pinyin, joined),
      ...initials,
      begin(K.englishInside, english),
      begin(K.pinyinInside, joined),
      ...inNote(runs),
    ],
    words: runs.length > 1 ? runs.slice(0, WORDS).map(beginnings) : [],
    toned: toned?.letters,
  };
}

/** A note has its words one by one: only a single one is in it in one piece. */
function inNote(runs: readonly string[]): string[] {
  const [first, ...others] = runs;
  return first === undefined || others.length > 0 ? [] : [noteBeginning(first)];
}

function noteBeginning(run: string): string {
  return (
    K.note +
    Array.from(run)
      .slice(0, hasHan(run) ? NOTE_CHARACTERS : KEY_LENGTH)
      .join("")
  );
}

function beginnings(run: string): string[] {
  const text = Array.from(run).slice(0, KEY_LENGTH).join("");
  const kinds = hasHan(run)
    ? [K.chinese, K.chineseInside]
    : [K.english, K.englishInside, K.pinyin, K.pinyinInside, K.initials, K.chinese, K.chineseInside];
  return [...kinds.map((kind) => kind + text), noteBeginning(run)];
}

const MARKS: Readonly<Record<string, number>> = { "\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4 };
/** `bi4jian1`: syllables that each end in the number of their tone; a 5 is the neutral one. */
const NUMBERED = /^(?:[a-zü]{1,6}[1-5])+(?:[a-zü]{1,6})?$/u;

/** The text without tones, and its letters with them; undefined where no tone was typed. */
function readTones(typed: string): { readonly text: string; readonly letters: TonedLetters } | undefined {
  const words = typed
    .normalize("NFD")
    .toLowerCase()
    .replaceAll("u\u0308", "v")
    .split(/[\s'’·-]+/u);
  let letters = "";
  const tones = new Map<number, number>();
  const ends = new Set<number>();
  const plain = words.map((word) => {
    const numbered = NUMBERED.test(word);
    let text = "";
    for (const character of word) {
      const mark = MARKS[character];
      const tone = mark ?? (numbered && /[1-5]/.test(character) ? Number(character) % 5 : undefined);
      if (tone === undefined) {
        text += character;
        if (/[a-z]/.test(character)) letters += character;
      } else if (letters !== "") {
        tones.set(letters.length - 1, tone);
        if (mark === undefined) ends.add(letters.length - 1);
      }
    }
    return text;
  });
  return tones.size === 0 ? undefined : { text: plain.join(" "), letters: { letters, tones, ends } };
}

/**
 * The first place in `query.whole` by which a concept with these lines is found, with its first key there; undefined when by
 * none. By pinyin it is found only if it is spoken in the tones that were typed: any reading of a character counts.
 */
export function rankOf(
  { whole, toned }: Pick<SearchQuery, "whole" | "toned">,
  lines: string,
): { readonly place: number; readonly key: string } | undefined {
  for (const [place, beginning] of whole.entries()) {
    const key = firstKey(lines, beginning, toned);
    if (key !== undefined) return { place, key };
  }
  return undefined;
}

/**
 * Whether each word of the query is in a concept with these lines, but not all that was typed in one piece. Its tones count
 * only there.
 */
export function hasWords({ whole, words }: SearchQuery, lines: string): boolean {
  return words.length > 0 && words.every((each) => hasOneOf(lines, each)) && !hasOneOf(lines, whole);
}

/** Whether a concept with these lines has a key that begins like one of these, in whatever tones. */
export function hasOneOf(lines: string, beginnings: readonly string[]): boolean {
  return beginnings.some((beginning) => firstKey(lines, beginning) !== undefined);
}
