import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignSentences } from "../../../src/core/alignment/align.ts";
import type { Alignment, AlignmentHints, Side } from "../../../src/core/alignment/model.ts";
import { parseLexicon } from "../../../src/core/lexicon/lexicon.ts";
import { segmentText } from "../../../src/core/segmentation/segment.ts";
import { NEWS, NEWS_WORDS, OTHER_NEWS } from "./news.ts";

/** One sentence a line. */
function lines(text: string): Side {
  let from = 0;
  const sentences =
    text === "" ? [] : text.split("\n").map((line) => ({ from, to: (from += line.length + 1) - 1 }));
  return { text, sentences };
}

/** Beads as `0:0,1`; an empty side is nothing. */
function shape({ ranges }: Alignment): string {
  const numbers = ({ from, to }: { from: number; to: number }): string =>
    Array.from({ length: to - from }, (_, index) => from + index).join(",");
  return ranges.map((range) => `${numbers(range.source)}:${numbers(range.target)}`).join(" ");
}

function mean({ beads }: Alignment): number {
  return beads.reduce((sum, bead) => sum + bead.confidence, 0) / beads.length;
}

const lexicon = parseLexicon(NEWS_WORDS);
const aligned = (source: string, target: string, hints: AlignmentHints = {}): Alignment =>
  alignSentences(lines(source), lines(target), hints);

it("aligns the sample sentence by sentence and leaves the site's own lines alone", () => {
  const source = readFileSync("seeds/article.zh-Hans.txt", "utf8");
  const target = readFileSync("seeds/article.en.txt", "utf8");
  const found = alignSentences(
    { text: source, sentences: segmentText(source, "zh").segments },
    { text: target, sentences: segmentText(target, "en").segments },
  );
  expect(shape(found)).toBe(
    [...Array.from({ length: 15 }, (_, index) => `${index}:${index}`), ":15", ":16", ":17", ":18"].join(" "),
  );
});

it.each<[string, string, string]>([
  [
    "一家公司2024年在上海成立，随后迁往北京。",
    "A company was founded in Shanghai in 2024.\nIt then moved to Beijing.",
    "0:0,1",
  ],
  ["公司成立。\n随后迁往北京。", "The company was founded and subsequently moved to Beijing.", "0,1:0"],
  ["", "Only English.\nTwo.", ":0 :1"],
  ["只有中文。", "", "0:"],
  ["", "", ""],
  [
    "他说：“好。\n”\n会议于25日举行。",
    "He said that it was good.\nThe meeting was held on the 25th.",
    "0,1:0 2:1",
  ],
])("%j beside %j", (source, target, expected) => {
  expect(shape(aligned(source, target))).toBe(expected);
});

describe("a report of our own writing, with merges, splits, an omission and an addition", () => {
  const { source, target, beads } = NEWS;

  it("is aligned with a small dictionary", () => {
    const found = aligned(source, target, { lexicon });
    expect(shape(found)).toBe(beads);
    expect(found.fit).toBeGreaterThan(0.8);
    expect(found.findings).toEqual([]);
  });

  it("is aligned the same in traditional characters and full-width digits", () => {
    const wide = source.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const traditional = wide
      .replace(/会/g, "會")
      .replace(/议/g, "議")
      .replace(/业/g, "業")
      .replace(/亿/g, "億");
    expect(shape(aligned(traditional, target, { lexicon }))).toBe(beads);
  });

  it("is said to be swapped when it is", () => {
    const found = aligned(target, source, { lexicon });
    expect(found.findings.map(({ code }) => code)).toEqual(["alignment.swapped"]);
    expect(found.fit).toBe(0);
    expect(mean(found)).toBe(0);
  });

  it("is said not to fit another article", () => {
    const found = aligned(source, OTHER_NEWS, { lexicon });
    expect(found.findings.map(({ code }) => code)).toEqual(["alignment.poor"]);
    expect(mean(found)).toBeLessThan(0.3);
  });
});

it.each([
  ["", "x", "alignment.empty-source"],
  ["字", "", "alignment.empty-target"],
  ["", "", "alignment.empty-source alignment.empty-target"],
])("%j beside %j: %s", (source, target, codes) => {
  expect(aligned(source, target).findings.map(({ code }) => code)).toEqual(codes.split(" "));
});

describe("a hint tells to which of two alike sentences a third belongs", () => {
  const source = "甲乙丙丁去了戊己庚辛。\n壬癸子丑去了寅卯辰巳。";
  const target = "Abcdef went ghijkl now.\nGuan Zhiping went now.\nMnopqr went stuvwx now.";
  const term = { key: "c", from: 24, to: 36 };
  const sound = (character: string): readonly string[] => ({ 志: ["zhi"], 平: ["ping"] })[character] ?? [];
  const dictionary = parseLexicon("志平\tGuan Zhiping");
  const put = (name: string, at: number): string =>
    source.slice(0, at) + name + source.slice(at + name.length);
  it.each<[string, string, AlignmentHints, string]>([
    ["glossary", source, { terms: { source: [{ key: "c", from: 2, to: 4 }], target: [term] } }, "0:0,1 1:2"],
    [
      "glossary",
      source,
      { terms: { source: [{ key: "c", from: 13, to: 15 }], target: [term] } },
      "0:0 1:1,2",
    ],
    ["sound", put("志平", 7), { readings: sound }, "0:0,1 1:2"],
    ["sound", put("志平", 14), { readings: sound }, "0:0 1:1,2"],
    ["dictionary", put("志平", 7), { lexicon: dictionary }, "0:0,1 1:2"],
    ["dictionary", put("志平", 14), { lexicon: dictionary }, "0:0 1:1,2"],
  ])("%s: %j", (_, chinese, hints, expected) => {
    expect(shape(aligned(chinese, target, hints))).toBe(expected);
  });
});

