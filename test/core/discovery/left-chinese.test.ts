import { describe, expect, it } from "vitest";
import { discoveredHits } from "../../../src/core/discovery/hits.ts";
import type { Judgement } from "../../../src/core/discovery/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import { render } from "../../../src/core/rendering/render.ts";
import { concept, documentOf, search } from "./notation.ts";

const FUND = concept("外汇基金 = Exchange Fund");
const INSTITUTIONS = concept("认可机构 = authorized institutions");
const FUND_REPORT = ["外汇基金公布报告。", "The 外汇基金 published a report."] as const;

/** `外汇基金: 外汇基金 auto`: what was found for each Chinese form, its lane and risks; the lane alone where nothing is sure. */
function found(
  pairs: readonly (readonly [string, string])[],
  judgements: readonly Judgement[] = [],
): readonly string[] {
  return search([FUND, INSTITUTIONS], [documentOf("t", pairs)], judgements).occurrences.map(
    ({ conceptId, surface, lane, risks }) =>
      `${conceptId}: ${lane === "report" ? lane : [surface, lane, ...risks].join(" ")}`,
  );
}

describe("Chinese that was left in the English", () => {
  it.each([
    ["stands for its form", [FUND_REPORT], ["外汇基金: 外汇基金 auto"]],
    [
      "is found in the other script",
      [["外汇基金公布报告。", "The 外匯基金 published a report."]],
      ["外汇基金: 外匯基金 auto"],
    ],
    [
      "needs an editor among other Chinese",
      [["银行投资外汇基金。", "銀行投資外匯基金。"]],
      ["外汇基金: 外匯基金 propose garbled"],
    ],
    [
      "in brackets tells what the English before it is",
      [["银行投资外汇基金。", "Banks invest in the foreign exchange fund (外汇基金)."]],
      ["外汇基金: foreign exchange fund auto"],
    ],
    [
      "is nothing beside approved English",
      [["外汇基金公布报告。", "The Exchange Fund, 外汇基金, published a report."]],
      [],
    ],
    [
      "is used once",
      [
        ["外汇基金公布报告。", "The 外汇基金 published."],
        ["外汇基金。", "。"],
      ],
      ["外汇基金: 外汇基金 auto", "外汇基金: report"],
    ],
    [
      "belongs to its own sentence first",
      [
        ["外汇基金。", "。"],
        ["认可机构公布报告。", "Accredited institutions published a report."],
        FUND_REPORT,
      ],
      ["外汇基金: report", "认可机构: Accredited institutions auto", "外汇基金: 外汇基金 auto"],
    ],
    [
      "is not looked for far away",
      [
        ["外汇基金。", "。"],
        ["银行公布报告。", "Banks published a report."],
        ["银行监察机构。", "Banks supervise institutions."],
        ["银行表示经济增长。", "Banks said that the economy grew: 外汇基金。"],
      ],
      ["外汇基金: report"],
    ],
  ] as const)("%s", (_name, pairs, expected) => {
    expect(found(pairs)).toEqual(expected);
  });

  it("needs an editor where another concept has the same Chinese", () => {
    const rival = concept("外汇基金 = foreign exchange funds", { id: "funds" });
    const { occurrences } = search([FUND, rival], [documentOf("t", [FUND_REPORT])]);
    expect(occurrences.map(({ surface, lane, risks }) => [surface, lane, risks])).toEqual([
      ["外汇基金", "propose", ["rival"]],
    ]);
  });

  it("stays where an editor has said so", () => {
    const judgement = { conceptId: "外汇基金", surface: "外汇基金", accepted: false };
    expect(found([FUND_REPORT], [judgement])).toEqual(["外汇基金: report"]);
  });

  it("is written in English", () => {
    const document = documentOf("t", [FUND_REPORT]);
    const input = { machine: document.target.text, blocks: [], segments: document.target.sentences };
    const discovered = discoveredHits(search([FUND], [document]), "t", "auto");
    const glossary = compileGlossary({ revision: 0, concepts: [FUND] });
    expect(render({ ...input, discovered }, glossary, []).text).toBe("The Exchange Fund published a report.");
  });
});
