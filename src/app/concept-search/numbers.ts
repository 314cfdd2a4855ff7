/** Numbers of concepts, a bit each. */
export class NumberSet {
  #bits = new Uint8Array(1024);
  #size = 0;

  constructor(numbers: Uint32Array) {
    for (const number of numbers) this.#add(number);
  }

  get size(): number {
    return this.#size;
  }

  has(number: number): boolean {
    return ((this.#bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }

  /** Those of some numbers that are in it, each once. */
  among(numbers: Uint32Array): NumberSet {
    return new NumberSet(numbers.filter((number) => this.has(number)));
  }

  /** All of them, the least first. */
  list(): number[] {
    const found: number[] = [];
    for (const [byte, bits] of this.#bits.entries())
      if (bits !== 0)
        for (let bit = 0; bit < 8; bit++) if ((bits & (1 << bit)) !== 0) found.push(8 * byte + bit);
    return found;
  }

  #add(number: number): void {
    const byte = number >> 3;
    if (byte >= this.#bits.length) {
      const larger = new Uint8Array(2 * byte);
      larger.set(this.#bits);
      this.#bits = larger;
    }
    const [bits, bit] = [this.#bits[byte] ?? 0, 1 << (number & 7)];
    if ((bits & bit) !== 0) return;
    this.#bits[byte] = bits | bit;
    this.#size++;
  }
}
