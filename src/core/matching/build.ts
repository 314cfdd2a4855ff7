import { foldExact, foldLoose } from "../text/fold.ts";
import type { Pattern } from "../glossary/matcher.ts";
import { finish, joined, nextA, nextB, startB } from "./hash.ts";
import { ElementReader, EXACT_JOINT, LOOSE_SHIFT, SLOW } from "./reader.ts";
import type { Tables, TableSizes } from "./tables.ts";
import {
  CAPITAL_SALT,
  createTables,
  ENDS_HERE,
  EXACT_CASE,
  EXACT_JOINTS,
  FIRST_LOOSE,
  GOES_ON,
  LONG,
  RECORD_NEXT,
  RECORD_SHAPE,
  RECORD_WORDS,
  sealTables,
  SHAPE_SHIFT,
} from "./tables.ts";
import { EXACT_UNIT, LOOSE_UNIT, startsCapital } from "./units.ts";

/** What of a pattern is compiled. */
export type PatternText = Omit<Pattern<unknown>, "payload">;

// One for all buildings: they are synchronous and leave nothing in it, and small sets are built often.
const reader = new ElementReader();

/**
 * The tables of patterns, by their index. One pass reads each pattern and writes its record, a second fills the
 * tables, whose sizes are known by then. `mask` takes bits off every hash: tests make everything collide with it.
 */
export function buildTables(patterns: readonly PatternText[], mask = -1): Tables {
  const seed = seedOf(patterns);
  const draft = new Draft();
  for (const [index, pattern] of patterns.entries()) {
    reader.read(pattern.text, seed, mask);
    if (reader.count > 0) draft.add(index, pattern, reader);
  }
  reader.release();
  return draft.finish(patterns.length, seed, mask);
}

/** A seed from all patterns, so that nobody can choose forms whose hashes collide without choosing all of them. */
function seedOf(patterns: readonly PatternText[]): number {
  let hash = patterns.length;
  for (const { text } of patterns) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash ^= hash >>> 15;
  }
  return finish(hash);
}

/** Records and prefix hashes as they grow. */
class Draft {
  #words = new Int32Array(1 << 6);
  #units = new Uint16Array(this.#words.buffer);
  /** In integers; record 0 is none. */
  #end = 1;
  #prefixA = new Int32Array(1 << 6);
  #prefixB = new Int32Array(1 << 6);
  #prefixes = 0;
  /** Two integers a pattern: its record and the end of its prefixes. */
  #made = new Int32Array(1 << 6);
  #count = 0;

  add(index: number, pattern: PatternText, reader: ElementReader): void {
    const { count, hashes, joints } = reader;
    this.#reserve(count, pattern.text);
    this.#made[2 * this.#count] = this.#end;
    this.#record(index, pattern, reader);
    let a = hashes[0] ?? 0;
    let b = startB(a);
    for (let i = 0; i < count; i++) {
      if (i > 0) {
        const hash = joined(hashes[i] ?? 0, (joints[i] ?? 0) >>> LOOSE_SHIFT);
        a = nextA(a, hash);
        b = nextB(b, hash);
      }
      this.#prefixA[this.#prefixes] = a;
      this.#prefixB[this.#prefixes++] = b;
    }
    this.#made[2 * this.#count++ + 1] = this.#prefixes;
  }

