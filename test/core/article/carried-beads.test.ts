import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carriedBeads } from "../../../src/core/article/carried-beads.ts";
import type { LinkedSource } from "../../../src/core/article/beads.ts";
import type { Bead } from "../../../src/core/article/model.ts";
import type { Span } from "../../../src/core/text/span.ts";

/** Beads as `甲。乙。=2! 丙。=1 =1!`: Chinese, how many English sentences stand beside it, a mark where a person set it. */
function read(notation: string): LinkedSource {
  const sentences: Span[] = [];
  const beads: Bead[] = [];
  let text = "";
  let j = 0;
  for (const each of notation.split(" ")) {
    const [, chinese = "", count = "0", by] = /^(.*)=(\d)(!?)$/u.exec(each) ?? [];
    const from = text.length;
    for (const sentence of chinese.match(/[^。]*。/gu) ?? []) {
      sentences.push({ from: text.length, to: text.length + sentence.length });
      text += sentence;
    }
    const target = { from: j, to: j + Number(count) };
    j += Number(count);
    beads.push({
      source: { from, to: text.length },
      target,
      confidence: 1,
      ...(by === "!" ? { setBy: "person" as const } : {}),
    });
  }
  return { text, sentences, beads };
}

/** Those that are carried as `Chinese=first–last English`, one without Chinese by what stands behind it in `<>`. */
function carried(before: string, after: string): string {
  const next = read(`${after}=0`);
  return carriedBeads(read(before), next)
    .map(({ source, target }) => {
      const chinese = next.text.slice(source.from, source.to);
      const place = chinese === "" ? `<${next.text.slice(source.to, source.to + 2)}>` : chinese;
      return `${place}=${target.from}-${target.to}`;
    })
    .join(" ");
}

describe("a bead that somebody set", () => {
  it.each<[string, string, string, string]>([
    ["stays in the same text", "甲。=1! 乙。=2!", "甲。乙。", "甲。=0-1 乙。=1-3"],
    [
      "stays when another sentence was corrected",
      "甲。=1! 乙。=1 丙。=1!",
      "甲。错。丙。",
      "甲。=0-1 丙。=2-3",
    ],
    ["goes when its own was", "甲。=1! 乙。=1! 丙。=1!", "甲。错。丙。", "甲。=0-1 丙。=2-3"],
    ["goes when one of its own was", "甲。乙。=1! 丙。=1!", "甲。错。丙。", "丙。=1-2"],
    ["moves when a sentence came before it", "甲。=1! 乙。=1!", "新。甲。乙。", "甲。=0-1 乙。=1-2"],
    ["moves when one before it is gone", "甲。=1 乙。=1! 丙。=1!", "乙。丙。", "乙。=1-2 丙。=2-3"],
    ["goes when a sentence came into it", "甲。乙。=1! 丙。=1!", "甲。新。乙。丙。", "丙。=1-2"],
    ["stays where it was not set by the machine", "甲。=1 乙。=1! 丙。=1", "甲。乙。丙。", "乙。=1-2"],
    ["stays in the other script", "会议。=1! 医院。=1!", "會議。醫院。", "會議。=0-1 醫院。=1-2"],
    [
      "stays among equal ones",
      "好。=1! 好。=2! 甲。=1 好。=1!",
      "好。好。错。好。",
      "好。=0-1 好。=1-3 好。=4-5",
    ],
    ["goes with all others of another text", "甲。=1! 乙。=1!", "丙。丁。", ""],
    ["without Chinese stays between its neighbours", "甲。=1 =1! 乙。=1", "新。甲。乙。", "<乙。>=1-2"],
    ["without Chinese stays at the start", "=1! 甲。=1", "甲。丙。", "<甲。>=0-1"],
    ["without Chinese stays at the end", "甲。=1 =1!", "丙。甲。", "<>=1-2"],
    ["without Chinese goes where something came between", "甲。=1 =1! 乙。=1", "甲。新。乙。", ""],
    ["without English stays", "甲。=1 乙。=0! 丙。=1", "错。乙。丙。", "乙。=1-1"],
    [
      "stays in one of two that changed places",
      "甲。=1! 乙。=1! 丙。=1!",
      "乙。甲。丙。",
      "乙。=1-2 丙。=2-3",
    ],
  ])("%s", (_, before, after, expected) => {
    expect(carried(before, after)).toBe(expected);
  });

  const sentence = fc.constantFrom("甲。", "乙。", "丙。", "好。");
  const beads = fc.array(
    fc
      .tuple(fc.array(sentence, { maxLength: 2 }), fc.nat(2), fc.boolean())
      .map(([chinese, count, set]) => `${chinese.join("")}=${count}${set ? "!" : ""}`),
    { minLength: 1, maxLength: 8 },
  );

  it("has the same Chinese as before, in order", () => {
    fc.assert(
      fc.property(beads, fc.array(sentence, { minLength: 1, maxLength: 10 }), (notation, after) => {
        const before = read(notation.join(" "));
        const next = read(`${after.join("")}=0`);
        const found = carriedBeads(before, next);
        let at = 0;
        for (const bead of found) {
          expect(bead.source.from).toBeGreaterThanOrEqual(at);
          at = bead.source.to;
          const was = before.beads.filter(
            ({ target, setBy, source }) =>
              setBy === "person" &&
              target.from === bead.target.from &&
              target.to === bead.target.to &&
              before.text.slice(source.from, source.to) === next.text.slice(bead.source.from, bead.source.to),
          );
          expect(was).not.toEqual([]);
        }
        expect(carriedBeads(before, before)).toEqual(before.beads.filter(({ setBy }) => setBy !== undefined));
      }),
    );
  });
});
