import { describe, expect, it } from "vitest";
import type { Bead, BlockKind, Decision } from "../../../src/core/article/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import type { PlannedHit } from "../../../src/core/rendering/plan.ts";
import { planHits } from "../../../src/core/rendering/plan.ts";
import { conceptsOf } from "../../support/concepts.ts";

interface Options {
  readonly decisions?: readonly Decision[];
  /** The kind of the one block. */
  readonly kind?: BlockKind;
}

interface Planned {
  readonly machine: string;
  readonly hits: readonly PlannedHit[];
}

/**
 * The hits in sentences `English = Chinese`, separated by `¦`: a bead each, and a segment each. `?` first: the alignment
 * is unsure. Without a `=` the article has no Chinese.
 */
function plan(notation: string, concepts: readonly Concept[], options: Options = {}): Planned {
  const beads: Bead[] = [];
  let machine = "";
  let text = "";
  for (const sentence of notation.split("¦")) {
    const [left = "", right = ""] = sentence.split("=").map((side) => side.trim());
    const english = left.replace(/^\?/, "");
    const target = { from: machine.length, to: machine.length + english.length };
    const source = { from: text.length, to: text.length + right.length };
    beads.push({ source, target, confidence: left.startsWith("?") ? 0.1 : 1 });
    machine += `${english} `;
    text += right;
  }
  const input = {
    machine,
    blocks: [{ kind: options.kind ?? "body", from: 0, to: machine.length }],
    segments: beads.map(({ target }) => target),
    ...(notation.includes("=") ? { source: { text, beads } } : {}),
  };
  const glossary = compileGlossary({ revision: 1, concepts });
  return { machine, hits: planHits(input, glossary, options.decisions ?? []) };
}

/** A hit a line: surface, concept, outcome, reason, the other concept. */
function lines({ machine, hits }: Planned): string[] {
  return hits.map((hit) => {
    const by = "by" in hit ? ` by ${hit.by ?? "nobody"}` : "";
    return `${machine.slice(hit.from, hit.to)}: ${hit.conceptId} ${hit.outcome} ${hit.reason}${by}`;
  });
}

describe("what is asked about covers what is inside", () => {
  const INSIDE = "; b > s [id=S, zh=丙]";
  it.each<[string, string, string, string]>([
    ["no English", "a b c", "a b c > [id=L]", "ask no-preferred"],
    ["a scope, without Chinese", "a b c", "a b c > l [id=L, zh=甲, scope=乙]", "ask scope"],
    ["a scope that is not there", "a b c = 甲丙", "a b c > l [id=L, zh=甲, scope=乙]", "ask scope"],
    ["no Chinese of it", "a b c = 丙", "a b c > l [id=L, zh=甲]", "ask no-source"],
    ["an acronym among capitals", "MAKE IT NEW", "IT > l [id=L]; it > s [id=S]", "ask capitals"],
    ["part of a name", "Starship Enterprise", "enterprise > l [id=L]", "ask in-name"],
  ])("%s", (_, notation, concepts, expected) => {
    const inside = /\bb\b/.test(notation);
    const [whole, ...rest] = lines(plan(notation, conceptsOf(concepts + (inside ? INSIDE : ""))));
    expect(whole).toMatch(new RegExp(`: L ${expected}$`));
    if (inside) expect(rest).toEqual(["b: S hold inside by L"]);
  });

  it.each<[string, string, string, string[]]>([
    [
      "but a proposed word where the Chinese has something else does not",
      "a b c = 丙",
      "a b c > l [id=L, zh=甲, proposed]; b > s [id=S, zh=丙]",
      ["a b c: L protect no-source", "b: S replace deprecated"],
    ],
    [
      "a proposed word without Chinese forms is asked about beside any Chinese",
      "a b c = 丙",
      "a b c > l [id=L, proposed]",
      ["a b c: L ask proposed"],
    ],
    [
      "part of a name covers the words of it",
      "the New Quality Productivity Center",
      "new quality productivity > new quality productive forces [id=L]; quality > s [id=S]",
      ["New Quality Productivity: L ask in-name", "Quality: S hold inside by L"],
    ],
    [
      "what follows directly is not inside",
      "x (y)z",
      "x (y) > l [id=L]; z > s [id=S]",
      ["x (y): L replace deprecated", "z: S replace deprecated"],
    ],
    [
      "what starts inside and goes on is cut, also behind a hold",
      "a b c d",
      "a b c > L [id=L, person, proposed]; c d > s [id=S]",
      ["a b c: L hold proposed", "c d: S protect overlap by L"],
    ],
    [
      "a question is no cover for a word that only starts in it",
      "a b c",
      "a b > l [id=L, proposed]; b c > s [id=S, proposed]",
      ["a b: L ask proposed", "b c: S ask proposed"],
    ],
  ])("%s", (_, notation, concepts, expected) => {
    expect(lines(plan(notation, conceptsOf(concepts)))).toEqual(expected);
  });

  it("says who covers a hit only where somebody does", () => {
    const { hits } = plan("a b c", conceptsOf("a b > l; b > m; c > n"));
    expect(hits.map((hit) => "by" in hit)).toEqual([false, true, false]);
  });

  it("a good form counts on its span, wherever the concept lists it", () => {
    const listed = conceptsOf("A b > A-b [id=L]");
    const turned = listed.map((concept): Concept => ({ ...concept, forms: [...concept.forms].reverse() }));
    for (const concepts of [listed, turned]) {
      expect(lines(plan("A-b, A b", concepts))).toEqual([
        "A-b: L protect good-form",
        "A b: L replace deprecated",
      ]);
    }
  });
});

