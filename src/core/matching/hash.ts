/*
 * Hashes of elements (32 bits) and of prefixes of patterns, element by element (64 bits in two halves, `a` and `b`).
 * They only choose where to look: whatever is found is compared character by character. Multiplicative mixing;
 * the upper bits are the good ones, so tables are indexed with them.
 */

const FINISH_FACTOR = 0x2c1b3c6d;
const A_FACTOR = 0x85ebca6b | 0;
const B_FACTOR = 0xc2b2ae35 | 0;
const START_FACTOR = 0x27d4eb2f;
const JOINT_FACTOR = 0x165667b1;

/** The factor of a seed: the numbers that are 5 modulo 8 have the longest periods. */
export function factorOf(seed: number): number {
  return (seed & ~7) | 5;
}

/** An element's hash from the polynomial of its key's units in the factor, the last unit counting once. */
export function finish(sum: number): number {
  const mixed = Math.imul(sum ^ (sum >>> 15), FINISH_FACTOR);
  return mixed ^ (mixed >>> 13);
}

/** The hash of an element's key. */
export function hashKey(factor: number, key: string): number {
  let sum = 0;
  for (let i = 0; i < key.length; i++) sum = (Math.imul(sum, factor) + key.charCodeAt(i)) | 0;
  return finish(sum);
}

/** The powers of a factor from 0 on. */
export function powersOf(factor: number, count: number): Int32Array {
  const powers = new Int32Array(count);
  powers[0] = 1;
  for (let i = 1; i < count; i++) powers[i] = Math.imul(powers[i - 1] ?? 0, factor);
  return powers;
}

/** The second half of the hash of a prefix of one element; the first half is the element's hash. */
export function startB(hash: number): number {
  return Math.imul(hash, START_FACTOR);
}

/** An element's hash with what stands before it. */
export function joined(hash: number, looseJoint: number): number {
  return hash ^ Math.imul(looseJoint, JOINT_FACTOR);
}

/** The first half for a prefix with one more element. */
export function nextA(a: number, joinedHash: number): number {
  return Math.imul(((a << 5) | (a >>> 27)) ^ joinedHash, A_FACTOR);
}

/** The second half for a prefix with one more element. */
export function nextB(b: number, joinedHash: number): number {
  return Math.imul((b + joinedHash) | 0, B_FACTOR);
}
