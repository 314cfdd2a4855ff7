import { isMarkedName } from "./abbreviations.ts";
import {
  CLOSE_BOOK,
  CLOSE_BRACKET,
  CLOSE_QUOTE,
  ELLIPSIS,
  extendsCharacter,
  isClosing,
  isDigit,
  isFinal,
  isIdeograph,
  isSpace,
  isUpper,
  kindAt,
  LINE_END,
  MARK,
  OPEN_BOOK,
  OPEN_BRACKET,
  OPEN_QUOTE,
  PLAIN,
  skipSpace,
  STOP,
  STRAIGHT_QUOTE,
  textStart,
  trimmed,
  WIDE_DOT,
  WIDE_MARK,
} from "./characters.ts";
import { endOfSentence } from "./english-end.ts";
import type { Span } from "../text/span.ts";

/** The longest title, bracket and quotation that is kept in one sentence; an unclosed one keeps nothing together. */
const BOOK_LIMIT = 100;
const BRACKET_LIMIT = 80;
const QUOTE_LIMIT = 40;
const DEPTH_LIMIT = 16;
/** How many closing marks with blanks before them a sentence takes in. */
const APART_LIMIT = 4;

/** Something that is open: where, what, and whether a mark stood in it. */
interface Open {
  readonly at: number;
  readonly kind: number;
  finals: boolean;
}

/** What a scan of one line has met. */
interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The sentences of Chinese text, in order, without the white space around them. A line break always ends one (a title has no
 * full stop); 。！？…… and the closing marks behind them do, full-width or half-width; ； does not. None ends inside 《…》, a
 * bracket in a sentence, or a short quotation that is part of its sentence. Linear.
 */
export function chineseSentences(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  let finals = false;
  for (let at = 0; at <= text.length; at++) {
    const kind = at === text.length ? LINE_END : kindAt(text, at);
    if (kind === PLAIN) continue;
    if (kind !== LINE_END) finals ||= isFinal(kind);
    else {
      if (finals) cutLine({ text, from, to: at }, spans);
      else push(spans, text, from, at);
      from = at + 1;
      finals = false;
    }
  }
  return spans;
}

function push(spans: Span[], text: string, from: number, to: number): void {
  const span = trimmed(text, from, to);
  if (span !== undefined) spans.push(span);
}

function cutLine(line: Line, spans: Span[]): void {
  const { text, to } = line;
  const whole = wholesOf(line);
  let start = textStart(text, line.from);
  let straight = false;
  let inside = 0;
  for (let at = line.from; at < to; at++) {
    const kind = kindAt(text, at);
    if (kind === STRAIGHT_QUOTE) straight = !straight;
    if (!isFinal(kind)) continue;
    while ((whole[inside]?.to ?? Infinity) <= at) inside++;
    let run = at + 1;
    while (run < to && isFinal(kindAt(text, run))) run++;
    const end = closingEnd(line, run, straight);
    if ((whole[inside]?.from ?? Infinity) <= at || !ends(line, start, at, run, end)) {
      at = run - 1;
      continue;
    }
    for (let mark = run; mark < end; mark++) if (text[mark] === '"') straight = false;
    push(spans, text, start, end);
    start = textStart(text, end);
    at = end - 1;
  }
  push(spans, text, start, to);
}

