import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { alignSentences } from "../../../src/core/alignment/align.ts";
import { segmentText } from "../../../src/core/segmentation/segment.ts";

function align(source: string, target: string): string[] {
  const [zh, en] = [segmentText(source, "zh").segments, segmentText(target, "en").segments];
  const numbers = (
    list: readonly { from: number; to: number }[],
    span: { from: number; to: number },
  ): string =>
    list
      .flatMap((item, index) =>
        item.from >= span.from && item.to <= span.to && item.from < span.to ? [index] : [],
      )
      .join(",");
  return alignSentences({ text: source, sentences: zh }, { text: target, sentences: en }).map(
    (bead) => `[${numbers(zh, bead.source)}]:[${numbers(en, bead.target)}]`,
  );
}

it("aligns the sample sentence by sentence and leaves the site's own lines alone", () => {
  const beads = align(
    readFileSync("seeds/article.zh-Hans.txt", "utf8"),
    readFileSync("seeds/article.en.txt", "utf8"),
  );
  expect(beads).toEqual([
    ...Array.from({ length: 15 }, (_, index) => `[${index}]:[${index}]`),
    ...[15, 16, 17, 18].map((index) => `[]:[${index}]`),
  ]);
});

it.each([
  [
    "一家公司2024年在上海成立，随后迁往北京。",
    "A company was founded in Shanghai in 2024. It then moved to Beijing.",
    ["[0]:[0,1]"],
  ],
  ["公司成立。随后迁往北京。", "The company was founded and subsequently moved to Beijing.", ["[0,1]:[0]"]],
  ["", "Only English.", []],
  ["只有中文。", "", []],
])("%j beside %j", (source, target, expected) => {
  expect(align(source, target)).toEqual(expected);
});

it("puts every sentence into exactly one bead, in order", () => {
  const zh = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(zh, zh, (left, right) => {
      const source = left.map((length) => "字".repeat(length) + "。").join("");
      const target = right.map((length) => "W" + "o".repeat(length * 3) + "d.").join(" ");
      const beads = alignSentences(
        { text: source, sentences: segmentText(source, "zh").segments },
        { text: target, sentences: segmentText(target, "en").segments },
      );
      expect(beads.map((bead) => source.slice(bead.source.from, bead.source.to)).join("")).toBe(source);
      const english = beads
        .map((bead) => target.slice(bead.target.from, bead.target.to))
        .filter((text) => text !== "");
      expect(english.join(" ")).toBe(target);
    }),
  );
});
