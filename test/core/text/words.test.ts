import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldSurface } from "../../../src/core/text/elements.ts";
import { opaqueSpans } from "../../../src/core/text/opaque.ts";
import { tokenise } from "../../../src/core/text/words.ts";
import { texts } from "../../support/arbitraries.ts";

describe("tokenise", () => {
  it.each([
    ["Bi Jianwen's", ["Bi", " ", "Jianwen", "'", "s"]],
    ["毕坚文Bi", ["毕", "坚", "文", "Bi"]],
    ["15th Five-Year", ["15th", " ", "Five", "-", "Year"]],
    ["e\u0301a  \n𠮷", ["e\u0301a", "  \n", "𠮷"]],
    ["", []],
  ])("cuts %j", (text, tokens) => {
    expect(tokenise(text).map((token) => token.text)).toEqual(tokens);
  });

  it("loses nothing and cuts no surrogate pair", () => {
    fc.assert(
      fc.property(texts({ maxLength: 40 }), (text) => {
        const tokens = tokenise(text);
        expect(tokens.map((token) => token.text).join("")).toBe(text);
        expect(tokens.every((token) => token.text.isWellFormed())).toBe(true);
        expect(tokens.every((token, index) => token.from === (tokens[index - 1]?.to ?? 0))).toBe(true);
      }),
    );
  });
});

describe("foldSurface", () => {
  it.each([
    ["Sino-Portuguese", "sino portuguese"],
    ["SINO\u00a0Portuguese", "Sino\nPortuguese"],
    ["Wan’an", "wan'an"],
    ["ＢＩ Jianwen", "Bi Jianwen"],
    ["Houe\u0301rou", "Hou\u00e9rou"],
  ])("%j is like %j", (a, b) => {
    expect(foldSurface(a)).toBe(foldSurface(b));
  });

  it.each([
    ["Bay. Area", "Bay Area"],
    ["Bay\n\nArea", "Bay Area"],
    ["Bay – Area", "Bay Area"],
  ])("%j is not like %j", (a, b) => {
    expect(foldSurface(a)).not.toBe(foldSurface(b));
  });
});

describe("opaqueSpans", () => {
  it.each([
    ["write to lwxsd@liaowanghn.com, please", ["lwxsd@liaowanghn.com"]],
    ["see https://a.cn/New_Society?x=1.", ["https://a.cn/New_Society?x=1"]],
    ["see www.new-society.cn).", ["www.new-society.cn"]],
    ["by @MacauNews on #BayArea", ["@MacauNews", "#BayArea"]],
    ["open Bi-Jianwen.pdf or `Bi Jianwen`", ["Bi-Jianwen.pdf", "`Bi Jianwen`"]],
    ["the U.S. said so.", []],
  ])("finds them in %j", (text, found) => {
    expect(opaqueSpans(text).map((span) => text.slice(span.from, span.to))).toEqual(found);
  });
});
