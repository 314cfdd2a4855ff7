import { describe, expect, it } from "vitest";
import type { Bead } from "../../../src/core/article/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import type { SourceContext } from "../../../src/core/rendering/context.ts";
import { sourceContext } from "../../../src/core/rendering/context.ts";
import type { Span } from "../../../src/core/text/span.ts";
import { conceptsOf } from "../../support/concepts.ts";

const CONCEPTS = conceptsOf(
  "> Alpha [person, zh=甲]; > Beta [person, zh=乙]; > Far [person, zh=远]; " +
    "> Port [place, zh=数码港]; > dollar [zh=数码港元]; > forces [zh=新质生产力]; > new forces [zh=发展新质生产力]; " +
    "> Twin [zh=丙丁]; > Bureau [title, zh=局长, scope=财政局]",
);
const BOTH = conceptsOf("> Two [zh=丙丁]").map((concept): Concept => ({
  ...concept,
  forms: [...concept.forms, { lang: "zh-Hans", kind: "admitted", text: "丙" }],
}));

interface Place {
  readonly context: SourceContext;
  readonly span: Span;
}

/**
 * Sentences `English = Chinese`, separated by `|`, a bead each; «…» is the place in the English that is asked about. `?`
 * before the English: a bead that the alignment is unsure of.
 */
function place(notation: string, concepts: readonly Concept[] = CONCEPTS): Place {
  const beads: Bead[] = [];
  let machine = "";
  let text = "";
  for (const sentence of notation.split("|")) {
    const [left = "", right = ""] = sentence.split("=").map((side) => side.trim());
    const english = left.replace("?", "");
    const target = { from: bare(machine).length, to: bare(machine + english).length };
    const source = { from: text.length, to: text.length + right.length };
    beads.push({ source, target, confidence: left.startsWith("?") ? 0.79 : 0.8 });
    machine += `${english} `;
    text += right;
  }
  return { context: contextOf(text, beads, concepts), span: marked(machine) };
}

function contextOf(text: string, beads: readonly Bead[], concepts: readonly Concept[]): SourceContext {
  const context = sourceContext({ text, beads }, compileGlossary({ revision: 1, concepts }));
  if (context === undefined) throw new Error("an article with Chinese has a context");
  return context;
}

function bare(marked: string): string {
  return marked.replace(/[«»]/g, "");
}

function marked(machine: string): Span {
  return { from: bare(machine.split("«")[0] ?? "").length, to: bare(machine.split("»")[0] ?? "").length };
}

