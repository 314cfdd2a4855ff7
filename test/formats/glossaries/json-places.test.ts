import fc from "fast-check";
import { expect, it } from "vitest";
import { itemPlace, jsonFault } from "../../../src/formats/glossaries/json-places.ts";

it.each([
  ["{}", undefined],
  [' [1, -0.5e+3, "\\u00e9\\n", true, null, {"a": []}] ', undefined],
  ["", 0],
  ["{", 1],
  ['{"a":}', 5],
  ['{"a":1,}', 7],
  ["[1,]", 3],
  ["[1 2]", 3],
  ["[01]", 2],
  ["nul", 0],
  ['"a', 2],
  ['"a\nb"', 2],
  ['"\\x"', 2],
  ["{} x", 3],
  ["[}", 1],
  ["\u00a0{}", 0],
])("%j breaks at %s", (text, at) => {
  expect(jsonFault(text)).toBe(at);
});

it("agrees with the parser of the language on what is JSON", () => {
  const piece = fc.constantFrom(
    ...'{}[],:"\\u00 \n12.-eE'.split(""),
    "true",
    "null",
    '"a"',
    "\\n",
    "\\u12aF",
  );
  const broken = fc.tuple(fc.json(), fc.nat(), piece).map(([json, at, inserted]) => {
    const place = at % (json.length + 1);
    return json.slice(0, place) + inserted + json.slice(place + (at % 2));
  });
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const text = fc.oneof(
    broken,
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
  );
  fc.assert(
    fc.property(text, (one) => {
      expect(jsonFault(one) === undefined).toBe(isJson(one));
    }),
    { numRuns: 3000 },
  );
});

it("finds the nth item of a list by its name", () => {
  const text = '{"other":[1,2],\n"list":[\n {"list":[7]},\n "two"]}';
  expect([1, 2].map((nth) => text.slice(itemPlace(text, "list", nth)).slice(0, 5))).toEqual([
    '{"lis',
    '"two"',
  ]);
  expect(itemPlace(text, "list", 3)).toBe(text.length);
});

it("is not stopped by depth", () => {
  expect(jsonFault("[".repeat(1_000_000))).toBe(1_000_000);
});