it("keeps beads inside paragraphs that line up", () => {
  const side = (paragraphs: readonly (readonly number[])[], word: string, gap: string): Side => {
    let text = "";
    const sentences = paragraphs.flatMap((lengths) => {
      const found = lengths.map((length) => {
        const from = text.length;
        text += word.repeat(length) + gap;
        return { from, to: text.length - gap.length };
      });
      text += "\n";
      return found;
    });
    return { text, sentences };
  };
  const source = side([[10], [10, 10], [10], [10], [10, 10]], "字", "");
  const target = side([[35], [65], [35], [35], [70]], "w", " ");
  expect(shape(alignSentences(source, target))).toBe("0:0 1,2:1 3:2 4:3 5,6:4");
});

describe("one short sentence again and again", () => {
  const words = parseLexicon("会议\tmeeting\n闭幕\tto close\n好\tgood/well\n下雨\tto rain");
  it.each<[string, string, number, readonly string[]]>([
    ["会议闭幕。", "The meeting closed.", 20, []],
    ["会议闭幕。", "The meeting closed.", 500, []],
    ["好。", "Good.", 500, []],
    ["会议闭幕。", "The cat sat there.", 500, ["alignment.poor"]],
    ["会议闭幕。", "It rained all day.", 500, ["alignment.poor"]],
  ])("%s beside %s, %i times", (source, target, times, codes) => {
    const again = (text: string): string => Array.from({ length: times }, () => text).join("\n");
    const found = aligned(again(source), again(target), { lexicon: words });
    expect(found.findings.map(({ code }) => code)).toEqual(codes);
    expect(shape(found)).toBe(Array.from({ length: times }, (_, index) => `${index}:${index}`).join(" "));
  });
});

const sentence = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map((length) => "字".repeat(length)),
  fc.constantFrom("会议于25日举行。", "3.5亿元", "”", "GDP增长5%。", "😀", "公司成立。", "ＡＢＣ"),
);
const english = fc.oneof(
  fc.integer({ min: 1, max: 90 }).map((length) => "w".repeat(length)),
  fc.constantFrom("The meeting was held on the 25th.", "350 million yuan", '"', "GDP grew 5%.", "😀", "ABC"),
);

it("puts every sentence into exactly one bead, in order, and always the same", () => {
  fc.assert(
    fc.property(fc.array(sentence, { maxLength: 30 }), fc.array(english, { maxLength: 30 }), (zh, en) => {
      const [source, target] = [lines(zh.join("\n")), lines(en.join("\n"))];
      const found = alignSentences(source, target, { lexicon });
      expect(alignSentences(source, target, { lexicon })).toEqual(found);
      let [row, column] = [0, 0];
      for (const [index, range] of found.ranges.entries()) {
        expect(
          [range.source.from, range.target.from].map(
            (from, side) =>
              from === (side === 0 ? row : column) || sizeOf(side === 0 ? range.source : range.target) === 0,
          ),
        ).toEqual([true, true]);
        row += sizeOf(range.source);
        column += sizeOf(range.target);
        const { confidence } = found.beads[index] ?? { confidence: -1 };
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }
      expect([row, column]).toEqual([source.sentences.length, target.sentences.length]);
      expect(found.fit).toBeGreaterThanOrEqual(0);
      expect(found.fit).toBeLessThanOrEqual(1);
      const texts = found.beads.map((bead) => source.text.slice(bead.source.from, bead.source.to));
      expect(
        texts.filter((_, index) => sizeOf(found.ranges[index]?.source ?? { from: 0, to: 0 }) > 0).join("\n"),
      ).toBe(source.text);
    }),
    { numRuns: 60 },
  );
});

function sizeOf({ from, to }: { from: number; to: number }): number {
  return to - from;
}

describe("a long stretch that one side lacks, among sentences that differ in nothing but a number", () => {
  const topics = Array.from({ length: 120 }, (_, index) => index * 37 + 1001);
  const chinese = (of: readonly number[]): string => of.map((each) => `第${each}号文件已经印发。`).join("\n");
  const english = (of: readonly number[]): string =>
    of.map((each) => `Document ${each} has been printed.`).join("\n");
  it.each([
    [20, 90],
    [0, 40],
    [80, 120],
    [50, 62],
  ])("is left alone: %i to %i", (from, to) => {
    const kept = topics.filter((_, index) => index < from || index >= to);
    const omitted = aligned(chinese(topics), english(kept));
    let next = 0;
    const beads = topics.map((_, index) => [index, index < from || index >= to ? next++ : ""] as const);
    expect(shape(omitted)).toBe(beads.map(([left, right]) => `${left}:${right}`).join(" "));
    const added = aligned(chinese(kept), english(topics));
    expect(shape(added)).toBe(beads.map(([left, right]) => `${right}:${left}`).join(" "));
  });
});

it("leaves texts that are longer than any article in one bead, and says so", () => {
  const side = (sentence: string): Side => {
    const text = sentence.repeat(10_001);
    return { text, sentences: Array.from({ length: 10_001 }, (_, at) => ({ from: at * 2, to: at * 2 + 2 })) };
  };
  const { beads, fit, findings } = alignSentences(side("好。"), side("A."));
  expect(beads).toEqual([
    { source: { from: 0, to: 20_002 }, target: { from: 0, to: 20_002 }, confidence: 0 },
  ]);
  expect([fit, findings.map(({ code }) => code)]).toEqual([0, ["alignment.too-long"]]);
});
