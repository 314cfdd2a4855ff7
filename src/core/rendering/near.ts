import { foldLoose } from "../text/fold.ts";
import type { Span } from "../text/span.ts";

/*
 * Words right beside a place, read unit by unit: every change looks at them, so that they must cost nearly nothing. They
 * only decide whether there is anything to look at more closely.
 */

/** The word before an offset with blanks between; undefined where something else or nothing stands there. */
export function wordLeft(text: string, offset: number, floor: number): Span | undefined {
  let to = offset;
  while (to > floor && isBlank(text.charCodeAt(to - 1))) to--;
  if (to === offset) return undefined;
  let from = to;
  while (from > floor && isWordUnit(text.charCodeAt(from - 1))) from--;
  return from < to ? { from, to } : undefined;
}

/** The word behind an offset with blanks between; undefined where something else or nothing stands there. */
export function wordRight(text: string, offset: number, ceiling: number): Span | undefined {
  const end = Math.min(ceiling, text.length);
  let from = offset;
  while (from < end && isBlank(text.charCodeAt(from))) from++;
  if (from === offset) return undefined;
  let to = from;
  while (to < end && isWordUnit(text.charCodeAt(to))) to++;
  return from < to ? { from, to } : undefined;
}

/** Whether a text has capitals and no small letters. */
export function inCapitals(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x61 && unit <= 0x7a) return false;
  }
  return text === text.toUpperCase() && text !== text.toLowerCase();
}

/**
 * Whether a word of a text may stand in another text, by itself: capitals and width do not count. It says no of ASCII
 * only, where nothing can look different and be alike.
 */
export function mayStandIn(other: string, text: string, word: Span): boolean {
  if (!isAscii(other, 0, other.length) || !isAscii(text, word.from - 1, word.to + 1))
    return foldLoose(other).includes(foldLoose(text.slice(word.from, word.to)));
  const length = word.to - word.from;
  for (let at = 0; at <= other.length - length; at++) {
    let same = 0;
    // Letters differ by this bit from their capitals; a word has nothing else that does.
    while (
      same < length &&
      (text.charCodeAt(word.from + same) | 0x20) === (other.charCodeAt(at + same) | 0x20)
    )
      same++;
    if (same < length) continue;
    if (!isWordUnit(other.charCodeAt(at - 1)) && !isWordUnit(other.charCodeAt(at + length))) return true;
  }
  return false;
}

/** Whether two texts have the same letters and capitals, and differ at most in the kinds of blanks and hyphens between. */
export function sameLetters(text: string, other: string): boolean {
  if (text === other) return true;
  if (text.length !== other.length) return false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const against = other.charCodeAt(at);
    if (unit !== against && !(isJoint(unit) && isJoint(against))) return false;
  }
  return true;
}

function isJoint(unit: number): boolean {
  return unit === 0x2d || unit === 0x0a || isBlank(unit);
}

function isAscii(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) >= 0x80) return false;
  return true;
}

/** Whether a unit is a space, a tab or a no-break space. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0xa0;
}

/** Whether a unit belongs to a word of a script with words: letters, digits, combining marks. */
export function isWordUnit(unit: number): boolean {
  if (unit < 0x80) {
    return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
  }
  return unit >= 0xc0 && unit < 0x2000;
}
