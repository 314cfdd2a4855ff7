/** Texts that are looked at one after another, in eight bytes each: a list of the texts themselves would be as large as their file. */
export class Hashes {
  #hashes = new Float64Array(1 << 10);
  #count = 0;
  #isSorted = true;

  add(text: string): void {
    if (this.#count === this.#hashes.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[this.#count++] = hashOf(text);
    this.#isSorted = false;
  }

  /** Whether two of them may be the same: always where two are, and hardly ever where none are. */
  mayHaveTwins(): boolean {
    return this.twins().size > 0;
  }

  /** The hashes that stand twice and more. */
  twins(): ReadonlySet<number> {
    const sorted = this.#sorted();
    const twins = new Set<number>();
    for (let nth = 1; nth < sorted.length; nth++) {
      const hash = sorted[nth] ?? 0;
      if (hash === sorted[nth - 1]) twins.add(hash);
    }
    return twins;
  }

  /** Whether a text may be one of them: always where it is, and hardly ever where it is not. */
  has(text: string): boolean {
    const [sorted, wanted] = [this.#sorted(), hashOf(text)];
    return sorted[firstOf(sorted, wanted)] === wanted;
  }

  /** Sorted, not in a table of slots: nobody can choose texts that make this slow. */
  #sorted(): Float64Array {
    const hashes = this.#hashes.subarray(0, this.#count);
    if (!this.#isSorted) hashes.sort();
    this.#isSorted = true;
    return hashes;
  }
}

/** The first place in a sorted list that is not smaller. */
export function firstOf(sorted: Float64Array, wanted: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 53 bits of two multiplicative hashes (cyrb53, public domain). */
export function hashOf(text: string): number {
  let [first, second] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, 2654435761);
    second = Math.imul(second ^ unit, 1597334677);
  }
  first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  second = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909);
  return 2 ** 32 * (2097151 & second) + (first >>> 0);
}
