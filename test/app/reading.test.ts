import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getReading, readingBlocks, textOf, type ReadingBlock } from "../../src/app/reading.ts";
import type { Bead, Block } from "../../src/core/article/model.ts";
import type { Span } from "../../src/core/text/span.ts";
import { inHouse } from "../support/house.ts";
import { bring, failureOf, name, named, segmentAt, type } from "./desk.ts";

/** `kind: English | Chinese / Chinese` of every block, the marked runs in brackets with what they were. */
function shown(blocks: readonly ReadingBlock[]): string[] {
  return blocks.map(({ kind, runs, source }) => {
    const english = runs
      .map(({ text, mark }) => (mark ? `[${mark.kind}: ${mark.before} → ${text}]` : text))
      .join("");
    return `${kind}: ${english}${source.length === 0 ? "" : ` | ${source.join(" / ")}`}`;
  });
}

const ENGLISH = "New drug approved\n\nBi Jianwen spoke. Others listened.\n\nSource: Daily\n";
const CHINESE = "新药获批\n毕坚文说话了。其他人听着。\n来源：日报\n";

describe("an article that is read", () => {
  it(
    "has its blocks in order with what stands, what was changed, and the Chinese of each",
    inHouse(async (house) => {
      const id = await bring(house, ENGLISH, CHINESE);
      await name(house, named("Mohamed Butt < Bi Jianwen", { zhHans: ["毕坚文"] }), { articleId: id });
      await type(house, (await segmentAt(house, id, 2)).id, "Nobody listened.");
      const view = await getReading(house.deps, id);
      expect(shown(view.blocks)).toMatchInlineSnapshot(`
        [
          "headline: New drug approved | 新药获批",
          "body: [changed: Bi Jianwen → Mohamed Butt] spoke. [hand: Others → Nobody] listened. | 毕坚文说话了。其他人听着。",
          "credit: Source: Daily | 来源：日报",
        ]
      `);
      expect([view.sourceLang, view.headline, view.standing.state]).toEqual([
        "zh-Hans",
        "New drug approved",
        "in-review",
      ]);
    }),
  );

  it(
    "of the sample is in the order of its texts",
    inHouse(async (house) => {
      const id = await house.loadSeed();
      const { blocks } = await getReading(house.deps, id);
      const golden =
        blocks.map((block) => [block.kind, textOf(block), ...block.source].join("\n")).join("\n\n") + "\n";
      await expect(golden).toMatchFileSnapshot("../golden/app/seed-read.txt");
    }),
  );

  it(
    "is not found under an id that there is not",
    inHouse(async ({ deps }) => {
      expect((await failureOf(getReading(deps, "none"))).code).toBe("not-found");
    }),
  );
});

/** Cuts `0…length` at some places; the pieces follow each other. */
function pieces(length: number, cuts: readonly number[]): Span[] {
  const places = [...new Set([0, length, ...cuts.map((cut) => cut % (length + 1))])].sort((a, b) => a - b);
  return places.slice(1).map((to, index) => ({ from: places[index] ?? 0, to }));
}

describe("the blocks of an article", () => {
  it("lose nothing of either text, however the two are cut and paired", () => {
    const cuts = fc.array(fc.nat(60), { maxLength: 8 });
    const text = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom("a", "b", " ", "\n", ".") });
    fc.assert(
      fc.property(
        text,
        text,
        cuts,
        cuts,
        cuts,
        cuts,
        (machine, chinese, blockCuts, cutsEn, beadsEn, beadsZh) => {
          const blocks: Block[] = pieces(machine.length, blockCuts).map((span) => ({
            ...span,
            kind: "body",
          }));
          const segments = pieces(machine.length, [...cutsEn, ...blockCuts]).map((span) => {
            const words = machine.slice(span.from, span.to);
            return { ...span, text: words, rendered: words, provenance: [] };
          });
          const [targets, sources] = [pieces(machine.length, beadsEn), pieces(chinese.length, beadsZh)];
          const beads: Bead[] = sources.map((source, index) => ({
            source,
            target: targets[index] ?? { from: machine.length, to: machine.length },
            confidence: 1,
          }));
          const made = readingBlocks({ machine, blocks, sourceText: chinese, beads }, segments);
          expect(made.map(textOf).join("")).toBe(machine);
          const visible = (all: string): string => all.replace(/\s/g, "");
          expect(visible(made.flatMap(({ source }) => source).join(""))).toBe(visible(chinese));
        },
      ),
    );
  });

  it("are those of the sentences alone where an article has none", () => {
    const article = { machine: "One. Two.", blocks: [], sourceText: null, beads: [] };
    const sentence = (from: number, to: number): Parameters<typeof readingBlocks>[1][number] => {
      const text = article.machine.slice(from, to);
      return { from, to, text, rendered: text, provenance: [] };
    };
    expect(shown(readingBlocks(article, [sentence(0, 4), sentence(5, 9)]))).toEqual([
      "body: One.",
      "body: Two.",
    ]);
  });
});
