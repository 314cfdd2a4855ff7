import { foldExact, foldLoose, isJoiningDash } from "../text/fold.ts";
import { tokenise } from "../text/words.ts";
import { factorOf, finish, hashKey, powersOf } from "./hash.ts";
import { mayHaveOpaque } from "./suspects.ts";
import { copyUnits } from "./units-of-text.ts";
import {
  BREAK,
  classOf,
  COMPLEX,
  DASH,
  DOT,
  EXACT_UNIT,
  keyOf,
  KIND_MASK,
  KIND_SHIFT,
  knownUnits,
  SIGN,
  SLASH,
  SPACE,
  UNIT_CLASS,
  UNIT_MASK,
  UNKNOWN,
  WORD,
} from "./units.ts";

/*
 * What stands before an element, as a number. The lower 16 bits are the exact joint: NOTHING, GAP (a space), BLANK (a
 * blank line), the unit of a dash, or that unit with its highest bit turned when a line break follows the dash. Above
 * them one bit says that the element must be folded as a string, and above that stands the loose joint.
 */
const NOTHING = 0;
const GAP = 1;
const BLANK = 2;
const DASH_AT_BREAK = 0x8000;

/** In a joint: the exact one. */
export const EXACT_JOINT = 0xffff;
/** In a joint: the element's units cannot be folded one by one. */
export const SLOW = 1 << 16;
/** A joint shifted by this is the loose one: nothing, a space or dash, a blank line. */
export const LOOSE_SHIFT = 17;

const LOOSE_GAP = GAP << LOOSE_SHIFT;
/** A GAP both exactly and loosely. */
const GAP_JOINT = GAP | LOOSE_GAP;
const BLANK_JOINT = BLANK | (BLANK << LOOSE_SHIFT);
const START_LENGTH = 1 << 13;
/** Arrays for longer texts are not kept. */
const KEPT_LENGTH = 1 << 20;

/** What the fast path leaves to another. */
const SPECIAL = SPACE | DASH | SIGN | COMPLEX | UNKNOWN;
/** Powers of the factor at hand; a longer word is hashed by its key. */
const POWERS = 64;

/**
 * Reads a text into the elements that `elementsOf` gives, as numbers in arrays. The first pass finds by table, without
 * a branch, where runs of one kind start (each mark is its own run), and hashes the whole text as one polynomial; the
 * hash of a word is the difference of two of its values (Karp and Rabin 1987). The second pass makes elements and
 * joints of the runs. The few stretches between white space that have complex units are read by the string functions
 * of core/text. The arrays are reused by the next reading.
 */
export class ElementReader {
  units = new Uint16Array(START_LENGTH);
  /** By element: the hash of its key. One more entry stands at the end, of no meaning. */
  hashes = new Int32Array(START_LENGTH);
  froms = new Int32Array(START_LENGTH);
  tos = new Int32Array(START_LENGTH);
  joints = new Int32Array(START_LENGTH);
  count = 0;
  /** Where opaque spans may be, in order: too often, never too rarely; a grave accent is always among them. */
  readonly suspects: number[] = [];

  /** Two by run: where it starts, and the polynomial of all before it. */
  #runs = new Int32Array(2 * START_LENGTH);
  #factor = 0;
  #powers = powersOf(0, POWERS);
  /** Where the reading of something special left off. */
  #joint = NOTHING;

  /** Reads a text. `seed` gives the hash of each element; `mask` takes bits off it and is for tests. */
  read(text: string, seed: number, mask: number): void {
    this.#reserve(text.length);
    copyUnits(text, this.units);
    this.units[text.length] = 0;
    const factor = factorOf(seed);
    if (factor !== this.#factor) {
      this.#factor = factor;
      this.#powers = powersOf(factor, POWERS);
    }
    let known = -1;
    while (known !== knownUnits) {
      known = knownUnits;
      this.suspects.length = 0;
      this.#join(text, this.#split(text.length), mask);
    }
  }

