import { expect, it } from "vitest";
import { readTextArticle } from "../../../src/formats/articles/text.ts";

it("keeps the text as it is and takes its first line for the title", () => {
  const machine = "\n  Bi Jianwen spoke. \r\n\r\nOthers\tlistened.  ";
  expect(readTextArticle(machine)).toEqual({
    ok: true,
    value: { machine, title: "Bi Jianwen spoke." },
    findings: [],
  });
});

it.each([
  ["", "empty"],
  [" \r\n\t\u3000\n", "empty"],
  ["a\0", "nul"],
  ["a\ud800", "surrogate"],
])("%j is refused: %s", (text, code) => {
  const read = readTextArticle(text);
  expect(read.ok ? undefined : read.refusal.code).toBe(code);
});
