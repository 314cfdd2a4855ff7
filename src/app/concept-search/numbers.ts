/** Numbers of concepts, a bit each. */
export class NumberSet {
  readonly #words: Uint32Array;
  readonly #size: number;

  private constructor(words: Uint32Array, size: number) {
    this.#words = words;
    this.#size = size;
  }

  /** The set of some numbers, each of which may come several times. */
  static of(numbers: Uint32Array): NumberSet {
    let greatest = 0;
    for (const number of numbers) if (number > greatest) greatest = number;
    const words = new Uint32Array((greatest >>> 5) + 1);
    let size = 0;
    for (const number of numbers) {
      const [word, bit] = [words[number >>> 5] ?? 0, 1 << (number & 31)];
      if ((word & bit) === 0) size++;
      words[number >>> 5] = word | bit;
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
    return this.#with((word, at) => word & (other.#words[at] ?? 0));
  }

  /** Those that are not in another. */
  without(other: NumberSet): NumberSet {
    return this.#with((word, at) => word & ~(other.#words[at] ?? 0));
  }

  /** All of them, the least first. */
  list(): number[] {
    const found: number[] = [];
    for (const [at, word] of this.#words.entries())
      for (let left = word; left !== 0; left &= left - 1) found.push(32 * at + 31 - Math.clz32(left & -left));
    return found;
  }

  #with(change: (word: number, at: number) => number): NumberSet {
    const words = this.#words.map(change);
    let size = 0;
    for (const word of words) size += bitsIn(word);
    return new NumberSet(words, size);
  }
}

/** How many of 32 bits are set. */
function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
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
