import type { Span } from "../text/span.ts";
import {
  BULLET,
  CLOSE_BRACKET,
  CLOSE_QUOTE,
  isFinal,
  isSpace,
  kindAt,
  LINE_END,
  OPEN_BRACKET,
  OPEN_QUOTE,
  PLAIN,
  STRAIGHT_QUOTE,
  textStart,
  trimmed,
} from "./characters.ts";
import { endOfSentence } from "./english-end.ts";
import { findItem, itemAt, type Item } from "./items.ts";
import type { Scan } from "./place.ts";

/**
 * The sentences of English text, in order, without the white space around them. A line break always ends one. Closing
 * marks belong to the sentence before them; the sentences of a quotation stand alone, but not those of a bracket or a
 * short quotation in the middle of a sentence. These are our own rules over our own tables: `Intl.Segmenter` under them
 * would add nothing but the boundaries of the engine's Unicode version. Linear: what a rule looks at around a mark is
 * bounded.
 */
export function englishSentences(text: string): Span[] {
  const spans: Span[] = [];
  const scan: Scan = { text, start: 0, bracket: -1, quote: -1, straight: -1 };
  let item: Item | undefined;
  const begin = (from: number): void => {
    scan.start = textStart(text, from);
    item = itemAt(text, scan.start);
  };
  const cut = (to: number, next = to): void => {
    const span = trimmed(text, scan.start, to);
    if (span !== undefined) spans.push(span);
    begin(next);
  };
  begin(0);
  for (let at = 0; at < text.length; at++) {
    const kind = kindAt(text, at);
    if (kind === PLAIN) continue;
    if (isFinal(kind)) {
      const next = item === undefined ? undefined : findItem(text, scan.start, at, item);
      if (next !== undefined) {
        cut(next.from);
        at = next.to - 1;
        continue;
      }
      const end = endOfSentence(scan, at);
      if (end.ends) {
        for (let mark = end.run; mark < end.to; mark++) track(scan, mark, kindAt(text, mark));
        cut(end.to);
        at = end.to - 1;
      } else at = end.run - 1;
    } else if (kind === LINE_END) {
      scan.bracket = scan.quote = scan.straight = -1;
      cut(at, at + 1);
    } else if (kind === BULLET) {
      // Bullets separate items only where the sentence begins with one: "Beijing • Shanghai" is a list of another kind.
      const first = trimmed(text, scan.start, at);
      if (first !== undefined && text[first.from] === text[at] && isSpace(text.charCodeAt(at - 1))) cut(at);
    } else {
      const next =
        kind === CLOSE_BRACKET && item !== undefined ? findItem(text, scan.start, at, item) : undefined;
      if (next === undefined) track(scan, at, kind);
      else {
        cut(next.from);
        at = next.to - 1;
      }
    }
  }
  cut(text.length);
  return spans;
}

/** Keeps count of what is open at an offset. */
function track(scan: Scan, at: number, kind: number): void {
  if (kind === OPEN_BRACKET) scan.bracket = at;
  else if (kind === CLOSE_BRACKET) scan.bracket = -1;
  else if (kind === OPEN_QUOTE) scan.quote = at;
  else if (kind === CLOSE_QUOTE) {
    // An apostrophe is the same character as a closing single quotation mark.
    if (scan.quote >= 0 && (scan.text[at] !== "’" || scan.text[scan.quote] === "‘")) scan.quote = -1;
  } else if (kind === STRAIGHT_QUOTE) {
    const blankBefore = at === 0 || isSpace(scan.text.charCodeAt(at - 1));
    const blankAfter = at + 1 >= scan.text.length || isSpace(scan.text.charCodeAt(at + 1));
    const opens = blankBefore === blankAfter ? scan.straight < 0 : blankBefore;
    scan.straight = opens ? at : -1;
  }
}
