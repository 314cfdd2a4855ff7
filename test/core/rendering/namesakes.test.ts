import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bead } from "../../../src/core/article/model.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import type { RenderingInput } from "../../../src/core/rendering/model.ts";
import { planHits } from "../../../src/core/rendering/plan.ts";
import { conceptsOf } from "../../support/concepts.ts";

/** Sentences `English | Chinese`, one bead each; `~` before the English: a bead that the alignment is unsure of. */
function article(pairs: readonly string[]): RenderingInput {
  const beads: Bead[] = [];
  let machine = "";
  let text = "";
  for (const pair of pairs) {
    const [left = "", chinese = ""] = pair.split(" | ");
    const english = left.replace(/^~/, "");
    const target = { from: machine.length, to: machine.length + english.length };
    const source = { from: text.length, to: text.length + chinese.length };
    beads.push({ source, target, confidence: left.startsWith("~") ? 0.1 : 1 });
    machine += `${english} `;
    text += chinese;
  }
  const segments = beads.map(({ target }) => target);
  return { machine, blocks: [], segments, ...(text === "" ? {} : { source: { text, beads } }) };
}

/** What is done at the hits: the concept that is written or let stand and why, or `?` and why. */
function done(concepts: readonly Concept[], input: RenderingInput): string[] {
  const spans = new Map<string, string>();
  for (const { from, to, outcome, reason, conceptId } of planHits(
    input,
    compileGlossary({ revision: 1, concepts }),
    [],
  )) {
    if (reason === "inside") continue;
    spans.set(
      `${from}-${to}`,
      `${outcome === "replace" || outcome === "protect" ? conceptId : "?"} ${reason}`,
    );
  }
  return [...spans.values()];
}

const WEI = conceptsOf(
  "Wang Wei > Vong Vai [person, zh=王伟, id=man]; Wang Wei > Wong Mei [person, zh=王薇, id=woman]",
);
const HEADS = conceptsOf(
  "the head > Director [title, zh=局长, scope=生产力局, id=director]; the head > Secretary [title, zh=司长, scope=财政司, id=secretary]",
);

describe("namesakes", () => {
  it.each<[string, readonly Concept[], string[], string[]]>([
    ["the Chinese has one of them", WEI, ["Wang Wei spoke. | 王伟发言。"], ["man deprecated"]],
    ["the Chinese is traditional", WEI, ["Wang Wei spoke. | 王偉發言。"], ["man deprecated"]],
    [
      "each in a sentence",
      WEI,
      ["Wang Wei spoke. | 王伟说。", "Wang Wei left. | 王薇走了。"],
      ["man deprecated", "woman deprecated"],
    ],
    [
      "one here, the other beside",
      WEI,
      ["Wang Wei spoke. | 王伟说。", "She left. | 王薇走了。"],
      ["man deprecated"],
    ],
    [
      "so where the alignment is unsure",
      WEI,
      ["~Wang Wei spoke. | 王伟说。", "She left. | 王薇走了。"],
      ["? rival"],
    ],
    ["one beside only", WEI, ["Wang Wei spoke. | 他说。", "He left. | 王伟走了。"], ["man neighbour"]],
    ["both beside", WEI, ["Yes. | 王薇。", "Wang Wei spoke. | 他说。", "He left. | 王伟走了。"], ["? rival"]],
    [
      "both in one sentence",
      WEI,
      ["Wang Wei, who met Wang Wei, left. | 与王薇会面的王伟走了。"],
      ["? rival", "? rival"],
    ],
    ["one name for both", WEI, ["Wang Wei left. | 王伟和王薇走了。"], ["? rival"]],
    [
      "a list tells by its order",
      WEI,
      ["Wang Wei and Wang Wei left. | 王薇、王伟走了。"],
      ["woman listed", "man listed"],
    ],
    [
      "a list of three",
      WEI,
      ["Wang Wei, Wang Wei and Wang Wei. | 王伟、王薇和王伟。"],
      ["man listed", "woman listed", "man listed"],
    ],
    [
      "a list with another mention behind",
      WEI,
      ["Wang Wei and Wang Wei left. | 王伟和王薇走了，王伟先走。"],
      ["? rival", "? rival"],
    ],
    [
      "no list in the Chinese",
      WEI,
      ["Wang Wei and Wang Wei left. | 王伟走后王薇走了。"],
      ["? rival", "? rival"],
    ],
    [
      "a dropped subject",
      WEI,
      ["Wang Wei spoke and Wang Wei left. | 王伟说完便走了。"],
      ["? too-many", "? too-many"],
    ],
    [
      "said twice on both sides",
      WEI,
      ["Wang Wei spoke and Wang Wei left. | 王伟说，王伟走。"],
      ["man deprecated", "man deprecated"],
    ],
    [
      "a dropped subject without a rival",
      WEI.slice(0, 1),
      ["Wang Wei spoke and Wang Wei left. | 王伟说完便走了。"],
      ["man deprecated", "man deprecated"],
    ],
    ["without Chinese", WEI, ["Wang Wei spoke."], ["? rival"]],
    [
      "in a longer word",
      conceptsOf("Digital Harbour > Cyberport [organisation, zh=数码港, id=port]; > e-HKD [zh=数码港元]"),
      ["The Digital Harbour grew. | 数码港元发展。"],
      ["? no-source"],
    ],
    [
      "a title of its organisation",
      HEADS,
      ["the head spoke. | 生产力局局长、司长说。"],
      ["director deprecated"],
    ],
    [
      "a title of its organisation, traditional",
      HEADS,
      ["the head spoke. | 生產力局局長說。"],
      ["director deprecated"],
    ],
    [
      "a title whose organisation stands beside",
      HEADS,
      ["the head spoke. | 局长说。", "Yes. | 生产力局。"],
      ["? rival"],
    ],
  ])("%s", (_, concepts, pairs, expected) => {
    expect(done(concepts, article(pairs))).toEqual(expected);
  });
});

describe("evidence", () => {
  const NAMES = ["王伟", "王薇", "局长", "司长", "生产力局", "财政司"];
  const all = [...WEI, ...HEADS];
  const sentence = fc
    .tuple(
      fc.array(fc.constantFrom("Wang Wei", "the head", "and", ",", "spoke"), { minLength: 1, maxLength: 5 }),
      fc.array(fc.constantFrom(...NAMES, "、", "和", "说"), { maxLength: 5 }),
    )
    .map(([english, chinese]) => `${english.join(" ")}. | ${chinese.join("")}。`);

  it("never makes another replacement of one when Chinese with every concept is added", () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 4 }), fc.nat(3), (pairs, at) => {
        const index = at % pairs.length;
        const more = pairs.map((pair, i) => (i === index ? `${pair}${NAMES.join("在")}。` : pair));
        const before = done(all, article(pairs));
        const after = done(all, article(more));
        expect(after).toHaveLength(before.length);
        before.forEach((was, i) => {
          const is = after[i] ?? "";
          if (!was.startsWith("?") && !is.startsWith("?")) expect(is.split(" ")[0]).toBe(was.split(" ")[0]);
        });
      }),
      { numRuns: 300 },
    );
  });

  it("of one concept is never taken away by more Chinese", () => {
    const man = WEI.slice(0, 1);
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 4 }), fc.nat(3), (pairs, at) => {
        const more = pairs.map((pair, i) => (i === at % pairs.length ? `${pair}王伟。` : pair));
        const before = done(man, article(pairs));
        const after = done(man, article(more));
        before.forEach((was, i) => {
          if (was.startsWith("man")) expect(after[i]).toMatch(/^man/);
        });
      }),
    );
  });
});
