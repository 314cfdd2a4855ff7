import { goesOn } from "./abbreviated.ts";
import { isMarkedName, isStarter } from "./abbreviations.ts";
import {
  CLOSE_BRACKET,
  CLOSE_QUOTE,
  ELLIPSIS,
  extendsCharacter,
  isClosing,
  isDigit,
  isFinal,
  isSpace,
  kindAt,
  LINE_END,
  MARK,
  OPEN_BRACKET,
  skipSpace,
  STOP,
  STRAIGHT_QUOTE,
  WIDE_DOT,
  WIDE_MARK,
  WIDE_STOP,
} from "./characters.ts";
import { inMiddle, saying } from "./middle.ts";
import { beginsWithMissingBlank } from "./missing-blank.ts";
import { headOf, isWordCode, type Place, type Scan, startsSmall, wordAt, wordBefore } from "./place.ts";

/** What a stop or mark is: the end of its run of marks, the end of the closing marks behind it, and its effect. */
export interface End {
  readonly run: number;
  readonly to: number;
  readonly ends: boolean;
}

/** Whether the sentence of a scan ends at the stop or mark at an offset, and where. */
export function endOfSentence(scan: Scan, at: number): End {
  const { text } = scan;
  const spaced = spacedEllipsis(text, at);
  if (spaced !== undefined) return spacedEnd(scan, at, spaced);
  let run = at + 1;
  while (isFinal(kindAt(text, run))) run++;
  const to = closingEnd(scan, run);
  const next = skipSpace(text, to, text.length);
  const place: Place = { scan, text, at, run, to, next, head: headOf(text, next) };
  return { run, to, ends: ends(place) };
}

function ends(place: Place): boolean {
  const { text, at, run, to, next, head, scan } = place;
  if (next >= text.length || kindAt(text, next) === LINE_END) return false;
  if (extendsCharacter(text, to) || extendsCharacter(text, next)) return false;
  if (scan.start === at) return false;
  const first = kindAt(text, at);
  const lone = run - at === 1;
  if (kindAt(text, at - 1) === OPEN_BRACKET && kindAt(text, run) === CLOSE_BRACKET) return false;
  if (/^[,;:，；：、%]/.test(text.charAt(next))) return false;
  if (first === WIDE_DOT && lone && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(run)))
    return false;
  if (first === WIDE_STOP) return !inMiddle(place);
  if (to === next) {
    if (!beginsWithMissingBlank(text, at, run, to, head)) return false;
    return !(first === STOP && lone && goesOn(place)) && !inMiddle(place);
  }
  if (first !== WIDE_MARK && startsSmall(text, next, head)) return false;
  if (first === STOP && lone) return !goesOn(place) && !inMiddle(place);
  if (first === STOP || first === ELLIPSIS)
    return !(isPronounI(text, head) && run - at <= 3) && !inMiddle(place);
  if (
    first === MARK &&
    lone &&
    isMarkedName(wordBefore(text, at, scan.start)) &&
    !isStarter(wordAt(text, head))
  ) {
    return false;
  }
  return !saying(place) && !inMiddle(place);
}

/** The end of the closing marks behind a run, white space before a mark that can only close included, and notes: "said.[12]" */
function closingEnd(scan: Scan, run: number): number {
  const { text } = scan;
  let to = run;
  let straight = scan.straight >= 0;
  let apart = 0;
  for (;;) {
    const kind = kindAt(text, to);
    if (isClosing(kind) || (kind === STRAIGHT_QUOTE && closesAt(text, to, straight))) {
      if (kind === STRAIGHT_QUOTE) straight = false;
      to++;
    } else if (text[to] === "'" && !isWordCode(text.charCodeAt(to + 1))) to++;
    else if (text[to] === "[") {
      const note = NOTE.exec(text.slice(to, to + 6))?.[0];
      if (note === undefined) return to;
      to += note.length;
    } else if (
      apart < APART_LIMIT &&
      isBlank(text, to) &&
      (isClosing(kindAt(text, to + 1)) ? closesApart(text, to + 1) : strayAt(text, to + 1))
    ) {
      // `done. ” Then`, `done. " Then`, `done. . Then`: these begin nothing.
      straight = false;
      apart++;
      to += 2;
    } else return to;
  }
}

/** How many marks with blanks between them are taken in: more are no sentence's end. */
const APART_LIMIT = 4;

const NOTE = /^\[\d{1,3}\]/;

function isBlank(text: string, at: number): boolean {
  return isSpace(text.charCodeAt(at)) && kindAt(text, at) !== LINE_END;
}

/** Whether a closing mark behind white space closes: before a word it may be meant to open (”We). */
function closesApart(text: string, at: number): boolean {
  return kindAt(text, at) !== CLOSE_QUOTE || !isWordCode(text.charCodeAt(at + 1));
}

/** Whether a single mark or ASCII double quote stands by itself at an offset. */
function strayAt(text: string, at: number): boolean {
  const kind = kindAt(text, at);
  if (kind !== STRAIGHT_QUOTE && kind !== STOP && kind !== MARK) return false;
  return at + 1 >= text.length || isSpace(text.charCodeAt(at + 1));
}

/** Whether an ASCII double quote behind a mark closes: before a word only where one is open. */
function closesAt(text: string, at: number, open: boolean): boolean {
  return open || !isWordCode(text.charCodeAt(at + 1));
}

/** The last of dots with spaces between them (". . ."), if there are at least three from an offset on. */
function spacedEllipsis(text: string, at: number): number | undefined {
  let last = at;
  let dots = 1;
  while (dots < 8 && kindAt(text, last) === STOP && isBlank(text, last + 1) && text[last + 2] === ".") {
    last += 2;
    dots++;
  }
  return dots >= 3 ? last : undefined;
}

/** Spaced dots: three omit words, a fourth ends the sentence; behind a word the first of four is its full stop. */
function spacedEnd(scan: Scan, at: number, last: number): End {
  const { text } = scan;
  const run = last + 1;
  const to = closingEnd(scan, run);
  const next = skipSpace(text, to, text.length);
  const head = headOf(text, next);
  const dots = (last - at) / 2 + 1;
  const more = next < text.length && kindAt(text, next) !== LINE_END && !startsSmall(text, next, head);
  if (dots < 4 || !more || extendsCharacter(text, to) || extendsCharacter(text, next))
    return { run, to, ends: false };
  const attached = at > scan.start && !isSpace(text.charCodeAt(at - 1));
  return attached && to === run ? { run: at + 1, to: at + 1, ends: true } : { run, to, ends: true };
}

function isPronounI(text: string, at: number): boolean {
  return text[at] === "I" && !isWordCode(text.charCodeAt(at + 1));
}
