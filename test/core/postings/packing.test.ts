import fc from "fast-check";
import { expect, it } from "vitest";
import { BUCKET, CODES } from "../../../src/core/postings/codes.ts";
import {
  hasCode,
  mergePostings,
  packBlock,
  packCodes,
  readPostings,
  unpackCodes,
} from "../../../src/core/postings/packing.ts";

const rising = (limit: number): fc.Arbitrary<Float64Array> =>
  fc
    .uniqueArray(fc.oneof(fc.nat(limit), fc.integer({ min: CODES - limit, max: CODES - 1 })), {
      maxLength: 30,
    })
    .map((codes) => Float64Array.from(codes).sort());

it("codes come back as they were", () => {
  fc.assert(
    fc.property(rising(BUCKET * 3), (codes) => {
      expect([...unpackCodes(packCodes(codes))]).toEqual([...codes]);
    }),
  );
});

it("a code is found in rising codes, and only what is there", () => {
  fc.assert(
    fc.property(rising(40), fc.nat(50), fc.nat(9), (codes, from, length) => {
      const range = { from, to: from + length };
      expect(hasCode(codes, range)).toBe([...codes].some((code) => code >= range.from && code < range.to));
    }),
  );
});

it("blocks that are merged have what each of them has", () => {
  const block = fc.array(fc.record({ number: fc.nat(300), codes: rising(BUCKET + 60) }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
      const packed = blocks.map((articles) => packBlock(articles));
      const buckets = new Set(packed.flatMap((rows) => rows.map(({ bucket }) => bucket)));
      for (const bucket of buckets) {
        const merged = mergePostings(
          packed.flatMap((rows) =>
            rows.filter((row) => row.bucket === bucket).map(({ postings }) => postings),
          ),
        );
        const all = blocks.flat();
        for (const code of new Set(all.flatMap(({ codes }) => [...codes]))) {
          if (Math.floor(code / BUCKET) !== bucket) continue;
          const found: number[] = [];
          readPostings(merged, { from: code, to: code + 1 }, (number) => found.push(number));
          const having = all.filter(({ codes }) => codes.includes(code)).map(({ number }) => number);
          expect(found).toEqual([...new Set(having)].sort((a, b) => a - b));
        }
      }
    }),
  );
});

it("a block gives for a range the articles that have a code of it, each code's in order", () => {
  const articles = fc.array(fc.record({ number: fc.nat(2 ** 31), codes: rising(BUCKET + 60) }), {
    maxLength: 9,
  });
  fc.assert(
    fc.property(articles, fc.nat(BUCKET + 60), fc.nat(9), (all, code, length) => {
      const inBucket = Math.min(length + 1, BUCKET - (code % BUCKET));
      const range = { from: code, to: code + inBucket };
      const found: number[] = [];
      for (const { bucket, postings } of packBlock(all)) {
        if (bucket === Math.floor(code / BUCKET))
          readPostings(postings, range, (number) => found.push(number));
      }
      const expected = all.filter(({ codes }) => hasCode(codes, range)).map(({ number }) => number);
      expect([...new Set(found)].sort((a, b) => a - b)).toEqual([...new Set(expected)].sort((a, b) => a - b));
      if (length === 0) expect(found).toEqual([...found].sort((a, b) => a - b));
    }),
  );
});
