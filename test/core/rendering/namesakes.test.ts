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
const BI = conceptsOf("Bi Jianwen > Mohamed Butt [person, zh=毕坚文, id=butt]");
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

describe("a namesake that has no concept", () => {
  const beside = "Yes. | 毕坚文在场。";
  it.each<[string, readonly Concept[], string[], string[]]>([
    ["stands in the sentence", BI, ["Bi Jianwen spoke. | 毕建文发言。", beside], ["? no-source"]],
    [
      "stands there in traditional characters",
      BI,
      ["Bi Jianwen spoke. | 畢建文發言。", beside],
      ["? no-source"],
    ],
    ["stands there with blanks", BI, ["Bi Jianwen spoke. | 毕 建 文发言。", beside], ["? no-source"]],
    ["has another surname", BI, [beside, "Bi Jianwen spoke. | 碧剑雯发言。"], ["? no-source"]],
    [
      "stands beside it",
      BI,
      ["Bi Jianwen spoke. | 毕坚文发言。", "Yes. | 毕建文在场。"],
      ["butt deprecated"],
    ],
    ["stands nowhere", BI, ["Bi Jianwen spoke. | 他发言。", beside], ["butt neighbour"]],
    ["sounds like a part only", BI, ["Bi Jianwen spoke. | 毕建发言。", beside], ["butt neighbour"]],
    [
      "is spelled as the English, not as the Chinese sounds",
      conceptsOf("Bi Jianwen > Mohamed Butt [person, zh=毕坚民, id=butt]"),
      ["Bi Jianwen spoke. | 毕建文发言。", "Yes. | 毕坚民在场。"],
      ["? no-source"],
    ],
    [
      "is spelled with the surname last",
      conceptsOf("Jianwen Bi > Mohamed Butt [person, zh=毕坚民, id=butt]"),
      ["Jianwen Bi spoke. | 毕建文发言。", "Yes. | 毕坚民在场。"],
      ["? no-source"],
    ],
    [
      "has ü in its name",
      conceptsOf("Lu Yun > Loo Wan [person, zh=卢云, id=loo]"),
      ["Lu Yun spoke. | 吕芸发言。", "Yes. | 卢云在场。"],
      ["? no-source"],
    ],
    [
      "sounds like it in another reading of a character",
      conceptsOf("Shan Wei > Sim Wai [person, zh=单伟, id=sim]"),
      ["Shan Wei spoke. | 山薇发言。", "Yes. | 单伟在场。"],
      ["? no-source"],
    ],
    [
      "is no person's",
      conceptsOf("the bureau > the Office [organisation, zh=公署, id=office]"),
      ["the bureau spoke. | 公属发言。", "Yes. | 公署。"],
      ["office neighbour"],
    ],
    [
      "stands in one sentence with it, and the English has both",
      BI,
      ["Bi Jianwen met Bi Jianwen. | 毕坚文会见毕建文。"],
      ["? too-many", "? too-many"],
    ],
    [
      "stands in one sentence with it, and the English has as many as the glossary knows",
      BI,
      ["Bi Jianwen met him. | 毕坚文会见毕建文。"],
      ["butt deprecated"],
    ],
  ])("%s", (_, concepts, pairs, expected) => {
    expect(done(concepts, article(pairs))).toEqual(expected);
  });

  const name = fc
    .tuple(
      fc.constantFrom("毕", "畢", "闭", "碧"),
      fc.constantFrom("坚", "建", "健"),
      fc.constantFrom("文", "雯"),
    )
    .map((characters) => characters.join(""));
  const chinese = fc
    .array(fc.oneof(name, fc.constantFrom("他说", "与", "、", "坚", "毕", "在场")), { maxLength: 4 })
    .map((parts) => `${parts.join("")}。`);
  const OWN = /[毕畢]坚文/;
  const SOUND = /[毕畢闭碧][坚建健][文雯]/;

  it("is never overwritten because of a sentence beside", () => {
    fc.assert(
      fc.property(fc.array(chinese, { minLength: 1, maxLength: 4 }), (sentences) => {
        const input = article(sentences.map((each) => `Bi Jianwen spoke. | ${each}`));
        const hits = planHits(input, compileGlossary({ revision: 1, concepts: BI }), []);
        expect(hits).toHaveLength(sentences.length);
        hits.forEach(({ outcome, reason }, index) => {
          const own = sentences[index] ?? "";
          if (SOUND.test(own) && !OWN.test(own)) expect(outcome).toBe("ask");
          if (reason === "neighbour") expect(own).not.toMatch(SOUND);
        });
      }),
      { numRuns: 300 },
    );
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
