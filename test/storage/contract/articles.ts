import { expect, it } from "vitest";
import type { ArticleRecord } from "../../../src/app/records.ts";
import { aChange, anArticle, aProposal, aSegment } from "../../support/records.ts";
import { writeBasics, type WithStore } from "../fixtures.ts";

const ROUND_TRIPS: readonly (readonly [string, Partial<ArticleRecord>])[] = [
  ["nothing but the least", {}],
  ["empty strings", { title: "", machine: "", blocks: [], sourceText: "" }],
  ["astral characters", { title: "𠮷野家 🀄", machine: "𠮷 said 👩‍👩‍👧. é e\u0301" }],
  ["line ends as they are", { machine: "one\r\ntwo\rthree\n\n\u2028four\t ", sourceText: "一。\r\n二。" }],
  ["text that looks like SQL or JSON", { title: `'); DROP TABLE articles; --`, machine: `{"a":"\\u0000"}` }],
  ["no blank is cut, no mark dropped", { machine: "\uFEFF  a  \u00A0\u3000" }],
  [
    "the Chinese with its beads",
    {
      sourceText: "毕坚文说。别人听。",
      sourceReconstructed: true,
      sourceSentences: [
        { from: 0, to: 5 },
        { from: 5, to: 9 },
      ],
      beads: [
        { source: { from: 0, to: 5 }, target: { from: 0, to: 17 }, confidence: 0.1 + 0.2 },
        { source: { from: 5, to: 9 }, target: { from: 18, to: 34 }, confidence: 1, setBy: "person" },
        { source: { from: 9, to: 9 }, target: { from: 34, to: 34 }, confidence: 0, setBy: "table" },
      ],
      sourceFit: 0.25,
      sourceFindings: [{ code: "alignment.poor", severity: "warning", params: { fit: 0.25 } }],
      sourceRevision: 2,
    },
  ],
  [
    "blocks in their order",
    {
      blocks: [
        { kind: "headline", from: 0, to: 17 },
        { kind: "notice", from: 18, to: 34 },
      ],
    },
  ],
  [
    "date, times, flags, revision",
    { date: "2023-06-30", sample: true, glossaryRevision: 7, updatedAt: 4_102_444_800_123, archivedAt: 5 },
  ],
];

