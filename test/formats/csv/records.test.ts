import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  DELIMITERS,
  isBlank,
  RECORD_LIMIT,
  recordsOf,
  type Delimiter,
} from "../../../src/formats/csv/records.ts";
import { readRows } from "../../../src/formats/csv/rows.ts";
import { ReadStop } from "../../../src/formats/stop.ts";

const PARTS = ["a", "中", "𠮷", ",", ",", ";", "\t", '"', '"', '""', '"b"', "\n", "\n", "\r", "\r\n", " "];
const texts = fc.array(fc.constantFrom(...PARTS), { maxLength: 24 }).map((parts) => parts.join(""));
const delimiters = fc.constantFrom(...DELIMITERS);

/** The cells of all records as another parser reads them, undefined for a table that is broken. */
function parsed(text: string, delimiter: Delimiter): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, {
      delimiter,
      quote: delimiter === "\t" ? null : '"',
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
    });
  } catch {
    return undefined;
  }
}

it("reads tables as csv-parse does, and refuses those that it refuses", () => {
  fc.assert(
    fc.property(texts, delimiters, (text, delimiter) => {
      const rows = readRows(text, delimiter, 1_000);
      const cells = rows.ok ? rows.value.map((row) => row.cells) : undefined;
      const expected = parsed(text, delimiter)?.filter((row) => !isBlank({ line: 1, cells: row }));
      expect(cells).toEqual(expected);
    }),
    { numRuns: 5_000 },
  );
});

it("reads the same records on the same lines, and breaks in the same place, however the text is cut", () => {
  fc.assert(
    fc.property(texts, delimiters, fc.integer({ min: 1, max: 9 }), (text, delimiter, size) => {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, nth) =>
        text.slice(nth * size, (nth + 1) * size),
      );
      const read = (from: readonly string[]): unknown => {
        try {
          return Array.from(recordsOf(from, delimiter));
        } catch (error) {
          if (error instanceof ReadStop) return error.finding;
          throw error;
        }
      };
      expect(read(pieces)).toEqual(read([text]));
    }),
    { numRuns: 5_000 },
  );
});

it("a record over many pieces is not read again and again", () => {
  let looked = 0;
  function* pieces(): Generator<string> {
    for (let nth = 0; nth < 20_000; nth++) {
      looked++;
      yield nth === 0 ? '"' : "x".repeat(1_000);
    }
    yield '"\nb';
  }
  const [first, second] = recordsOf(pieces(), ",");
  expect([first?.cells[0]?.length, second?.cells, looked]).toEqual([19_999_000, ["b"], 20_000]);
});

it.each([
  ["a quote that is never closed", 'a\n"', "csv-quotes"],
  ["a line without end", "a\n", "record-too-long"],
])("%s is refused with its line before all of it is held", (_, beginning, code) => {
  let given = 0;
  function* pieces(): Generator<string> {
    yield beginning;
    for (const piece = "x".repeat(1 << 16); given < 10 * RECORD_LIMIT; given += piece.length) yield piece;
  }
  const read = (): unknown => Array.from(recordsOf(pieces(), ","));
  expect(read).toThrow(ReadStop);
  expect(given).toBeLessThan(3 * RECORD_LIMIT);
  given = 0;
  try {
    read();
  } catch (error) {
    expect(error).toMatchObject({ finding: { code, place: { line: 2 } } });
  }
});
