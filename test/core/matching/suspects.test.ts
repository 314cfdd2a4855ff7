import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mayHaveOpaque, opaqueSpansNear } from "../../../src/core/matching/suspects.ts";
import { opaqueSpans } from "../../../src/core/text/opaque.ts";
import { opaqueCases } from "./cases.ts";

const text = opaqueCases.map((each) => each.text);

describe("what may be opaque", () => {
  it.each<[string, boolean]>([
    ["Bi", false],
    ["中文", false],
    ["one-two,three", false],
    ["", false],
    ["@bi", true],
    ["#1", true],
    ["`", true],
    ["a.b", true],
    ["http:", true],
  ])("%j: %s", (stretch, expected) => {
    expect(mayHaveOpaque(stretch)).toBe(expected);
  });

  it("is all that is", () => {
    fc.assert(
      fc.property(text, (given) => {
        if (opaqueSpans(given).length > 0) expect(mayHaveOpaque(given)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("opaque spans near suspects", () => {
  it.each<[string, readonly number[], readonly string[]]>([
    ["a @b c @d", [2, 7], ["@b", "@d"]],
    ["a @b c @d", [7], ["@d"]],
    ["a @b c @d", [], []],
    ["a@b.cn,#x @d", [1, 3, 7], ["a@b.cn", "#x"]],
    ["@d", [0], ["@d"]],
    ["x\n@d\u3000@e", [5], ["@e"]],
    ["a `b @c` d", [2], ["`b @c`"]],
    ["@a `b c`", [0, 3, 7], ["@a", "`b c`"]],
  ])("of %j at %j", (given, suspects, expected) => {
    const spans = opaqueSpansNear(given, suspects);
    expect(spans.map((span) => given.slice(span.from, span.to))).toEqual(expected);
  });

  it("are all when every mark is suspected", () => {
    fc.assert(
      fc.property(text, (given) => {
        const marks = Array.from(given.matchAll(/[@#`.:/]/g), (match) => match.index);
        expect(opaqueSpansNear(given, marks)).toEqual(opaqueSpans(given));
      }),
      { numRuns: 1000 },
    );
  });
});
