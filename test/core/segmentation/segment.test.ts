import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentText } from "../../../src/core/segmentation/segment.ts";
import { texts } from "../../support/arbitraries.ts";

const cut = (text: string, language: "en" | "zh"): string =>
  segmentText(text, language)
    .segments.map((segment) => text.slice(segment.from, segment.to))
    .join(" | ");

describe("English", () => {
  it.each([
    ["One. Two! Three?", "One. | Two! | Three?"],
    ["It rose to 37. With it came more.", "It rose to 37. | With it came more."],
    ["Mr. Smith met Dr. Lee. They left.", "Mr. Smith met Dr. Lee. | They left."],
    ["See No. 5 there. Done.", "See No. 5 there. | Done."],
    ["J. K. Rowling wrote. He read.", "J. K. Rowling wrote. | He read."],
    ["It is 3.5 per cent. Good.", "It is 3.5 per cent. | Good."],
    ["He said e.g. this. Then that.", "He said e.g. this. | Then that."],
    ["“Yes.” He left.", "“Yes.” | He left."],
    ["So said Sun. (New Society)", "So said Sun. | (New Society)"],
    ["A line\nAnother. Two\r\n\r\nThird", "A line | Another. | Two | Third"],
    ["  \n\t\n", ""],
    ["", ""],
  ])("%j", (text, expected) => {
    expect(cut(text, "en")).toBe(expected);
  });
});

describe("Chinese", () => {
  it.each([
    ["一。二！三？", "一。 | 二！ | 三？"],
    ["他说：“对。”然后走了。", "他说：“对。” | 然后走了。"],
    ["“对。”，他说。", "“对。”，他说。"],
    ["《摔跤吧！爸爸》上映。好看。", "《摔跤吧！爸爸》上映。 | 好看。"],
    ["一是甲；二是乙；三是丙。完", "一是甲；二是乙；三是丙。 | 完"],
    ["等等……他走了。", "等等…… | 他走了。"],
    ["标题\n正文。", "标题 | 正文。"],
    ["（中新社）", "（中新社）"],
  ])("%j", (text, expected) => {
    expect(cut(text, "zh")).toBe(expected);
  });
});

it("cuts the sample into 19 segments, its Chinese into 15", () => {
  const english = readFileSync("seeds/article.en.txt", "utf8");
  const { blocks, segments } = segmentText(english, "en");
  expect(segments).toHaveLength(19);
  expect(blocks.map((block) => block.kind)).toEqual(["body", "credit", "credit", "notice"]);
  expect(segmentText(readFileSync("seeds/article.zh-Hans.txt", "utf8"), "zh").segments).toHaveLength(15);
});

it("keeps a name together that a line break cuts", () => {
  const text = "said Bi\nJianwen. He left.\n\nNext";
  const { blocks, segments } = segmentText(text, "en", [{ from: 5, to: 15 }]);
  expect(segments.map((span) => text.slice(span.from, span.to))).toEqual([
    "said Bi\nJianwen.",
    "He left.",
    "Next",
  ]);
  expect(blocks).toHaveLength(2);
});

it("sets no boundary inside what is to be kept whole", () => {
  const text = "Visit the Dr. No Museum. Then rest.";
  const from = text.indexOf("Museum");
  expect(segmentText(text, "en", [{ from, to: text.indexOf("rest") }]).segments).toHaveLength(1);
});

it.each(["en", "zh"] as const)("loses nothing but white space (%s)", (language) => {
  fc.assert(
    fc.property(texts({ maxLength: 60 }), (text) => {
      const { blocks, segments } = segmentText(text, language);
      let at = 0;
      for (const segment of segments) {
        expect(text.slice(at, segment.from).trim()).toBe("");
        expect(segment.to).toBeGreaterThan(segment.from);
        expect(text.slice(segment.from, segment.to).isWellFormed()).toBe(true);
        expect(blocks.some((block) => block.from <= segment.from && segment.to <= block.to)).toBe(true);
        at = segment.to;
      }
      expect(text.slice(at).trim()).toBe("");
    }),
    { numRuns: 500 },
  );
});
