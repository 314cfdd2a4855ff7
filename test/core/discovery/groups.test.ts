import { describe, expect, it } from "vitest";
import { readCorpus } from "../../../src/core/discovery/corpus.ts";
import type { Trace } from "../../../src/core/discovery/discover.ts";
import { groupVariants } from "../../../src/core/discovery/groups.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import { concept, documentOf, LEXICON, search } from "./notation.ts";

const NONE = new Float64Array(0);

/** `form ×count → what will be written` of every group. */
const groupsOf = (...[concepts, documents]: Parameters<typeof search>): string[] =>
  search(concepts, documents).groups.map(({ surface, count, form }) => `${surface} ×${count} → ${form}`);

describe("a place that has what would be written anyway", () => {
  const person = concept("毕坚文 = Bi Jianwen", { category: "person" });
  it.each([
    ["with another white space", "Bi\u00a0Jianwen attended the meeting.", []],
    ["with two blanks", "Bi  Jianwen attended the meeting.", []],
    ["but a hyphen", "Bi Jian-wen attended the meeting.", ["Bi Jian-wen ×1 → Bi Jianwen"]],
  ])("is in no group: %s", (_, en, groups) => {
    const one = documentOf("t", [["毕坚文出席会议。", "x"]]);
    const target = { text: en, sentences: [{ from: 0, to: en.length }] };
    const beads = [{ source: { from: 0, to: 8 }, target: { from: 0, to: en.length }, confidence: 1 }];
    expect(groupsOf([person], [{ ...one, target, beads }])).toEqual(groups);
  });
});

describe("a form that was cut short", () => {
  const corpus = readCorpus({
    documents: [documentOf("t", [["机构。", "x"]])],
    glossary: compileGlossary({ revision: 0, concepts: [concept("机构 = body")] }),
    lexicon: LEXICON,
  });

  /** Spans after harmonising those in brackets, each of the same Chinese; `!` before one: ragged. */
  const cutAlike = (notation: string): string[] => {
    const targets: { from: number; to: number; ragged: boolean }[] = [];
    let text = "";
    for (const part of notation.split(/(!?\[[^\]]*\])/)) {
      const inside = /^(!?)\[(.*)\]$/.exec(part);
      const words = inside?.[2] ?? part;
      if (inside !== null)
        targets.push({ from: text.length, to: text.length + words.length, ragged: inside[1] === "!" });
      text += words;
    }
    const [first] = corpus.documents;
    const [pair] = corpus.pairs;
    const [place] = pair?.places ?? [];
    if (first === undefined || pair === undefined || place === undefined) throw new Error("no place");
    const documents = [{ ...first, target: { text, sentences: [] } }];
    const traces = targets.map(({ from, to, ragged }): Trace => ({
      occurrence: {
        documentId: "t",
        conceptId: "机构",
        source: { from: 0, to: 2 },
        target: { from, to },
        surface: text.slice(from, to),
        confidence: 0.5,
        lane: "propose",
        risks: ragged ? ["ragged"] : [],
        alternatives: [],
        form: "body",
        number: "as-written",
      },
      measures: undefined,
      assigned: {
        pair,
        pairIndex: 0,
        place,
        evidence: { pair, place, claims: NONE, yields: NONE, outside: NONE, glosses: [], runs: [] },
        chosen: undefined,
        others: [],
        known: new Uint8Array(0),
      },
    }));
    const groups = groupVariants(traces, { ...corpus, documents });
    return groups.map(({ surface, count }) => `${surface} ×${count}`);
  };

  it.each([
    ["The [Robot Society] and the [Robot] Society.", ["Robot Society ×2"]],
    ["The [Robot Society] and the [Robot] Union.", ["Robot ×1", "Robot Society ×1"]],
    ["The [Robot Society], the [Robot] Society, the [Robot] Union.", ["Robot ×2", "Robot Society ×1"]],
    ["The ![Robot Society] and the [Robot] Society.", ["Robot ×1", "Robot Society ×1"]],
    ["The [Shenzhen Robot] and the Shenzhen [Robot].", ["Shenzhen Robot ×2"]],
    ["It is [led by the Society] and led by the [Society].", ["led by the Society ×1", "Society ×1"]],
    ["The [Robot Society] and the [Robot] [Society].", ["Robot ×1", "Robot Society ×1", "Society ×1"]],
    ["The [robot society] and the [Robot] Society.", ["robot society ×2"]],
  ])("is one with the whole: %s", (notation, groups) => {
    expect(cutAlike(notation)).toEqual(groups);
  });
});