function concept(id: string, concepts: readonly Concept[] = CONCEPTS): Concept {
  const found = concepts.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no concept is called ${id}`);
  return found;
}

/** `own of count`, `none` where it does not stand. */
function evidenceOf({ context, span }: Place, id: string, concepts = CONCEPTS): string {
  const { stands, count, own } = context.evidence(concept(id, concepts), span);
  if (!stands) expect([count, own]).toEqual([0, 0]);
  return stands ? `${own} of ${count}` : "none";
}

describe("how often a concept stands beside a place", () => {
  it.each<[string, string, string]>([
    ["in the sentence", "«a» = 甲", "1 of 1"],
    ["not at all", "«a» = 乙", "none"],
    ["twice in the sentence", "«a» = 甲和甲", "2 of 2"],
    ["in the sentence before", "x = 甲 | «a» = 乙", "0 of 1"],
    ["in the sentence behind", "«a» = 乙 | x = 甲", "0 of 1"],
    ["in all three", "x = 甲 | «a» = 甲 | x = 甲", "1 of 3"],
    ["two sentences before", "x = 甲 | x = 乙 | «a» = 乙", "none"],
    ["two sentences behind", "«a» = 乙 | x = 乙 | x = 甲", "none"],
    ["in four, of which two are near", "x = 甲 | x = 甲 | «a» = 乙 | x = 甲 | x = 甲", "0 of 2"],
    ["at either end of the text", "«a» = 甲远乙远甲", "2 of 2"],
    ["over two sentences, in the first", "x «a = 甲 | b» y = 乙", "1 of 1"],
    ["over two sentences, in the second", "x «a = 乙 | b» y = 甲", "1 of 1"],
    ["over two sentences, in both", "x «a = 甲 | b» y = 甲", "2 of 2"],
    ["over two sentences, and beside them", "x = 甲 | «a = 甲 | b» = 甲 | x = 甲 | x = 甲", "2 of 4"],
    ["at the end of its sentence", "x «a» = 乙 | b = 甲", "0 of 1"],
    ["at the start of its sentence", "x = 甲 | «a» x = 乙", "0 of 1"],
    ["beside a line without Chinese", "x = 甲 | «a» = | x = 甲", "0 of 2"],
    ["behind a line without Chinese", "x = 甲 | x = | «a» = 乙", "none"],
    ["between two sentences", "a = 甲 |«» b = 甲", "none"],
  ])("%s: %s", (_, notation, expected) => {
    expect(evidenceOf(place(notation), "Alpha")).toBe(expected);
  });

  it.each<[string, string, string, string]>([
    ["in traditional characters", "«a» = 數碼港", "Port", "1 of 1"],
    ["inside a longer word that is not made of it", "«a» = 数码港元", "Port", "none"],
    ["inside such a word and by itself", "«a» = 数码港元和数码港", "Port", "1 of 1"],
    ["inside a longer word that is made of it", "«a» = 发展新质生产力", "forces", "1 of 1"],
    ["the longer word", "«a» = 发展新质生产力", "new forces", "1 of 1"],
  ])("%s", (_, notation, id, expected) => {
    expect(evidenceOf(place(notation), id)).toBe(expected);
  });

  it("counts forms that start together once, those that start apart each", () => {
    const count = (chinese: string): string => evidenceOf(place(`«a» = ${chinese}`, BOTH), "Two", BOTH);
    expect([count("丙丁"), count("丙丁丙"), count("丙丙丁丙")]).toEqual(["1 of 1", "2 of 2", "3 of 3"]);
  });

  it("counts a place once whose Chinese stands beside two sentences", () => {
    const source = { from: 0, to: 1 };
    const beads = [0, 2, 4].map((from) => ({ source, target: { from, to: from + 1 }, confidence: 1 }));
    const context = contextOf("甲", beads, CONCEPTS);
    expect(evidenceOf({ context, span: { from: 2, to: 3 } }, "Alpha")).toBe("1 of 1");
  });

  it("takes sentences that touch for two", () => {
    const target = [
      { from: 0, to: 2 },
      { from: 2, to: 4 },
      { from: 4, to: 6 },
    ];
    const beads = target.map((each, at) => ({
      source: { from: at, to: at + 1 },
      target: each,
      confidence: 1,
    }));
    const context = contextOf("甲乙甲", beads, CONCEPTS);
    const asked = ["Alpha", "Beta"].map((id) => target.map((span) => evidenceOf({ context, span }, id)));
    expect(asked).toEqual([
      ["1 of 1", "0 of 2", "1 of 1"],
      ["0 of 1", "1 of 1", "0 of 1"],
    ]);
  });

  it("stands nowhere between two sentences that do not touch", () => {
    const beads = [0, 3].map((from, at) => ({
      source: { from: at, to: at + 1 },
      target: { from, to: from + 1 },
      confidence: 1,
    }));
    const context = contextOf("甲甲", beads, CONCEPTS);
    expect(
      [0, 1, 2, 3].map((from) => evidenceOf({ context, span: { from, to: from + 1 } }, "Alpha")),
    ).toEqual(["1 of 2", "none", "none", "1 of 2"]);
    expect(context.isSure({ from: 1, to: 2 })).toBe(false);
    expect(context.places(["Alpha"], { from: 1, to: 2 })).toEqual([]);
    expect(context.evidence(concept("Bureau"), { from: 1, to: 2 }).inScope).toBe(false);
  });

  it("takes a form for the sentence in which it starts", () => {
    const beads = [
      { source: { from: 0, to: 2 }, target: { from: 0, to: 1 }, confidence: 1 },
      { source: { from: 2, to: 5 }, target: { from: 2, to: 3 }, confidence: 1 },
      { source: { from: 5, to: 6 }, target: { from: 4, to: 5 }, confidence: 1 },
    ];
    // 丙丁 starts in the first sentence and ends in the second.
    const context = contextOf("一丙丁二三四", beads, CONCEPTS);
    const seen = [0, 2, 4].map((from) => evidenceOf({ context, span: { from, to: from + 1 } }, "Twin"));
    expect(seen).toEqual(["1 of 1", "0 of 1", "none"]);
  });

  it("does not ask in which order the beads come", () => {
    const make = (from: number, at: number): Bead => ({
      source: { from: at, to: at + 1 },
      target: { from, to: from + 1 },
      confidence: 1,
    });
    const inOrder = [make(0, 0), make(2, 1), make(4, 2), make(6, 3)];
    const [a, b, c, d] = inOrder as [Bead, Bead, Bead, Bead];
    for (const beads of [inOrder, [d, c, b, a], [a, c, b, d], [b, a, c, d], [a, b, d, c]]) {
      const given = [...beads];
      const context = contextOf("甲一二三", beads, CONCEPTS);
      const seen = [0, 2, 4, 6].map((from) => evidenceOf({ context, span: { from, to: from + 1 } }, "Alpha"));
      expect(seen).toEqual(["1 of 1", "0 of 1", "none", "none"]);
      expect(beads).toEqual(given);
    }
  });

  it("finds the sentence among many", () => {
    const many = Array.from({ length: 20 }, (_, i) => (i === 7 ? "x = 甲" : "x = 乙"));
    const at = (index: number): string =>
      evidenceOf(
        place(many.map((line, i) => (i === index ? `«a»${line.slice(1)}` : line)).join("|")),
        "Alpha",
      );
    expect([5, 6, 7, 8, 9].map(at)).toEqual(["none", "0 of 1", "1 of 1", "0 of 1", "none"]);
  });
});

describe("whether the scope of a concept stands there", () => {
  const inScope = ({ context, span }: Place, id = "Bureau"): boolean =>
    context.evidence(concept(id), span).inScope;
  it.each<[string, string, boolean]>([
    ["in the sentence", "«a» = 财政局局长", true],
    ["in traditional characters", "«a» = 財政局局長", true],
    ["over a line break of the layout", "«a» = 财政\n局局长", true],
    ["not at all", "«a» = 局长", false],
    ["in the sentence before", "x = 财政局 | «a» = 局长", false],
    ["in the sentence behind", "«a» = 局长 | x = 财政局", false],
    ["over two sentences, in the first", "«a = 财政局 | b» = 局长", true],
    ["over two sentences, in the second", "«a = 局长 | b» = 财政局", true],
    ["half in each of two sentences", "«a = 财政 | b» = 局局长", false],
    ["where no sentence is beside it", "a = 财政局 |«» b = 财政局", false],
  ])("%s", (_, notation, expected) => {
    expect(inScope(place(notation))).toBe(expected);
  });

  it("is so for a concept without scope, beside a sentence or none", () => {
    expect([inScope(place("«a» = 乙"), "Alpha"), inScope(place("a = 乙 |«» b = 乙"), "Alpha")]).toEqual([
      true,
      true,
    ]);
  });

  it("is asked of each sentence by itself, in one context", () => {
    const { context } = place("a = 财政局 | «b» = 局长 | c = 局长");
    const asked = [0, 2, 4, 2, 0].map((from) => inScope({ context, span: { from, to: from + 1 } }));
    expect(asked).toEqual([true, false, false, false, true]);
    const wide = [
      { from: 0, to: 3 },
      { from: 2, to: 5 },
    ].map((span) => inScope({ context, span }));
    expect(wide).toEqual([true, false]);
  });

  it("is one of several", () => {
    const either = { ...concept("Bureau"), scope: ["财政局", "海关"] };
    const asked = ["海关", "财政局", "法院"].map((chinese) => {
      const { context, span } = place(`«a» = ${chinese}局长`);
      return context.evidence(either, span).inScope;
    });
    expect(asked).toEqual([true, true, false]);
  });
});

describe("the places of several concepts", () => {
  const places = (notation: string, ids: readonly string[], concepts = CONCEPTS): string[] => {
    const { context, span } = place(notation, concepts);
    return context.places(ids, span).map((each) => `${context.text(each)} ${each.conceptId}`);
  };
  it.each<[string, string, string[], string[]]>([
    ["in the order of the text", "«a» = 乙甲乙", ["Alpha", "Beta"], ["乙 Beta", "甲 Alpha", "乙 Beta"]],
    ["of those that are asked about", "«a» = 乙甲乙", ["Alpha"], ["甲 Alpha"]],
    ["of those that stand", "«a» = 乙", ["Alpha", "Beta"], ["乙 Beta"]],
    ["not beside the sentence", "x = 甲 | «a» = 乙 | x = 甲", ["Alpha", "Beta"], ["乙 Beta"]],
    ["over two sentences", "x = 甲 | «a = 乙 | b» = 甲", ["Alpha", "Beta"], ["乙 Beta", "甲 Alpha"]],
    ["where no sentence is", "a = 甲 |«» b = 乙", ["Alpha", "Beta"], []],
  ])("%s", (_, notation, ids, expected) => {
    expect(places(notation, ids)).toEqual(expected);
  });

  it("longer ones first", () => {
    const both = conceptsOf("> a b [zh=新质生产力]; > a [zh=新质]");
    const expected = ["新质生产力 a b", "新质 a"];
    expect(places("«a» = 新质生产力", ["a b", "a"], both)).toEqual(expected);
    expect(places("«a» = 新质生产力", ["a", "a b"], both)).toEqual(expected);
  });
});

describe("whether the alignment is sure", () => {
  it.each<[string, string, boolean]>([
    ["at the limit", "«a» = 甲", true],
    ["below it", "?«a» = 甲", false],
    ["whatever is beside it", "?x = 甲 | «a» = 甲 | ?x = 甲", true],
    ["over two sentences", "«a = 甲 | b» = 甲", true],
    ["over two of which the first is not", "?«a = 甲 | b» = 甲", false],
    ["over two of which the second is not", "«a = 甲 | ?b» = 甲", false],
    ["where no sentence is", "a = 甲 |«» b = 甲", false],
  ])("%s", (_, notation, expected) => {
    const { context, span } = place(notation);
    expect(context.isSure(span)).toBe(expected);
  });
});

it("an article without Chinese has none", () => {
  expect(sourceContext(undefined, compileGlossary({ revision: 1, concepts: CONCEPTS }))).toBeUndefined();
});
