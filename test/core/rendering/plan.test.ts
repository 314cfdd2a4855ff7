import { describe, expect, it } from "vitest";
import type { Bead, Decision } from "../../../src/core/article/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { crossesSegment, planHits } from "../../../src/core/rendering/plan.ts";
import { term, type Term } from "../../support/concepts.ts";

/** English sentences beside Chinese ones, one bead a pair; either side may be empty. */
type Pairs = readonly (readonly [english: string, chinese: string])[];

/** What is planned, a hit a line: surface, concept, outcome, reason, and the other concept. */
function plan(pairs: Pairs, concepts: readonly Concept[], decisions: readonly Decision[] = []): string[] {
  const beads: Bead[] = [];
  const segments: { from: number; to: number }[] = [];
  let machine = "";
  let text = "";
  for (const [english, chinese] of pairs) {
    const target = { from: machine.length, to: machine.length + english.length };
    beads.push({ source: { from: text.length, to: text.length + chinese.length }, target, confidence: 1 });
    segments.push(target);
    machine += `${english} `;
    text += chinese;
  }
  const source = text === "" ? {} : { source: { text, beads } };
  const glossary = compileGlossary({ revision: 1, concepts });
  return planHits({ machine, blocks: [], segments, ...source }, glossary, decisions).map((hit) => {
    const by = hit.by === undefined ? "" : ` by ${hit.by}`;
    return `${machine.slice(hit.from, hit.to)}: ${hit.conceptId} ${hit.outcome} ${hit.reason}${by}`;
  });
}

const t = (id: string, preferred: string, parts: Term): Concept => term(preferred, { id, ...parts });
const BUTT = t("P", "Mohamed Butt", { category: "person", x: "Bi Jianwen", zh: "毕坚文" });
const HEAD = t("T", "Director", { x: "the head", zh: "局长", scope: "甲局|乙局" });

describe("how far the Chinese reaches", () => {
  const far = ["Nothing.", "无。"] as const;
  it.each<[string, Pairs, Concept[], string[]]>([
    ["in the bead", [["Bi Jianwen.", "毕坚文。"]], [BUTT], ["Bi Jianwen: P replace deprecated"]],
    [
      "in the bead before",
      [
        ["He.", "毕坚文。"],
        ["Bi Jianwen.", "他。"],
      ],
      [BUTT],
      ["Bi Jianwen: P replace neighbour"],
    ],
    [
      "in the bead behind",
      [
        ["Bi Jianwen.", "他。"],
        ["He.", "毕坚文。"],
      ],
      [BUTT],
      ["Bi Jianwen: P replace neighbour"],
    ],
    [
      "two beads before",
      [["He.", "毕坚文。"], far, ["Bi Jianwen.", "他。"]],
      [BUTT],
      ["Bi Jianwen: P ask no-source"],
    ],
    [
      "two beads behind",
      [["Bi Jianwen.", "他。"], far, ["He.", "毕坚文。"]],
      [BUTT],
      ["Bi Jianwen: P ask no-source"],
    ],
    ["nowhere", [["Bi Jianwen.", "他。"]], [BUTT], ["Bi Jianwen: P ask no-source"]],
    ["no Chinese at all", [["Bi Jianwen.", ""]], [BUTT], ["Bi Jianwen: P replace deprecated"]],
    ["a line without Chinese", [far, far, ["Bi Jianwen.", ""]], [BUTT], ["Bi Jianwen: P ask no-source"]],
    ["its organisation there", [["the head", "乙局局长。"]], [HEAD], ["the head: T replace deprecated"]],
    ["another organisation", [["the head", "丙局局长。"]], [HEAD], ["the head: T ask scope"]],
    // The organisation must stand in the sentence itself, not in its neighbour.
    [
      "its organisation next door",
      [
        ["the head", "局长。"],
        ["x", "甲局。"],
      ],
      [HEAD],
      ["the head: T ask scope"],
    ],
    ["a scope without Chinese", [["the head", ""]], [HEAD], ["the head: T ask scope"]],
  ])("%s", (_, pairs, concepts, expected) => {
    expect(plan(pairs, concepts)).toEqual(expected);
  });
});

