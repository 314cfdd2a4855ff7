/** Ids that are looked at one after another, in eight bytes each: a list of the ids themselves would be as large as their file. */
export class IdHashes {
  #hashes = new Float64Array(1 << 10);
  #count = 0;

  add(id: string): void {
    if (this.#count === this.#hashes.length) {
      const larger = new Float64Array(this.#count * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[this.#count++] = hashOf(id);
  }

  /** Whether two of them may be the same: always where two are, and hardly ever where none are. */
  mayHaveTwins(): boolean {
    // Sorted, not in a table of slots: nobody can choose ids that make this slow.
    const sorted = this.#hashes.subarray(0, this.#count).toSorted();
    return sorted.some((hash, index) => index > 0 && hash === sorted[index - 1]);
  }
}

/** 53 bits of two multiplicative hashes (cyrb53, public domain). */
function hashOf(id: string): number {
  let [first, second] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at);
    first = Math.imul(first ^ unit, 2654435761);
    second = Math.imul(second ^ unit, 1597334677);
  }
  first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  second = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909);
  return 2 ** 32 * (2097151 & second) + (first >>> 0);
}
