/** Numbers of concepts, a bit each. */
export class NumberSet {
  readonly #words: Uint32Array;
  readonly #size: number;

  private constructor(words: Uint32Array, size: number) {
    this.#words = words;
    this.#size = size;
  }

  /** The set of all numbers in some lists, each of which may come several times. */
  static of(...lists: readonly Uint32Array[]): NumberSet {
    let greatest = 0;
    for (const list of lists) for (const number of list) if (number > greatest) greatest = number;
    const words = new Uint32Array((greatest >>> 5) + 1);
    let size = 0;
    for (const list of lists)
      for (const number of list) {
        const [at, bit] = [number >>> 5, 1 << (number & 31)];
        const word = words[at] ?? 0;
        if ((word & bit) === 0) size++;
        words[at] = word | bit;
      }
    return new NumberSet(words, size);
  }

  get size(): number {
    return this.#size;
  }

  has(number: number): boolean {
    return ((this.#words[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  /** Those that are in another, too. */
  and(other: NumberSet): NumberSet {
    const words = this.#words.slice(0, other.#words.length);
    for (let at = 0; at < words.length; at++) words[at] = (words[at] ?? 0) & (other.#words[at] ?? 0);
    return new NumberSet(words, countOf(words));
  }

  /** Those that are not in another. */
  without(other: NumberSet): NumberSet {
    const words = this.#words.slice();
    const length = Math.min(words.length, other.#words.length);
    for (let at = 0; at < length; at++) words[at] = (words[at] ?? 0) & ~(other.#words[at] ?? 0);
    return new NumberSet(words, countOf(words));
  }

  /** All of them, the least first. */
  list(): number[] {
    const found: number[] = [];
    for (let at = 0; at < this.#words.length; at++)
      for (let left = this.#words[at] ?? 0; left !== 0; left &= left - 1)
        found.push(32 * at + 31 - Math.clz32(left & -left));
    return found;
  }
}

/** How many bits of some words are set. */
function countOf(words: Uint32Array): number {
  let count = 0;
  for (const word of words) {
    let bits = word - ((word >>> 1) & 0x55555555);
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Numbers that the concepts that are asked for are among, or none of which they are. */
export interface Numbers {
  readonly set: NumberSet;
  readonly inside: boolean;
}

/** Those of a set that are among some; all of them where nothing is known. */
export function within(set: NumberSet, numbers: Numbers | undefined): NumberSet {
  if (numbers === undefined) return set;
  return numbers.inside ? set.and(numbers.set) : set.without(numbers.set);
}
