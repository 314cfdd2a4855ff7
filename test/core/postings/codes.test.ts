import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileChinese } from "../../../src/core/glossary/chinese.ts";
import { compileMatcher } from "../../../src/core/matching/matcher.ts";
import {
  bucketOf,
  BUCKETS,
  chineseQuery,
  CODES,
  codesOf,
  codesOfBoth,
  englishQuery,
  sentenceCode,
} from "../../../src/core/postings/codes.ts";
import { hasCode } from "../../../src/core/postings/packing.ts";
import { aConcept } from "../../support/records.ts";
import { hardCases, opaqueCases } from "../matching/cases.ts";

/** Whether an article's texts have all that a query asks for. */
function answers(codes: Float64Array, query: ReturnType<typeof englishQuery>): boolean {
  return query?.every((word) => word.some((range) => hasCode(codes, range))) ?? false;
}

it("codes are as they were: stores hold them", () => {
  const codes = codesOf(
    "Bi Jianwen’s Co-operation, São Ｐａｕｌｏ №5.",
    "局長畢堅文在沙田 Hong Kong。\n\n𠮷",
  );
  expect(codes).toHaveLength(31);
  expect([codes[0], codes[5], codes[10], codes[20], codes[30]]).toEqual([
    40871384, 2494220239, 3974347952, 6512263168, 8460749222,
  ]);
});

it("a sentence has a code of its own kind, the same for the same digest", () => {
  const first = sentenceCode("00000001ffff");
  expect(first).toBe(2 ** 33 + 1);
  expect(sentenceCode("ffffffff0000")).toBe(CODES - 1);
  expect([...codesOfBoth([5, first], [5, 7])]).toEqual([5, 7, first]);
});

it.each([
  ["in English", hardCases],
  ["with addresses", opaqueCases],
])("what the matcher finds %s has the codes of its form", (_name, cases) => {
  fc.assert(
    fc.property(cases, ({ text, patterns }) => {
      const codes = codesOf(text, null);
      const found = new Set(
        compileMatcher(patterns.map((one) => ({ ...one, payload: one.text })))
          .scan(text)
          .map((hit) => hit.payload),
      );
      for (const form of found) expect(answers(codes, englishQuery(form))).toBe(true);
    }),
    { numRuns: 600 },
  );
});

const CHINESE = Array.from("毕畢坚堅文台臺乾干 　\n·・ＡaA5５g豈⼀𠮷\u00ad\u200b、。局");
const chinese = fc.string({ unit: fc.constantFrom(...CHINESE), maxLength: 12 });

it("what the matcher finds in Chinese has the codes of its form", () => {
  fc.assert(
    fc.property(chinese, fc.nat(9), fc.integer({ min: 1, max: 4 }), chinese, (text, from, length, other) => {
      const codes = codesOf("", text);
      for (const form of [text.slice(from, from + length), other.slice(0, length)]) {
        const concept = aConcept({
          category: "place",
          forms: [{ lang: "zh-Hans", kind: "preferred", text: form }],
        });
        if (compileChinese([concept]).scan(text).length > 0)
          expect(answers(codes, chineseQuery(form))).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

describe("a query", () => {
  const answered = (form: string, text: string): boolean => answers(codesOf(text, null), englishQuery(form));

  it.each([
    ["Bi Jianwen", "the director, Bi Jianwen, said", true],
    ["Bi Jianwen", "BI-JIANWEN", true],
    ["Bi Jianwen", "Jianwen said", false],
    ["a b", "b a", true],
  ])("%j and %j", (form, text, expected) => {
    expect(answered(form, text)).toBe(expected);
  });

  it("asks for long words first, for each once", () => {
    const [first, ...others] = englishQuery("the Xinhua of the Xinhua") ?? [];
    expect(first).toEqual(englishQuery("xinhua")?.[0]);
    expect(others).toHaveLength(2);
  });

  it.each(["", " \n"])("that is empty asks for nothing: %j", (form) => {
    expect([englishQuery(form), chineseQuery(form)]).toEqual([undefined, undefined]);
  });
});

it("one Chinese character is found wherever it stands, and no other is taken for it", () => {
  fc.assert(
    fc.property(chinese, fc.constantFrom(...Array.from("毕文台·5")), (text, character) => {
      const folded = codesOf("", character);
      const has = Array.from(text).some((one) => [...codesOf("", one)].some((code) => folded.includes(code)));
      expect(answers(codesOf("", text), chineseQuery(character))).toBe(has);
    }),
  );
});

it("the pairs of all common characters are spread over the buckets", () => {
  const counts = new Map<number, number>();
  const text = Array.from({ length: 3000 }, (_, at) =>
    String.fromCharCode(0x4e00 + ((at * 7919) % 20000)),
  ).join("");
  for (const code of codesOf("", text)) counts.set(bucketOf(code), (counts.get(bucketOf(code)) ?? 0) + 1);
  expect(Math.min(...counts.keys())).toBeGreaterThanOrEqual(BUCKETS / 3);
  expect(Math.max(...counts.values())).toBeLessThan(20);
  expect(counts.size).toBeGreaterThan(700);
});
