import { chineseUnits, isWordUnit } from "../glossary/chinese-text.ts";
import type { Span } from "../text/span.ts";

/** Whether there is anything in a Chinese query that a text can be searched for. */
export function isChineseQuery(query: string): boolean {
  return chineseUnits(query).units.length > 0;
}

/**
 * Where a Chinese text has what was typed, in order and not overlapping: script, width, Latin capitals, blanks between
 * characters and the dots of names do not count, and no Latin word or number is cut. At most `limit` places.
 */
export function findChinese(text: string, query: string, limit = Infinity): Span[] {
  const needle = textOf(chineseUnits(query).units);
  const { units, at } = chineseUnits(text);
  const folded = textOf(units);
  const found: Span[] = [];
  if (needle === "") return found;
  for (let first = folded.indexOf(needle); first >= 0 && found.length < limit;) {
    const last = first + needle.length - 1;
    const cut = joins(units, first - 1, first) || joins(units, last, last + 1);
    if (!cut) found.push({ from: at[first] ?? 0, to: (at[last] ?? 0) + 1 });
    first = folded.indexOf(needle, cut ? first + 1 : last + 1);
  }
  return found;
}

/** Whether a Latin word or number goes on from one unit to the next. */
function joins(units: Uint16Array, before: number, after: number): boolean {
  return isWordUnit(units[before] ?? 0) && isWordUnit(units[after] ?? 0);
}

const CHUNK = 8192;

function textOf(units: Uint16Array): string {
  let text = "";
  for (let from = 0; from < units.length; from += CHUNK) {
    text += String.fromCharCode(...units.subarray(from, from + CHUNK));
  }
  return text;
}
