import { describe, expect, it } from "vitest";
import { displayWidth, oneLine, tableLines } from "../../src/cli/lines.ts";

it.each([
  [" a\r\n b\t", "a b"],
  ["a\u001b[2Jb\u0000", "a\ufffd[2Jb\ufffd"],
  ["a\u202eb", "a\ufffdb"],
  ["生产力", "生产力"],
])("oneLine %j", (text, line) => {
  expect(oneLine(text)).toBe(line);
});

it.each([
  ["abc", 3],
  ["é e\u0301", 3],
  ["粤港澳，（A）", 13],
  ["𠮷", 2],
])("displayWidth %j", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

describe("tableLines", () => {
  it("sets columns by their width on the screen", () => {
    expect(
      tableLines([
        ["粤", "a", "x"],
        ["abc", "", "y"],
        ["1", "", ""],
      ]),
    ).toEqual(["粤   a  x", "abc     y", "1"]);
  });

  it("has no lines without rows", () => {
    expect(tableLines([])).toEqual([]);
  });
});
