import { describe, expect, it, onTestFinished } from "vitest";
import { type ArticleTexts, makingHere, type MakingPool } from "../../src/app/article-making.ts";
import { compileGlossary } from "../../src/core/glossary/compile.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { openMakingThreads } from "../../src/jobs/making-threads.ts";
import { term } from "../support/concepts.ts";

const concept = term("Mohamed Butt", { category: "person", zh: "毕坚文", x: "Bi Jianwen" });
const glossary = compileGlossary({ revision: 3, concepts: [concept] });

function open(): MakingPool {
  const pool = openMakingThreads(2);
  onTestFinished(() => pool.close());
  return pool;
}

function texts(number: number, source: string): ArticleTexts {
  return {
    machine: `Number ${number}. Bi Jianwen spoke. It rained.`,
    source,
    date: number % 2 === 0 ? "2024-05-01" : null,
  };
}

describe("making articles in threads", () => {
  it("is what this thread makes, in the order of the texts", async () => {
    const all = Array.from({ length: 30 }, (_, number) =>
      texts(number, number % 7 === 0 ? "第一。毕坚文讲话。下雨了。" : ""),
    );
    const here = await makingHere(readLexicon).make(glossary, all);
    expect(here[0]?.segments[1]?.rendered).toBe("Mohamed Butt spoke.");
    expect(here[0]?.beads.length).toBeGreaterThan(0);
    expect(await open().make(glossary, all)).toEqual(here);
  });

  it("fails where one cannot be made, and goes on", async () => {
    const pool = open();
    const broken = { machine: undefined, source: "", date: null } as unknown as ArticleTexts;
    await expect(pool.make(glossary, [broken])).rejects.toThrow();
    expect(await pool.make(glossary, [])).toEqual([]);
    expect(await pool.make(glossary, [texts(1, "")])).toHaveLength(1);
  });
});