describe("a boundary of segments", () => {
  const CONCEPTS = conceptsOf("a b > l [id=L]; b > s [id=S]");
  it.each<[string, string, string[]]>([
    [
      "inside a form: asked about, and what is inside too",
      "x a ¦ b y",
      ["a b: L ask crosses-segment", "b: S hold inside by L"],
    ],
    ["before it", "x ¦ a b y", ["a b: L replace deprecated", "b: S protect inside by L"]],
    ["behind it", "x a b ¦ y", ["a b: L replace deprecated", "b: S protect inside by L"]],
  ])("%s", (_, notation, expected) => {
    expect(lines(plan(notation, CONCEPTS))).toEqual(expected);
  });

  it("asks also where an editor chose, and writes nothing", () => {
    const decision: Decision = {
      kind: "accept",
      scope: "article",
      from: 0,
      to: 9,
      form: "a b",
      conceptId: "L",
    };
    const planned = plan("x a ¦ b y", CONCEPTS, { decisions: [decision] });
    expect(lines(planned)).toEqual(["a b: L ask crosses-segment", "b: S hold inside by L"]);
    expect(planned.hits.map(({ replacement }) => replacement)).toEqual([undefined, undefined]);
  });
});

describe("capitals in a headline", () => {
  it.each<[BlockKind, string, string]>([
    ["headline", "Macao Enterprises Go Global", "replace deprecated"],
    ["headline", "he saw the Starship Enterprises there", "ask in-name"],
    ["body", "Macao Enterprises Go Global", "ask in-name"],
    ["caption", "Macao Enterprises Go Global", "ask in-name"],
  ])("%s: %s", (kind, machine, expected) => {
    const concepts = conceptsOf("enterprise > company [id=L]");
    expect(lines(plan(machine, concepts, { kind }))).toEqual([`Enterprises: L ${expected}`]);
  });
});

describe("decisions about rivals", () => {
  const CONCEPTS = conceptsOf(
    "Li Na > Lee [person, id=A]; Li Na > Lai [person, id=B]; > Li Na [person, id=C]; Na > n [id=N]",
  );
  const decision = (kind: Decision["kind"], conceptId: string): Decision => ({
    kind,
    scope: "article",
    from: 0,
    to: 6,
    form: "li na",
    conceptId,
  });
  it.each<[Decision["kind"], string, string]>([
    ["keep", "A", "A protect kept"],
    ["keep", "B", "B protect kept"],
    ["keep", "C", "C protect kept"],
    ["keep", "?", "A protect kept"],
    ["use", "A", "A replace chosen"],
    ["use", "B", "B replace chosen"],
    ["use", "C", "C protect kept"],
  ])("%s %s", (kind, id, expected) => {
    const [first, ...rest] = lines(plan("Li Na", CONCEPTS, { decisions: [decision(kind, id)] }));
    expect(first?.replace(/^Li Na: /, "")).toBe(expected);
    expect(rest).toEqual([`Na: N protect inside by ${expected.charAt(0)}`]);
  });
});

const WEI =
  "Wang Wei > Vong Vai [person, zh=王伟, id=man]; Wang Wei > Wong Mei [person, zh=王薇, id=woman]; Wei > w [id=inner]";

/** What is done at each place, without what is inside; a place with several hits once. */
function done(notation: string, concepts: string): string[] {
  const spans = new Map<string, string>();
  for (const { from, to, conceptId, outcome, reason } of plan(notation, conceptsOf(concepts)).hits) {
    if (reason === "inside") continue;
    spans.set(`${from}-${to}`, outcome === "ask" ? `? ${reason}` : `${conceptId} ${reason}`);
  }
  return [...spans.values()];
}

