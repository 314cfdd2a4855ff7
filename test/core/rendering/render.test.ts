import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decision } from "../../../src/core/article/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import type { Rendering, RenderingInput } from "../../../src/core/rendering/model.ts";
import { render, segmentRendering } from "../../../src/core/rendering/render.ts";
import { foldSurface } from "../../../src/core/text/elements.ts";
import { segmentText } from "../../../src/core/segmentation/segment.ts";
import { term } from "../../support/concepts.ts";

const BUTT = term("Mohamed Butt", { category: "person", x: "Bi Jianwen", zh: "毕坚文" });
const NQPF = term("new quality productive forces", {
  category: "policy",
  x: "new quality productivity",
  zh: "新质生产力",
});
const GBA = term("Guangdong-Hong Kong-Macao Greater Bay Area", {
  category: "place",
  x: "Guangdong Hong Kong Macao Greater Bay Area|Great Bay Area",
  ok: "Greater Bay Area",
});
const SINO = term("Sino-Portuguese", { x: "Sino Portuguese" });
const CENTER = term("the Provincial Center", {
  category: "organisation",
  status: "proposed",
  x: "Provincial New Quality Productivity Promotion Center",
});
const AGENCY = term("an agency", { x: "the bureau" });

function input(machine: string, source?: string): RenderingInput {
  const { blocks, segments } = segmentText(machine, "en");
  const bead = {
    source: { from: 0, to: source?.length ?? 0 },
    target: { from: 0, to: machine.length },
    confidence: 1,
  };
  return {
    machine,
    blocks,
    segments,
    ...(source === undefined ? {} : { source: { text: source, beads: [bead] } }),
  };
}

function rendered(
  machine: string,
  concepts: readonly Concept[],
  source?: string,
  decisions: Decision[] = [],
): Rendering {
  return render(input(machine, source), compileGlossary({ revision: 1, concepts }), decisions);
}

describe("a text by a glossary", () => {
  it.each<[string, string, Concept[]]>([
    ["Bi Jianwen said so.", "Mohamed Butt said so.", [BUTT]],
    ["Bi Jianwen's and Bi Jianwen’s plan.", "Mohamed Butt's and Mohamed Butt’s plan.", [BUTT]],
    ["It lifts new quality productivity.", "It lifts new quality productive forces.", [NQPF]],
    ["New quality productivity rose.", "New quality productive forces rose.", [NQPF]],
    ["New Quality Productivity in the Bay", "New Quality Productive Forces in the Bay", [NQPF]],
    ["NEW QUALITY PRODUCTIVITY UP", "NEW QUALITY PRODUCTIVE FORCES UP", [NQPF]],
    ["BI JIANWEN SPEAKS", "MOHAMED BUTT SPEAKS", [BUTT]],
    [
      "the Guangdong Hong Kong Macao Greater Bay Area",
      "the Guangdong-Hong Kong-Macao Greater Bay Area",
      [GBA],
    ],
    // Already right: nothing changes.
    [
      "the Guangdong-Hong Kong-Macao Greater Bay Area",
      "the Guangdong-Hong Kong-Macao Greater Bay Area",
      [GBA],
    ],
    [
      "the Greater Bay Area",
      "the Greater Bay Area",
      [GBA, term("Greater Bay Area", { id: "x", x: "Bay Area" })],
    ],
    ["Sino Portuguese and Sino-Portuguese", "Sino-Portuguese and Sino-Portuguese", [SINO]],
    ["SINO-PORTUGUESE", "SINO-PORTUGUESE", [SINO]],
    // A name whose concept is only proposed is held whole.
    [
      "the Provincial New Quality Productivity Promotion Center and new quality productivity",
      "the Provincial New Quality Productivity Promotion Center and new quality productive forces",
      [CENTER, NQPF],
    ],
    // A good form protects what is inside it.
    [
      "the Hong Kong Productivity Council",
      "the Hong Kong Productivity Council",
      [term("Hong Kong Productivity Council"), term("output", { x: "productivity" })],
    ],
    // Leftmost, then longest; one pass, no cascade.
    ["a b c", "X c", [term("X", { x: "a b" }), term("Y", { x: "b c" })]],
    ["a b c", "Z", [term("X", { x: "a" }), term("Z", { x: "a b c" })]],
    ["aaa", "bbb", [term("bbb", { x: "aaa" }), term("ccc", { x: "bbb" })]],
    // Articles beside the change follow, elsewhere they do not.
    ["It is an old plan, an user.", "It is a new plan, an user.", [term("new plan", { x: "old plan" })]],
    ["a plan", "an idea", [term("idea", { x: "plan" })]],
    ["A plan", "An idea", [term("idea", { x: "plan" })]],
    ["a plan", "a university", [term("university", { x: "plan" })]],
    ["a plan", "an hour", [term("hour", { x: "plan" })]],
    ["a bureau", "an SME", [term("SME", { x: "bureau" })]],
    ["a bureau", "an MP", [term("MP", { x: "bureau" })]],
    ["a bureau", "a NATO", [term("NATO", { x: "bureau" })]],
    ["a bureau", "a one-off", [term("one-off", { x: "bureau" })]],
    ["the Board met", "the Council met", [term("the Council", { x: "Board" })]],
    ["The Board met", "The Council met", [term("the Council", { x: "Board" })]],
    // Nothing in addresses, handles and file names; nothing inside words.
    ["see bi-jianwen.pdf, @Bi and x@bijianwen.cn", "see bi-jianwen.pdf, @Bi and x@bijianwen.cn", [BUTT]],
    ["productivity product", "output product", [term("output", { x: "productivity|prod" })]],
    // Who asks does not act: two concepts with one form, a form that is right for another, no English, a scope.
    ["Zhang Wei", "Zhang Wei", [term("A", { x: "Zhang Wei" }), term("B", { x: "Zhang Wei" })]],
    [
      "Legislative Assembly",
      "Legislative Assembly",
      [
        term("Legislative Assembly", { id: "mo" }),
        term("Legislative Council", { x: "Legislative Assembly" }),
      ],
    ],
    ["Guan Zhiping", "Guan Zhiping", [term("", { id: "P", x: "Guan Zhiping" })]],
    ["the Head", "the Head", [term("Director", { x: "Head", scope: "某局" })]],
    // Retired concepts neither act nor protect.
    ["old form", "old form", [term("new", { x: "old form", status: "retired" })]],
    [
      "Bay Area Fund",
      "Greater Bay Fund",
      [term("Bay Area Fund", { status: "retired" }), term("Greater Bay", { x: "Bay Area" })],
    ],
    // White space and line ends are kept as they came.
    ["\uFEFFBi\u00a0Jianwen\r\n\r\n\tsaid  so. \r\n", "\uFEFFMohamed Butt\r\n\r\n\tsaid  so. \r\n", [BUTT]],
  ])("%j → %j", (machine, expected, concepts) => {
    expect(rendered(machine, concepts).text).toBe(expected);
    expect(rendered(machine, [...concepts].reverse()).text).toBe(expected);
    expect(rendered(machine, []).text).toBe(machine);
  });
});

