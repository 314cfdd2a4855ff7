import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BeadCorrection } from "../../../src/core/article/beads.ts";
import { correctBeads, coverBeads, cutAtBeads, rewriteBead } from "../../../src/core/article/beads.ts";
import type { LinkedTexts } from "../../../src/core/article/beads.ts";
import type { Bead } from "../../../src/core/article/model.ts";
import type { Span } from "../../../src/core/text/span.ts";

/** Sentences of three units with one between them: sentence 1 is 4–7. */
const sentences = (count: number): Span[] =>
  Array.from({ length: count }, (_, at) => ({ from: at * 4, to: at * 4 + 3 }));

const range = (from: number, to: number): Span =>
  to > from ? { from: from * 4, to: to * 4 - 1 } : { from: from * 4, to: from * 4 };

/** An alignment from the sizes of its beads: `"1:1 2:1!"`, those with a mark set by a person. */
function read(notation: string): LinkedTexts {
  let [i, j] = [0, 0];
  const beads: Bead[] = notation.split(" ").map((each) => {
    const [, s = "0", t = "0", by] = /^(\d):(\d)(!?)$/.exec(each) ?? [];
    const bead = { source: range(i, i + Number(s)), target: range(j, j + Number(t)), confidence: 0.5 };
    i += Number(s);
    j += Number(t);
    return by === "!" ? { ...bead, confidence: 1, setBy: "person" } : bead;
  });
  return { source: sentences(i), target: sentences(j), beads };
}

const within = (all: readonly Span[], side: Span): number =>
  all.filter((one) => one.from < side.to && side.from < one.to).length;

function write({ source, target }: LinkedTexts, beads: readonly Bead[]): string {
  return beads
    .map((bead) => {
      const sizes = `${within(source, bead.source)}:${within(target, bead.target)}`;
      return sizes + (bead.setBy === "person" ? "!" : "");
    })
    .join(" ");
}

const CASES: readonly (readonly [string, BeadCorrection, string])[] = [
  ["1:1 1:1 1:1", { kind: "merge", at: 0 }, "2:2! 1:1"],
  ["1:1 1:1!", { kind: "merge", at: 0 }, "2:2!"],
  ["1:0 0:1", { kind: "merge", at: 0 }, "1:1!"],
  ["1:1 1:1", { kind: "merge", at: 1 }, "no-neighbour"],
  ["1:1", { kind: "merge", at: 1 }, "no-bead"],
  ["2:2 1:1", { kind: "split", at: 0, source: 1, target: 1 }, "1:1! 1:1! 1:1"],
  ["1:1", { kind: "split", at: 0, source: 1, target: 0 }, "1:0! 0:1!"],
  ["1:2", { kind: "split", at: 0, source: 0, target: 1 }, "0:1! 1:1!"],
  ["1:1", { kind: "split", at: 0, source: 0, target: 0 }, "nothing-to-cut"],
  ["1:1", { kind: "split", at: 0, source: 1, target: 1 }, "nothing-to-cut"],
  ["2:2", { kind: "split", at: 0, source: 3, target: 1 }, "nothing-to-cut"],
  ["2:2", { kind: "split", at: 0, source: 0.5, target: 1 }, "nothing-to-cut"],
  ["2:1 1:1", { kind: "shift", at: 0, side: "source", to: "after" }, "1:1! 2:1!"],
  ["1:1 1:2", { kind: "shift", at: 1, side: "target", to: "before" }, "1:2! 1:1!"],
  ["1:1 1:0 1:1", { kind: "shift", at: 1, side: "source", to: "after" }, "1:1 2:1!"],
  ["1:1 0:1", { kind: "shift", at: 1, side: "target", to: "before" }, "1:2!"],
  ["1:1 0:1", { kind: "shift", at: 1, side: "source", to: "before" }, "nothing-to-move"],
  ["1:1", { kind: "shift", at: 0, side: "source", to: "before" }, "no-neighbour"],
];

