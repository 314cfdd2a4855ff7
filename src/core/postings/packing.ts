/*
 * Codes and lists of articles as bytes. A number is written in 7 bits a byte, the lower first; one of a rising list as
 * the difference from the one before it (Manning, Raghavan, Schütze 2008, section 5.3).
 */
import { BUCKET, bucketOf, type CodeRange } from "./codes.ts";

/** The most articles of a block: a code and a place in a block are one number. */
export const BLOCK_LIMIT = 2 ** 19;

/** An article, by a number of its own, and the codes of its texts in order. */
export interface CodedArticle {
  readonly number: number;
  readonly codes: Float64Array;
}

/** What a block has of a bucket. */
export interface BucketPostings {
  readonly bucket: number;
  readonly postings: Uint8Array;
}

/** Rising codes as bytes. */
export function packCodes(codes: Float64Array): Uint8Array {
  const writer = new ByteWriter();
  let before = 0;
  for (const code of codes) {
    writer.number(code - before);
    before = code;
  }
  return writer.take();
}

/** The codes that {@link packCodes} packed. */
export function unpackCodes(bytes: Uint8Array): Float64Array {
  const codes = new Float64Array(bytes.length);
  const reader = new ByteReader(bytes);
  let count = 0;
  let code = 0;
  while (reader.at < bytes.length) {
    code += reader.number();
    codes[count++] = code;
  }
  return codes.subarray(0, count);
}

