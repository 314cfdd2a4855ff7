import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesOfEdits } from "../../../src/core/discovery/edited-chinese.ts";
import { editedWords, repeatedEdits } from "../../../src/core/discovery/edits.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Change } from "../../../src/core/rendering/model.ts";
import { aTextChange } from "../../support/records.ts";
import { concept, LEXICON } from "./notation.ts";

describe("edits made again", () => {
  const edit = { chinese: "认可机构", machine: "accredited institutions", edited: "authorized institutions" };
  it.each([
    ["once", [edit], []],
    ["twice", [edit, edit], [2]],
    ["with other capitals", [edit, { ...edit, machine: "Accredited Institutions" }], [2]],
    ["in the other script", [edit, { ...edit, chinese: "認可機構" }], [2]],
    ["under other Chinese", [edit, { ...edit, chinese: "机构" }], []],
    ["to other words", [edit, { ...edit, edited: "AIs" }], []],
    ["of other concepts", [edit, { ...edit, conceptId: "k" }], []],
    ["oftener, first", [edit, edit, ...Array<typeof edit>(3).fill({ ...edit, chinese: "机构" })], [3, 2]],
    ["without a difference", Array<typeof edit>(2).fill({ ...edit, edited: edit.machine }), []],
  ])("%s", (_, edits, counts) => {
    expect(repeatedEdits(edits).map((proposal) => proposal.edits.length)).toEqual(counts);
  });
});

/** Reads `The {machine|edited} words.`: both texts. */
function readEdited(notation: string): { readonly rendered: string; readonly text: string } {
  const side = (at: number): string =>
    notation.replace(/\{([^|}]*)\|([^}]*)\}/g, (_, ...sides: string[]) => sides[at] ?? "");
  return { rendered: side(0), text: side(1) };
}

describe("words that an editor wrote otherwise", () => {
  it.each<[string, string[]]>([
    ["The {accredited|authorized} institutions.", ["accredited → authorized"]],
    [
      "{Bi Jianwen|Mohamed Butt} spoke to {Su Sui|Sue Yue}.",
      ["Bi Jianwen → Mohamed Butt", "Su Sui → Sue Yue"],
    ],
    ["It rose{| sharply} this year{.|!}", []],
    ["It rose {in|on} {12|13} days.", []],
    ["{One two three four five six seven eight nine|Words}.", []],
    ["Nothing.", []],
  ])("%s", (notation, edits) => {
    const found = editedWords({ ...readEdited(notation), provenance: [] });
    expect(found.map(({ machine, edited }) => `${machine} → ${edited}`)).toEqual(edits);
  });

  it("stand in the machine text before the glossary wrote, and are none where it wrote", () => {
    const { rendered, text } = readEdited("{Mohamed Butt|Mo Butt} met {Li Si|Lee Sze} here.");
    const change: Change = aTextChange({ from: 0, to: 2, rendered: { from: 0, to: 12 }, before: "Bi" });
    const found = editedWords({ rendered, text, provenance: [change] });
    expect(found).toEqual([
      { span: { from: 7, to: 12 }, machine: "Li Si", edited: "Lee Sze", left: " met ", right: " here." },
    ]);
  });

  it("are in the machine text at their place, whatever was written", () => {
    const word = fc.constantFrom("Li", "Si", "the", "of", "bank", "Bank", ".", ",", "2018", "𠮷");
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(text, text, (rendered, edited) => {
        for (const { span, machine, left, right } of editedWords({
          rendered,
          text: edited,
          provenance: [],
        })) {
          expect(rendered.slice(span.from, span.to)).toBe(machine);
          expect(rendered.slice(0, span.from).endsWith(left)).toBe(true);
          expect(rendered.slice(span.to).startsWith(right)).toBe(true);
        }
      }),
    );
  });
});

