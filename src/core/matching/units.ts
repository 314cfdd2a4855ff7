import { foldExact, foldLoose, isJoiningDash } from "../text/fold.ts";
import { tokenise } from "../text/words.ts";

/*
 * What each UTF-16 unit is to the reader, worked out by the functions of core/text when the unit is first seen. An
 * entry of UNIT_CLASS has the unit that is hashed in its lower 16 bits, the kind in the highest two, and between them
 * at most one bit that tells more. The kinds are numbers of two bits so that the reader finds the ends of words without a branch.
 */

/** In an entry: the unit that is hashed. */
export const UNIT_MASK = 0xffff;
/** Kinds: in a word 0, white space 1, a mark 2. */
export const KIND_SHIFT = 30;
export const KIND_MASK = 3 << KIND_SHIFT;
export const WORD = 0;
export const SPACE = 1 << KIND_SHIFT;
export const MARK = 2 << KIND_SHIFT;

/** White space that ends a line. */
export const BREAK = 1 << 16;
/** A mark that can join two words. */
export const DASH = 1 << 17;
/** `@`, `#` and the grave accent, which may start an opaque span. */
export const SIGN = 1 << 18;
/** Half a pair, a combining mark, or a unit whose folds depend on its neighbours or are not one unit. */
export const COMPLEX = 1 << 19;
/** Not looked at yet. */
export const UNKNOWN = 1 << 20;
/** A full stop; a colon or slash. */
export const DOT = 1 << 21;
export const SLASH = 1 << 22;

/** Class and hashed unit of every UTF-16 unit. A memo of pure functions: `classOf` fills it. */
export const UNIT_CLASS = new Int32Array(1 << 16).fill(MARK | UNKNOWN);
/** `foldLoose` of every unit that is not COMPLEX; filled with UNIT_CLASS. */
export const LOOSE_UNIT = new Uint16Array(1 << 16);
/** `foldExact` of every unit that is not COMPLEX; filled with UNIT_CLASS. */
export const EXACT_UNIT = new Uint16Array(1 << 16);

/** Whether a unit is folded when capitals do not count; half pairs and what depends on its neighbours never are. */
export function startsCapital(unit: number): boolean {
  return LOOSE_UNIT[unit] !== EXACT_UNIT[unit] && ((UNIT_CLASS[unit] ?? 0) & COMPLEX) === 0;
}

// Conjoining jamo compose with their neighbours.
const HARD = /[\p{M}\p{Cs}\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]/u;
const NOT_HASHED = /[\p{M}\s'"]/gu;

/**
 * What of a loosely folded element is hashed. Elements that compare alike, with capitals or without, have the same
 * key: folding with capitals makes ´ an apostrophe and ″ a quotation mark, folding without takes them apart, so that
 * apostrophes, quotation marks and what may be left of them do not count.
 */
export function keyOf(loose: string): string {
  const key = loose.replace(NOT_HASHED, "");
  return key === "" ? "'" : key;
}

/** How many units are known. What was read while it grew is to be read again. */
export let knownUnits = 0;

/** The class and hashed unit of a UTF-16 unit. */
export function classOf(unit: number): number {
  const known = UNIT_CLASS[unit] ?? 0;
  if ((known & UNKNOWN) === 0) return known;
  const text = String.fromCharCode(unit);
  const loose = foldLoose(text);
  const exact = foldExact(text);
  LOOSE_UNIT[unit] = loose.charCodeAt(0);
  EXACT_UNIT[unit] = exact.charCodeAt(0);
  const found = classify(text, loose, exact);
  UNIT_CLASS[unit] = found;
  knownUnits++;
  return found;
}

function classify(text: string, loose: string, exact: string): number {
  const kind = tokenise(text)[0]?.kind;
  if (kind === "space") return SPACE | (/[\n\r\u2028\u2029]/.test(text) ? BREAK : 0);
  if (loose.length !== 1 || exact.length !== 1) return MARK | COMPLEX;
  if (HARD.test(text + text.normalize("NFKC") + loose + exact)) return MARK | COMPLEX;
  // ʼ is a letter and folds into what is not hashed in a word, though it is where nothing else is left.
  if (kind === "word") return loose === "'" ? MARK | COMPLEX : WORD | loose.charCodeAt(0);
  return MARK | keyOf(loose).charCodeAt(0) | signBits(text);
}

function signBits(mark: string): number {
  if (isJoiningDash(mark)) return DASH;
  if ("@#`".includes(mark)) return SIGN;
  if (mark === ".") return DOT;
  return ":/".includes(mark) ? SLASH : 0;
}

// The reader looks ahead by table: what is common must be known before.
for (let unit = 0; unit < 128; unit++) classOf(unit);
