import { expect, it } from "vitest";
import type { SourceContent } from "../../../src/app/records.ts";
import { aChange, anArticle } from "../../support/records.ts";
import type { WithStore } from "../fixtures.ts";

const NOTHING: SourceContent = {
  sourceText: null,
  sourceReconstructed: false,
  sourceSentences: [],
  beads: [],
  sourceFit: null,
  sourceFindings: [],
};
const FIRST: SourceContent = {
  sourceText: "毕坚文说。\r\n别人听。𠮷",
  sourceReconstructed: true,
  sourceSentences: [
    { from: 0, to: 5 },
    { from: 7, to: 13 },
  ],
  beads: [
    { source: { from: 0, to: 5 }, target: { from: 0, to: 17 }, confidence: 0.1 + 0.2 },
    { source: { from: 7, to: 13 }, target: { from: 18, to: 34 }, confidence: 1, setBy: "table" },
  ],
  sourceFit: 0.5,
  sourceFindings: [],
};
const SECOND: SourceContent = {
  ...FIRST,
  beads: [{ source: { from: 0, to: 13 }, target: { from: 0, to: 34 }, confidence: 1, setBy: "person" }],
  sourceFindings: [{ code: "alignment.poor", severity: "warning", params: { fit: 0.5 } }],
};

/** Chinese texts, their sentences and beads, in all their revisions. */
export function sourceContract(withStore: WithStore): void {
  it(
    "stand beside the article, and keep every revision",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addArticle(anArticle());
        await tx.addChange(aChange({ id: "c1", articleId: "a1" }));
        await tx.addChange(aChange({ id: "c2", articleId: "a1" }));
        expect(await tx.putSource("a1", FIRST, "c1")).toBe(1);
        expect(await tx.putSource("a1", SECOND, "c2")).toBe(2);
        expect(await tx.putSource("a1", NOTHING, "c2")).toBe(3);
      });
      await store.read(async (tx) => {
        expect(await tx.article("a1")).toStrictEqual(anArticle({ sourceRevision: 3 }));
        const revision = (number: number) => tx.sourceRevision("a1", number);
        const about = { articleId: "a1" };
        expect(await revision(0)).toStrictEqual({ ...about, revision: 0, changeId: null, ...NOTHING });
        expect(await revision(1)).toStrictEqual({ ...about, revision: 1, changeId: "c1", ...FIRST });
        const last = { ...about, revision: 3, changeId: "c2", ...NOTHING };
        const second = { ...about, revision: 2, changeId: "c2", ...SECOND };
        expect(await tx.sourceRevisionsOf("c2")).toStrictEqual([second, last]);
        expect(await revision(4)).toBeUndefined();
        expect(await tx.sourceRevision("x", 0)).toBeUndefined();
        expect(await tx.sourceRevisionsOf("x")).toEqual([]);
      });
    }),
  );

  it(
    "keep as revision 0 how the article came, and write nothing else of a patch",
    withStore(async ({ store }) => {
      const came = anArticle({ ...FIRST });
      await store.write(async (tx) => {
        await tx.addArticle(came);
        await tx.addChange(aChange());
        await tx.putSource("a1", { ...SECOND, ...{ machine: "Forged.", title: "T" } }, "c1");
      });
      await store.read(async (tx) => {
        expect(await tx.article("a1")).toStrictEqual(anArticle({ ...SECOND, sourceRevision: 1 }));
        expect(await tx.sourceRevision("a1", 0)).toMatchObject(FIRST);
      });
    }),
  );

  it(
    "belong to an article that is there",
    withStore(async ({ store }) => {
      await store.write((tx) => tx.addChange(aChange()));
      await expect(store.write((tx) => tx.putSource("x", FIRST, "c1"))).rejects.toThrow();
    }),
  );
}
