import { describe, expect, it } from "vitest";
import { readBilingualTable } from "../../../src/formats/articles/bilingual-table.ts";

/** The rows of a table as `Chinese | English`, or why there are none. */
function shown(text: string): string[] | string {
  const result = readBilingualTable(text);
  if (!result.ok) return [result.refusal.code, result.refusal.place?.line].filter(Boolean).join(" ");
  const { machine, source, rows } = result.value;
  return rows.map(
    (row) =>
      `${source.slice(row.source.from, row.source.to)} | ${machine.slice(row.target.from, row.target.to)}`,
  );
}

const PAIRS = ["毕坚文说。 | Bi spoke.", "别人听。 | Others listened, then left."];

describe("a bilingual table", () => {
  it.each<[string, string, readonly string[] | string]>([
    ["tabs", "毕坚文说。\tBi spoke.\n别人听。\tOthers listened, then left.\n", PAIRS],
    ["the other order", "Bi spoke.\t毕坚文说。\r\nOthers listened, then left.\t别人听。", PAIRS],
    ["commas", '毕坚文说。,Bi spoke.\n别人听。,"Others listened, then left."\n', PAIRS],
    ["semicolons", "毕坚文说。;Bi spoke.\n别人听。;Others listened, then left.", PAIRS],
    ["a byte-order mark", "\uFEFF毕坚文说。\tBi spoke.\n别人听。\tOthers listened, then left.", PAIRS],
    ["headings", "en\tid\tzh\nBi spoke.\t1\t毕坚文说。\nOthers listened, then left.\t2\t别人听。", PAIRS],
    ["headings of texts that do not tell", "source,target\nAI,AI\n", ["AI | AI"]],
    ["a column of numbers", "1\t毕坚文说。\tBi spoke.\n2\t别人听。\tOthers listened, then left.", PAIRS],
    ["blank rows", "毕坚文说。\tBi spoke.\n\n\t\n别人听。\tOthers listened, then left.", PAIRS],
    ["a row without Chinese", "\tAlone.\n毕坚文说。\tBi spoke.", [" | Alone.", "毕坚文说。 | Bi spoke."]],
    ["a row without English", "独。\t\n毕坚文说。\tBi spoke.", ["独。 | ", "毕坚文说。 | Bi spoke."]],
    ["lines in a cell", '"毕坚文\n说。",Bi spoke.', ["毕坚文\n说。 | Bi spoke."]],
    ["full-width Latin", "ＨＫＰＣ合作研发局\tHKPC works.", ["ＨＫＰＣ合作研发局 | HKPC works."]],
    ["nothing", " \n ", "empty"],
    ["one column", "毕坚文说。\n别人听。", "table-columns"],
    ["two of Chinese", "毕坚文说。\t畢堅文說。\tBi spoke.", "table-columns"],
    ["no Chinese", "Bi spoke.\tBi said so.", "table-columns"],
    ["headings alone", "zh\ten", "english-missing"],
    ["no English", "zh\ten\n毕坚文说。\t", "english-missing"],
    ["an unquoted comma", "毕坚文说。,Bi spoke.\n别人听。,Others listened, then left.", "table-cells 2"],
    ["a broken quote", '毕坚文说。,"Bi spoke.', "csv-quotes 1"],
  ])("of %s", (_name, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it("loses no text", () => {
    const result = readBilingualTable("毕坚文说。\tBi spoke.\n\tAlone.\n别人听。\tThey.");
    expect(result.ok && result.value).toMatchObject({
      machine: "Bi spoke.\nAlone.\nThey.",
      source: "毕坚文说。\n别人听。",
    });
  });
});
