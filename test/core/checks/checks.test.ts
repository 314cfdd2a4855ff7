import { describe, expect, it } from "vitest";
import type { Bead } from "../../../src/core/article/model.ts";
import type { CheckInput } from "../../../src/core/checks/check.ts";
import { checkArticle } from "../../../src/core/checks/list.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import { conceptsOf } from "../../support/concepts.ts";

/** An article of `English | Chinese` sentences, one bead each; the English of a segment may be changed behind `→`. */
function input(glossary: string, pairs: readonly string[]): CheckInput {
  const beads: Bead[] = [];
  const segments: { from: number; to: number; text: string }[] = [];
  let machine = "";
  let text = "";
  for (const pair of pairs) {
    const [left = "", chinese = ""] = pair.split(" | ");
    const [english = "", now = english] = left.split(" → ");
    const target = { from: machine.length, to: machine.length + english.length };
    beads.push({ source: { from: text.length, to: text.length + chinese.length }, target, confidence: 1 });
    if (english !== "") segments.push({ ...target, text: now });
    machine += `${english} `;
    text += chinese;
  }
  const compiled = compileGlossary({ revision: 1, concepts: conceptsOf(glossary) });
  return { segments, source: { text, beads }, glossary: compiled };
}

/** A finding a line: code, segment (from 1, `-` for the article), the Chinese it is about, and its parameters. */
function found(glossary: string, pairs: readonly string[]): string[] {
  const checked = input(glossary, pairs);
  return checkArticle(checked).map(({ code, source, segment, params }) =>
    [
      code,
      segment === undefined ? "-" : segment + 1,
      checked.source.text.slice(source.from, source.to),
      ...Object.values(params),
    ].join(" "),
  );
}

const FORCES = "new productivity > new quality productive forces [policy, zh=新质生产力]";
const MAN = "Wang Wei > Vong Vai [person, zh=王伟, surname=Vong]";

describe("missing", () => {
  it.each<[string, string, string[], string[]]>([
    [
      "neither form stands there",
      FORCES,
      ["Advanced growth. | 新质生产力。"],
      ["missing 1 新质生产力 新质生产力 new quality productive forces"],
    ],
    [
      "in the other script",
      FORCES,
      ["Advanced growth. | 新質生產力。"],
      ["missing 1 新質生產力 新质生产力 new quality productive forces"],
    ],
    ["the wrong form stands there", FORCES, ["New productivity. | 新质生产力。"], []],
    ["the right form stands there", FORCES, ["New Quality Productive Forces. | 新质生产力。"], []],
    ["an editor wrote it", FORCES, ["Advanced growth. → New quality productive forces. | 新质生产力。"], []],
    [
      "an editor took it out",
      FORCES,
      ["New productivity. → Growth. | 新质生产力。"],
      ["missing 1 新质生产力 新质生产力 new quality productive forces"],
    ],
    [
      "twice in a sentence is one finding",
      FORCES,
      ["Growth. | 新质生产力与新质生产力。"],
      ["missing 1 新质生产力 新质生产力 new quality productive forces"],
    ],
    ["the sentence beside has it", FORCES, ["Growth. | 新质生产力。", "New productivity rose. | 升了。"], []],
    [
      "the sentence beside has it for itself",
      FORCES,
      ["New productivity. | 新质生产力。", "Growth. | 新质生产力。"],
      ["missing 2 新质生产力 新质生产力 new quality productive forces"],
    ],
    ["not approved", "x > new forces [policy, proposed, zh=新质生产力]", ["Growth. | 新质生产力。"], []],
    ["no English to write", "x > [policy, zh=新质生产力]", ["Growth. | 新质生产力。"], []],
    ["a Chinese sentence without English", FORCES, ["Growth. | 升了。", " | 新质生产力。"], []],
    ["out of scope", "x > Director [title, zh=局长, scope=发展局]", ["He spoke. | 局长说。"], []],
    [
      "in scope",
      "x > Director [title, zh=局长, scope=发展局]",
      ["He spoke. | 發展局局长说。"],
      ["missing 1 局长 局长 Director"],
    ],
    [
      "only the longer of two",
      "x > Macao [place, zh=澳门]; x > Radio Macao [media, zh=澳门电台]",
      ["It said. | 澳门电台说。"],
      ["missing 1 澳门电台 澳门电台 Radio Macao"],
    ],
    ["a person by surname", MAN, ["Mr Vong spoke. | 王伟说。"], []],
    ["a person by pronoun, after the name", MAN, ["Vong Vai came. | 王伟来了。", "He spoke. | 王伟说。"], []],
    [
      "a person by nothing",
      MAN,
      ["It rained. | 下雨了。", "He spoke. | 王伟说。"],
      ["missing 2 王伟 王伟 Vong Vai"],
    ],
  ])("%s", (_, glossary, pairs, expected) => {
    expect(found(glossary, pairs)).toEqual(expected);
  });

  it("names both places", () => {
    const [finding] = checkArticle(
      input(FORCES, ["It rained. | 下雨了。", "Growth rose. | 新质生产力升了。"]),
    );
    expect(finding).toMatchObject({ source: { from: 4, to: 9 }, span: { from: 11, to: 23 }, segment: 1 });
    expect(finding?.conceptIds).toEqual(["new quality productive forces"]);
  });
});

describe("shadowed", () => {
  const PORT = "Digital Harbour > Cyberport [organisation, zh=数码港]; x > e-HKD [term, zh=数码港元]";
  it.each<[string, string, string[], string[]]>([
    [
      "once for all places",
      PORT,
      ["The e-HKD. | 数码港元、数码港元。"],
      ["shadowed - 数码港 数码港 数码港元 2"],
    ],
    [
      "a word that is no concept",
      "x > Bank of China [organisation, zh=中国银行]",
      ["Banks. | 中国银行业。"],
      ["shadowed - 中国银行 中国银行 中国银行业 1"],
    ],
    ["nothing", PORT, ["The Cyberport. | 数码港。"], []],
  ])("%s", (_, glossary, pairs, expected) => {
    expect(found(glossary, pairs)).toEqual(expected);
  });
});

it("finds nothing where there is nothing", () => {
  expect(found(FORCES, [])).toEqual([]);
  expect(found("", ["Growth. | 新质生产力。"])).toEqual([]);
});
