import { expect, it } from "vitest";
import { languageOf } from "../../../src/core/article/languages.ts";

it.each([
  ["毕坚文说。", "chinese"],
  ["畢堅文與HKPC合作開發AI。", "chinese"],
  ["ＨＫＰＣ与Ｆｏｘｃｏｎｎ合作", "chinese"],
  ["Bi Jianwen spoke to the press about the many things that were new.", "english"],
  ["Mohamed Butt (毕坚文) spoke to the press about new things and about what was in them.", "mixed"],
  [
    "The Hong Kong Productivity Council, known as 生产力局 in the many texts of the city and its press, spoke.",
    "mixed",
  ],
  ["Ｂｉ spoke", "english"],
  ["2025 — 10.5%", "neither"],
  ["", "neither"],
])("%s is %s", (text, language) => {
  expect(languageOf(text)).toBe(language);
});