describe("correctBeads", () => {
  it.each(CASES)("%s %o gives %s", (notation, correction, expected) => {
    const alignment = read(notation);
    const made = correctBeads(alignment, correction);
    expect(typeof made === "string" ? made : write(alignment, made)).toBe(expected);
  });

  const beads = fc
    .array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })), { minLength: 1, maxLength: 8 })
    .map((sizes) => sizes.filter(([s, t]) => s + t > 0).map(([s, t]) => `${s}:${t}`))
    .filter((sizes) => sizes.length > 0);
  const correction = fc.oneof(
    fc.record({ kind: fc.constant("merge" as const), at: fc.nat({ max: 8 }) }),
    fc.record({
      kind: fc.constant("split" as const),
      at: fc.nat({ max: 8 }),
      source: fc.nat({ max: 4 }),
      target: fc.nat({ max: 4 }),
    }),
    fc.record({
      kind: fc.constant("shift" as const),
      at: fc.nat({ max: 8 }),
      side: fc.constantFrom("source" as const, "target" as const),
      to: fc.constantFrom("before" as const, "after" as const),
    }),
  );

  it("keeps every sentence in exactly one bead, in order", () => {
    fc.assert(
      fc.property(beads, fc.array(correction, { maxLength: 6 }), (sizes, corrections) => {
        const first = read(sizes.join(" "));
        let alignment: LinkedTexts = { ...first, beads: coverBeads(first) };
        for (const each of corrections) {
          const made = correctBeads(alignment, each);
          if (typeof made !== "string") alignment = { ...alignment, beads: made };
        }
        for (const side of ["source", "target"] as const) {
          const covered = alignment.beads.flatMap((bead) =>
            alignment[side].filter((one) => one.from < bead[side].to && bead[side].from < one.to),
          );
          expect(covered).toEqual(alignment[side]);
        }
        expect(coverBeads(alignment)).toEqual(alignment.beads);
      }),
    );
  });
});

describe("coverBeads", () => {
  it("alternates what has no bead at all", () => {
    const bare = { source: sentences(2), target: sentences(3), beads: [] };
    expect(write(bare, coverBeads(bare))).toBe("1:0 0:1 1:0 0:1 0:1");
  });

  it("gives a sentence between two beads its own", () => {
    const { source, target, beads } = read("1:1 1:1 1:1");
    const gap = { source, target, beads: beads.filter((_, at) => at !== 1) };
    expect(write(gap, coverBeads(gap))).toBe("1:1 1:0 0:1 1:1");
    expect(coverBeads(gap).map((bead) => bead.confidence)).toEqual([0.5, 0, 0, 0.5]);
  });
});

describe("cutAtBeads", () => {
  const bead = (from: number, to: number): Bead => ({
    source: { from: 0, to: 0 },
    target: { from, to },
    confidence: 1,
  });
  it("cuts a segment that was joined over the end of a bead", () => {
    const cut = cutAtBeads(
      "One. Two. Three.",
      [
        { from: 0, to: 9 },
        { from: 10, to: 16 },
      ],
      [bead(0, 4), bead(5, 9), bead(10, 16)],
    );
    expect(cut).toEqual([
      { from: 0, to: 4 },
      { from: 5, to: 9 },
      { from: 10, to: 16 },
    ]);
  });

  it("leaves a bead of several segments, or half a one, alone", () => {
    const halves = [
      { from: 0, to: 2 },
      { from: 2, to: 4 },
    ];
    expect(cutAtBeads("One.", halves, [bead(0, 4)])).toEqual(halves);
  });
});

describe("rewriteBead", () => {
  it.each([
    [0, "一壹。", "一壹。|二。|三。"],
    [1, "二二。贰。", "一。|二二。贰。|三。"],
    [2, "叁", "一。|二。|叁"],
  ])("of bead %i moves only what lies behind", (at, text, expected) => {
    const spans = [
      { from: 0, to: 2 },
      { from: 2, to: 4 },
      { from: 5, to: 7 },
    ];
    const beads = spans.map((span): Bead => ({ source: span, target: span, confidence: 0.5 }));
    const made = rewriteBead({ text: "一。二。\n三。", sentences: spans, beads }, at, {
      text,
      sentences: [{ from: 0, to: text.length }],
    });
    expect(made.beads.map((bead) => made.text.slice(bead.source.from, bead.source.to)).join("|")).toBe(
      expected,
    );
    expect(made.sentences.map((span) => made.text.slice(span.from, span.to)).join("|")).toBe(expected);
    expect(made.beads.map((bead) => bead.target)).toEqual(spans);
    expect(made.text.replace("\n", "")).toBe(expected.replaceAll("|", ""));
  });
});