/** Whether any of some rising codes is in a range. O(log n). */
export function hasCode(codes: Float64Array, { from, to }: CodeRange): boolean {
  let low = 0;
  let high = codes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((codes[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low < codes.length && (codes[low] ?? to) < to;
}

/**
 * Some articles turned over: by bucket, in order, which of them have which codes. An article may be there twice. Fewer
 * than {@link BLOCK_LIMIT}. O(n log n) in the number of codes.
 */
export function packBlock(articles: readonly CodedArticle[]): BucketPostings[] {
  const inOrder = [...articles].sort((a, b) => a.number - b.number);
  const places = inOrder.length + 1;
  const total = inOrder.reduce((sum, { codes }) => sum + codes.length, 0);
  const pairs = new Float64Array(total);
  let count = 0;
  inOrder.forEach(({ codes }, place) => {
    for (const code of codes) pairs[count++] = code * places + place;
  });
  pairs.sort();
  const numbers = inOrder.map(({ number }) => number);
  const packed: BucketPostings[] = [];
  for (let from = 0; from < count;) {
    const bucket = bucketOf(Math.floor((pairs[from] ?? 0) / places));
    const end = (bucket + 1) * BUCKET * places;
    let to = from;
    while (to < count && (pairs[to] ?? 0) < end) to++;
    packed.push({ bucket, postings: packBucket(pairs.subarray(from, to), places, numbers, bucket) });
    from = to;
  }
  return packed;
}

/** The lowest number, then each code with the length of its list in bytes and the list. */
function packBucket(
  pairs: Float64Array,
  places: number,
  numbers: readonly number[],
  bucket: number,
): Uint8Array {
  const writer = new BucketWriter(numbers[0] ?? 0);
  for (let at = 0; at < pairs.length;) {
    const code = Math.floor((pairs[at] ?? 0) / places);
    const end = (code + 1) * places;
    for (; at < pairs.length && (pairs[at] ?? 0) < end; at++)
      writer.number(numbers[(pairs[at] ?? 0) - code * places] ?? 0);
    writer.code(code - bucket * BUCKET);
  }
  return writer.take();
}

/** Calls `take` with the number of each article that has a code of a range, by what a block has of the range's bucket. */
export function readPostings(
  postings: Uint8Array,
  { from, to }: CodeRange,
  take: (number: number) => void,
): void {
  const reader = new ByteReader(postings);
  const base = reader.number();
  let code = bucketOf(from) * BUCKET;
  while (reader.at < postings.length) {
    code += reader.number();
    if (code >= to) return;
    const end = reader.number() + reader.at;
    if (code < from) {
      reader.at = end;
      continue;
    }
    let number = base;
    while (reader.at < end) {
      number += reader.number();
      take(number);
    }
  }
}

/**
 * What several blocks have of one bucket, as one block that has all their articles would have it. O(n log n) in the number
 * of their codes, linear in their articles.
 */
export function mergePostings(blocks: readonly Uint8Array[]): Uint8Array {
  const readers = blocks.map((bytes) => new ByteReader(bytes));
  const bases = readers.map((reader) => reader.number());
  const writer = new BucketWriter(bases.reduce((lowest, each) => Math.min(lowest, each), Infinity));
  let numbers: number[] = [];
  const inOrder = codesByBlock(blocks);
  inOrder.forEach((pair, at) => {
    const code = Math.floor(pair / blocks.length);
    const block = pair - code * blocks.length;
    readNextList(readers[block], bases[block] ?? 0, numbers);
    if (Math.floor((inOrder[at + 1] ?? Infinity) / blocks.length) === code) return;
    for (const number of inRisingOrder(numbers)) writer.number(number);
    writer.code(code);
    numbers = [];
  });
  return writer.take();
}

/** The codes of each block, from the first of the bucket, times the number of blocks, and the block's number: in order. */
function codesByBlock(blocks: readonly Uint8Array[]): Float64Array {
  const pairs: number[] = [];
  blocks.forEach((bytes, block) => {
    const reader = new ByteReader(bytes);
    reader.number();
    for (let code = 0; reader.at < bytes.length;) {
      code += reader.number();
      pairs.push(code * blocks.length + block);
      const length = reader.number();
      reader.at += length;
    }
  });
  return Float64Array.from(pairs).sort();
}

function readNextList(reader: ByteReader | undefined, base: number, numbers: number[]): void {
  if (reader === undefined) return;
  reader.number();
  const end = reader.number() + reader.at;
  for (let number = base; reader.at < end;) numbers.push((number += reader.number()));
}

/** Later blocks have later articles, but for those that were entered again. */
function inRisingOrder(numbers: number[]): number[] {
  return numbers.every((number, at) => at === 0 || number >= (numbers[at - 1] ?? 0))
    ? numbers
    : numbers.sort((a, b) => a - b);
}

class ByteWriter {
  #bytes = new Uint8Array(1 << 8);
  length = 0;

  /** A whole number from 0 on. */
  number(value: number): void {
    this.#reserve(8);
    let rest = value;
    // What is beyond 32 bits is not for bit operators.
    for (; rest > 0x7fffffff; rest = Math.floor(rest / 0x80)) {
      this.#bytes[this.length++] = (rest % 0x80) | 0x80;
    }
    for (; rest >= 0x80; rest >>>= 7) this.#bytes[this.length++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.length++] = rest;
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What was written; it starts over. */
  take(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.length);
    this.length = 0;
    return bytes;
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.length + more));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

/** Writes what a block has of a bucket: for each code the numbers of its articles, rising, and then the code. */
class BucketWriter {
  readonly #base: number;
  readonly #writer = new ByteWriter();
  readonly #list = new ByteWriter();
  #last: number;
  #before = 0;

  /** `base` is the lowest number of all. */
  constructor(base: number) {
    this.#base = base;
    this.#last = base;
    this.#writer.number(base);
  }

  /** The next number of the code that follows; one that comes twice counts once. */
  number(number: number): void {
    // The first may be the lowest of all.
    if (number === this.#last && this.#list.length > 0) return;
    this.#list.number(number - this.#last);
    this.#last = number;
  }

  /** The code of the numbers since the one before, counted from the first of the bucket. */
  code(code: number): void {
    this.#writer.number(code - this.#before);
    this.#before = code;
    this.#writer.number(this.#list.length);
    this.#writer.bytes(this.#list.take());
    this.#last = this.#base;
  }

  take(): Uint8Array {
    return this.#writer.take();
  }
}

class ByteReader {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  number(): number {
    let byte = this.#bytes[this.at++] ?? 0;
    let value = byte & 0x7f;
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = this.#bytes[this.at++] ?? 0;
      value += shift < 24 ? (byte & 0x7f) << shift : (byte & 0x7f) * 2 ** shift;
    }
    return value;
  }
}
