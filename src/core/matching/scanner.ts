import { foldExact, foldLoose } from "../text/fold.ts";
import { joined, nextA, nextB, startB } from "./hash.ts";
import { ElementReader, EXACT_JOINT, LOOSE_SHIFT, SLOW } from "./reader.ts";
import { opaqueSpansNear } from "./suspects.ts";
import type { Tables } from "./tables.ts";
import {
  CAPITAL_SALT,
  ENDS_HERE,
  EXACT_CASE,
  EXACT_JOINTS,
  FIRST_LOOSE,
  GOES_ON,
  LONG,
  RECORD_NEXT,
  RECORD_PATTERN,
  RECORD_SHAPE,
  RECORD_WORDS,
  SHAPE_SHIFT,
} from "./tables.ts";
import { EXACT_UNIT, LOOSE_UNIT } from "./units.ts";

/** Integers a hit takes: from, to, index of the pattern. */
export const HIT_WORDS = 3;

// Scanning is synchronous and leaves nothing behind, so one set of arrays serves all scanners of a thread.
const reader = new ElementReader();
/** Three integers a candidate: its element and bits, then the hash of its first pair in two halves. */
let candidates = new Int32Array(1 << 13);
/** Three integers a walker, which follows the prefixes from one candidate: the candidate, the hash so far. */
let walkers = new Int32Array(1 << 13);
/** By candidate: its longest find so far; 0 for none. */
let longest = new Int32Array(1 << 13);
/** Longer arrays are not kept. */
const KEPT_LENGTH = 1 << 22;

/** A find: first record of the patterns that may end here, length in elements, shorter find of the same candidate. */
const FIND_WORDS = 3;

/**
 * Finds the places of a set of patterns in texts. Works in phases over the whole text, so that waiting for memory
 * overlaps: the reader gives elements; first elements and pairs are tried against bitsets; of what passes, all
 * prefixes of two elements are looked up, then all of three, each time after their slots were touched; at last the
 * patterns that may stand are compared character by character.
 */
export class Scanner {
  /** The hits of the last scan, HIT_WORDS each, in the order of `Matcher.scan`. The next scan overwrites them. */
  hits = new Int32Array(HIT_WORDS << 8);

  readonly #tables: Tables;
  #end = 0;
  #text = "";
  /** FIND_WORDS each; the first is none. */
  #finds = new Int32Array(FIND_WORDS << 8);
  #findsEnd = 0;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** The number of hits, which are then in `hits`. */
  scan(text: string): number {
    const { seed, mask } = this.#tables;
    reader.read(text, seed, mask);
    reserve(reader.count);
    this.#text = text;
    this.#end = 0;
    this.#findsEnd = FIND_WORDS;
    const found = this.#filter();
    let walking = this.#start(found);
    for (let length = 2; walking > 0; length++) walking = this.#step(length, this.#touch(walking));
    if (this.#findsEnd > FIND_WORDS) this.#report(found);
    if (this.#end > 0 && reader.suspects.length > 0) this.#dropOpaque();
    this.#text = "";
    reader.release();
    return this.#end / HIT_WORDS;
  }

  /** Candidates whose first element, and first pair if a longer pattern is looked for, may be a pattern's. */
  #filter(): number {
    const { firsts, firstShift, pairs, pairShift } = this.#tables;
    const { count, hashes, joints, froms, units } = reader;
    const kept = candidates;
    let found = 0;
    for (let i = 0; i < count; i++) {
      const hash = hashes[i] ?? 0;
      const place = hash >>> firstShift;
      let bits = ((firsts[place >>> 4] ?? 0) >>> ((place & 15) << 1)) & (ENDS_HERE | GOES_ON);
      const unit = units[froms[i] ?? 0] ?? 0;
      // What is read by the functions of core/text may begin with a capital too.
      if (LOOSE_UNIT[unit] !== EXACT_UNIT[unit] || ((joints[i] ?? 0) & SLOW) !== 0) {
        const other = (hash ^ CAPITAL_SALT) >>> firstShift;
        bits |= ((firsts[other >>> 4] ?? 0) >>> ((other & 15) << 1)) & ENDS_HERE;
      }
      // Written always and kept by counting: a branch here would be guessed wrong half the time.
      kept[3 * found] = (i << 2) | bits;
      found += (bits | (bits >>> 1)) & 1;
    }
    for (let at = 0; at < 3 * found; at += 3) {
      const i = (kept[at] ?? 0) >> 2;
      const first = hashes[i] ?? 0;
      const hash = joined(hashes[i + 1] ?? 0, (joints[i + 1] ?? 0) >>> LOOSE_SHIFT);
      const a = nextA(first, hash);
      const pair = a >>> pairShift;
      kept[at + 1] = a;
      // The bit for now; a loop that only loads has the most loads under way at a time.
      kept[at + 2] = (pairs[pair >>> 5] ?? 0) >>> (pair & 31);
    }
    let end = 0;
    for (let at = 0; at < 3 * found; at += 3) {
      const candidate = kept[at] ?? 0;
      const i = candidate >> 2;
      const goesOn = (candidate >>> 1) & (kept[at + 2] ?? 0) & 1;
      const hash = joined(hashes[i + 1] ?? 0, (joints[i + 1] ?? 0) >>> LOOSE_SHIFT);
      kept[end] = (candidate & ~GOES_ON) | (goesOn << 1);
      kept[end + 1] = kept[at + 1] ?? 0;
      kept[end + 2] = nextB(startB(hashes[i] ?? 0), hash);
      end += 3 * (goesOn | (candidate & ENDS_HERE));
    }
    return end / 3;
  }

  /** Looks up candidates as patterns of one element, and makes walkers of those that may be more. */
  #start(found: number): number {
    const { hashes } = reader;
    let walking = 0;
    for (let candidate = 0; candidate < found; candidate++) {
      const at = 3 * candidate;
      const value = candidates[at] ?? 0;
      longest[candidate] = 0;
      if ((value & ENDS_HERE) !== 0) {
        const first = hashes[value >> 2] ?? 0;
        this.#find(candidate, 1, this.#lookUp(first, startB(first)) >>> 1);
      }
      walkers[walking] = candidate;
      walkers[walking + 1] = candidates[at + 1] ?? 0;
      walkers[walking + 2] = candidates[at + 2] ?? 0;
      walking += 3 * ((value >>> 1) & 1);
    }
    return walking / 3;
  }

