import type { Span } from "./span.ts";

/** Straight, curly (both: machines mix them up), modifier letter, full width. */
const APOSTROPHES = "'’‘ʼ＇";
const LETTER = /[\p{L}\p{M}]/u;
const CHINESE = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}]/u;
/** What English joins to any word by an apostrophe: Wan’s, Wan’ll. */
const ENDINGS = /^(?:s|d|ll|re|ve)(?![\p{L}\p{M}\p{N}])/iu;

/**
 * Whether an apostrophe joins the words of a span to a letter beside it, so that they are part of a longer word: Wan in
 * Wan’an, Brien in O’Brien. A possessive or a shortened verb behind it is no part of the word.
 */
export function isInsideWord(text: string, { from, to }: Span): boolean {
  const before = from > 0 && APOSTROPHES.includes(text.charAt(from - 1));
  const behind = to < text.length && APOSTROPHES.includes(text.charAt(to));
  const joined = before && isLetter(text.slice(from - 2, from - 1));
  // Between two letters each, they are quotation marks without their spaces: called‘Aomen’and.
  if (joined || !behind) return joined && !behind;
  const rest = text.slice(to + 1, to + 8);
  return isLetter(rest) && !ENDINGS.test(rest);
}

function isLetter(text: string): boolean {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0x20);
  return LETTER.test(first) && !CHINESE.test(first);
}
