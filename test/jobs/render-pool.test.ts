import { describe, expect, it, onTestFinished } from "vitest";
import { renderMaterial, type RenderMaterial, type RenderPool } from "../../src/app/render-pool.ts";
import { compileGlossary, type CompiledGlossary } from "../../src/core/glossary/compile.ts";
import { segmentText } from "../../src/core/segmentation/segment.ts";
import { openRenderPool } from "../../src/jobs/render-pool.ts";
import { term } from "../support/concepts.ts";

function glossary(revision: number, preferred: string): CompiledGlossary {
  const concept = term(preferred, { category: "person", zh: "毕坚文", x: "Bi Jianwen" });
  return compileGlossary({ revision, concepts: [concept] });
}

function article(number: number): RenderMaterial {
  const machine = `Number ${String(number)}. Bi Jianwen spoke. ${"It rained. ".repeat(number % 5)}Bi Jianwen left.`;
  const { blocks, segments } = segmentText(machine, "en");
  return { articleId: `a${String(number)}`, input: { machine, blocks, segments }, decisions: [] };
}

function pool(threads: number): RenderPool {
  const made = openRenderPool(threads);
  onTestFinished(() => made.close());
  return made;
}

describe("rendering in a pool", () => {
  const articles = Array.from({ length: 30 }, (_, number) => article(number));

  it.each([1, 2, 3])("with %i threads is what this thread renders", async (threads) => {
    const own = pool(threads);
    for (const compiled of [
      glossary(1, "Mohamed Butt"),
      glossary(2, "M. Butt"),
      glossary(1, "Mohamed Butt"),
    ]) {
      const here = articles.map((material) => renderMaterial(material, compiled));
      expect(here.every(({ segments }) => segments.length === 2)).toBe(true);
      expect(await own.render({ glossary: compiled, articles })).toEqual(here);
    }
  });

  it("tells two glossaries of one revision apart", async () => {
    const own = pool(1);
    for (const preferred of ["Mohamed Butt", "M. Butt"]) {
      const [made] = await own.render({ glossary: glossary(1, preferred), articles: articles.slice(0, 1) });
      expect(made?.segments[0]?.[1].text).toBe(`${preferred} spoke.`);
    }
  });

  it("fails a task that cannot be done, and goes on", async () => {
    const own = pool(2);
    const broken = { ...article(1), input: undefined } as unknown as RenderMaterial;
    const compiled = glossary(1, "Mohamed Butt");
    const bad = { ...article(1), decisions: undefined } as unknown as RenderMaterial;
    await expect(own.render({ glossary: compiled, articles: [bad] })).rejects.toThrow();
    await expect(own.render({ glossary: compiled, articles: [broken] })).rejects.toThrow();
    expect(await own.render({ glossary: compiled, articles: [] })).toEqual([]);
    expect(await own.render({ glossary: compiled, articles: articles.slice(0, 3) })).toHaveLength(3);
  });
});
