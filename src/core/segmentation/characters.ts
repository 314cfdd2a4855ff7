/**
 * What the sentence rules need to know of characters. The tables are our own, not the engine's: the same text is cut in
 * the same way whatever version of Unicode it runs on.
 */
import type { Span } from "../text/span.ts";

/** Kinds of UTF-16 units that a scan stops at; every other unit is `PLAIN`. */
export const PLAIN = 0;
export const LINE_END = 1;
/** Full stop of Latin type. */
export const STOP = 2;
/** `!` and `?`, and their double forms. */
export const MARK = 3;
export const ELLIPSIS = 4;
/** A full stop that is nothing else: 。 ｡ */
export const WIDE_STOP = 5;
/** Full-width ！ ？ */
export const WIDE_MARK = 6;
/** Full-width ． which also stands in numbers and foreign names. */
export const WIDE_DOT = 7;
export const OPEN_BRACKET = 8;
export const CLOSE_BRACKET = 9;
export const OPEN_QUOTE = 10;
export const CLOSE_QUOTE = 11;
/** The ASCII double quote, which opens and closes. */
export const STRAIGHT_QUOTE = 12;
export const BULLET = 13;
export const OPEN_BOOK = 14;
export const CLOSE_BOOK = 15;

const KINDS = new Uint8Array(0x10000);
const TABLE: readonly (readonly [kind: number, characters: string])[] = [
  [LINE_END, "\n\r\u0085\u2028\u2029"],
  [STOP, "."],
  [MARK, "!?‼⁇⁈⁉"],
  [ELLIPSIS, "…⋯"],
  [WIDE_STOP, "。｡"],
  [WIDE_MARK, "！？"],
  [WIDE_DOT, "．"],
  [OPEN_BRACKET, "([{（［｛【〔〖"],
  [CLOSE_BRACKET, ")]}）］｝】〕〗"],
  [OPEN_QUOTE, "“‘«‹「『〝"],
  [CLOSE_QUOTE, "”’»›」』〞"],
  [STRAIGHT_QUOTE, '"'],
  [BULLET, "•⁃●■▪◆◇▶▲‣◦"],
  [OPEN_BOOK, "《〈"],
  [CLOSE_BOOK, "》〉"],
];
for (const [kind, characters] of TABLE) {
  for (const character of characters) KINDS[character.charCodeAt(0)] = kind;
}

/** The kind of the unit at an offset; `PLAIN` outside the text. */
export function kindAt(text: string, at: number): number {
  return KINDS[text.charCodeAt(at)] ?? PLAIN;
}

/** Whether a kind ends sentences: every stop, mark and ellipsis. */
export function isFinal(kind: number): boolean {
  return kind >= STOP && kind <= WIDE_DOT;
}

/** Whether a kind closes a bracket, a quotation or a title. The ASCII double quote is told by its place. */
export function isClosing(kind: number): boolean {
  return kind === CLOSE_BRACKET || kind === CLOSE_QUOTE || kind === CLOSE_BOOK;
}

/** Whether a kind opens a bracket, a quotation or a title. The ASCII double quote is told by its place. */
export function isOpening(kind: number): boolean {
  return kind === OPEN_BRACKET || kind === OPEN_QUOTE || kind === OPEN_BOOK;
}

/** Whether a unit is white space, line ends included: what `trim` takes away, and U+0085. */
export function isSpace(code: number): boolean {
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return true;
  if (code < 0x85) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** The first offset from `at` on, before `end`, that is not a blank (nor one without width), or `end`. A line end is none. */
export function skipSpace(text: string, at: number, end: number): number {
  while (
    at < end &&
    kindAt(text, at) !== LINE_END &&
    (isSpace(text.charCodeAt(at)) || text.charCodeAt(at) === 0x200b)
  ) {
    at++;
  }
  return at;
}

/** Whether what stands at an offset belongs to the character before it: a combining mark, a joiner, a skin tone. */
export function extendsCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (!(code >= 0x300)) return false;
  if (code >= 0x3000 && code < 0xa66f)
    return code === 0x3099 || code === 0x309a || (code >= 0x302a && code <= 0x302f);
  if (code === 0x200c || code === 0x200d) return true;
  return EXTENDER.test(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

const EXTENDER = /^[\p{M}\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}\uff9e\uff9f\u0e33\u0eb3]$/u;

/** The first offset from `from` on that is not white space, but for a space that a mark combines with, or the text's end. */
export function textStart(text: string, from: number): number {
  let start = from;
  while (start < text.length && isSpace(text.charCodeAt(start)) && kindAt(text, start) !== LINE_END) start++;
  return start > from && extendsCharacter(text, start) ? start - 1 : start;
}

/** A range without the white space around its text, or undefined if it is blank. Never cuts a mark from its space. */
export function trimmed(text: string, from: number, to: number): Span | undefined {
  let start = from;
  while (start < to && isSpace(text.charCodeAt(start))) start++;
  if (start === to) return undefined;
  if (start > from && extendsCharacter(text, start) && kindAt(text, start - 1) !== LINE_END) start--;
  while (to > start && isSpace(text.charCodeAt(to - 1))) to--;
  return start < to ? { from: start, to } : undefined;
}

/** Whether a unit is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Whether a unit is a letter that has a capital and is not one: its own table for ASCII, case mapping beyond. */
export function isLower(code: number): boolean {
  if (code < 0x80) return code >= 0x61 && code <= 0x7a;
  if (code === 0xdf) return true;
  const character = String.fromCharCode(code);
  return character !== character.toUpperCase();
}

/** Whether a unit is a capital letter. */
export function isUpper(code: number): boolean {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a;
  const character = String.fromCharCode(code);
  return character !== character.toLowerCase();
}

/** Whether a unit is a Chinese character (half of one beyond the BMP), a kana or a Hangul syllable. */
export function isIdeograph(code: number): boolean {
  return (
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xd840 && code <= 0xd888)
  );
}