  /** Walkers but for those whose slot is empty. No step waits for the one before. */
  #touch(walking: number): number {
    const { slots, slotShift } = this.#tables;
    const kept = walkers;
    let end = 0;
    for (let at = 0; at < 3 * walking; at += 3) {
      const b = kept[at + 2] ?? 0;
      const meta = slots[((b >>> slotShift) << 1) + 1] ?? 0;
      kept[end] = kept[at] ?? 0;
      kept[end + 1] = kept[at + 1] ?? 0;
      kept[end + 2] = b;
      end += meta === 0 ? 0 : 3;
    }
    return end / 3;
  }

  /** Takes what ends after so many elements, and leaves the walkers that go on. */
  #step(length: number, walking: number): number {
    const { count, hashes, joints } = reader;
    let end = 0;
    for (let at = 0; at < 3 * walking; at += 3) {
      const candidate = walkers[at] ?? 0;
      const a = walkers[at + 1] ?? 0;
      const b = walkers[at + 2] ?? 0;
      const next = ((candidates[3 * candidate] ?? 0) >> 2) + length;
      if (next > count) continue;
      const meta = this.#lookUp(a, b);
      if (meta > 1) this.#find(candidate, length, meta >>> 1);
      if ((meta & 1) === 0) continue;
      const hash = joined(hashes[next] ?? 0, (joints[next] ?? 0) >>> LOOSE_SHIFT);
      walkers[end] = candidate;
      walkers[end + 1] = nextA(a, hash);
      walkers[end + 2] = nextB(b, hash);
      end += 3;
    }
    return end / 3;
  }

  #find(candidate: number, length: number, record: number): void {
    if (record === 0) return;
    const at = this.#findsEnd;
    if (at + FIND_WORDS > this.#finds.length) this.#finds = doubled(this.#finds);
    this.#finds[at] = record;
    this.#finds[at + 1] = length;
    this.#finds[at + 2] = longest[candidate] ?? 0;
    longest[candidate] = at;
    this.#findsEnd = at + FIND_WORDS;
  }

  /** What the slot of a prefix has; 0 if there is none. */
  #lookUp(a: number, b: number): number {
    const { slots, slotShift } = this.#tables;
    const last = slots.length - 2;
    for (let slot = (b >>> slotShift) << 1; ; slot = (slot + 2) & last) {
      const meta = slots[slot + 1] ?? 0;
      if (meta === 0 || slots[slot] === a) return meta;
    }
  }

  /** Makes hits of the finds whose patterns stand there. */
  #report(found: number): void {
    const { records } = this.#tables;
    const finds = this.#finds;
    let shapes = 0;
    for (let at = FIND_WORDS; at < this.#findsEnd; at += FIND_WORDS) {
      shapes |= records[(finds[at] ?? 0) + RECORD_SHAPE] ?? 0;
    }
    // Always so: it only keeps the loop above, which touches the records before they are needed one by one.
    if (shapes === 0) return;
    for (let candidate = 0; candidate < found; candidate++) {
      const start = (candidates[3 * candidate] ?? 0) >> 2;
      for (let at = longest[candidate] ?? 0; at !== 0; at = finds[at + 2] ?? 0) {
        this.#take(finds[at] ?? 0, start, finds[at + 1] ?? 0);
      }
    }
  }

  /** Takes the patterns of a list that stand at the elements. */
  #take(head: number, start: number, length: number): void {
    const { records } = this.#tables;
    for (let record = head; record !== 0; record = records[record + RECORD_NEXT] ?? 0) {
      if (!this.#stands(record, start, length)) continue;
      if (this.#end + HIT_WORDS > this.hits.length) this.hits = doubled(this.hits);
      this.hits[this.#end] = reader.froms[start] ?? 0;
      this.hits[this.#end + 1] = reader.tos[start + length - 1] ?? 0;
      this.hits[this.#end + 2] = records[record + RECORD_PATTERN] ?? 0;
      this.#end += HIT_WORDS;
    }
  }

  /** Whether a pattern stands at the elements, compared by joints and characters. */
  #stands(record: number, start: number, length: number): boolean {
    const { records, recordUnits } = this.#tables;
    const shape = records[record + RECORD_SHAPE] ?? 0;
    if (shape >> SHAPE_SHIFT !== length) return false;
    const exactCase = (shape & EXACT_CASE) !== 0;
    const exactJoints = (shape & EXACT_JOINTS) !== 0;
    const { units, froms, tos, joints } = reader;
    const folds = exactCase ? EXACT_UNIT : LOOSE_UNIT;
    let at = 2 * (record + RECORD_WORDS);
    for (let i = start; i < start + length; i++) {
      const joint = joints[i] ?? 0;
      if (i > start && (exactJoints ? joint & EXACT_JOINT : joint >>> LOOSE_SHIFT) !== recordUnits[at])
        return false;
      const size = recordUnits[at + 1] ?? 0;
      if ((joint & SLOW) !== 0 || size === LONG) {
        at = this.#compare(at + 1, i, exactCase);
        if (at < 0) return false;
        continue;
      }
      const from = froms[i] ?? 0;
      if ((tos[i] ?? 0) - from !== size) return false;
      at += 2;
      for (let j = 0; j < size; j++) if (folds[units[from + j] ?? 0] !== recordUnits[at + j]) return false;
      at += size;
    }
    return (shape & FIRST_LOOSE) === 0 || this.#compare(at, start, false) >= 0;
  }

  /** Where what is compared with an element ends; negative if it is not alike. */
  #compare(start: number, element: number, exactCase: boolean): number {
    const { recordUnits } = this.#tables;
    let at = start;
    let length = recordUnits[at++] ?? 0;
    if (length === LONG) {
      length = (recordUnits[at] ?? 0) | ((recordUnits[at + 1] ?? 0) << 16);
      at += 2;
    }
    const from = reader.froms[element] ?? 0;
    const to = reader.tos[element] ?? 0;
    if (((reader.joints[element] ?? 0) & SLOW) !== 0) {
      const text = this.#text.slice(from, to);
      const folded = exactCase ? foldExact(text) : foldLoose(text);
      if (folded.length !== length) return -1;
      for (let i = 0; i < length; i++) if (folded.charCodeAt(i) !== recordUnits[at + i]) return -1;
      return at + length;
    }
    if (to - from !== length) return -1;
    const { units } = reader;
    const folds = exactCase ? EXACT_UNIT : LOOSE_UNIT;
    for (let i = 0; i < length; i++) if (folds[units[from + i] ?? 0] !== recordUnits[at + i]) return -1;
    return at + length;
  }

  #dropOpaque(): void {
    const spans = opaqueSpansNear(this.#text, reader.suspects);
    const { hits } = this;
    let end = 0;
    let near = 0;
    for (let at = 0; at < this.#end; at += HIT_WORDS) {
      const from = hits[at] ?? 0;
      const to = hits[at + 1] ?? 0;
      while ((spans[near]?.to ?? to) <= from) near++;
      if ((spans[near]?.from ?? to) < to) continue;
      hits.copyWithin(end, at, at + HIT_WORDS);
      end += HIT_WORDS;
    }
    this.#end = end;
  }
}

function doubled(from: Int32Array): Int32Array<ArrayBuffer> {
  const to = new Int32Array(2 * from.length);
  to.set(from);
  return to;
}

/** Makes room for a text of so many elements, and gives back what a very long one took. */
function reserve(count: number): void {
  const length = Math.max(1 << 13, 4 * count);
  if (candidates.length >= 3 * count && candidates.length <= KEPT_LENGTH) return;
  candidates = new Int32Array(length);
  walkers = new Int32Array(length);
  longest = new Int32Array(length);
}
