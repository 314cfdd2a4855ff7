/*
 * A compiled set of patterns as one SharedArrayBuffer:
 *
 *   header    HEADER_WORDS integers, see below
 *   firsts    two bits a hash of a first element: a pattern of one element, a pattern of more
 *   pairs     one bit a hash of the first two elements
 *   slots     open addressing, two integers each: the first half of a prefix's hash; then 0 for an empty slot, or the
 *             first record of the patterns that end with the prefix (0: none) times two, plus 1 if longer ones follow
 *   records   one a pattern, see RECORD_*: what is compared at a hit
 *
 * Nothing in it changes once it is compiled, so that threads may share it; payloads are not in it.
 */

/** Why a buffer is refused: not one of ours, of another version, Unicode or byte order, cut, or damaged. */
export type TableFault = "foreign" | "version" | "unicode" | "byte-order" | "size" | "checksum";

/** Views of one buffer. */
export interface Tables {
  readonly buffer: SharedArrayBuffer;
  /** Number of patterns, those that never match too. */
  readonly patterns: number;
  readonly seed: number;
  /** Taken off every element's hash; all ones but in tests. */
  readonly mask: number;
  /** A hash shifted right by this is its place among the firsts, the pairs, the slots. */
  readonly firstShift: number;
  readonly pairShift: number;
  readonly slotShift: number;
  readonly firsts: Int32Array;
  readonly pairs: Int32Array;
  readonly slots: Int32Array;
  readonly records: Int32Array;
  /** The same records by unit. */
  readonly recordUnits: Uint16Array;
}

/** What the tables are made for. Sizes are powers of two, as exponents; `recordWords` in integers. */
export interface TableSizes {
  readonly patterns: number;
  readonly seed: number;
  readonly mask: number;
  readonly firstBits: number;
  readonly pairBits: number;
  readonly slotBits: number;
  readonly recordWords: number;
}

/** A first element's bits: patterns of one element, patterns of more. */
export const ENDS_HERE = 1;
export const GOES_ON = 2;
/** Taken with a first element's hash: the place of the patterns of one element that begin with a capital that counts. */
export const CAPITAL_SALT = 0x5bd1e995;

/** A record: pattern index, next record of the same prefix (0: none), length in elements and flags. */
export const RECORD_PATTERN = 0;
export const RECORD_NEXT = 1;
export const RECORD_SHAPE = 2;
/** Then, in units: for each element its joint, its length (LONG: two more units have it) and its folded units. */
export const RECORD_WORDS = 3;
export const LONG = 0xffff;

/** Flags in the shape, below the length. */
export const EXACT_CASE = 1;
export const EXACT_JOINTS = 2;
/** The loose fold of the first element follows the last: the exact one does not tell it. */
export const FIRST_LOOSE = 4;
export const SHAPE_SHIFT = 3;

const MAGIC = 0x5a4d4d31;
const MAGIC_SWAPPED = 0x314d4d5a;
const VERSION = 2;
const HEADER_WORDS = 16;
const CHECKSUM_AT = 4;

/** Empty tables of the sizes. */
export function createTables(sizes: TableSizes): Tables {
  const buffer = new SharedArrayBuffer(4 * wordsOf(sizes));
  const header = new Int32Array(buffer, 0, HEADER_WORDS);
  header.set([MAGIC, VERSION, unicodeVersion(), buffer.byteLength, 0, ...fieldsOf(sizes)]);
  return viewsOf(buffer, sizes);
}

/** Writes the checksum: the tables are done. */
export function sealTables(tables: Tables): void {
  new Int32Array(tables.buffer)[CHECKSUM_AT] = checksumOf(tables.buffer);
}

/** Views of a buffer that `sealTables` finished in this or another thread, or why it cannot be used here. */
export function openTables(buffer: SharedArrayBuffer): Tables | TableFault {
  if (buffer.byteLength < 4 * HEADER_WORDS || buffer.byteLength % 4 !== 0) return "foreign";
  const header = new Int32Array(buffer, 0, HEADER_WORDS);
  const [magic, version, unicode, byteLength, checksum] = header;
  if (magic === MAGIC_SWAPPED) return "byte-order";
  if (magic !== MAGIC) return "foreign";
  if (version !== VERSION) return "version";
  if (unicode !== unicodeVersion()) return "unicode";
  const sizes = sizesOf(header);
  if (byteLength !== buffer.byteLength || 4 * wordsOf(sizes) !== byteLength) return "size";
  if (checksum !== checksumOf(buffer)) return "checksum";
  return viewsOf(buffer, sizes);
}

/** Bytes of the tables without the records, and of the records. */
export function tableBytes(tables: Tables): { readonly index: number; readonly records: number } {
  return { index: tables.records.byteOffset, records: tables.records.byteLength };
}

function fieldsOf(sizes: TableSizes): number[] {
  const { patterns, seed, mask, firstBits, pairBits, slotBits, recordWords } = sizes;
  return [patterns, seed, mask, firstBits, pairBits, slotBits, recordWords];
}

function sizesOf(header: Int32Array): TableSizes {
  const [
    ,
    ,
    ,
    ,
    ,
    patterns = 0,
    seed = 0,
    mask = 0,
    firstBits = 0,
    pairBits = 0,
    slotBits = 0,
    recordWords = 0,
  ] = header;
  return { patterns, seed, mask, firstBits, pairBits, slotBits, recordWords };
}

function wordsOf({ firstBits, pairBits, slotBits, recordWords }: TableSizes): number {
  return HEADER_WORDS + 2 ** (firstBits - 4) + 2 ** (pairBits - 5) + 2 ** (slotBits + 1) + recordWords;
}

function viewsOf(buffer: SharedArrayBuffer, sizes: TableSizes): Tables {
  const { patterns, seed, mask, firstBits, pairBits, slotBits, recordWords } = sizes;
  let at = 4 * HEADER_WORDS;
  const take = (words: number): Int32Array => {
    const view = new Int32Array(buffer, at, words);
    at += 4 * words;
    return view;
  };
  const firsts = take(2 ** (firstBits - 4));
  const pairs = take(2 ** (pairBits - 5));
  const slots = take(2 ** (slotBits + 1));
  const records = take(recordWords);
  return {
    buffer,
    patterns,
    seed,
    mask,
    firstShift: 32 - firstBits,
    pairShift: 32 - pairBits,
    slotShift: 32 - slotBits,
    firsts,
    pairs,
    slots,
    records,
    recordUnits: new Uint16Array(buffer, records.byteOffset, 2 * recordWords),
  };
}

function checksumOf(buffer: SharedArrayBuffer): number {
  const words = new Int32Array(buffer);
  let sum = 0;
  for (let i = 0; i < words.length; i++) {
    if (i !== CHECKSUM_AT) sum = Math.imul(sum ^ (words[i] ?? 0), 0x01000193) ^ (sum >>> 15);
  }
  return sum | 0;
}

// One character that each version of Unicode was the first to have: 15.0, 15.1, 16.0, 17.0.
const NEWCOMERS = ["\u0CF3", "\u2FFC", "\u1C89", "\uA7CE"];

/** A number for the version of Unicode that folds and classes are of; later versions than those known count as the last. */
function unicodeVersion(): number {
  return NEWCOMERS.filter((character) => /\p{Assigned}/u.test(character)).length;
}
