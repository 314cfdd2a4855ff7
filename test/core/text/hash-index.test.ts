import fc from "fast-check";
import { expect, it } from "vitest";
import { HashIndex } from "../../../src/core/text/hash-index.ts";

it("finds the numbers of a key in the order in which they were entered", () => {
  const keys = fc.array(fc.constantFrom("a", "b", "中", "", "aa"), { maxLength: 3_000 });
  fc.assert(
    fc.property(keys, (entered) => {
      const index = new HashIndex();
      for (const [number, key] of entered.entries()) index.add(key, number);
      for (const key of ["a", "b", "中", "", "aa", "not there"]) {
        expect(index.find(key)).toEqual(entered.flatMap((each, number) => (each === key ? [number] : [])));
      }
    }),
    { numRuns: 50 },
  );
});
