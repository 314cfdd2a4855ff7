import { describe, expect, it } from "vitest";
import { partsOfName, pinyinOfName, readingsOf, romanisationOf } from "../../../src/core/discovery/pinyin.ts";

describe("the ways to write a name", () => {
  it.each([
    ["贾玲", "Jia Ling", "pinyin"],
    ["贾玲", "Ling Jia", "pinyin"],
    ["毕坚文", "Bi Jianwen", "pinyin"],
    ["毕坚文", "Bi Jian-wen", "pinyin"],
    ["毕坚文", "Jian Wen Bi", "pinyin"],
    ["西安", "Xi’an", "pinyin"],
    ["单田芳", "Dan Tianfang", "pinyin"],
    ["單田芳", "Shan Tianfang", "pinyin"],
    ["吕布", "Lyu Bu", "pinyin"],
    ["吕布", "Lü Bu", "pinyin"],
    ["欧阳修", "Ouyang Xiu", "pinyin"],
    ["蒋经国", "Chiang Ching-kuo", "wade-giles"],
    ["宋庆龄", "Sung Ch'ing-ling", "wade-giles"],
    ["陈德霖", "Chan Tak-lam", "cantonese"],
    ["黄国伟", "Wong Kwok Wai", "cantonese"],
    ["贾玲", "Ma Li", undefined],
    ["贾玲", "Jia", undefined],
    ["贾玲", "Li", undefined],
    ["贾玲", "", undefined],
  ])("%s is %s: %s", (name, english, way) => {
    expect(romanisationOf(name, english)).toBe(way);
  });

  it.each([
    ["贾玲", "Jia Ling"],
    ["毕坚文", "Bi Jianwen"],
    ["欧阳修", "Ouyang Xiu"],
    ["李长安", "Li Chang'an"],
  ])("%s is usually %s", (name, english) => {
    expect(pinyinOfName(name)).toBe(english);
  });

  it("know all readings of a character", () => {
    expect(readingsOf("行")).toEqual(expect.arrayContaining(["xing", "hang"]));
    expect(readingsOf("A")).toEqual([]);
  });

  it("cut a name behind its surname", () => {
    expect(partsOfName("司马光")).toEqual(["司马", "光"]);
    expect(partsOfName("陳德霖")).toEqual(["陈", "德霖"]);
  });
});
