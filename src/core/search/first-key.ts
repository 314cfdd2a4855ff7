import { hasHan } from "./fold.ts";
import { cut, initialsOf, KEY_KINDS, KEY_LENGTH, NOTE_CHARACTERS, PLACES, placesIn } from "./keys.ts";
import {
  lettersFrom,
  readSyllable,
  soundsLike,
  spelledWithU,
  type Syllable,
  type TonedLetters,
} from "./sounds.ts";

const K = KEY_KINDS;

/** The kind of the line that keys of a kind are cut from. */
const LINES: Readonly<Record<string, string>> = {
  [K.englishInside]: K.english,
  [K.chineseInside]: K.chinese,
  [K.pinyinInside]: K.pinyin,
  [K.initials]: K.pinyin,
};

/**
 * The first of the keys in some lines that begin so (`keysIn`), in the order of UTF-16 units, of pinyin those that sound as was
 * typed; undefined without one. Only the keys that do are made.
 */
export function firstKey(lines: string, beginning: string, toned?: TonedLetters): string | undefined {
  const kind = beginning.charAt(0);
  const text = beginning.slice(1);
  const lineKind = LINES[kind] ?? kind;
  let first: string | undefined;
  for (let from = 0; from < lines.length;) {
    const end = lines.indexOf("\n", from);
    const to = end < 0 ? lines.length : end;
    if (lines.startsWith(lineKind, from)) {
      for (const key of keysOfLine(kind, lines.slice(from + 1, to), text, toned))
        if (key.startsWith(beginning) && (first === undefined || key < first)) first = key;
    }
    from = to + 1;
  }
  return first;
}

/** The keys of a kind in a line; those left out do not begin with the text. */
function keysOfLine(kind: string, line: string, text: string, toned: TonedLetters | undefined): string[] {
  switch (kind) {
    case K.english:
      return line.startsWith(text) ? [kind + cut(line)] : [];
    case K.englishInside:
      return laterPlaces(line, ` ${text}`).map(
        (at) => kind + cut(line.slice(at + 1, at + 1 + 2 * KEY_LENGTH)),
      );
    case K.chinese:
    case K.chineseInside:
      return chineseKeys(kind, line, text);
    case K.note:
      return line.split(" ").flatMap((run) => noteKeys(run, text));
    default:
      return pinyinKeys(kind, line, text, toned);
  }
}

/** Where a text that begins with a blank stands in a line, as far as there are keys from its words. */
function laterPlaces(line: string, text: string): number[] {
  const found: number[] = [];
  for (let at = line.indexOf(text); at >= 0; at = line.indexOf(text, at + 1)) found.push(at);
  if (found.length === 0 || line.length < 2 * PLACES) return found;
  return found.filter((at) => line.slice(0, at).split(" ").length < PLACES);
}

function chineseKeys(kind: string, line: string, text: string): string[] {
  if (kind === K.chinese && !line.startsWith(text)) return [];
  if (!line.includes(text, 1) && kind === K.chineseInside) return [];
  const places = placesIn(line);
  const from = kind === K.chinese ? [0] : [...places.keys()].slice(1, -1).slice(0, PLACES - 1);
  return from.map((at) => kind + line.slice(places[at], places[at + KEY_LENGTH]));
}

function noteKeys(run: string, text: string): string[] {
  if (!run.includes(text)) return [];
  if (!hasHan(run)) return [K.note + cut(run)];
  const characters = Array.from(run);
  return characters.map((_, at) => K.note + characters.slice(at, at + NOTE_CHARACTERS).join(""));
}

function pinyinKeys(kind: string, line: string, text: string, toned: TonedLetters | undefined): string[] {
  // Most have no syllable that begins so, which is seen without reading any.
  const letter = text.charAt(0);
  if (kind === K.pinyinInside ? !line.includes(` ${letter}`) : !line.startsWith(letter)) return [];
  const syllables = line.split(" ").map(readSyllable);
  if (kind === K.initials) {
    return syllables.length > 1 ? [kind + cut(initialsOf(syllables))] : [];
  }
  const other = spelledWithU(syllables);
  return [syllables, ...(other === undefined ? [] : [other])].flatMap((spelled) =>
    placesOf(kind, spelled).flatMap((at) => {
      const first = spelled[at]?.text ?? "";
      if (!first.startsWith(text) && !text.startsWith(first)) return [];
      const letters = lettersFrom(spelled, at, KEY_LENGTH);
      return toned === undefined || soundsLike(letters, toned) ? [kind + cut(letters.text)] : [];
    }),
  );
}

function placesOf(kind: string, syllables: readonly Syllable[]): number[] {
  return kind === K.pinyin ? [0] : [...syllables.keys()].slice(1, PLACES);
}
