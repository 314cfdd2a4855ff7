import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NumberSet, within } from "../../../src/app/concept-search/numbers.ts";

const numbers = fc.array(fc.nat(300), { maxLength: 80 });
const setOf = (some: readonly number[]): NumberSet => NumberSet.of(Uint32Array.from(some));
const sorted = (some: Iterable<number>): number[] => [...new Set(some)].sort((a, b) => a - b);

describe("NumberSet", () => {
  it("holds what a set of numbers holds, however they come, and what two have together or apart", () => {
    fc.assert(
      fc.property(numbers, numbers, (some, others) => {
        const [a, b] = [setOf(some), setOf(others)];
        expect(a.list()).toEqual(sorted(some));
        for (const [set, wanted] of [
          [a, sorted(some)],
          [a.and(b), sorted(some.filter((number) => others.includes(number)))],
          [a.without(b), sorted(some.filter((number) => !others.includes(number)))],
          [within(a, { set: b, inside: true }), sorted(some.filter((number) => others.includes(number)))],
          [within(a, { set: b, inside: false }), sorted(some.filter((number) => !others.includes(number)))],
          [within(a, undefined), sorted(some)],
        ] as const) {
          expect(set.list()).toEqual(wanted);
          expect(set.size).toBe(wanted.length);
          expect(sorted([...some, ...others]).filter((number) => set.has(number))).toEqual(wanted);
        }
      }),
    );
  });

  it.each([[[]], [[0]], [[31, 32, 63, 64]], [[1_000_000, 1]]])("holds %j", (some) => {
    expect(setOf(some).list()).toEqual(sorted(some));
    expect(setOf(some).has(5_000_000)).toBe(false);
  });
});