  /** Finds the runs and gives twice their number. */
  #split(length: number): number {
    const units = this.units;
    const runs = this.#runs;
    const factor = this.#factor;
    let end = 0;
    let sum = 0;
    let before = 3;
    for (let at = 0; at < length; at++) {
      const value = UNIT_CLASS[units[at] ?? 0] ?? 0;
      const kind = value >>> KIND_SHIFT;
      // Written always and kept by counting: at the ends of words a branch would be guessed wrong.
      runs[end] = at;
      runs[end + 1] = sum;
      const differs = (kind ^ before) | (kind & 2);
      end += (differs | (differs << 1)) & 2;
      before = kind;
      sum = (Math.imul(sum, factor) + value) | 0;
    }
    runs[end] = length;
    runs[end + 1] = sum;
    return end;
  }

  /** Makes elements of the runs. */
  #join(text: string, end: number, mask: number): void {
    const { units, hashes, froms, tos, joints } = this;
    const runs = this.#runs;
    const powers = this.#powers;
    let count = 0;
    let joint = NOTHING;
    let from = 0;
    let before = 0;
    for (let run = 0; run < end; run += 2) {
      let value = 0;
      let address = 0;
      // Without a call in it, this loop keeps everything in registers.
      for (; run < end; run += 2) {
        const to = runs[run + 2] ?? 0;
        value = UNIT_CLASS[units[from] ?? 0] ?? 0;
        const length = to - from;
        // Whatever follows a full stop directly, and two of colon and slash, may be an address.
        address = (before & DOT) | (before & value & SLASH);
        if (((value & SPECIAL) | address) !== 0 || length >= POWERS) break;
        const prefix = Math.imul(runs[run + 1] ?? 0, powers[length] ?? 0);
        hashes[count] = finish(((runs[run + 3] ?? 0) - prefix - (value & ~UNIT_MASK)) | 0) & mask;
        froms[count] = from;
        tos[count] = to;
        joints[count++] = joint;
        if (UNIT_CLASS[units[to] ?? 0] === SPACE && runs[run + 4] === to + 1) {
          // Between most words stands one space.
          run += 2;
          from = to + 1;
          joint = GAP_JOINT;
          before = 0;
        } else {
          from = to;
          joint = NOTHING;
          before = value;
        }
      }
      if (run === end) break;
      if ((value & UNKNOWN) !== 0) value = classOf(units[from] ?? 0);
      if (address !== 0 && mayBeAddress(units, from)) this.suspects.push(from);
      run = this.#readSpecial(text, run, from, value, joint, count, mask);
      before = value;
      count = this.count;
      joint = this.#joint;
      from = runs[run + 2] ?? 0;
    }
    hashes[count] = 0;
    joints[count] = NOTHING;
    this.count = count;
  }

  /**
   * Reads what is not one space, a mark or a word of ordinary length: from a run on, and gives the last run that is
   * read. `count` and `#joint` say where that leaves the elements.
   */
  #readSpecial(
    text: string,
    run: number,
    from: number,
    value: number,
    joint: number,
    count: number,
    mask: number,
  ): number {
    const to = this.#runs[run + 2] ?? 0;
    this.count = count;
    if ((value & KIND_MASK) === SPACE) {
      this.#joint = this.#lineBreaks(from, to) < 2 ? spaceAfter(joint) : BLANK_JOINT;
      return run;
    }
    if ((value & COMPLEX) !== 0) return this.#readStretch(text, run, from, joint, mask);
    if ((value & DASH) !== 0 && this.#joinsWords(text, from)) {
      this.#joint = (EXACT_UNIT[this.units[from] ?? 0] ?? 0) | LOOSE_GAP;
      return run;
    }
    if ((value & SIGN) !== 0) this.suspects.push(from);
    this.hashes[count] = this.#hashUnits(from, to) & mask;
    this.froms[count] = from;
    this.tos[count] = to;
    this.joints[count] = joint;
    this.count = count + 1;
    this.#joint = NOTHING;
    return run;
  }

  /** The hash of a word by its units. */
  #hashUnits(from: number, to: number): number {
    let sum = 0;
    for (let i = from; i < to; i++) {
      sum = (Math.imul(sum, this.#factor) + (classOf(this.units[i] ?? 0) & UNIT_MASK)) | 0;
    }
    return finish(sum);
  }

  /** Gives back the memory that a very long text took. */
  release(): void {
    if (this.units.length > KEPT_LENGTH) this.#resize(START_LENGTH);
  }

  #reserve(length: number): void {
    if (this.units.length <= length + 1) this.#resize(2 * (length + 2));
  }

  #resize(length: number): void {
    this.units = new Uint16Array(length);
    this.hashes = new Int32Array(length);
    this.froms = new Int32Array(length);
    this.tos = new Int32Array(length);
    this.joints = new Int32Array(length);
    this.#runs = new Int32Array(2 * length);
  }

  /** Where the stretch without white space around `at` starts. Tokens never cross white space. */
  #stretchStart(at: number): number {
    let start = at;
    while (start > 0 && !isSpace(this.units[start - 1] ?? 0)) start--;
    return start;
  }

  /** Reads the stretch without white space around `at` as `elementsOf` does. */
  #readStretch(text: string, firstRun: number, at: number, jointBefore: number, mask: number): number {
    const start = this.#stretchStart(at);
    let joint = jointBefore;
    while (this.count > 0 && (this.froms[this.count - 1] ?? 0) >= start)
      joint = this.joints[--this.count] ?? 0;
    let run = firstRun;
    while (this.#isWithin(run + 2, text.length)) run += 2;
    const end = this.#runs[run + 2] ?? 0;
    const stretch = text.slice(start, end);
    if (mayHaveOpaque(stretch)) this.suspects.push(start + Math.max(0, stretch.indexOf("`")));
    const tokens = tokenise(stretch);
    for (const [index, token] of tokens.entries()) {
      const next = tokens[index + 1];
      if (
        isJoiningDash(token.text) &&
        tokens[index - 1]?.kind === "word" &&
        (next === undefined ? this.#wordAfterBreak(text, end) : next.kind === "word")
      ) {
        joint = foldExact(token.text).charCodeAt(0) | LOOSE_GAP;
        continue;
      }
      this.hashes[this.count] = hashKey(this.#factor, keyOf(foldLoose(token.text))) & mask;
      this.froms[this.count] = start + token.from;
      this.tos[this.count] = start + token.to;
      this.joints[this.count++] = joint | SLOW;
      joint = NOTHING;
    }
    this.#joint = joint;
    return run;
  }

  /** Whether a run is not white space and not the end of the text. */
  #isWithin(run: number, length: number): boolean {
    const from = this.#runs[run] ?? 0;
    return from < length && !isSpace(this.units[from] ?? 0);
  }

  /** Whether the dash at `at` joins two words. */
  #joinsWords(text: string, at: number): boolean {
    if (at === 0 || (classOf(this.units[at - 1] ?? 0) & KIND_MASK) !== WORD) return false;
    const next = classOf(this.units[at + 1] ?? 0) & KIND_MASK;
    return next === WORD || (next === SPACE && this.#wordAfterBreak(text, at + 1));
  }

  /** Whether white space from `from` on breaks the line once and a word follows it. */
  #wordAfterBreak(text: string, from: number): boolean {
    const { units } = this;
    let to = from;
    while (to < text.length && isSpace(units[to] ?? 0)) to++;
    if (to === from || this.#lineBreaks(from, to) !== 1 || !/[\n\r]/.test(text.slice(from, to))) return false;
    const value = classOf(units[to] ?? 0);
    if ((value & COMPLEX) === 0) return (value & KIND_MASK) === WORD;
    return tokenise(text.slice(to, to + 2))[0]?.kind === "word";
  }

  /** Line breaks in white space; carriage return and line feed are one. */
  #lineBreaks(from: number, to: number): number {
    const { units } = this;
    let breaks = 0;
    for (let i = from; i < to; i++) {
      if ((classOf(units[i] ?? 0) & BREAK) === 0) continue;
      if (i === from || units[i] !== LINE_FEED || units[i - 1] !== CARRIAGE_RETURN) breaks++;
    }
    return breaks;
  }
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const FULL_STOP = 0x2e;

function isSpace(unit: number): boolean {
  return (classOf(unit) & KIND_MASK) === SPACE;
}

function spaceAfter(joint: number): number {
  return joint === NOTHING ? GAP_JOINT : joint ^ DASH_AT_BREAK;
}

/** Whether an address may go on at `at`, after a full stop, colon or slash. */
function mayBeAddress(units: Uint16Array, at: number): boolean {
  if (units[at - 1] !== FULL_STOP) return true;
  const letter = (units[at] ?? 0) | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (at > 1 && ((units[at - 2] ?? 0) | 0x20) === 0x77);
}
