import { searchConcepts } from "../../src/app/concept-search/search.ts";
import { describe, expect, it } from "vitest";
import { listArticles } from "../../src/app/article-list.ts";
import { importArticle } from "../../src/app/article-import.ts";
import { exportArticle } from "../../src/app/articles.ts";
import { getConcept } from "../../src/app/concepts.ts";
import { importGlossary } from "../../src/app/glossary-import/import.ts";
import { isUntouched, loadSample, removeSample, sampleState } from "../../src/app/sample.ts";
import { getWorkbench } from "../../src/app/workbench.ts";
import { inHouse, seedFiles, type House } from "../support/house.ts";
import { bring, fresh, name, refusalOf, segmentAt, textsOf, type, undo } from "./desk.ts";

async function conceptCount(house: House): Promise<number> {
  return (await searchConcepts(house.deps, { query: "", filter: {}, limit: 1 })).total;
}

async function articleIds(house: House): Promise<string[]> {
  const lists = await Promise.all([false, true].map((archived) => listArticles(house.deps, { archived })));
  return lists.flat().map((article) => article.id);
}

describe("loadSample", () => {
  it(
    "has 19 segments beside the Chinese reconstruction, with the names right",
    inHouse(async (house) => {
      expect([await isUntouched(house.deps), await sampleState(house.deps)]).toEqual([true, "never"]);
      const id = await house.loadSeed();
      expect([await isUntouched(house.deps), await sampleState(house.deps)]).toEqual([false, "loaded"]);
      const view = await getWorkbench(house.deps, id);
      expect(view).toMatchObject({ hasSource: true, sourceReconstructed: true, stale: false });
      expect(view.segments).toHaveLength(19);
      expect(view.article.states).toEqual({ open: 19, edited: 0, "needs-work": 0, approved: 0 });
      const { text } = await exportArticle(house.deps, id);
      for (const right of [
        "Mohamed Butt",
        "new quality productive forces",
        "Guangdong-Hong Kong-Macao Greater Bay Area",
        "15th Five-Year Plan",
        "Nano and Advanced Materials Institute",
        "Hong Kong Productivity Council",
        "Macau Productivity and Technology Transfer Center",
        "Provincial New Quality Productivity Promotion Center",
      ]) {
        expect(text).toContain(right);
      }
      expect(text).not.toContain("Bi Jianwen");
      expect(await conceptCount(house)).toBe(260);
    }),
  );

  it(
    "is the same article after removing it and loading it again, hand edits kept",
    inHouse(async (house) => {
      const id = await house.loadSeed();
      const segment = await segmentAt(house, id, 3);
      await type(house, segment.id, `${segment.text} Indeed.`);
      const before = await textsOf(house, id);
      expect(await removeSample(house.deps, house.actor)).toEqual({ articles: 1, concepts: 260 });
      expect([await conceptCount(house), await articleIds(house), await sampleState(house.deps)]).toEqual([
        0,
        [],
        "removed",
      ]);
      expect(await isUntouched(house.deps)).toBe(false);
      expect(await removeSample(house.deps, house.actor)).toEqual({ articles: 0, concepts: 0 });
      expect(await house.loadSeed()).toBe(id);
      expect(await textsOf(house, id)).toEqual(before);
      expect([await conceptCount(house), await articleIds(house)]).toEqual([260, [id]]);
      const { revision } = await fresh(house, segment.id);
      expect(await house.loadSeed()).toBe(id);
      expect((await fresh(house, segment.id)).revision).toBe(revision);
    }),
  );

  it(
    "leaves an own article and own concepts as they are",
    inHouse(async (house) => {
      const files = await seedFiles();
      const { articleId } = await importArticle(house.deps, house.actor, { bytes: files.article });
      const text = "id,status,preferred_en,deprecated_en\nP001,approved,Al Butt,Bi Jianwen\n";
      await importGlossary(house.deps, house.actor, { text });
      expect(await house.loadSeed()).toBe(articleId);
      expect((await exportArticle(house.deps, articleId)).text).toContain("Al Butt");
      expect((await getConcept(house.deps, "P001")).draft.preferred).toBe("Al Butt");
      expect(await removeSample(house.deps, house.actor)).toMatchObject({ articles: 0 });
      expect((await getConcept(house.deps, "P001")).draft.preferred).toBe("Al Butt");
      expect(await articleIds(house)).toEqual([articleId]);
    }),
  );

  it(
    "refuses broken files whole",
    inHouse(async (house) => {
      const files = await seedFiles();
      const broken = loadSample(house.deps, house.actor, {
        ...files,
        glossary: new TextEncoder().encode("id\nx\n"),
      });
      expect(await refusalOf(broken)).toContain("invalid failure.glossary-import");
      expect(await isUntouched(house.deps)).toBe(true);
    }),
  );
});

describe("removeSample", () => {
  it(
    "keeps concepts that somebody changed, by hand, by a file or and back, and those that stand elsewhere",
    inHouse(async (house) => {
      await house.loadSeed();
      await bring(house, "Lee Ka-chiu met the Hong Kong Productivity Council.");
      const { draft } = await getConcept(house.deps, "P001");
      await name(house, { ...draft, preferred: "Al Butt" }, { id: "P001" });
      const { draft: other } = await getConcept(house.deps, "P002");
      await name(house, { ...other, note: "mine" }, { id: "P002" });
      await undo(house);
      const text = "id,status,preferred_en,deprecated_en\nP003,approved,Sam,Shen Changjiang\n";
      await importGlossary(house.deps, house.actor, { text });
      await removeSample(house.deps, house.actor);
      const { items } = await searchConcepts(house.deps, { query: "", filter: {}, limit: 999 });
      const kept = items.map((item) => item.record.concept.id);
      expect(kept).toEqual(expect.arrayContaining(["P001", "P002", "P003"]));
      const labels = items.map((item) => item.label);
      expect(labels).toContain("Hong Kong Productivity Council");
      expect(kept.length).toBeLessThan(15);
    }),
  );
});
