import { pinyin } from "pinyin-pro";
import { foldHans } from "../text/hans.ts";
import { CANTONESE, DOUBLE_SURNAMES } from "./name-tables.ts";

/** How a name may be romanised. `pinyin` is the mainland's way. */
export type Romanisation = "pinyin" | "wade-giles" | "cantonese";

/** Readings that are tried for one character. */
const READINGS = 4;
/** Spellings that are tried for one name and way. */
const SPELLINGS = 64;

const KNOWN = new Map<string, readonly string[]>();

/** All readings of a character in pinyin, without tones, `ü` as it stands; none for what is no Chinese character. */
export function readingsOf(character: string): readonly string[] {
  const known = KNOWN.get(character);
  if (known !== undefined) return known;
  const all = pinyin(character, { toneType: "none", type: "array", multiple: true });
  const readings = [...new Set(all)].filter((reading) => /^[a-zü]+$/.test(reading)).slice(0, READINGS);
  if (KNOWN.size > 20_000) KNOWN.clear();
  KNOWN.set(character, readings);
  return readings;
}

/** A syllable in pinyin, `ü` as `v`, with its tone; 0 is the neutral one. */
export interface TonedSyllable {
  readonly letters: string;
  readonly tone: number;
}

const TONED = new Map<string, readonly TonedSyllable[]>();

/** All readings of a character with their tones; none for what is no Chinese character. */
export function tonedReadingsOf(character: string): readonly TonedSyllable[] {
  const known = TONED.get(character);
  if (known !== undefined) return known;
  const all = pinyin(character, { toneType: "num", type: "array", multiple: true, v: true });
  const readings = all.flatMap((each) => {
    const [, letters, tone] = /^([a-z]+)([0-4])$/.exec(each) ?? [];
    return letters === undefined ? [] : [{ letters, tone: Number(tone) }];
  });
  if (TONED.size > 20_000) TONED.clear();
  TONED.set(character, readings);
  return readings;
}

/**
 * How Chinese characters are read beside each other, without tones and with `ü` as `v`: a syllable each; with `name` as the
 * name of a person, whose surname has a reading of its own (单 is Shan).
 */
export function syllablesOf(characters: string, name = false): readonly string[] {
  // With their marks, which are taken off here: the package takes as long for that as for the reading.
  return pinyin(characters, { type: "array", ...(name ? { mode: "surname" } : {}) }).map(withoutTone);
}

const TONELESS = new Map<string, string>();

/** A syllable without the mark of its tone, `ü` as `v`. */
function withoutTone(syllable: string): string {
  const known = TONELESS.get(syllable);
  if (known !== undefined) return known;
  const plain = syllable
    .normalize("NFD")
    .replaceAll("u\u0308", "v")
    .replace(/[\u0300\u0301\u0304\u030c]/g, "")
    .normalize("NFC");
  if (TONELESS.size > 20_000) TONELESS.clear();
  TONELESS.set(syllable, plain);
  return plain;
}

/** The name of a person as surname and given name. */
export function partsOfName(name: string): readonly [string, string] {
  const folded = foldHans(name);
  const double = DOUBLE_SURNAMES.some((surname) => folded.startsWith(surname)) && folded.length > 2;
  const size = double ? 2 : 1;
  return [folded.slice(0, size), folded.slice(size)];
}

