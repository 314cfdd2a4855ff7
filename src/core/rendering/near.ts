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
