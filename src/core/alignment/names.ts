import type { AlignmentHints, Side } from "./model.ts";
import { stemOf } from "./stem.ts";
import { foldForAlignment } from "./words.ts";

const HAN = /\p{Script=Han}/u;
/** No more ways to read a stretch of characters are tried. */
const READING_LIMIT = 24;

/**
 * A function that finds, in a Chinese text (folded), characters whose sound stands as a capitalised word in the English:
 * their keys are `~stem`, as those of Latin words. One to three characters a word, longest first; without readings it finds nothing.
 */
export function nameKeys(target: Side, readings: AlignmentHints["readings"]): (text: string) => string[] {
  if (readings === undefined) return () => [];
  const names = new Set<string>();
  const beginnings = new Set<string>();
  for (const { from, to } of target.sentences) {
    const text = foldForAlignment(target.text.slice(from, to));
    for (const [word] of text.matchAll(/\p{Lu}\p{L}*(?:['’-]\p{L}+)*/gu)) {
      for (const part of [...word.split("-"), word]) {
        const name = part.toLowerCase().replace(/['’-]/g, "");
        if (name.length < 2) continue;
        names.add(name);
        for (let length = 1; length <= name.length; length++) beginnings.add(name.slice(0, length));
      }
    }
  }
  const cache = new Map<string, readonly string[]>();
  const readingsOf = (character: string): readonly string[] => {
    let known = cache.get(character);
    if (known === undefined) cache.set(character, (known = HAN.test(character) ? readings(character) : []));
    return known;
  };
  return (text) => {
    const found: string[] = [];
    for (let at = 0; at < text.length;) {
      const name = longestName(text, at, { names, beginnings }, readingsOf);
      if (name !== undefined) found.push(`~${stemOf(name.word)}`);
      at += name?.length ?? 1;
    }
    return found;
  };
}

function longestName(
  text: string,
  at: number,
  english: { readonly names: ReadonlySet<string>; readonly beginnings: ReadonlySet<string> },
  readingsOf: (character: string) => readonly string[],
): { readonly word: string; readonly length: number } | undefined {
  let spellings: readonly string[] = [""];
  let best: { word: string; length: number } | undefined;
  for (let length = 1; length <= 3; length++) {
    const readings = readingsOf(text.charAt(at + length - 1));
    spellings = spellings
      .flatMap((start) => readings.map((reading) => start + reading))
      .slice(0, READING_LIMIT);
    if (!spellings.some((spelling) => english.beginnings.has(spelling))) break;
    const word = spellings.find((spelling) => english.names.has(spelling));
    // A single character is a name only where it is a surname; two thirds of all characters sound like one.
    if (word !== undefined && length > 1) best = { word, length };
  }
  return best;
}
