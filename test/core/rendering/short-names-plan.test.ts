import { describe, expect, it } from "vitest";
import type { Block, Decision } from "../../../src/core/article/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { planHits } from "../../../src/core/rendering/plan.ts";
import { conceptsOf } from "../../support/concepts.ts";

/** What is planned, a hit a line: surface, what is written, outcome and reason, the rival. */
function plan(
  machine: string,
  concepts: readonly Concept[],
  options: { readonly decisions?: readonly Decision[]; readonly blocks?: readonly Block[] } = {},
): string[] {
  const { decisions = [], blocks = [{ kind: "body", from: 0, to: machine.length }] } = options;
  const glossary = compileGlossary({ revision: 1, concepts });
  return planHits({ machine, blocks, segments: [] }, glossary, decisions).map((hit) => {
    const written = hit.replacement === undefined ? "" : ` → ${hit.replacement}`;
    const by = "by" in hit ? ` by ${hit.by ?? "nobody"}` : "";
    return `${machine.slice(hit.from, hit.to)}${written}: ${hit.outcome} ${hit.reason}${by}`;
  });
}

const NANO = "Nano Body > Nano Institute [organisation, mention, short=NAMI]";

describe("first and later mentions", () => {
  it.each<[string, string, string, string[]]>([
    [
      "an acronym in brackets behind a mark is not behind the name",
      "Nano Body,(NAMI) Nano Body",
      NANO,
      [
        "Nano Body → Nano Institute (NAMI): replace deprecated",
        "NAMI: protect good-form",
        "Nano Body → NAMI: replace deprecated",
      ],
    ],
    [
      "an acronym in brackets elsewhere is not part of the name",
      "Nano Institute came, (NAMI), Nano Institute",
      NANO,
      [
        "Nano Institute → Nano Institute (NAMI): replace later-mention",
        "NAMI: protect good-form",
        "Nano Institute → NAMI: replace later-mention",
      ],
    ],
    [
      "an acronym in brackets inside the name that stands there",
      "Nano Office (NAMI), Nano Body",
      "Nano Body > Nano Institute [organisation, mention, short=NAMI, ok=Nano Office (NAMI)]",
      [
        "Nano Office (NAMI): protect good-form",
        "NAMI: protect inside by Nano Institute",
        "Nano Body → NAMI: replace deprecated",
      ],
    ],
    [
      "no preferred form",
      "Nano Office, Nano Office",
      "Nano Body > [organisation, mention, short=NAMI, ok=Nano Office]",
      Array.from({ length: 2 }, () => "Nano Office: protect good-form"),
    ],
    [
      "in the number that was found, if the form can have it",
      "small businesses, a small business, small businesses",
      "small business > small and medium enterprise [mention, short=small firm]",
      [
        "small businesses → small and medium enterprise: replace deprecated",
        "small business → small firm: replace deprecated",
        "small businesses → small firms: replace deprecated",
      ],
    ],
    [
      "an acronym in the number that was found",
      "small businesses, a small business",
      "small business > small and medium enterprise [mention, short=SME]",
      [
        "small businesses → small and medium enterprises (SMEs): replace deprecated",
        "small business → SME: replace deprecated",
      ],
    ],
    [
      "a proper name has one number",
      "small businesses, small businesses",
      "small business > small and medium enterprise [mention, short=Growth Scheme]",
      [
        "small businesses → small and medium enterprise: replace deprecated",
        "small businesses → Growth Scheme: replace deprecated",
      ],
    ],
  ])("%s", (_, machine, concepts, expected) => {
    expect(plan(machine, conceptsOf(concepts))).toEqual(expected);
  });

  it("counts a text outside of all blocks as body", () => {
    expect(plan("Nano Body, Nano Body", conceptsOf(NANO), { blocks: [] })).toEqual([
      "Nano Body → Nano Institute (NAMI): replace deprecated",
      "Nano Body → NAMI: replace deprecated",
    ]);
  });

  it("takes the short form of the right language and date", () => {
    const [nano] = conceptsOf("Nano Body > Nano Institute [organisation, mention]");
    if (nano === undefined) throw new Error("one concept");
    const concept: Concept = {
      ...nano,
      forms: [
        { lang: "zh-Hans", kind: "short", text: "纳米" },
        { lang: "en", kind: "short", text: "NBI", validTo: "1999-12-31" },
        { lang: "en", kind: "short", text: "NAMI" },
        { lang: "en", kind: "short", text: "NANO" },
        ...nano.forms,
      ],
    };
    expect(plan("Nano Body, Nano Body", [concept])).toEqual([
      "Nano Body → Nano Institute (NAMI): replace deprecated",
      "Nano Body → NAMI: replace deprecated",
    ]);
  });
});

describe("a surname by itself", () => {
  const P = "Bi Jianwen > Mohamed Butt [person, surname=Butt, id=P]";
  const FULL = "Bi Jianwen → Mohamed Butt: replace deprecated";
  it.each<[string, string, string, string[]]>([
    ["inside a longer name", "Bi Jianwen, O'Bi, Bi'an, Bi's", P, [FULL, "Bi: ask surname"]],
    [
      "of two people with different surnames",
      "Bi Jianwen, Wu Ming, Bi, Wu",
      `${P}; Wu Ming > Ng Meng [person, surname=Ng, id=Q]`,
      [FULL, "Wu Ming → Ng Meng: replace deprecated", "Bi: ask surname", "Wu: ask surname"],
    ],
    [
      "right behind the name",
      "Bi (Jr)Bi",
      "Bi (Jr) > Mohamed Butt [person, surname=Butt, id=P]",
      ["Bi (Jr) → Mohamed Butt: replace deprecated", "Bi: ask surname"],
    ],
    [
      "inside what is done already",
      "Bi Jianwen, Bi Wen",
      `${P}; Bi Wen > Omar Bee [person, proposed, id=Q]`,
      [FULL, "Bi Wen: hold proposed"],
    ],
  ])("%s", (_, machine, concepts, expected) => {
    expect(plan(machine, conceptsOf(concepts))).toEqual(expected);
  });

  it("is no part of a right name that an editor gave to somebody else", () => {
    const concepts = conceptsOf(`${P}; > Bi Wen [person, id=Z]`);
    const decision: Decision = {
      kind: "use",
      scope: "article",
      from: 0,
      to: 10,
      form: "bi wen",
      conceptId: "P",
    };
    expect(plan("Bi Wen, Bi", concepts, { decisions: [decision] })).toEqual([
      "Bi Wen → Mohamed Butt: replace chosen",
    ]);
  });

  it("is a hit of its own, spelled as it stands, in the order of the text", () => {
    const machine = "Bi Jianwen, Bi, Bi Jianwen, Bi";
    const hits = planHits(
      { machine, blocks: [], segments: [] },
      compileGlossary({ revision: 1, concepts: conceptsOf(P) }),
      [],
    );
    expect(hits.map(({ from, to, form, formKind }) => [from, to, form, formKind])).toEqual([
      [0, 10, "Bi Jianwen", "deprecated"],
      [12, 14, "Bi", "deprecated"],
      [16, 26, "Bi Jianwen", "deprecated"],
      [28, 30, "Bi", "deprecated"],
    ]);
  });
});
