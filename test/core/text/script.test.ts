import { expect, it } from "vitest";
import { chineseScript } from "../../../src/core/text/script.ts";

it.each([
  ["粤港澳大湾区生产力促进服务联盟", "zh-Hans"],
  ["粵港澳大灣區生產力促進服務聯盟", "zh-Hant"],
  ["一二三", "zh-Hans"],
  ["", "zh-Hans"],
])("%s is %s", (text, script) => {
  expect(chineseScript(text)).toBe(script);
});