/** The usual pinyin spelling of a person's name: Jia Ling, Ouyang Xiu; an apostrophe where syllables would run together. */
export function pinyinOfName(name: string): string {
  const [surname, given] = partsOfName(name);
  const [family, personal] = [surname, given].map((part) => {
    const syllables = pinyin(part, {
      toneType: "none",
      type: "array",
      ...(part === surname ? { mode: "surname" } : {}),
    });
    return syllables
      .map((each, at) => (at > 0 && /^[aeo]/.test(each) ? `'${each}` : each))
      .join("")
      .replaceAll("ü", "u");
  });
  return [family, personal]
    .map((part = "") => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ")
    .trim();
}

/**
 * The way in which some English words write a name; undefined if they do not. Either order of surname and given name,
 * syllables joined, apart, with hyphens or apostrophes, every reading of every character.
 */
export function romanisationOf(name: string, english: string): Romanisation | undefined {
  const letters = lettersOf(english);
  if (letters.length < 3) return undefined;
  const [surname, given] = partsOfName(name);
  const family = spellingsOf(surname);
  const personal = spellingsOf(given);
  for (const way of ["pinyin", "wade-giles", "cantonese"] as const) {
    for (const first of family[way]) {
      for (const second of personal[way]) {
        if (letters === first + second || letters === second + first) return way;
      }
    }
  }
  return undefined;
}

/** Small letters without marks, hyphens, apostrophes and blanks. */
function lettersOf(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
}

type Spellings = Readonly<Record<Romanisation, ReadonlySet<string>>>;

const SPELLED = new Map<string, Spellings>();

function spellingsOf(part: string): Spellings {
  const known = SPELLED.get(part);
  if (known !== undefined) return known;
  const readings = Array.from(part, readingsOf);
  const made: Spellings = {
    pinyin: new Set(joined(readings.map((each) => each.flatMap(plainPinyin)))),
    "wade-giles": new Set(joined(readings.map((each) => each.flatMap(wadeGiles)))),
    cantonese: new Set(joined(Array.from(part, (character) => CANTONESE[character]?.split("/") ?? []))),
  };
  if (SPELLED.size > 5000) SPELLED.clear();
  SPELLED.set(part, made);
  return made;
}

function joined(syllables: readonly (readonly string[])[]): string[] {
  let all = [""];
  for (const choices of syllables)
    all = all.flatMap((start) => choices.map((each) => start + each)).slice(0, SPELLINGS);
  return all.filter((each) => each !== "");
}

/** ü is written u, v, yu or yü. */
function plainPinyin(syllable: string): string[] {
  if (!syllable.includes("ü")) return [syllable];
  return ["u", "v", "yu", "ue"].map((vowel) => syllable.replace("ü", vowel));
}

const WHOLE: Readonly<Record<string, string>> = {
  zhi: "chih", chi: "chih", shi: "shih", ri: "jih", zi: "tzu", ci: "tzu", si: "szu", yi: "i", er: "erh", e: "o", you: "yu", yan: "yen", ye: "yeh", yue: "yueh",
}; // prettier-ignore

const INITIALS: readonly (readonly [RegExp, string])[] = [
  [/^zh/, "ch"], [/^ch/, "ch"], [/^sh/, "sh"], [/^[jq]/, "ch"], [/^x/, "hs"], [/^[zc]/, "ts"], [/^r/, "j"], [/^b/, "p"], [/^d/, "t"], [/^g(?!$)/, "k"],
]; // prettier-ignore

const FINALS: readonly (readonly [RegExp, string])[] = [
  [/(?<=.)ong$/, "ung"], [/ian$/, "ien"], [/(?<=[^uh])ie$/, "ieh"], [/ue$/, "ueh"], [/(?<=^[kh])e$/, "o"], [/(?<=^(?:t|l|n|sh))uo$/, "o"], [/(?<=[gkh])ui$/, "uei"],
]; // prettier-ignore

/** A syllable as Wade and Giles write it, without apostrophes and diacritics; with and without the usual slips. */
function wadeGiles(syllable: string): string[] {
  const plain = syllable.replaceAll("ü", "u");
  const whole = WHOLE[plain];
  if (whole !== undefined) return [whole];
  const initial = INITIALS.find(([pattern]) => pattern.test(plain));
  const started = initial === undefined ? plain : plain.replace(initial[0], initial[1]);
  return [FINALS.reduce((text, [pattern, written]) => text.replace(pattern, written), started)];
}