/** Whether a sentence ends behind the marks from `at` to `run` and what closes up to `end`. */
function ends({ text, to }: Line, start: number, at: number, run: number, end: number): boolean {
  const next = skipSpace(text, end, to);
  if (next >= to || extendsCharacter(text, end) || extendsCharacter(text, next)) return false;
  if (start === at) return false;
  // “…。”，他说。 goes on behind the quotation; so does “加油！”的口号.
  if (/^[，、；：,;:)\]）】》〉~～]/.test(text.charAt(next))) return false;
  if ((end > run || kindAt(text, at) === ELLIPSIS) && GOES_ON.test(text.slice(next, next + 4))) return false;
  // “是吗？”她问。 is one sentence.
  if (isQuoteEnd(text, end - 1) && isTagged(text, run - 1, next, to)) return false;
  const kind = kindAt(text, at);
  const lone = run - at === 1;
  if (kindAt(text, at - 1) === OPEN_BRACKET && kindAt(text, run) === CLOSE_BRACKET) return false;
  if (kind === MARK && end === run && next === run && /^[\w/=&#%+.-]/.test(text.charAt(run))) return false;
  if (
    kind === MARK &&
    lone &&
    isMarkedName(/[A-Za-z]*$/.exec(text.slice(Math.max(0, at - 12), at))?.[0] ?? "")
  ) {
    return false;
  }
  if (lone && (kind === STOP || kind === WIDE_DOT)) return stopEnds(text, start, at, next);
  if (kind === STOP) return next > end && !/^[a-z\d]/.test(text.charAt(next));
  return true;
}

/** Whether a full stop of Latin type ends a Chinese sentence. Between ideographs it stands in names: 列奥纳多.达芬奇. */
function stopEnds(text: string, start: number, at: number, next: number): boolean {
  if (next === at + 1) return false;
  const before = text.charCodeAt(at - 1);
  if (isIdeograph(before) || isClosing(kindAt(text, at - 1))) return true;
  if (kindAt(text, at) === WIDE_DOT) return !isDigit(before);
  if (!isUpper(text.charCodeAt(next)) && !isIdeograph(text.charCodeAt(next))) return false;
  return endOfSentence({ text, start, bracket: -1, quote: -1, straight: -1 }, at).ends;
}

/** The end of the closing marks behind a run, those behind white space included: they begin nothing. */
function closingEnd({ text, to }: Line, run: number, straight: boolean): number {
  let end = run;
  let open = straight;
  let apart = 0;
  for (;;) {
    const at = skipSpace(text, end, to);
    if (at >= to || (at > end && ++apart > APART_LIMIT)) return end;
    const kind = kindAt(text, at);
    if (isClosing(kind) || (at > end && strayAt(text, at))) end = at + 1;
    else if (kind === STRAIGHT_QUOTE && open) {
      open = false;
      end = at + 1;
    } else return end;
  }
}

/** Whether a full stop or a mark stands by itself at an offset: it begins nothing. */
function strayAt(text: string, at: number): boolean {
  const kind = kindAt(text, at);
  return isFinal(kind) && kind !== STOP && kind !== ELLIPSIS && !isFinal(kindAt(text, at + 1));
}

/** What shows behind a quotation that the sentence goes on: “加油！”的口号. */
const GOES_ON =
  /^(?:[的之等和与及或並并]|字样|字樣|口号|口號|一[词詞语語书書文句]|这[一句种样个]|這[一句種樣個]|为[主题]|為[主題])/;

/** Whether the mark that ended something is a closing quotation mark, straight ones included. */
function isQuoteEnd(text: string, at: number): boolean {
  const kind = kindAt(text, at);
  return kind === CLOSE_QUOTE || kind === STRAIGHT_QUOTE;
}

/**
 * Whether a quotation whose last mark is at `last` goes on with who said it: “是吗？”她问。 Behind a full stop the
 * speaker begins a sentence, as news is written: “会议很成功。”他说。
 */
function isTagged(text: string, last: number, next: number, to: number): boolean {
  const kind = kindAt(text, last);
  const open = kind === MARK || kind === WIDE_MARK || kind === ELLIPSIS;
  return open && SPEECH_TAG.test(text.slice(next, Math.min(to, next + TAG_LIMIT)));
}

/** As far as words of saying with who says them are looked for, in UTF-16 units. */
const TAG_LIMIT = 24;

const PRONOUN = "(?:[他她它我你您咱]|自己|大家)[们們]?";
/** What denies, asks for or quotes what was said: 他没有说。 请回答。 有人说，据说， */
const NO_TAG = "[不没沒未别別无無难難拒请請须須应應据據]|[听聽有][说說人]|小[说說]|[传傳][说說]";
const SAID =
  "(?:(?<![小传傳学學胡虽雖演])[说說]|(?<![访訪学學提疑顾顧查慰])[问問]|(?<![报報])答|[喊叫嚷吼]|回答|感[叹嘆]|[惊驚]呼)道?[着著]?";

/**
 * Who said it and a verb of saying, at once followed by a mark or nothing: 她问。 他大声喊道， 王老师问： A pronoun may have
 * words between it and the verb; of a name or noun of up to three characters the verb stands right behind. Not what only
 * ends like a verb of saying (他写小说。), nor the verbs with which news begins a sentence (会议指出，).
 */
const SPEECH_TAG = new RegExp(
  `^(?!\\p{Script=Han}{0,8}?(?:${NO_TAG}))(?:${PRONOUN}\\p{Script=Han}{0,5}?|\\p{Script=Han}{1,3}?)${SAID}\\s*(?:[，。！？：；,.!?:;]|$)`,
  "u",
);

/** The ranges of a line inside which no sentence ends, in order. */
function wholesOf({ text, from, to }: Line): readonly Span[] {
  const stack: Open[] = [];
  const wholes: Span[] = [];
  for (let at = from; at < to; at++) {
    const kind = kindAt(text, at);
    if (kind === PLAIN) continue;
    if (isFinal(kind)) {
      for (const open of stack) open.finals = true;
      continue;
    }
    const closes = OPENER_OF[kind] ?? (kind === STRAIGHT_QUOTE ? STRAIGHT_QUOTE : undefined);
    const index = closes === undefined ? -1 : stack.findLastIndex((open) => open.kind === closes);
    const open = stack[index];
    if (open === undefined) {
      if (kind === OPEN_BOOK || kind === OPEN_BRACKET || kind === OPEN_QUOTE || kind === STRAIGHT_QUOTE) {
        if (stack.length === DEPTH_LIMIT) stack.shift();
        stack.push({ at, kind, finals: false });
      }
      continue;
    }
    stack.length = index;
    const inner = open.finals ? wholeOf(text, from, open, at, to) : undefined;
    if (inner === undefined) continue;
    while ((wholes.at(-1)?.from ?? -1) >= inner.from) wholes.pop();
    wholes.push(inner);
  }
  return wholes;
}

const OPENER_OF: Readonly<Record<number, number>> = {
  [CLOSE_BOOK]: OPEN_BOOK,
  [CLOSE_BRACKET]: OPEN_BRACKET,
  [CLOSE_QUOTE]: OPEN_QUOTE,
};

/** The part of a title, bracket or quotation in which no sentence ends, if there is one. */
function wholeOf(text: string, line: number, open: Open, close: number, to: number): Span | undefined {
  const length = close - open.at;
  const all = { from: open.at, to: close };
  if (open.kind === OPEN_BOOK) return length <= BOOK_LIMIT ? all : undefined;
  const last = lastUnit(text, open.at, close);
  const finished = isFinal(kindAt(text, last));
  if (open.kind === OPEN_BRACKET) {
    if (length > BRACKET_LIMIT) return undefined;
    const before = lastUnit(text, line - 1, open.at);
    const alone = before < line || isFinal(kindAt(text, before)) || isClosing(kindAt(text, before));
    if (!alone || !finished) return all;
    let run = last;
    while (isFinal(kindAt(text, run - 1))) run--;
    return { from: open.at, to: run };
  }
  if (length > QUOTE_LIMIT) return undefined;
  if (!finished) return all;
  const next = skipSpace(text, close + 1, to);
  if (next < to && isTagged(text, last, next, to)) return all;
  return next < to && (GOES_ON.test(text.slice(next, next + 4)) || /^[，、；：,;:]/.test(text.charAt(next)))
    ? all
    : undefined;
}

/** The last unit before an offset that is not white space, or `least`. */
function lastUnit(text: string, least: number, at: number): number {
  let last = at - 1;
  while (last > least && isSpace(text.charCodeAt(last))) last--;
  return last;
}
