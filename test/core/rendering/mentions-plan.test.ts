import { describe, expect, it } from "vitest";
import type { BlockKind, Decision } from "../../../src/core/article/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { planHits } from "../../../src/core/rendering/plan.ts";
import { conceptsOf } from "../../support/concepts.ts";

/** What is planned, a hit a line: surface, what is written, outcome and reason, `mention` where it is one, the rival. */
function plan(machine: string, concepts: readonly Concept[], decisions: readonly Decision[] = []): string[] {
  return planBlocks([["body", machine]], concepts, decisions);
}

function planBlocks(
  parts: readonly (readonly [BlockKind, string])[],
  concepts: readonly Concept[],
  decisions: readonly Decision[] = [],
): string[] {
  const machine = parts.map(([, text]) => text).join("\n");
  let at = 0;
  const blocks = parts.map(([kind, text]) => {
    const from = at;
    at += text.length + 1;
    return { kind, from, to: from + text.length };
  });
  const glossary = compileGlossary({ revision: 1, concepts });
  return planHits({ machine, blocks, segments: [] }, glossary, decisions).map((hit) => {
    const written = hit.replacement === undefined ? "" : ` → ${hit.replacement}`;
    const mention = hit.mention === true ? " mention" : "";
    const by = hit.by === undefined ? "" : ` by ${hit.by}`;
    return `${machine.slice(hit.from, hit.to)}${written}: ${hit.outcome} ${hit.reason}${mention}${by}`;
  });
}

const NANO = conceptsOf("Nano Body > Nano Institute [organisation, mention, short=NAMI]");
const FIRST = "Nano Body → Nano Institute (NAMI): replace deprecated mention";
const LATER = "Nano Body → NAMI: replace deprecated mention";

describe("first and later mentions", () => {
  it.each<[string, string, readonly Concept[], string[]]>([
    ["one", "Nano Body", NANO, ["Nano Body → Nano Institute: replace deprecated"]],
    ["two", "Nano Body, Nano Body", NANO, [FIRST, LATER]],
    [
      "right ones",
      "Nano Institute, Nano Institute",
      NANO,
      [
        "Nano Institute → Nano Institute (NAMI): replace later-mention mention",
        "Nano Institute → NAMI: replace later-mention mention",
      ],
    ],
    [
      "a short one first",
      "NAMI, Nano Body, NAMI",
      NANO,
      ["NAMI: protect good-form", LATER, "NAMI: protect good-form"],
    ],
    ...["Nano Body (NAMI), Nano Body", "Nano Body(NAMI), Nano Body", "Nano Body（NAMI）, Nano Body"].map(
      (text): [string, string, readonly Concept[], string[]] => [
        `an acronym behind it in ${text}`,
        text,
        NANO,
        ["Nano Body → Nano Institute: replace deprecated", "NAMI: protect good-form", LATER],
      ],
    ),
    ["brackets with something else", "Nano Body (here), Nano Body", NANO, [FIRST, LATER]],
    [
      "an acronym without brackets",
      "Nano Body, NAMI, Nano Body",
      NANO,
      [FIRST, "NAMI: protect good-form", LATER],
    ],
    [
      "an acronym far behind",
      "Nano Body (or whatever NAMI was), Nano Body",
      NANO,
      [FIRST, "NAMI: protect good-form", LATER],
    ],
    [
      "a preferred form that has it",
      "Nano Body, Nano Body",
      conceptsOf("Nano Body > Nano Institute (NAMI) [organisation, mention, short=NAMI]"),
      ["Nano Body → Nano Institute (NAMI): replace deprecated", LATER],
    ],
    [
      "a short form that is a word",
      "Nano Body, Nano Body",
      conceptsOf("Nano Body > Nano Institute [organisation, mention, short=Nan]"),
      ["Nano Body → Nano Institute: replace deprecated", "Nano Body → Nan: replace deprecated mention"],
    ],
    ...["the NAMI", "NAMI office", "N", "NAMIa"].map(
      (short): [string, string, readonly Concept[], string[]] => [
        `no acronym in ${short}`,
        "Nano Body, Nano Body",
        conceptsOf(`Nano Body > Nano Institute [organisation, mention, short=${short}]`),
        [
          "Nano Body → Nano Institute: replace deprecated",
          `Nano Body → ${short}: replace deprecated mention`,
        ],
      ],
    ),
    ...["R&D", "T-2X", "HK3A"].map((short): [string, string, readonly Concept[], string[]] => [
      `an acronym in ${short}`,
      "Nano Body, Nano Body",
      conceptsOf(`Nano Body > Nano Institute [organisation, mention, short=${short}]`),
      [
        `Nano Body → Nano Institute (${short}): replace deprecated mention`,
        `Nano Body → ${short}: replace deprecated mention`,
      ],
    ]),
    [
      "no short form",
      "Nano Body, Nano Body",
      conceptsOf("Nano Body > Nano Institute [organisation, mention]"),
      Array.from({ length: 2 }, () => "Nano Body → Nano Institute: replace deprecated"),
    ],
    [
      "no mention rule",
      "Nano Body, Nano Body",
      conceptsOf("Nano Body > Nano Institute [organisation, short=NAMI]"),
      Array.from({ length: 2 }, () => "Nano Body → Nano Institute: replace deprecated"),
    ],
    [
      "nothing that is asked about",
      "Nano Body, Nano Body",
      conceptsOf("Nano Body > Nano Institute [organisation, mention, short=NAMI, proposed]"),
      Array.from({ length: 2 }, () => "Nano Body: hold proposed"),
    ],
  ])("%s", (_, machine, concepts, expected) => {
    expect(plan(machine, concepts)).toEqual(expected);
  });

  it.each(["headline", "credit", "notice"] as const)("a %s is no mention", (kind) => {
    const apart: readonly [BlockKind, string] = [kind, "Nano Body"];
    const full = "Nano Body → Nano Institute: replace deprecated";
    expect(planBlocks([apart, ["body", "Nano Body, Nano Body"]], NANO)).toEqual([full, FIRST, LATER]);
    expect(planBlocks([["body", "Nano Body, Nano Body"], apart], NANO)).toEqual([FIRST, LATER, full]);
  });

  it("a place that an editor decided about is no mention", () => {
    const keep: Decision = {
      kind: "keep",
      scope: "occurrence",
      from: 0,
      to: 9,
      form: "nano body",
      conceptId: "Nano Institute",
    };
    expect(plan("Nano Body, Nano Body, Nano Body", NANO, [keep])).toEqual([
      "Nano Body: protect kept",
      FIRST,
      LATER,
    ]);
  });
});

