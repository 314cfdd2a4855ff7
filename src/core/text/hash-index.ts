import { firstOf, hashOf } from "./hashes.ts";

/**
 * The numbers under which keys were entered, in some twenty bytes a key whatever its length. All keys are entered before the first is
 * looked for. Different keys may have one hash: what a number stands for is to be compared.
 */
export class HashIndex {
  #hashes = new Float64Array(1 << 10);
  #numbers = new Uint32Array(1 << 10);
  #count = 0;
  #isSorted = true;

  add(key: string, number: number): void {
    if (this.#count === this.#hashes.length) {
      this.#hashes = grown(this.#hashes, new Float64Array(2 * this.#count));
      this.#numbers = grown(this.#numbers, new Uint32Array(2 * this.#count));
    }
    this.#hashes[this.#count] = hashOf(key);
    this.#numbers[this.#count] = number;
    this.#count++;
    this.#isSorted = false;
  }

  /** The numbers under which a key may have been entered, in the order in which they were. */
  find(key: string): number[] {
    if (!this.#isSorted) this.#sort();
    const hash = hashOf(key);
    const found: number[] = [];
    for (let at = firstOf(this.#hashes, hash); this.#hashes[at] === hash; at++)
      found.push(this.#numbers[at] ?? 0);
    return found;
  }

  /** By hash, those of one hash as they were entered. Sorted, not in slots: nobody can choose keys that make this slow. */
  #sort(): void {
    const hashes = this.#hashes.slice(0, this.#count).sort();
    const numbers = new Uint32Array(this.#count);
    const used = new Uint32Array(this.#count);
    for (let nth = 0; nth < this.#count; nth++) {
      const first = firstOf(hashes, this.#hashes[nth] ?? 0);
      const place = first + (used[first] ?? 0);
      used[first] = (used[first] ?? 0) + 1;
      numbers[place] = this.#numbers[nth] ?? 0;
    }
    this.#hashes = hashes;
    this.#numbers = numbers;
    this.#isSorted = true;
  }
}

function grown<List extends Float64Array | Uint32Array>(list: List, larger: List): List {
  larger.set(list);
  return larger;
}
