import fc from "fast-check";
import { expect, it } from "vitest";
import { joinAlternatives, splitAlternatives } from "../../../src/formats/glossaries/alternatives.ts";
import { names } from "../../support/arbitraries.ts";

it.each<[string, string[]]>([
  ["", []],
  [" | || ", []],
  ["a", ["a"]],
  [" a | b|", ["a", "b"]],
  ["a\\|b|c", ["a|b", "c"]],
  ["a\\\\|b", ["a\\", "b"]],
  ["C:\\temp\\n", ["C:\\temp\\n"]],
  ["a\\", ["a\\"]],
  ["\\|", ["|"]],
  ["=1+1|-2|@x", ["=1+1", "-2", "@x"]],
])("the cell %j holds %j", (cell, values) => {
  expect(splitAlternatives(cell)).toEqual(values);
});

it("a cell gives back what was joined", () => {
  fc.assert(
    fc.property(fc.array(names()), (values) => {
      expect(splitAlternatives(joinAlternatives(values))).toEqual(values);
    }),
    { numRuns: 300 },
  );
});