describe("a surname by itself", () => {
  const P = "Bi Jianwen > Mohamed Butt [person, surname=Butt, id=P]";
  const Q = "Bi Wen > Omar Bee [person, surname=Bee, id=Q]";
  const FULL = "Bi Jianwen → Mohamed Butt: replace deprecated";
  it.each<[string, string, string, string[]]>([
    ["behind the name", "Bi Jianwen, Bi", P, [FULL, "Bi: ask surname"]],
    ["before it", "Bi, Bi Jianwen, Bi", P, [FULL, "Bi: ask surname"]],
    ["twice", "Bi Jianwen, Bi, Bi", P, [FULL, "Bi: ask surname", "Bi: ask surname"]],
    ["behind the name twice", "Bi Jianwen, Bi Jianwen, Bi", P, [FULL, FULL, "Bi: ask surname"]],
    ["between", "Bi Jianwen, Bi, Bi Jianwen", P, [FULL, "Bi: ask surname", FULL]],
    ["right behind a mark", "Bi Jianwen/Bi", P, [FULL, "Bi: ask surname"]],
    ["in small letters", "Bi Jianwen, bi", P, [FULL]],
    ["without a name that is wrong", "Mohamed Butt, Bi", P, ["Mohamed Butt: protect good-form"]],
    ["of an organisation", "Bi Jianwen, Bi", P.replace("person", "organisation"), [FULL]],
    ["without a surname", "Bi Jianwen, Bi", P.replace("surname=Butt, ", ""), [FULL]],
    [
      "of a proposed person",
      "Bi Jianwen, Bi",
      P.replace("person", "person, proposed"),
      ["Bi Jianwen: hold proposed"],
    ],
    [
      "of a name of one word",
      "Bijianwen, Bijianwen",
      P.replace("Bi Jianwen", "Bijianwen"),
      Array.from({ length: 2 }, () => "Bijianwen → Mohamed Butt: replace deprecated"),
    ],
    [
      "that is its own short form",
      "Bi Jianwen, Bi",
      P.replace("id=P", "id=P, short=Bi"),
      [FULL, "Bi: protect inside by P", "Bi: protect good-form"],
    ],
    [
      "of two people",
      "Bi Jianwen, Bi Wen, Bi",
      `${P}; ${Q}`,
      [FULL, "Bi Wen → Omar Bee: replace deprecated", "Bi: ask surname by Q", "Bi: ask surname by P"],
    ],
  ])("%s", (_, machine, concepts, expected) => {
    expect(plan(machine, conceptsOf(concepts))).toEqual(expected);
  });

  const decided = (kind: Decision["kind"], conceptId: string): Decision => ({
    kind,
    scope: "article",
    from: 0,
    to: 14,
    form: "bi",
    conceptId,
  });
  it.each<[string, Decision, string[]]>([
    ["keep", decided("keep", "P"), ["Bi: protect kept"]],
    ["accept", decided("accept", "P"), ["Bi → Butt: replace chosen"]],
    ["use", decided("use", "P"), ["Bi → Butt: replace chosen"]],
    ["another concept", decided("use", "Q"), []],
  ])("decided: %s", (_, decision, expected) => {
    expect(plan("Bi Jianwen, Bi", conceptsOf(`${P}; ${Q}`), [decision])).toEqual([FULL, ...expected]);
  });
});
