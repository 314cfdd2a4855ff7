import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chineseSentences } from "../../../src/core/segmentation/chinese.ts";
import { englishSentences } from "../../../src/core/segmentation/english.ts";
import { segmentText } from "../../../src/core/segmentation/segment.ts";
import type { Span } from "../../../src/core/text/span.ts";
import { GOLDEN_RULES } from "./golden-rules.ts";
import { readMarked } from "./marked.ts";
import { CHINESE_NEWS } from "./news-chinese.ts";
import { ENGLISH_NEWS } from "./news-english.ts";

type Cutter = (text: string) => readonly Span[];

const LANGUAGES = [
  { language: "en", cutter: englishSentences as Cutter, table: ENGLISH_NEWS },
  { language: "zh", cutter: chineseSentences as Cutter, table: CHINESE_NEWS },
] as const;

const cut = (cutter: Cutter, text: string): string[] =>
  cutter(text).map((span) => text.slice(span.from, span.to));

describe("the golden rules", () => {
  it("has all 52", () => {
    expect(GOLDEN_RULES.map((rule) => rule.number)).toEqual(
      Array.from({ length: 52 }, (_, index) => index + 1),
    );
  });

  it.each(GOLDEN_RULES)("$number $name", ({ marked, miss }) => {
    const { text, sentences } = readMarked(marked);
    const got = cut(englishSentences, text);
    if (miss === undefined) expect(got).toEqual(sentences);
    else expect(got).not.toEqual(sentences);
  });

  it("misses exactly the two that join lines", () => {
    const missed = GOLDEN_RULES.filter(({ miss }) => miss !== undefined);
    expect(missed.map((rule) => rule.number)).toEqual([40, 41]);
  });
});

describe.each(LANGUAGES)("news ($language)", ({ cutter, table }) => {
  it.each(table)("%j", (marked) => {
    const { text, sentences } = readMarked(marked);
    expect(cut(cutter, text)).toEqual(sentences);
  });

  it("leaves each sentence whole when it stands alone", () => {
    const broken = table
      .flatMap((marked) => readMarked(marked).sentences)
      .filter((sentence) => cut(cutter, sentence).join("|") !== sentence);
    expect(broken).toEqual([]);
  });

  it("cuts the whole table as its lines", () => {
    const all = table.map(readMarked);
    const text = all.map((one) => one.text).join("\n");
    expect(cut(cutter, text)).toEqual(all.flatMap((one) => one.sentences));
  });
});

/** What rules look at: marks, quotations, brackets, joiners, marks of items, halves of pairs, white space of all kinds. */
const HARD = [
  ...Array.from(".!?…。！？．｡,;:，；：\"'“”‘’()（）[]【】《》〈〉「」『』•-—"),
  ...Array.from(" \u00a0\u3000\u200b\ufeff\t\n\r\u0085\u2028"),
  ..."Mr Dr. U.S. Co. No. 5 p.m. J. I a b 1. 2) 3.) The he 中 文 的 等 Yahoo! https://a.b/c?d=e a@b.cn".split(
    " ",
  ),
  ..."e\u0301 \u0301 \u200d 👍🏽 👨‍👩‍👧 🇭🇰 𠮷 が \ufe0f".split(" "),
];

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const hardTexts = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...HARD) },
      fc.string({ unit: "grapheme", maxLength: 3 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(""));

describe.each(LANGUAGES)("any text ($language)", ({ language, cutter }) => {
  it("is cut into ordered, disjoint, trimmed spans with nothing but white space between them", () => {
    fc.assert(
      fc.property(hardTexts, (text) => {
        let at = 0;
        let joined = "";
        for (const { from, to } of cutter(text)) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(to).toBeGreaterThan(from);
          expect(text.slice(at, from).replaceAll("\u0085", "").trim()).toBe("");
          expect(text.slice(from, to).trimEnd()).toBe(text.slice(from, to));
          joined += text.slice(at, to);
          at = to;
        }
        expect(text.slice(at).replaceAll("\u0085", "").trim()).toBe("");
        expect(joined + text.slice(at)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it("is cut between characters, never inside one", () => {
    fc.assert(
      fc.property(hardTexts, (text) => {
        const edges = new Set([...graphemes.segment(text)].map(({ index }) => index)).add(text.length);
        for (const { from, to } of segmentText(text, language).segments) {
          expect(edges.has(from)).toBe(true);
          expect(edges.has(to)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("is cut line by line", () => {
    fc.assert(
      fc.property(hardTexts, hardTexts, (one, two) => {
        expect(cut(cutter, `${one}\n${two}`)).toEqual([...cut(cutter, one), ...cut(cutter, two)]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("hard sizes", () => {
  it.each<[string, string, number, number]>([
    ["a line without a stop", "word ".repeat(200_000), 1, 1],
    ["a paragraph of 500 sentences", "The council met on Monday. ".repeat(500), 500, 500],
    ["unclosed brackets and quotations", "(“".repeat(50_000) + "。", 1, 1],
    ["line ends", "\n".repeat(200_000), 0, 0],
    ["blanks", " ".repeat(200_000), 0, 0],
    ["blanks before abbreviations", `${" ".repeat(100_000)}${"Mr. X ".repeat(20_000)}`, 1, 1],
    ["closing marks", `He left.${")".repeat(100_000)} She stayed`, 2, 2],
  ])("%s", (_, text, english, chinese) => {
    expect(englishSentences(text)).toHaveLength(english);
    expect(chineseSentences(text)).toHaveLength(chinese);
  });
});
