import { describe, expect, it } from "vitest";
import { isInsideWord } from "../../../src/core/text/apostrophe.ts";

describe("isInsideWord", () => {
  it.each([
    ["«Wan»’an", true],
    ["«Wan»'an", true],
    ["«Wan»ʼan", true],
    ["O’«Brien»", true],
    ["Xi’«an»", true],
    ["Ch‘«e»", true],
    ["‘«Wan»’an", true],
    ["«can»'t", true],
    ["«Wan»", false],
    ["«Wan»’", false],
    ["«Wan»’s plan", false],
    ["«WAN»’S", false],
    ["«Wan»’ll", false],
    ["«Wan»’san", true],
    ["«Wan»’ an", false],
    ["«Wan»’安", false],
    ["‘«Wan»’", false],
    ["’«Wan»", false],
    ["安’«Wan»", false],
    ["named‘«Wan»’and", false],
    ["«Wan»-an", false],
    ["«Wan»’7", false],
  ])("%s: %s", (marked, expected) => {
    const from = marked.indexOf("«");
    const to = marked.indexOf("»") - 1;
    expect(isInsideWord(marked.replace(/[«»]/g, ""), { from, to })).toBe(expected);
  });
});
