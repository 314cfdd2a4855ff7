import { expect, it } from "vitest";
import { placeAt } from "../../../src/formats/text/place.ts";

it.each([
  ["", 0, 1, 1],
  ["ab", 1, 1, 2],
  ["a\nb", 2, 2, 1],
  ["a\r\nb", 3, 2, 1],
  ["a\rb\r\r", 5, 4, 1],
  ["𠮷x", 2, 1, 3],
])("%j at %i is line %i, column %i", (text, offset, line, column) => {
  expect(placeAt(text, offset)).toEqual({ line, column });
});
