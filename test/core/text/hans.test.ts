import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldChinese, foldHans, sameCharacter } from "../../../src/core/text/hans.ts";

/** Characters of every kind that folding knows: both scripts, variants, pairs, compatibility signs, width, halves of pairs. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...Array.from("乾幹干後后裏裡里發髮台臺著着瞭鍾豈⼀ＡＺ１　・·𠮷\ud842")),
    fc.integer({ min: 0x3400, max: 0x9fff }).map((code) => String.fromCharCode(code)),
    fc.integer({ min: 0x20000, max: 0x2a6df }).map((code) => String.fromCodePoint(code)),
    fc.string({ unit: "binary", minLength: 1, maxLength: 2 }),
  ),
  maxLength: 60,
});

describe("foldHans", () => {
  it.each([
    ["香港生產力促進局", "香港生产力促进局"],
    ["乾隆後天在裏面髮廊", "干隆后天在里面发廊"],
    ["臺灣台灣檯燈", "台湾台湾台灯"],
    ["瞭解著名鍾錶", "了解着名钟表"],
    ["Ａ１ㄅ豈⼀", "Ａ１ㄅ岂一"],
    ["no Chinese", "no Chinese"],
    ["乾\ud842乾", "干\ud842干"],
    ["", ""],
  ])("%s", (text, folded) => {
    expect(foldHans(text)).toBe(folded);
  });

  it("keeps every offset, and folding twice is folding once", () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        for (const fold of [foldHans, foldChinese]) {
          expect(fold(a)).toHaveLength(a.length);
          expect(fold(fold(a))).toBe(fold(a));
          if (a.isWellFormed() && b.isWellFormed()) expect(fold(a + b)).toBe(fold(a) + fold(b));
        }
      }),
    );
  });

  it("does not mind how long a text is", () => {
    const text = "a乾𠮷".repeat(20_000);
    expect(foldHans(text)).toBe("a干𠮷".repeat(20_000));
  });
});

describe("foldChinese", () => {
  it("makes width and the dots of names alike", () => {
    expect(foldChinese("５Ｇ（ＡＩ）　普・京‧")).toBe("5G(AI) 普·京·");
  });
});

describe("sameCharacter", () => {
  it.each([
    ["台", "臺", true],
    ["裡", "裏", true],
    ["Ａ", "A", true],
    ["干", "乾", false],
    ["后", "後", false],
    ["伟", "偉", false],
  ])("%s %s", (a, b, same) => {
    expect(sameCharacter(a, b)).toBe(same);
    expect(sameCharacter(b, a)).toBe(same);
  });
});
