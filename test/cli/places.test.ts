import { expect, it } from "vitest";
import { placeReader } from "../../src/cli/places.ts";
import { placeAt } from "../../src/formats/text/place.ts";

it.each([
  ["one line", [0, 3, 3, 8]],
  ["a\nb\r\nc\rd\n\n", [0, 1, 2, 3, 5, 6, 7, 8, 9, 10]],
  ["first line\nsecond line", [2, 6, 13, 18]],
])("places as one by one: %j", (text, offsets) => {
  const placeOf = placeReader(text);
  expect(offsets.map(placeOf)).toEqual(offsets.map((offset) => placeAt(text, offset)));
});