describe("rivals", () => {
  const a = t("A", "Lee", { category: "person", x: "Li", zh: "李" });
  const b = t("B", "Lai", { category: "person", x: "Li", zh: "黎" });
  const right = t("C", "Li", { category: "person", zh: "力" });
  const maybe = t("D", "Ley", { category: "person", status: "proposed", x: "Li", zh: "丽" });
  it.each<[string, Pairs, Concept[], string[]]>([
    ["without Chinese", [["Li", ""]], [a, b], ["Li: A ask rival by B", "Li: B ask rival by A"]],
    ["the first is there", [["Li", "李"]], [a, b], ["Li: A replace deprecated"]],
    ["the second is there", [["Li", "黎"]], [a, b], ["Li: B replace deprecated"]],
    ["both are there", [["Li", "李黎"]], [a, b], ["Li: A ask rival by B", "Li: B ask rival by A"]],
    ["none is there", [["Li", "他"]], [a, b], ["Li: A ask rival by B", "Li: B ask rival by A"]],
    ["the right one is there", [["Li", "力"]], [a, right], ["Li: C protect good-form"]],
    ["the wrong one is there", [["Li", "李"]], [a, right], ["Li: A replace deprecated"]],
    ["a proposed one is there", [["Li", "丽"]], [a, maybe], ["Li: D hold proposed"]],
    [
      "only right forms",
      [["Li", ""]],
      [right, t("E", "Li", {})],
      ["Li: C protect good-form", "Li: E protect good-form"],
    ],
    [
      "more often than in the Chinese",
      [["Li and Li", "李"]],
      [a, b],
      [
        "Li: A ask too-many by B",
        "Li: B ask too-many by A",
        "Li: A ask too-many by B",
        "Li: B ask too-many by A",
      ],
    ],
    [
      "as often as in the Chinese",
      [["Li and Li", "李李"]],
      [a, b],
      ["Li: A replace deprecated", "Li: A replace deprecated"],
    ],
    // Without a rival the count does not matter: Chinese drops subjects.
    [
      "more often, no rival",
      [["Li and Li", "李"]],
      [a],
      ["Li: A replace deprecated", "Li: A replace deprecated"],
    ],
    [
      "once in each of two sentences",
      [
        ["Li", "李"],
        ["Li", "李"],
      ],
      [a, b],
      ["Li: A replace deprecated", "Li: A replace deprecated"],
    ],
  ])("%s", (_, pairs, concepts, expected) => {
    expect(plan(pairs, concepts)).toEqual(expected);
    expect(plan(pairs, [...concepts].reverse())).toEqual(expected);
  });
});

describe("what holds and what only asks", () => {
  const inner = t("I", "new term", { x: "old term" });
  const proposed = (category: NonNullable<Term["category"]>): Concept =>
    t("O", "Whole Name", { category, status: "proposed", x: "the old term office", zh: "处" });
  it.each(["person", "organisation", "media", "place", "event"] as const)(
    "a proposed %s holds",
    (category) => {
      expect(plan([["the old term office", ""]], [inner, proposed(category)])).toEqual([
        "the old term office: O hold proposed",
        "old term: I hold inside by O",
      ]);
      // Also where the Chinese does not have it.
      expect(plan([["the old term office", "无"]], [proposed(category)])).toEqual([
        "the old term office: O hold proposed",
      ]);
    },
  );
  it.each(["policy", "title", "term", "other"] as const)("a proposed %s only asks", (category) => {
    expect(plan([["the old term office", ""]], [inner, proposed(category)])).toEqual([
      "the old term office: O ask proposed",
      "old term: I replace deprecated",
    ]);
    expect(plan([["the old term office", "处"]], [proposed(category)])).toEqual([
      "the old term office: O ask proposed",
    ]);
    // An everyday word where the Chinese has something else.
    expect(plan([["the old term office", "无"]], [proposed(category)])).toEqual([
      "the old term office: O protect no-source",
    ]);
  });
  it.each<[string, string, Concept[], string[]]>([
    [
      "no English yet, held",
      "Guan",
      [t("G", "", { category: "person", status: "proposed", x: "Guan" })],
      ["Guan: G hold no-preferred"],
    ],
    [
      "no English yet, approved",
      "Guan x",
      [t("G", "", { x: "Guan x" }), t("X", "y", { x: "x" })],
      ["Guan x: G ask no-preferred", "x: X hold inside by G"],
    ],
    [
      "one question a place",
      "a b c",
      [t("L", "l", { status: "proposed", x: "a b c" }), t("S", "s", { status: "proposed", x: "b c" })],
      ["a b c: L ask proposed", "b c: S hold inside by L"],
    ],
    [
      "a question beside it is its own",
      "a b c d",
      [t("L", "l", { status: "proposed", x: "a b" }), t("S", "s", { status: "proposed", x: "c d" })],
      ["a b: L ask proposed", "c d: S ask proposed"],
    ],
    [
      "rivals that are proposed words do not cover",
      "a b",
      [
        t("L", "l", { status: "proposed", x: "a b" }),
        t("M", "m", { status: "proposed", x: "a b" }),
        t("S", "s", { x: "b" }),
      ],
      ["a b: L ask rival by M", "a b: M ask rival by L", "b: S replace deprecated"],
    ],
    [
      "rivals of which one is approved cover",
      "a b",
      [t("L", "l", { x: "a b" }), t("M", "m", { status: "proposed", x: "a b" }), t("S", "s", { x: "b" })],
      ["a b: L ask rival by M", "a b: M ask rival by L", "b: S hold inside by L"],
    ],
    [
      "a right form covers",
      "a b",
      [t("L", "a b", {}), t("S", "s", { x: "b" })],
      ["a b: L protect good-form", "b: S protect inside by L"],
    ],
    [
      "a change covers",
      "a b",
      [t("L", "l", { x: "a b" }), t("S", "s", { x: "b" })],
      ["a b: L replace deprecated", "b: S protect inside by L"],
    ],
    [
      "what touches is not inside",
      "a b c",
      [t("L", "l", { x: "a" }), t("S", "s", { x: "b c" })],
      ["a: L replace deprecated", "b c: S replace deprecated"],
    ],
    [
      "what crosses is cut",
      "a b c",
      [t("L", "l", { x: "a b" }), t("S", "s", { x: "b c" })],
      ["a b: L replace deprecated", "b c: S protect overlap by L"],
    ],
    ["right and wrong of one concept", "A-b", [t("L", "A-b", { x: "A b" })], ["A-b: L protect good-form"]],
  ])("%s", (_, machine, concepts, expected) => {
    expect(plan([[machine, ""]], concepts)).toEqual(expected);
  });
});

