import { readingsOf } from "../discovery/pinyin.ts";
import { chineseKey } from "../glossary/chinese-text.ts";
import type { Concept } from "../glossary/model.ts";
import { chineseForms } from "../glossary/model.ts";
import type { Span } from "../text/span.ts";
import type { SourceContext } from "./context.ts";

/** What may stand between two names of a list, and nothing else. */
const ENGLISH_JOINT = /^(?:\s*,)?\s*(?:(?:and|&|or)\s+)?$/i;
const CHINESE_JOINT = /^\s*(?:[、，,和与與及跟同或]|以及)\s*$/u;

/**
 * The concept that is meant at a span when its rivals stand in the same Chinese sentence: told by order, and only in a
 * list (王伟和王薇 = Wang Wei and Wang Wei) that has as many names on both sides and holds every mention of them in the
 * sentence. A translation keeps the order of a list; of names elsewhere in a sentence it need not (与王薇会面的王伟 = Wang
 * Wei, who met Wang Wei), and to mistake one person for the other is worse than to ask.
 *
 * `spans` are the places in the English that have the same rivals, in order.
 */
export function namesakeInList(
  span: Span,
  spans: readonly Span[],
  rivals: readonly string[],
  machine: string,
  source: SourceContext,
): string | undefined {
  const at = spans.findIndex((other) => other.from === span.from && other.to === span.to);
  if (at < 0) return undefined;
  let first = at;
  let last = at;
  while (joins(spans[first - 1], spans[first], machine)) first--;
  while (joins(spans[last], spans[last + 1], machine)) last++;
  const places = source.places(rivals, span);
  if (last === first || places.length !== last - first + 1) return undefined;
  const listed = places.every((place, index) => {
    const before = places[index - 1];
    if (before === undefined) return true;
    return place.from > before.to && CHINESE_JOINT.test(source.text({ from: before.to, to: place.from }));
  });
  return listed ? places[at - first]?.conceptId : undefined;
}

function joins(left: Span | undefined, right: Span | undefined, machine: string): boolean {
  if (left === undefined || right === undefined || left.to >= right.from || right.from - left.to > 8) {
    return false;
  }
  return ENGLISH_JOINT.test(machine.slice(left.to, right.from));
}

/** A name of fewer characters sounds like many words. */
const SHORTEST = 2;
/** No name of a person that is written in pinyin is longer. */
const LONGEST = 6;

/**
 * Whether characters of a Chinese sentence (as {@link chineseKey} folds it) sound like a Chinese name of a person and are
 * none of the person's names. What sounds so by chance counts too: it only makes a question.
 */
export function hasNamesake(sentence: string, concept: Concept): boolean {
  const names = namesOf(concept);
  const own = new Set(names.map((name) => name.join("")));
  const characters = Array.from(sentence);
  return characters.some((_, at) =>
    names.some((name) => {
      const found = characters.slice(at, at + name.length).join("");
      return soundsAt(characters, at, name) && !own.has(found);
    }),
  );
}

/** Whether characters of a sentence read in pinyin as the English, surname first or last, and are none of the person's names. */
export function hasOtherSpelledSo(sentence: string, concept: Concept, english: string): boolean {
  const own = new Set(namesOf(concept).map((name) => name.join("")));
  const characters = Array.from(sentence);
  const spellings = spellingsOf(english);
  return characters.some((_, at) =>
    spellings.some((letters) =>
      lengthsAt(characters, at, letters).some(
        (length) => !own.has(characters.slice(at, at + length).join("")),
      ),
    ),
  );
}

function namesOf(concept: Concept): string[][] {
  return chineseForms(concept)
    .map((form) => Array.from(chineseKey(form).key))
    .filter(({ length }) => length >= SHORTEST);
}

function soundsAt(characters: readonly string[], at: number, name: readonly string[]): boolean {
  return name.every((own, index) => {
    const other = characters[at + index] ?? "";
    if (own === other) return true;
    const readings = readingsOf(own);
    return readingsOf(other).some((reading) => readings.includes(reading));
  });
}

/** The small letters of a name in pinyin; of more than one word also with the last word first (Jianwen Bi). */
function spellingsOf(english: string): string[] {
  const words = plain(english)
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
  const turned = [...words.slice(-1), ...words.slice(0, -1)];
  return [...new Set([words.join(""), turned.join("")])].filter((letters) => letters !== "");
}

/** How many characters from one on can be read as some letters, of a name's length; in pinyin ü is written u, too. */
function lengthsAt(characters: readonly string[], at: number, letters: string): number[] {
  // By how many letters are read after so many characters.
  let read = new Set([0]);
  const lengths: number[] = [];
  for (let length = 1; length <= LONGEST && read.size > 0; length++) {
    const readings = readingsOf(characters[at + length - 1] ?? "").map(plain);
    const next = new Set<number>();
    for (const from of read) {
      for (const reading of readings) if (letters.startsWith(reading, from)) next.add(from + reading.length);
    }
    if (length >= SHORTEST && next.has(letters.length)) lengths.push(length);
    read = next;
  }
  return lengths;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
