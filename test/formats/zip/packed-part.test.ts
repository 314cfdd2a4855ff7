import { zipSync } from "fflate";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openZip } from "../../../src/formats/zip/read.ts";
import { countedBytes } from "../counted-bytes.ts";

const CONTENT = Uint8Array.from({ length: 300_000 }, (_, nth) => Math.imul(nth, nth >> 5) & 0xff);

it.each([0, 6] as const)("gives the bytes that are asked for, in any order (level %i)", (level) => {
  const opened = openZip(countedBytes(zipSync({ a: CONTENT }, { level })), () => true);
  const part = opened.ok ? opened.value.get("a") : undefined;
  if (part === undefined) throw new Error("no part");
  const place = fc.integer({ min: 0, max: CONTENT.length + 10 });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, place), { maxLength: 6 }), (ranges) => {
      for (const [a, b] of ranges) {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(Buffer.compare(part.subarray(from, to), CONTENT.subarray(from, to))).toBe(0);
      }
    }),
    { numRuns: 60 },
  );
});

it("unpacks no further than what was asked for", () => {
  const bytes = countedBytes(zipSync({ a: CONTENT }, { level: 6 }));
  const opened = openZip(bytes, () => true);
  const before = bytes.given();
  expect(opened.ok && opened.value.get("a")?.subarray(0, 1_000).length).toBe(1_000);
  expect(bytes.given() - before).toBeLessThan(20_000);
});
