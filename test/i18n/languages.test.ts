import { describe, expect, it } from "vitest";
import { negotiateLanguage } from "../../src/i18n/languages.ts";

describe("negotiateLanguage", () => {
  it.each([
    [undefined, "en"],
    ["", "en"],
    ["*", "en"],
    ["fr,de;q=0.9", "en"],
    ["en-GB,en;q=0.9", "en"],
    ["zh", "zh-Hans"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"],
    ["zh-SG", "zh-Hans"],
    ["zh-TW", "zh-Hant"],
    ["zh-HK,en;q=0.5", "zh-Hant"],
    ["zh-MO", "zh-Hant"],
    ["zh-Hans-HK", "zh-Hans"],
    ["zh-Hant-CN", "zh-Hant"],
    ["ZH-hant", "zh-Hant"],
    ["fr, zh-TW;q=0.3", "zh-Hant"],
    ["en;q=0.5, zh-CN;q=0.8", "zh-Hans"],
    ["zh-CN;q=0, en", "en"],
    ["zh-CN;q=x, en;q=0.1", "en"],
    [";;,,q=", "en"],
  ])("%s: %s", (header, language) => {
    expect(negotiateLanguage(header)).toBe(language);
  });
});
