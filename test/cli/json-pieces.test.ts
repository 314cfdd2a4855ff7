import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonPieces } from "../../src/cli/json-pieces.ts";

it("writes what JSON.stringify writes", () => {
  const lists = fc.dictionary(
    fc.string().filter((name) => name !== "__proto__"),
    fc.array(fc.jsonValue()),
  );
  fc.assert(
    fc.property(lists, (value) => {
      expect(Array.from(jsonPieces(value)).join("")).toBe(`${JSON.stringify(value, null, 2)}\n`);
    }),
  );
});
