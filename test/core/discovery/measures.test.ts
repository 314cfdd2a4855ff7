import { describe, expect, it } from "vitest";
import type { Assigned } from "../../../src/core/discovery/assignment.ts";
import { measure, supportOf } from "../../../src/core/discovery/measures.ts";
import { evidenceOf } from "./notation.ts";

/** The fund in a sentence, chosen by a score. */
function assigned(score: number): Assigned {
  const { evidence, span } = evidenceOf("the [foreign/.6 fund/.7] grows", "Exchange Fund");
  const { pair, place } = evidence;
  const chosen = { ...span, precision: score, recall: score, score };
  return {
    pair,
    pairIndex: 0,
    place,
    evidence,
    chosen,
    others: [],
    known: new Uint8Array(pair.english.length),
  };
}

describe("what supports a rendering", () => {
  it.each([
    [[0.6, 0.5], 1.1],
    [[0.6, 0.05], 0.6],
    [[0.05, 0.02], undefined],
  ])("scores %j", (scores, sum) => {
    const [value] = supportOf(scores.map(assigned)).values();
    expect(value).toBe(sum);
  });

  it("is what stands elsewhere", () => {
    const all = [0.6, 0.5, 0.05].map(assigned);
    const support = supportOf(all);
    const [first, , weak] = all.map((each) => measure(each, support, undefined)?.support ?? 0);
    expect(first).toBeCloseTo(Math.log1p(0.5) / 3);
    expect(weak).toBeCloseTo(Math.log1p(1.1) / 3);
  });
});
