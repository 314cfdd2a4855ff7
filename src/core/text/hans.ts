import { from, to } from "opencc-js/preset/t2cn";

/*
 * Folding by character, one table for all: OpenCC's regional variants (Hong Kong, Taiwan) to its standard, and its
 * traditional characters to simplified ones. Phrases are left out on purpose: 乾隆 and 干部 share 干 here, so that 乾/干,
 * 後/后, 裏/裡/里 meet whichever side wrote them, and no form depends on what stands beside it.
 */

/** BMP character -> its folded one; itself where there is nothing to fold. */
const BMP = new Uint16Array(0x10000).map((_, unit) => unit);
/** The same for pairs, by the text of the pair. */
const PAIRS = new Map<string, string>();
/** Character -> the one that it is a regional variant of (台 of 臺); simplified and traditional stay apart. */
const VARIANTS = new Map<string, string>();

const SIMPLIFIED = readCharacters(to["cn"]);
const STANDARD = new Map([...readCharacters(from["tw"]), ...readCharacters(from["hk"])]);
// What the tables keep apart and news does not: pairs of a variant and the character that is written for it.
for (const [
  variant = "",
  usual = "",
] of "著着 瞭了 覆复 馀余 锺钟 甯宁 靑青 煕熙 祇只 衹只 尅克 栢柏 邨村 妳你"
  .split(" ")
  .map((pair) => Array.from(pair))) {
  SIMPLIFIED.set(variant, usual);
}

for (const character of new Set([...SIMPLIFIED.keys(), ...STANDARD.keys()])) enter(character);
// Compatibility characters and radicals that stand for a character (豈, ⼀), as PDF files give them.
for (const [first, last] of [
  [0x2e80, 0x2fdf],
  [0xf900, 0xfaff],
] as const) {
  for (let code = first; code <= last; code++) enter(String.fromCharCode(code));
}

/** The entries of one character each. The package's own types name files that do not resolve, so its tables are read as unknown. */
function readCharacters(tables: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const dictionaries: unknown[] = Array.isArray(tables) ? tables.flat(2) : [];
  for (const dictionary of dictionaries) {
    if (typeof dictionary !== "string") continue;
    for (const pair of dictionary.split("|")) {
      const [key = "", value = ""] = pair.split(" ");
      if (Array.from(key).length === 1 && Array.from(value).length === 1) found.set(key, value);
    }
  }
  return found;
}

/** Puts a character's folded form into the tables, if it has one of the same length. */
function enter(character: string): void {
  let folded = character.normalize("NFKC");
  const variant = STANDARD.get(folded) ?? folded;
  if (character.length === 1 && variant.length === 1) VARIANTS.set(character, variant);
  // Standard, then simplified, until nothing changes: folding twice must be folding once.
  for (let i = 0; i < 4; i++) {
    const standard = STANDARD.get(folded) ?? folded;
    const next = SIMPLIFIED.get(standard) ?? SIMPLIFIED.get(folded) ?? folded;
    if (next === folded) break;
    folded = next;
  }
  if (folded === character || folded.length !== character.length) return;
  if (character.length === 1) BMP[character.charCodeAt(0)] = folded.charCodeAt(0);
  else PAIRS.set(character, folded);
}

/**
 * The text with every traditional or variant character as its simplified one, for comparison only: 後 and 后 are alike.
 * UTF-16 length and offsets stay; characters without a simplified one of equal length stay. Folding twice changes
 * nothing. Linear.
 */
export function foldHans(text: string): string {
  return foldBy(BMP, text);
}

/** {@link BMP} with full-width signs, ideographic spaces and the dots inside foreign names alike. */
const FORMS = BMP.map((unit, at) => {
  if (at >= 0xff01 && at <= 0xff5e) return at - 0xfee0;
  if (at === 0x3000 || at === 0xa0) return 0x20;
  return "•‧∙⋅・･".includes(String.fromCharCode(at)) ? 0xb7 : unit;
});

/** {@link foldHans} of a text for finding names: full-width Latin and digits and the dots of names are alike too. */
export function foldChinese(text: string): string {
  return foldBy(FORMS, text);
}

/**
 * Whether two characters are one and the same, up to regional variants and width: 台 and 臺, but not 乾 and 干, which
 * only {@link foldHans} makes alike.
 */
export function sameCharacter(a: string, b: string): boolean {
  if (a === b) return true;
  return (VARIANTS.get(a) ?? foldWidth(a)) === (VARIANTS.get(b) ?? foldWidth(b));
}

function foldWidth(character: string): string {
  return FORMS[character.charCodeAt(0)] === BMP[character.charCodeAt(0)] ? character : foldChinese(character);
}

const CHUNK = 8192;

function foldBy(table: Uint16Array, text: string): string {
  let at = 0;
  while (at < text.length && !folds(table, text, at)) at++;
  if (at === text.length) return text;
  // What stands before the first character that folds is taken over; a pair is not cut, since it is found at its start.
  let folded = text.slice(0, at);
  const units = new Uint16Array(Math.min(CHUNK, text.length - at) + 1);
  while (at < text.length) {
    let count = 0;
    while (count < CHUNK && at < text.length) {
      const unit = text.charCodeAt(at);
      if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(at + 1))) {
        const pair = text.slice(at, at + 2);
        const written = PAIRS.get(pair) ?? pair;
        units[count] = written.charCodeAt(0);
        units[count + 1] = written.charCodeAt(1);
        count += 2;
        at += 2;
      } else {
        units[count] = table[unit] ?? unit;
        count++;
        at++;
      }
    }
    folded += String.fromCharCode(...units.subarray(0, count));
  }
  return folded;
}

function folds(table: Uint16Array, text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return table[unit] !== unit || (isHighSurrogate(unit) && PAIRS.has(text.slice(at, at + 2)));
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