/** Names of edits given as `Chinese / English with {machine|edited}`, as `Chinese: machine → edited`. */
function namesOf(lines: readonly string[], concepts: Parameters<typeof concept>[] = []): string[] {
  const edits = lines.flatMap((line) => {
    const [chinese = "", notation = ""] = line.split(" / ");
    const { rendered, text } = readEdited(notation);
    const pair = { chinese, english: rendered };
    return editedWords({ rendered, text, provenance: [] }).map((words) => ({ ...words, pair }));
  });
  const glossary = compileGlossary({ revision: 0, concepts: concepts.map((each) => concept(...each)) });
  return namesOfEdits(edits, [{ chinese: "会议在香港举行。", english: "It was held in Hong Kong." }], {
    glossary,
    lexicon: LEXICON,
  }).map(
    ({ conceptId, chinese, machine, edited }) =>
      `${chinese}${conceptId === undefined ? "" : "*"}: ${machine} → ${edited}`,
  );
}

describe("the Chinese of edits", () => {
  it.each<[string, string[], Parameters<typeof concept>[], string[]]>([
    [
      "is a person's name by its sound, whole",
      [
        "银行总裁毕坚文表示经济增长。 / Bank president {Bi Jianwen|Mohamed Butt} said the economy grew.",
        "银行总裁毕坚文今年公布报告。 / Bank president {Bi Jianwen|Mohamed Butt} published reports this year.",
      ],
      [],
      ["毕坚文: Bi Jianwen → Mohamed Butt"],
    ],
    [
      "is a person's name where one word of it was changed",
      [
        "苏随月表示经济增长。 / Su {Suiyue|Sui-yuet} said the economy grew.",
        "银行的苏随月公布报告。 / Su {Suiyue|Sui-yuet} of the bank published a report.",
      ],
      [],
      ["苏随月: Su Suiyue → Su Sui-yuet"],
    ],
    [
      "is a name by the dictionary, with the words beside the changed ones",
      [
        "认可机构公布报告。 / The {accredited|authorized} institutions published reports.",
        "今年认可机构增长。 / This year {accredited|authorized} institutions grew.",
      ],
      [],
      ["认可机构: accredited institutions → authorized institutions"],
    ],
    [
      "is a concept by its form",
      [
        "认可机构公布报告。 / The {accredited|authorized} institutions published reports.",
        "今年认可机构增长。 / This year {accredited|authorized} institutions grew.",
      ],
      [["认可机构 = authorized institutions"]],
      ["认可机构*: accredited institutions → authorized institutions"],
    ],
    [
      "is not a concept whose English stands there",
      [
        "外汇基金和认可机构。 / The Exchange Fund and {accredited|authorized} institutions.",
        "认可机构投资外汇基金。 / Investment of {accredited|authorized} institutions in the Exchange Fund.",
      ],
      [["外汇基金 = Exchange Fund"]],
      ["认可机构: accredited institutions → authorized institutions"],
    ],
    [
      "is another one for each namesake",
      [
        "张伟公布报告。 / {Zhang Wei|Cheung Wai} published a report.",
        "张伟表示增长。 / {Zhang Wei|Cheung Wai} said it grew.",
        "章薇开会。 / {Zhang Wei|Cheung Wai} held a meeting.",
        "今年章薇投资。 / This year {Zhang Wei|Cheung Wai} invests.",
      ],
      [],
      ["张伟: Zhang Wei → Cheung Wai", "章薇: Zhang Wei → Cheung Wai"],
    ],
    ["is none for one edit", ["张伟公布。 / {Zhang Wei|Cheung Wai} published."], [], []],
    [
      "is none where the sentences share nothing",
      ["银行公布。 / {Zhang Wei|Cheung Wai} published.", "今年投资。 / {Zhang Wei|Cheung Wai} invests."],
      [],
      [],
    ],
  ])("%s", (_, lines, concepts, names) => {
    expect(namesOf(lines, concepts)).toEqual(names);
  });
});