describe("decisions", () => {
  const make = (part: Partial<Decision>): Decision => ({
    kind: "keep",
    scope: "occurrence",
    from: 0,
    to: 10,
    form: "bi jianwen",
    conceptId: "P",
    ...part,
  });
  const other = t("Q", "Somebody Else", { category: "person" });
  const gone = t("R", "Gone", { status: "retired" });
  const none = t("N", "", { x: "nothing" });
  it.each<[string, Decision[], string]>([
    ["keep", [make({})], "P protect kept"],
    ["accept", [make({ kind: "accept" })], "P replace chosen"],
    ["use another", [make({ kind: "use", conceptId: "Q" })], "Q replace chosen"],
    ["use one that is gone", [make({ kind: "use", conceptId: "R" })], "P replace deprecated"],
    ["use one without English", [make({ kind: "use", conceptId: "N" })], "P replace deprecated"],
    ["use one that is not there", [make({ kind: "use", conceptId: "?" })], "P replace deprecated"],
    ["about another place", [make({ from: 1 })], "P replace deprecated"],
    ["about another form", [make({ form: "bi" })], "P replace deprecated"],
    ["the last of two", [make({}), make({ kind: "accept" })], "P replace chosen"],
    ["the nearer of two, first", [make({}), make({ kind: "accept", scope: "segment" })], "P protect kept"],
    [
      "the nearer of two, last",
      [make({ kind: "accept", scope: "article" }), make({ scope: "segment" })],
      "P protect kept",
    ],
    ["keep under another concept's name", [make({ conceptId: "Q" })], "P protect kept"],
  ])("%s", (_, decisions, expected) => {
    expect(plan([["Bi Jianwen", ""]], [BUTT, other, gone, none], decisions)).toEqual([
      `Bi Jianwen: ${expected}`,
    ]);
  });

  it("a right form that an editor chose stays", () => {
    const decision = make({ kind: "use", form: "mohamed butt", to: 12 });
    expect(plan([["Mohamed Butt", ""]], [BUTT], [decision])).toEqual(["Mohamed Butt: P protect kept"]);
  });

  it.each([
    ["IT", "it", "MAKE IT NEW", "capitals"],
    ["enterprise", "enterprise", "Starship Enterprise", "in-name"],
  ])("%s is asked about, and written where an editor says so", (x, form, machine, reason) => {
    const concept = t("P", "chosen words", { x });
    const surface = machine.split(" ")[1] ?? "";
    expect(plan([[machine, ""]], [concept])).toEqual([`${surface}: P ask ${reason}`]);
    const decision = make({ kind: "accept", form, to: machine.length });
    expect(plan([[machine, ""]], [concept], [decision])).toEqual([`${surface}: P replace chosen`]);
  });

  it("what is kept covers what is inside", () => {
    const concepts = [BUTT, t("S", "s", { x: "Jianwen" })];
    expect(plan([["Bi Jianwen", ""]], concepts, [make({})])).toEqual([
      "Bi Jianwen: P protect kept",
      "Jianwen: S protect inside by P",
    ]);
  });
});

it("knows when a boundary cuts a span", () => {
  const segments = [
    { from: 0, to: 4 },
    { from: 5, to: 9 },
  ];
  expect(crossesSegment({ from: 1, to: 4 }, segments)).toBe(false);
  expect(crossesSegment({ from: 3, to: 6 }, segments)).toBe(true);
  expect(crossesSegment({ from: 3, to: 6 }, [])).toBe(false);
});
