import { describe, expect, it } from "vitest";
import { readRows, type Delimiter } from "../../../src/formats/csv/rows.ts";

/** A table in one line: cells joined by `¦`, each row with the line it begins on. */
function read(text: string, delimiter: Delimiter = ",", most = 10): string {
  const rows = readRows(text, delimiter, most);
  if (rows.ok) return rows.value.map(({ line, cells }) => `${line} ${cells.join("¦")}`).join(" / ");
  return `${rows.refusal.code} ${rows.refusal.place?.line ?? 0}:${rows.refusal.place?.column ?? 0}`;
}

describe("rows", () => {
  it.each<[string, Delimiter, string]>([
    ["", ",", ""],
    ["a,b", ",", "1 a¦b"],
    ["a,b\r\nc,d\r\n", ",", "1 a¦b / 2 c¦d"],
    ["a,b\rc,d\r", ",", "1 a¦b / 2 c¦d"],
    ["a,b\n\n , \n,\nc,d\n", ",", "1 a¦b / 5 c¦d"],
    ["a\nb,c,d\n", ",", "1 a / 2 b¦c¦d"],
    ['"a,""b""",c\n', ",", '1 a,"b"¦c'],
    ['a,"1\r\n2\n3"\r\nb,c', ",", "1 a¦1\r\n2\n3 / 4 b¦c"],
    ['"中\n文",a\n"𠮷",b', ",", "1 中\n文¦a / 3 𠮷¦b"],
    ['a;"b;c"', ";", "1 a¦b;c"],
    ['"Two Sessions" meeting\t两会', "\t", '1 "Two Sessions" meeting¦两会'],
    [" a , b ", ",", "1  a ¦ b "],
  ])("%j by %j", (text, delimiter, rows) => {
    expect(read(text, delimiter)).toBe(rows);
  });

  it("stops after as many as are wanted", () => {
    expect(read('a\nb\n"broken', ",", 1)).toBe("1 a");
  });
});

it.each([
  ['a,b\nx"y,2\n', "csv-quotes 2:2"],
  ['a,b\n"x"y,2\n', "csv-quotes 2:4"],
  ['a,b\r\n1,"x\r\ny"\r\n3,"4', "csv-quotes 4:3"],
  ['a,b\n"x""', "csv-quotes 2:1"],
  ['a,"b" \n', "csv-quotes 1:6"],
])("%j breaks at %s", (text, refusal) => {
  expect(read(text)).toBe(refusal);
});