describe("with Chinese", () => {
  const LEE = term("Lee Siu-ming", { category: "person", x: "Li Xiaoming", zh: "李小明" });
  const LI = term("Li Xiaoming", { category: "person", zh: "李晓明" });
  it.each<[string, string, string, Concept[]]>([
    ["Bi Jianwen spoke.", "毕坚文发言。", "Mohamed Butt spoke.", [BUTT]],
    ["Bi Jianwen spoke.", "闭建文发言。", "Bi Jianwen spoke.", [BUTT]],
    ["Li Xiaoming spoke.", "李小明发言。", "Lee Siu-ming spoke.", [LEE, LI]],
    ["Li Xiaoming spoke.", "李晓明发言。", "Li Xiaoming spoke.", [LEE, LI]],
    ["Li Xiaoming met Li Xiaoming.", "李小明会见李晓明。", "Li Xiaoming met Li Xiaoming.", [LEE, LI]],
    ["the Head", "某局局长", "the Director", [term("Director", { x: "Head", zh: "局长", scope: "某局" })]],
    ["the Head", "别局局长", "the Head", [term("Director", { x: "Head", zh: "局长", scope: "某局" })]],
    // A name inside a longer one that is not made of it does not stand there.
    [
      "Digital Port Dollar",
      "数码港元",
      "Digital Port Dollar",
      [term("Cyberport", { x: "Digital Port", zh: "数码港" }), term("e-HKD", { zh: "数码港元" })],
    ],
    // One that is made of it does.
    [
      "new quality productivity",
      "发展新质生产力",
      "new quality productive forces",
      [NQPF, term("develop new quality productive forces", { zh: "发展新质生产力" })],
    ],
  ])("%j beside %j → %j", (machine, source, expected, concepts) => {
    expect(rendered(machine, concepts, source).text).toBe(expected);
  });
});

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
    expect(rendered(machine, concepts, undefined, decisions).text).toBe(expected);
  });
});

describe("laws", () => {
  const word = fc.constantFrom("bay", "Area", "GREATER", "the", "a", "an", "new", "plan", "IT", "union");
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
  const concept = fc
    .record({
      preferred: phrase,
      x: phrase,
      status: fc.constantFrom("approved" as const, "proposed" as const),
    })
    .map(({ preferred, x, status }) => ({ preferred, x, status }));
  const glossary = fc
    .array(concept, { maxLength: 5 })
    .map((list) =>
      list.map(({ preferred, x, status }, index) => term(preferred, { id: `c${index}`, x, status })),
    );
  const gap = fc.constantFrom(" ", "-", "  ", "\n", ". ", ", ", "\r\n\r\n");
  const machine = fc
    .array(fc.tuple(word, gap), { maxLength: 14 })
    .map((parts) => parts.map(([text, space]) => text + space).join(""));

  it("gives the machine text back outside its changes, whatever the order of the concepts", () => {
    fc.assert(
      fc.property(machine, glossary, (text, concepts) => {
        const result = rendered(text, concepts);
        let back = "";
        let at = 0;
        for (const change of result.changes) {
          back += result.text.slice(at, change.rendered.from) + change.before;
          expect(result.text.slice(change.rendered.from, change.rendered.to)).toBe(change.after);
          expect(text.slice(change.from, change.to)).toBe(change.before);
          at = change.rendered.to;
        }
        expect(back + result.text.slice(at)).toBe(text);
        expect(rendered(text, [...concepts].reverse())).toEqual(result);
        expect(rendered(text, []).text).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("renders the segments as parts of the whole", () => {
    fc.assert(
      fc.property(machine, glossary, (text, concepts) => {
        const { segments } = segmentText(text, "en");
        const result = rendered(text, concepts);
        let whole = "";
        let at = 0;
        for (const segment of segments) {
          whole += text.slice(at, segment.from) + segmentRendering(result, segment).text;
          at = segment.to;
        }
        expect(whole + text.slice(at)).toBe(result.text);
      }),
      { numRuns: 300 },
    );
  });
});
