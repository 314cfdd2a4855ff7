import {
  BULLET,
  isDigit,
  isIdeograph,
  isLower,
  isOpening,
  isSpace,
  isUpper,
  kindAt,
  LINE_END,
  STRAIGHT_QUOTE,
} from "./characters.ts";

/** How far a scan has come: where its sentence begins, and the bracket and quotations that are open (-1: none). */
export interface Scan {
  readonly text: string;
  start: number;
  bracket: number;
  quote: number;
  /** An open ASCII double quote. */
  straight: number;
}

/** A mark with what stands around it. */
export interface Place {
  readonly scan: Scan;
  readonly text: string;
  /** Of the run of marks. */
  readonly at: number;
  readonly run: number;
  /** The end of the closing marks. */
  readonly to: number;
  /** The first offset behind them that is not blank. */
  readonly next: number;
  /** That of the next word, behind opening marks. */
  readonly head: number;
}

const WORD_LIMIT = 32;
const OPENING_LIMIT = 8;

/** The word that ends at an offset, without what opens before it, at most `WORD_LIMIT` long; with `back`, behind white space. */
export function wordBefore(text: string, end: number, start: number, back = false): string {
  let to = end;
  while (back && to > start && isSpace(text.charCodeAt(to - 1))) to--;
  const least = Math.max(start, to - WORD_LIMIT);
  let from = to;
  while (from > least && isInWord(text.charCodeAt(from - 1))) from--;
  return text.slice(from, to);
}

/** The word that begins at an offset, at most `WORD_LIMIT` long, without a stop. A single letter with a stop is an initial: none. */
export function wordAt(text: string, at: number): string {
  let to = at;
  while (to < at + WORD_LIMIT && isWordCode(text.charCodeAt(to))) to++;
  if (to - at === 1 && text[to] === ".") return "";
  return text.slice(at, to);
}

/** Whether a unit is of a word: a letter, a digit, an apostrophe, a hyphen. */
export function isWordCode(code: number): boolean {
  return isDigit(code) || isLower(code) || isUpper(code) || code === 0x27 || code === 0x2019 || code === 0x2d;
}

function isInWord(code: number): boolean {
  if (code < 0x80) return !isSpace(code) && !'([{"'.includes(String.fromCharCode(code));
  return (
    !isSpace(code) && !"“‘«（【《「『—–•⁃●■▪◆◇▶▲‣◦".includes(String.fromCharCode(code)) && !isIdeograph(code)
  );
}

/** The offset of the word at an offset, behind what opens before it. */
export function headOf(text: string, next: number): number {
  return skipOpening(text, next, next + 4);
}

/** The first offset from `at` on that is neither blank nor opens or quotes, at most `end`. */
export function skipOpening(text: string, at: number, end: number): number {
  let head = at;
  while (head < end && head < at + OPENING_LIMIT && head < text.length) {
    const kind = kindAt(text, head);
    const opens =
      isOpening(kind) || kind === STRAIGHT_QUOTE || kind === BULLET || "'¿¡".includes(text.charAt(head));
    if (!opens && (kind === LINE_END || !isSpace(text.charCodeAt(head)))) break;
    head++;
  }
  return head;
}

/** Whether a sentence would go on with the word at an offset: a small letter, but not "iPhone" or "al-Shabaab". */
export function startsSmall(text: string, next: number, head: number): boolean {
  const at = /^[-–—]/.test(text.charAt(head)) ? skipDashes(text, head) : head;
  // "(b) Improve", "b. Improve", "b) Improve": an item of a list.
  if (/^\(?[a-z][.)]/.test(text.slice(next, next + 3)) && isSpace(text.charCodeAt(at + 2))) return false;
  if (!isLower(text.charCodeAt(at))) return false;
  for (let letter = at + 1; letter < at + 4; letter++) {
    const code = text.charCodeAt(letter);
    if (isUpper(code)) return false;
    if (!isLower(code) && code !== 0x2d) return true;
  }
  return true;
}

function skipDashes(text: string, at: number): number {
  let to = at;
  while (to < at + 6 && /[-–—\s]/.test(text.charAt(to))) to++;
  return to;
}