/** Articles, their Chinese, their summaries. */
export function articleContract(withStore: WithStore): void {
  it.each(ROUND_TRIPS)("gives back an article: %s", async (_name, patch) => {
    await withStore(async ({ store }) => {
      const article = anArticle(patch);
      await store.write((tx) => tx.addArticle(article));
      expect(await store.read((tx) => tx.article("a1"))).toStrictEqual(article);
    })();
  });

  it(
    "keeps a thousand sentences and beads in order",
    withStore(async ({ store }) => {
      const sourceSentences = Array.from({ length: 9000 }, (_, at) => ({ from: at, to: at + 1 }));
      const beads = sourceSentences.map((span) => ({ source: span, target: span, confidence: 0.5 }));
      const article = anArticle({ sourceText: "字".repeat(9000), sourceSentences, beads });
      await store.write((tx) => tx.addArticle(article));
      expect(await store.read((tx) => tx.article("a1"))).toStrictEqual(article);
    }),
  );

  it(
    "knows nothing of what is not there",
    withStore(async ({ store }) => {
      const found = await store.read(async (tx) => [
        await tx.article("x"),
        await tx.articleByDigest("x"),
        await tx.articleSummary("x"),
        await tx.articleSummariesOf(["x"]),
        await tx.articleListIds({ archived: false, offset: 0, limit: 9 }),
        await tx.articleListCount(false),
        await tx.articleIds(),
      ]);
      expect(found).toEqual([undefined, undefined, undefined, [], [], 0, []]);
    }),
  );

  it(
    "finds an article by its digest, the oldest first",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addArticle(anArticle({ id: "a2", createdAt: 2 }));
        await tx.addArticle(anArticle({ id: "a1", createdAt: 1 }));
        await tx.addArticle(anArticle({ id: "a0", createdAt: 0, machine: "Other." }));
      });
      const { digest } = anArticle();
      expect((await store.read((tx) => tx.articleByDigest(digest)))?.id).toBe("a1");
    }),
  );

  it(
    "updates all that may change",
    withStore(async ({ store }) => {
      const first = anArticle();
      const patch = {
        title: "New",
        date: "2024-02-29",
        glossaryRevision: 3,
        updatedAt: 2000,
        archivedAt: 3000,
        sample: true,
      };
      await store.write((tx) => tx.addArticle(first));
      await store.write((tx) => tx.updateArticle("a1", patch));
      expect(await store.read((tx) => tx.article("a1"))).toStrictEqual({ ...first, ...patch });
      const back = {
        date: null,
        archivedAt: null,
        sample: false,
      };
      await store.write((tx) => tx.updateArticle("a1", back));
      await store.write((tx) => tx.updateArticle("a1", {}));
      expect(await store.read((tx) => tx.article("a1"))).toStrictEqual({ ...first, ...patch, ...back });
    }),
  );

  it(
    "never changes machine text, even for a patch that carries one",
    withStore(async ({ store }) => {
      await store.write((tx) => tx.addArticle(anArticle()));
      await store.write((tx) => tx.updateArticle("a1", anArticle({ machine: "Forged.", title: "T" })));
      expect(await store.read((tx) => tx.article("a1"))).toStrictEqual(anArticle({ title: "T" }));
    }),
  );

  it(
    "refuses to update an article that is not there",
    withStore(async ({ store }) => {
      await expect(store.write((tx) => tx.updateArticle("x", { title: "T" }))).rejects.toThrow("article x");
    }),
  );

  it(
    "lists ids oldest first, by sample and archived",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addArticle(anArticle({ id: "a3", createdAt: 1, sample: true }));
        await tx.addArticle(anArticle({ id: "a2", createdAt: 2, archivedAt: 9 }));
        await tx.addArticle(anArticle({ id: "a1", createdAt: 2 }));
      });
      await store.read(async (tx) => {
        expect(await tx.articleIds()).toEqual(["a3", "a1", "a2"]);
        expect(await tx.articleIds({ sample: true })).toEqual(["a3"]);
        expect(await tx.articleIds({ sample: false })).toEqual(["a1", "a2"]);
        expect(await tx.articleIds({ archived: true })).toEqual(["a2"]);
        expect(await tx.articleIds({ sample: false, archived: false })).toEqual(["a1"]);
      });
    }),
  );

  it(
    "lists: newest first, a page, a removed sample in neither list",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        for (const [at, id] of ["a1", "a2", "a3", "a4"].entries())
          await tx.addArticle(anArticle({ id, createdAt: at < 2 ? 1000 : 500 }));
        await tx.addArticle(anArticle({ id: "b1", archivedAt: 7 }));
        await tx.addArticle(anArticle({ id: "b2", archivedAt: 7, sample: true }));
      });
      await store.read(async (tx) => {
        const page = (archived: boolean, offset: number, limit: number): Promise<string[]> =>
          tx.articleListIds({ archived, offset, limit });
        expect([await page(false, 0, 9), await page(false, 1, 2), await page(false, 4, 2)]).toEqual([
          ["a2", "a1", "a4", "a3"],
          ["a1", "a4"],
          [],
        ]);
        expect(await page(true, 0, 9)).toEqual(["b1"]);
        expect([await tx.articleListCount(false), await tx.articleListCount(true)]).toEqual([4, 1]);
      });
    }),
  );

  it(
    "summarises: segments by state, open proposals",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.putSegment(aSegment({ id: "s2", state: "approved" }), "c1");
        await tx.putSegment(aSegment({ id: "s3", state: "approved" }), "c1");
        await tx.putSegment(aSegment({ id: "s4", state: "edited", removed: true }), "c1");
        await tx.addProposal(aProposal());
        await tx.addProposal(aProposal({ id: "p2", segmentId: "s2" }));
        await tx.addProposal(aProposal({ id: "p3", status: "rejected", resolvedBy: "c1" }));
        await tx.addArticle(anArticle({ id: "a2", createdAt: 3000, date: "2023-06-30", sample: true }));
        await tx.addArticle(anArticle({ id: "a3", createdAt: 2000, archivedAt: 4000 }));
      });
      const none = { open: 0, edited: 0, "needs-work": 0, approved: 0 };
      const seen = { date: null, updatedAt: 1000, glossaryRevision: 0, archivedAt: null };
      const row = { title: "Bi Jianwen spoke", ...seen };
      const first = { ...row, id: "a1", createdAt: 1000, sample: false, openProposals: 2 };
      const second = {
        ...row,
        id: "a2",
        createdAt: 3000,
        date: "2023-06-30",
        sample: true,
        openProposals: 0,
        states: none,
      };
      const third = { ...row, id: "a3", createdAt: 2000, archivedAt: 4000, sample: false };
      await store.read(async (tx) => {
        const one = { ...first, states: { ...none, open: 1, approved: 2 } };
        const all = await tx.articleSummariesOf(["a3", "a1", "a2"]);
        const other = { ...third, openProposals: 0, states: none };
        expect(all.sort((a, b) => (a.id < b.id ? -1 : 1))).toStrictEqual([one, second, other]);
        expect(await tx.articleSummary("a1")).toStrictEqual(one);
        expect(await tx.articleSummary("a3")).toBeDefined();
      });
    }),
  );

  it(
    "takes a change of an article before the article, in one transaction",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addChange(aChange({ articleId: "a1", kind: "article.import" }));
        await tx.addArticle(anArticle());
      });
      await expect(
        store.write((tx) => tx.addChange(aChange({ id: "c2", articleId: "x" }))),
      ).rejects.toThrow();
      expect(await store.read((tx) => tx.change("c2"))).toBeUndefined();
    }),
  );
}
