import { describe, expect, it } from "vitest";
import type { Decision } from "../../../src/core/article/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import type { Rendering } from "../../../src/core/rendering/model.ts";
import { render } from "../../../src/core/rendering/render.ts";
import { foldSurface } from "../../../src/core/text/elements.ts";
import { term } from "../../support/concepts.ts";
import { articleOf } from "../../support/rendering-cases.ts";

const BUTT = term("Mohamed Butt", { category: "person", x: "Bi Jianwen", zh: "毕坚文" });
const NQPF = term("new quality productive forces", {
  category: "policy",
  x: "new quality productivity",
  zh: "新质生产力",
});
const CENTER = term("the Provincial Center", {
  category: "organisation",
  status: "proposed",
  x: "Provincial New Quality Productivity Promotion Center",
});
const AGENCY = term("an agency", { x: "the bureau" });

function rendered(machine: string, concepts: readonly Concept[], decisions: Decision[] = []): Rendering {
  return render(articleOf(machine), compileGlossary({ revision: 1, concepts }), decisions);
}

describe("outcomes", () => {
  it.each<[string, Concept[], string[]]>([
    ["Bi Jianwen", [BUTT], ["replace deprecated"]],
    ["Mohamed Butt", [BUTT], ["protect good-form"]],
    [
      "Provincial New Quality Productivity Promotion Center",
      [CENTER, NQPF],
      ["hold proposed", "hold inside"],
    ],
    ["some old term here", [term("new term", { x: "old term", status: "proposed" })], ["ask proposed"]],
    [
      "old term here",
      [term("new", { x: "old term here", status: "proposed" }), term("fresh", { x: "old term" })],
      ["ask proposed", "replace deprecated"],
    ],
    ["x", [term("", { id: "n", x: "x" })], ["ask no-preferred"]],
    ["x", [term("y", { x: "x", scope: "局" })], ["ask scope"]],
    ["x", [term("a", { x: "x" }), term("b", { x: "x" })], ["ask rival", "ask rival"]],
    ["a b c", [term("p", { x: "a b" }), term("q", { x: "b c" })], ["replace deprecated", "protect overlap"]],
    ["the bureau", [AGENCY], ["replace deprecated"]],
  ])("of %j", (machine, concepts, expected) => {
    expect(rendered(machine, concepts).hits.map((hit) => `${hit.outcome} ${hit.reason}`)).toEqual(expected);
  });

  it("asks where a segment boundary cuts a form", () => {
    const machine = "See No. 5 Plan";
    const concepts = compileGlossary({ revision: 1, concepts: [term("Plan Five", { x: "No. 5 Plan" })] });
    const cut = [
      { from: 0, to: 7 },
      { from: 8, to: 14 },
    ];
    const result = render({ machine, blocks: [], segments: cut }, concepts, []);
    expect(result.text).toBe(machine);
    expect(result.hits.map((hit) => hit.reason)).toEqual(["crosses-segment"]);
  });
});

describe("decisions", () => {
  const at = (machine: string, surface: string, part: Partial<Decision>): Decision => {
    const from = machine.indexOf(surface);
    return {
      kind: "keep",
      scope: "occurrence",
      from,
      to: from + surface.length,
      form: foldSurface(surface),
      conceptId: BUTT.id,
      ...part,
    };
  };
  const two = "Bi Jianwen came. Bi Jianwen left.";
  const rivals = [term("A", { x: "Zhang Wei" }), term("B", { x: "Zhang Wei" })];
  it.each<[string, string, Concept[], Decision[]]>([
    [two, "Bi Jianwen came. Mohamed Butt left.", [BUTT], [at(two, "Bi Jianwen", {})]],
    [two, two, [BUTT], [at(two, "Bi Jianwen", { scope: "article", from: 0, to: two.length })]],
    ["Zhang Wei", "B", rivals, [at("Zhang Wei", "Zhang Wei", { kind: "use", conceptId: "B" })]],
    [
      "Zhang Wei",
      "A",
      rivals,
      [
        at("Zhang Wei", "Zhang Wei", { kind: "use", conceptId: "A" }),
        at("Zhang Wei", "Zhang Wei", { kind: "use", conceptId: "B", scope: "article" }),
      ],
    ],
    [
      "old",
      "new",
      [term("new", { x: "old", status: "proposed" })],
      [at("old", "old", { kind: "accept", conceptId: "new" })],
    ],
    // A decision about another form, or whose concept is gone, does nothing.
    ["Bi Jianwen", "Mohamed Butt", [BUTT], [at("Bi Jianwen", "Bi Jianwen", { form: "bi" })]],
    ["Zhang Wei", "Zhang Wei", rivals, [at("Zhang Wei", "Zhang Wei", { kind: "use", conceptId: "gone" })]],
  ])("%j → %j", (machine, expected, concepts, decisions) => {
    expect(rendered(machine, concepts, decisions).text).toBe(expected);
  });
});
