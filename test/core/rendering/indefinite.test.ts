import { expect, it } from "vitest";
import { fittedArticle, indefiniteBefore } from "../../../src/core/rendering/indefinite.ts";

const AN =
  "hour honest heir idea elephant uninvited unidentified umbrella Uzbek MP SME FAQ HKMA HKEX NQPF LNG EU AI IPO 8-day 80 11,000 18th X-ray F-16 H-share e-HKD eTradeConnect mBridge iPhone InvestHK ASEAN OPEC";
const A =
  "house university union unanimous UN UK UNESCO UNHCR European one-off once usual utility Ukrainian Uruguayan NATO NAMI MICE GBA CPTTM 1,800 110 15th 7-day U-turn B-share Xi yen year";

it.each(AN.split(" "))("an %s", (text) => {
  expect(indefiniteBefore(text)).toBe("an");
});

it.each(A.split(" "))("a %s", (text) => {
  expect(indefiniteBefore(text)).toBe("a");
});

it.each([
  ["a", "plan", "idea", undefined, "an"],
  ["An", "idea", "plan", undefined, "A"],
  ["A", "plan", "idea", undefined, "An"],
  ["AN", "IDEA", "PLAN", undefined, "A"],
  ["a", "plan", "FAQ", "a", "a"],
  ["an", "idea", "FAQ", "a", "a"],
  // The same word, or an h that some do not speak: as it was written.
  ["a", "NGO plan", "NGO idea", undefined, "a"],
  ["an", "historic plan", "historical plan", undefined, "an"],
] as const)("%s %s becomes one before %s", (article, before, after, own, expected) => {
  expect(fittedArticle(article, before, after, own)).toBe(expected);
});