describe("namesakes in a list", () => {
  const LISTED = ["woman listed", "man listed"];
  const ASKED = ["? rival", "? rival"];
  it.each<[string, string, string, string[]]>([
    ["alone", WEI, "Wang Wei and Wang Wei left = 王薇和王伟走了", LISTED],
    [
      "behind a sentence about one",
      WEI,
      "Wang Wei came = 王伟来了 ¦ Wang Wei and Wang Wei left = 王薇和王伟走了",
      ["man deprecated", ...LISTED],
    ],
    ["more in the Chinese list", WEI, "Wang Wei and Wang Wei left = 王伟、王薇和王伟走了", ASKED],
    [
      "more in the English list",
      WEI,
      "Wang Wei, Wang Wei and Wang Wei = 王薇和王伟",
      ["? rival", "? rival", "? rival"],
    ],
    ["something between in the Chinese", WEI, "Wang Wei and Wang Wei left = 王薇来，王伟走了", ASKED],
    ["nothing between in the Chinese", WEI, "Wang Wei and Wang Wei left = 王薇王伟走了", ASKED],
    ["something between in the English", WEI, "Wang Wei met Wang Wei = 王薇和王伟", ASKED],
    ["more than a joint between in the Chinese", WEI, "Wang Wei and Wang Wei left = 王薇和他王伟走了", ASKED],
    ["blanks around the joint", WEI, "Wang Wei and Wang Wei left = 王薇 和 王伟走了", LISTED],
    ["blanks before the comma", WEI, "Wang Wei , and Wang Wei left = 王薇和王伟走了", LISTED],
    ["eight characters between", WEI, "Wang Wei,  and  Wang Wei = 王薇和王伟", LISTED],
    ["nine characters between", WEI, "Wang Wei,  and   Wang Wei = 王薇和王伟", ASKED],
    [
      "a form inside a form is no second name",
      "Wang Wei|Wang > Vong Vai [person, zh=王伟, id=man]; Wang Wei|Wang > Wong Mei [person, zh=王薇, id=woman]",
      "Wang Wei left = 王伟、王薇走了",
      ["? rival"],
    ],
    [
      "another name between",
      `${WEI}; Li Na > Lee [person, id=other]`,
      "Wang Wei, Li Na and Wang Wei = 王伟、王薇和王伟",
      ["? rival", "? no-source", "? rival"],
    ],
    [
      "another name of one of them between",
      WEI.replace("Wang Wei >", "Wang Wei|Wuang >"),
      "Wang Wei, Wuang and Wang Wei = 王伟、王薇和王伟",
      ["? rival", "man deprecated", "? rival"],
    ],
    [
      "three rivals, of whom one stands beside",
      `${WEI}; Wang Wei > Wang Wai [person, zh=王卫, id=third]`,
      "Wang Wei and Wang Wei left = 王薇和王伟走了 ¦ x = 王卫",
      ASKED,
    ],
    [
      "one of them is written right",
      "Wang Wei > Vong Vai [person, zh=王伟, id=man]; > Wang Wei [person, zh=王薇, id=woman]; Wei > w [id=inner]",
      "Wang Wei and Wang Wei left = 王薇和王伟走了",
      ["woman good-form", "man listed"],
    ],
  ])("%s", (_, concepts, notation, expected) => {
    expect(done(notation, concepts)).toEqual(expected);
  });

  it.each([
    ["behind", `${"zone, ".repeat(60)}Wang Wei and Wang Wei left = 王薇和王伟`],
    ["before", `Wang Wei and Wang Wei left, ${"zone, ".repeat(60)}end = 王薇和王伟`],
    ["among", `${"zone, ".repeat(31)}Wang Wei and Wang Wei, ${"zone, ".repeat(60)}end = 王薇和王伟`],
  ])("is found %s many other places", (_, notation) => {
    const all = done(notation, `${WEI}; zone > area [id=zone]`);
    expect(all.filter((line) => line !== "? no-source")).toEqual(LISTED);
  });

  it("a name that is right there protects what is inside it", () => {
    const concepts = conceptsOf(
      "Wang Wei > Vong Vai [person, zh=王伟, id=man]; > Wang Wei [person, zh=王薇, id=woman]; Wei > w [id=inner, zh=走]",
    );
    const inside = "Wei: inner protect inside by woman";
    expect(lines(plan("Wang Wei = 王薇走了", concepts))).toEqual([
      "Wang Wei: woman protect good-form",
      inside,
    ]);
    expect(lines(plan("Wang Wei and Wang Wei left = 王薇和王伟走了", concepts)).slice(0, 2)).toEqual([
      "Wang Wei: woman protect good-form",
      inside,
    ]);
  });
});

describe("more mentions than the Chinese has", () => {
  it.each<[string, string, string[]]>([
    ["as many here", "Wang Wei met, Wang Wei left = 王伟见，王伟走", ["man deprecated", "man deprecated"]],
    [
      "one here, one beside",
      "Wang Wei met, Wang Wei left = 王伟见 ¦ x = 王伟走",
      ["man deprecated", "man deprecated"],
    ],
    [
      "one here, both beside",
      "Wang Wei met, Wang Wei left = 王伟见 ¦ x = 王伟见王薇",
      ["? too-many", "? too-many"],
    ],
    ["both beside one mention", "Wang Wei met = 王伟见 ¦ x = 王伟见王薇", ["man deprecated"]],
    ["unsure, both beside", "?Wang Wei met = 王伟见 ¦ x = 王薇", ["? rival"]],
    ["unsure, none beside", "?Wang Wei met = 王伟见 ¦ x = 走", ["man deprecated"]],
  ])("%s", (_, notation, expected) => {
    expect(done(notation, WEI)).toEqual(expected);
  });
});
