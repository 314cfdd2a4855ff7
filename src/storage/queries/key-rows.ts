import type { Kysely } from "kysely";
import { insertKeys } from "../columns.ts";
import type { Schema } from "../schema.ts";

/** Rows of `concept_keys` that are written together. */
export class KeyRows {
  readonly #keys: string[] = [];
  readonly #numbers: number[] = [];
  readonly #traits: number[] = [];

  /** The keys of a concept, each with what it says. */
  add(number: number, keys: ReadonlyMap<string, number>): void {
    for (const [key, traits] of keys) {
      this.#keys.push(key);
      this.#numbers.push(number);
      this.#traits.push(traits);
    }
  }

  /**
   * Writes them about in the order of the tree that they go into, which is far faster: by the kind of a key and its first
   * letters, as one number each, because sorting texts takes longer than writing them.
   */
  async write(tx: Kysely<Schema>): Promise<void> {
    const order = orderOf(this.#keys);
    await insertKeys(
      tx,
      inOrder(this.#keys, order),
      inOrder(this.#numbers, order),
      inOrder(this.#traits, order),
    );
  }
}

/** The places of keys, in about the order of the keys. */
function orderOf(keys: readonly string[]): BigUint64Array {
  const entries = new BigUint64Array(keys.length);
  // The upper half of an entry is what it is sorted by, the lower a place.
  const halves = new Uint32Array(entries.buffer);
  for (let at = 0; at < keys.length; at++) {
    halves[2 * at] = at;
    halves[2 * at + 1] = weightOf(keys[at] ?? "");
  }
  return entries.sort();
}

function inOrder<T>(column: readonly T[], order: BigUint64Array): T[] {
  const halves = new Uint32Array(order.buffer);
  const values = column.slice();
  for (let at = 0; at < values.length; at++) values[at] = column[halves[2 * at] ?? 0] as T;
  return values;
}

/**
 * 32 bits that are never greater for a key that stands before another: five of its kind, then five letters of the alphabet, or
 * one character and a half.
 */
function weightOf(key: string): number {
  let weight = key.charCodeAt(0) & 31;
  if (key.charCodeAt(1) > 127) {
    const second = key.charCodeAt(2);
    return (
      ((weight << 27) | (1 << 26) | (key.charCodeAt(1) << 10) | (Number.isNaN(second) ? 0 : second >> 6)) >>>
      0
    );
  }
  weight <<= 1;
  for (let at = 1; at <= 5; at++) {
    const unit = key.charCodeAt(at);
    // A blank and digits stand before letters, what is no such letter behind them.
    const rank = unit >= 97 && unit <= 122 ? unit - 95 : unit >= 48 && unit <= 57 ? 1 : unit > 122 ? 31 : 0;
    weight = (weight << 5) | rank;
  }
  return (weight << 1) >>> 0;
}
