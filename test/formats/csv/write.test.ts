import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { csvRecord } from "../../../src/formats/csv/write.ts";

const cells = fc.array(
  fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom('"', ",", "\n", "\r", " ", ";", "\t", "a", "正")).map((units) => units.join("")),
  ),
  { minLength: 1 },
);

it("a record is what csv-stringify writes", () => {
  fc.assert(
    fc.property(cells, (record) => {
      const expected = stringify([record], { record_delimiter: "\n", quote_record_delimiter: true });
      expect(csvRecord(record)).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});