  /** The tables; the draft is of no use afterwards. */
  finish(patterns: number, seed: number, mask: number): Tables {
    const tables = createTables({ patterns, seed, mask, recordWords: this.#end, ...this.#sizes() });
    tables.records.set(this.#words.subarray(0, this.#end));
    // Backwards, so that each pattern goes before those that follow it in the list of its prefix.
    for (let made = this.#count - 1; made >= 0; made--) {
      const record = this.#made[2 * made] ?? 0;
      const from = made === 0 ? 0 : (this.#made[2 * made - 1] ?? 0);
      const last = (this.#made[2 * made + 1] ?? 0) - 1;
      this.#enter(tables, record, from, last);
    }
    sealTables(tables);
    return tables;
  }

  #enter(tables: Tables, record: number, from: number, last: number): void {
    const { firsts, firstShift, pairs, pairShift, slots, records } = tables;
    const prefixA = this.#prefixA;
    const prefixB = this.#prefixB;
    // Names of one word are many, and the same words in small letters are everywhere: they have places of their own.
    const salt = from === last && isCapital(tables, record) ? CAPITAL_SALT : 0;
    const first = ((prefixA[from] ?? 0) ^ salt) >>> firstShift;
    const word = first >>> 4;
    firsts[word] = (firsts[word] ?? 0) | ((from === last ? ENDS_HERE : GOES_ON) << ((first & 15) << 1));
    if (from < last) {
      const pair = (prefixA[from + 1] ?? 0) >>> pairShift;
      pairs[pair >>> 5] = (pairs[pair >>> 5] ?? 0) | (1 << (pair & 31));
    }
    // A prefix of one element is looked up only where a pattern ends with it: the pairs tell which go on.
    for (let i = Math.min(from + 1, last); i < last; i++) {
      const slot = slotOf(tables, prefixA[i] ?? 0, prefixB[i] ?? 0);
      slots[slot + 1] = (slots[slot + 1] ?? 0) | 1;
    }
    const slot = slotOf(tables, prefixA[last] ?? 0, prefixB[last] ?? 0);
    const meta = slots[slot + 1] ?? 0;
    records[record + RECORD_NEXT] = meta >>> 1;
    slots[slot + 1] = (record << 1) | (meta & 1);
  }

  /** Firsts have at least 8 places an element, pairs 16, slots 1.6. */
  #sizes(): Pick<TableSizes, "firstBits" | "pairBits" | "slotBits"> {
    const firsts = new DistinctCounter(this.#count);
    const pairs = new DistinctCounter(this.#count);
    const slots = new DistinctCounter(this.#prefixes);
    let from = 0;
    for (let made = 0; made < this.#count; made++) {
      const end = this.#made[2 * made + 1] ?? 0;
      firsts.add(this.#prefixA[from] ?? 0);
      if (end - from > 1) pairs.add(this.#prefixA[from + 1] ?? 0);
      for (let i = Math.min(from + 1, end - 1); i < end; i++) slots.add(this.#prefixA[i] ?? 0);
      from = end;
    }
    return {
      firstBits: bitsFor(firsts.estimate() * 8, 20),
      pairBits: bitsFor(pairs.estimate() * 16, 23),
      slotBits: bitsFor(slots.estimate() * 1.6, 30),
    };
  }

  #record(index: number, pattern: PatternText, reader: ElementReader): void {
    const { count, froms, tos, joints } = reader;
    const start = this.#end;
    let at = 2 * (start + RECORD_WORDS);
    let shape = (count << SHAPE_SHIFT) | (pattern.exactJoints ? EXACT_JOINTS : 0);
    for (let i = 0; i < count; i++) {
      const from = froms[i] ?? 0;
      const to = tos[i] ?? 0;
      const joint = joints[i] ?? 0;
      this.#units[at++] = pattern.exactJoints ? joint & EXACT_JOINT : joint >>> LOOSE_SHIFT;
      if ((joint & SLOW) === 0) {
        const folds = pattern.exactCase ? EXACT_UNIT : LOOSE_UNIT;
        at = this.#length(at, to - from);
        for (let j = from; j < to; j++) this.#units[at++] = folds[reader.units[j] ?? 0] ?? 0;
      } else {
        const text = pattern.text.slice(from, to);
        at = this.#text(at, pattern.exactCase ? foldExact(text) : foldLoose(text));
      }
    }
    if (pattern.exactCase) {
      shape |= EXACT_CASE;
      const first = pattern.text.slice(froms[0], tos[0]);
      if (/['"]/.test(foldExact(first))) {
        shape |= FIRST_LOOSE;
        at = this.#text(at, foldLoose(first));
      }
    }
    this.#words[start] = index;
    this.#words[start + RECORD_NEXT] = 0;
    this.#words[start + RECORD_SHAPE] = shape;
    if (at % 2 === 1) this.#units[at++] = 0;
    this.#end = at / 2;
  }

  #text(start: number, text: string): number {
    let at = this.#length(start, text.length);
    for (let i = 0; i < text.length; i++) this.#units[at++] = text.charCodeAt(i);
    return at;
  }

  #length(start: number, length: number): number {
    let at = start;
    if (length < LONG) {
      this.#units[at++] = length;
    } else {
      this.#units[at++] = LONG;
      this.#units[at++] = length & 0xffff;
      this.#units[at++] = length >>> 16;
    }
    return at;
  }

  #reserve(count: number, text: string): void {
    // No unit folds into more than 18; the first element may be written twice.
    const words = this.#end + RECORD_WORDS + 2 * count + 18 * text.length + 8;
    if (words > this.#words.length) {
      this.#words = grown(this.#words, words);
      this.#units = new Uint16Array(this.#words.buffer);
    }
    if (this.#prefixes + count > this.#prefixA.length) {
      this.#prefixA = grown(this.#prefixA, this.#prefixes + count);
      this.#prefixB = grown(this.#prefixB, this.#prefixes + count);
    }
    if (2 * this.#count + 2 > this.#made.length) this.#made = grown(this.#made, 2 * this.#count + 2);
  }
}

/** Whether a pattern counts capitals and begins with one. */
function isCapital({ records, recordUnits }: Tables, record: number): boolean {
  const shape = records[record + RECORD_SHAPE] ?? 0;
  if ((shape & EXACT_CASE) === 0 || (shape & FIRST_LOOSE) !== 0) return false;
  const at = 2 * (record + RECORD_WORDS) + 1;
  return recordUnits[at] !== LONG && startsCapital(recordUnits[at + 1] ?? 0);
}

/** The slot of a prefix, taken if it is new. */
function slotOf({ slots, slotShift }: Tables, a: number, b: number): number {
  const last = slots.length - 2;
  let slot = (b >>> slotShift) << 1;
  while (slots[slot + 1] !== 0) {
    if (slots[slot] === a) return slot;
    slot = (slot + 2) & last;
  }
  slots[slot] = a;
  return slot;
}

function grown(from: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(Math.max(length, 2 * from.length));
  to.set(from);
  return to;
}

/** The exponent of the smallest power of two that is not below the number. */
function bitsFor(places: number, most: number): number {
  return Math.min(most, Math.max(5, Math.ceil(Math.log2(Math.max(1, places)))));
}

/** About how many different hashes there were: linear counting (Whang et al. 1990), good to a hundredth. */
class DistinctCounter {
  readonly #bits: number;
  readonly #seen: Int32Array;
  #taken = 0;

  /** For up to so many hashes. */
  constructor(most: number) {
    this.#bits = bitsFor(4 * most, 30);
    this.#seen = new Int32Array(2 ** (this.#bits - 5));
  }

  add(hash: number): void {
    const place = hash >>> (32 - this.#bits);
    const word = this.#seen[place >>> 5] ?? 0;
    const bit = 1 << (place & 31);
    if ((word & bit) !== 0) return;
    this.#seen[place >>> 5] = word | bit;
    this.#taken++;
  }

  estimate(): number {
    const places = 2 ** this.#bits;
    return -places * Math.log(1 - this.#taken / places);
  }
}
