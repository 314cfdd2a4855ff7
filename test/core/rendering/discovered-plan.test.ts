import { describe, expect, it } from "vitest";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { DiscoveredHit } from "../../../src/core/rendering/model.ts";
import { planHits } from "../../../src/core/rendering/plan.ts";
import { conceptsOf } from "../../support/concepts.ts";

/**
 * What is planned where discovery found the places `{surface=concept:form}`, a hit a line: surface, what is written,
 * concept, outcome, reason, kind of form, the rival. Behind ` | ` the Chinese, beside the whole.
 */
function plan(notation: string, concepts: string): string[] {
  const [marked = "", chinese] = notation.split(" | ");
  const discovered: DiscoveredHit[] = [];
  let machine = "";
  for (const part of marked.split(/(\{[^}]*\})/)) {
    const [, surface, conceptId = "", form = ""] = /^\{(.*)=(.*):(.*)\}$/.exec(part) ?? [];
    const from = machine.length;
    machine += surface ?? part;
    if (surface !== undefined)
      discovered.push({ from, to: machine.length, conceptId, form, number: "as-written" });
  }
  const whole = { from: 0, to: machine.length };
  const beads = [{ source: { from: 0, to: chinese?.length ?? 0 }, target: whole, confidence: 1 }];
  const input = {
    machine,
    blocks: [{ kind: "body" as const, ...whole }],
    segments: [whole],
    discovered,
    ...(chinese === undefined ? {} : { source: { text: chinese, beads } }),
  };
  const glossary = compileGlossary({ revision: 1, concepts: conceptsOf(concepts) });
  return planHits(input, glossary, []).map((hit) => {
    const written = hit.replacement === undefined ? "" : ` → ${hit.replacement}`;
    const by = hit.by === undefined ? "" : ` by ${hit.by}`;
    const kind = hit.formKind === "deprecated" ? "" : ` ${hit.formKind}`;
    expect(machine.slice(hit.from, hit.to).toLowerCase()).toBe(hit.form.toLowerCase());
    return `${hit.form}${written}: ${hit.conceptId} ${hit.outcome} ${hit.reason}${kind}${by}`;
  });
}

describe("places that discovery found", () => {
  const P = "> Alpha Centre [organisation, zh=甲, id=P]";
  it.each<[string, string, string, string[]]>([
    ["none", "the a b c", P, []],
    ["act as if a form stood there", "the {a b=P:Alpha} c", P, ["a b → Alpha: P replace discovered"]],
    [
      "beside forms of the glossary, in order",
      "x {a b=P:Alpha} x",
      `${P}; x > y [id=X]`,
      ["x → y: X replace deprecated", "a b → Alpha: P replace discovered", "x → y: X replace deprecated"],
    ],
    [
      "cover what is inside",
      "the {a b=P:Alpha} c",
      `${P}; b > s [id=S]; a > r [id=R]`,
      ["a b → Alpha: P replace discovered", "a: R protect inside by P", "b: S protect inside by P"],
    ],
    [
      "are cut by what starts before them, and covered by what is longer",
      "x {a b=P:Alpha}, {c=P:Alpha} d",
      `${P}; x a > y [id=X]; c d > z [id=Z]`,
      [
        "x a → y: X replace deprecated",
        "a b: P protect overlap by X",
        "c d → z: Z replace deprecated",
        "c: P protect inside by Z",
      ],
    ],
    [
      "of a concept that is gone",
      "the {a b=P:Alpha} c",
      P.replace("organisation", "organisation, retired"),
      [],
    ],
    ["of a concept that nobody knows", "the {a b=?:Alpha} c", P, []],
    [
      "of a proposed organisation hold",
      "the {a b=P:Alpha} c",
      `${P.replace("organisation", "organisation, proposed")}; b > s [id=S]`,
      ["a b: P hold discovered", "b: S hold inside by P"],
    ],
    [
      "of a proposed term only ask",
      "the {a b=P:Alpha} c",
      `${P.replace("organisation", "term, proposed")}; b > s [id=S]`,
      ["a b: P ask discovered", "b → s: S replace deprecated"],
    ],
    [
      "where a wrong form stands, the glossary counts",
      "the {a b=P:Alpha} c",
      `${P}; a b > other [id=O]`,
      ["a b → other: O replace deprecated"],
    ],
    [
      "where a right form stands, without Chinese",
      "the {a b=P:Alpha} c",
      `${P}; > a b [id=O]`,
      ["a b: O protect good-form preferred"],
    ],
    [
      "where a right form stands whose Chinese is there",
      "the {a b=P:Alpha} c | 甲乙",
      `${P}; > a b [id=O, zh=乙]`,
      ["a b: O protect good-form preferred"],
    ],
    [
      "where a right form stands whose Chinese is not there",
      "the {a b=P:Alpha} c | 甲丙",
      `${P}; > a b [id=O, zh=乙]`,
      ["a b → Alpha: P replace discovered"],
    ],
    [
      "where a right and a wrong form stand, neither in the Chinese",
      "the {a b=P:Alpha} c | 甲丙",
      `${P}; > a b [id=O, zh=乙]; a b > o [id=Q, zh=丁]`,
      ["a b: O ask rival preferred by Q", "a b: Q ask rival by O"],
    ],
    [
      "where two right forms stand, one of them in the Chinese",
      "the {a b=P:Alpha} c | 甲乙",
      `${P}; > a b [id=O, zh=乙]; > a b [id=Q, zh=丁]`,
      ["a b: O protect good-form preferred", "a b: Q protect good-form preferred"],
    ],
    [
      "are mentions like others",
      "{a b=P:Alpha Centre}, {a b=P:Alpha Centre} | 甲",
      P.replace("organisation", "organisation, mention, short=AC"),
      ["a b → Alpha Centre (AC): P replace discovered", "a b → AC: P replace discovered"],
    ],
    [
      "of a person are followed by a surname",
      "{Ah Bee=P:Ng Meng} came, Ah left | 甲",
      "> Ng Meng [person, zh=甲, surname=Ng, id=P]",
      ["Ah Bee → Ng Meng: P replace discovered", "Ah: P ask surname"],
    ],
    [
      "only on the same span",
      "the {a b=P:Alpha} c | 甲",
      `${P}; a b c > other [id=O, zh=甲]; > a [id=R]`,
      [
        "a b c → other: O replace deprecated",
        "a b: P protect inside by O",
        "a: R protect inside preferred by O",
      ],
    ],
  ])("%s", (_, notation, concepts, expected) => {
    expect(plan(notation, concepts)).toEqual(expected);
  });

  it("are asked about where a boundary of segments cuts them", () => {
    const glossary = compileGlossary({ revision: 1, concepts: conceptsOf(P) });
    const hits = planHits(
      {
        machine: "a b",
        blocks: [],
        segments: [
          { from: 0, to: 1 },
          { from: 2, to: 3 },
        ],
        discovered: [{ from: 0, to: 3, conceptId: "P", form: "Alpha", number: "as-written" }],
      },
      glossary,
      [],
    );
    expect(hits.map(({ outcome, reason }) => `${outcome} ${reason}`)).toEqual(["ask crosses-segment"]);
  });

  it("tell which number was found", () => {
    const glossary = compileGlossary({ revision: 1, concepts: conceptsOf(P) });
    const found = (["as-written", "singular", "plural"] as const).map((number) => {
      const discovered = [{ from: 0, to: 3, conceptId: "P", form: "Alpha", number }];
      return planHits({ machine: "a b", blocks: [], segments: [], discovered }, glossary, [])[0]?.number;
    });
    expect(found).toEqual(["as-written", "singular", "plural"]);
  });
});
