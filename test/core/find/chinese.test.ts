import { describe, expect, it } from "vitest";
import { findChinese, isChineseQuery } from "../../../src/core/find/chinese.ts";
import { unmark } from "./marked.ts";

describe("a Chinese query finds the marked places", () => {
  it.each([
    ["毕坚文", "«毕坚文»说，«畢堅文»說"],
    ["畢堅文", "«毕坚文»和«毕　坚　文»"],
    ["後", "«后»天以«後»"],
    ["ＡＢＣ公司", "«ABC公司»与«abc公司»"],
    ["5G", "«5G»网络，15G，«5g»"],
    ["阿里·巴巴", "«阿里•巴巴»"],
    ["一一", "«一一»«一一»一"],
    ["𠮷野", "在«𠮷野»家"],
    ["没有", "什么都無"],
    ["", "什么"],
    ["  ", "什 么"],
  ])("%s", (query, marked) => {
    const { text, spans } = unmark(marked);
    expect(findChinese(text, query)).toEqual(spans);
  });

  it("stops at a limit, and reads long texts", () => {
    expect(findChinese("一一一", "一", 2)).toHaveLength(2);
    expect(findChinese(`${"二".repeat(20_000)}一`, "一")).toEqual([{ from: 20_000, to: 20_001 }]);
  });
});

it.each([
  ["毕", true],
  [" \u200b", false],
  ["", false],
])("%j can be looked for: %s", (query, can) => {
  expect(isChineseQuery(query)).toBe(can);
});
