import { expect, it } from "vitest";
import type { SegmentRecord } from "../../../src/app/records.ts";
import { isUniqueViolation } from "../../../src/storage/errors.ts";
import { aChange, anArticle, aSegment, aTextChange } from "../../support/records.ts";
import { writeBasics, type WithStore } from "../fixtures.ts";

const ROUND_TRIPS: readonly (readonly [string, Partial<SegmentRecord>])[] = [
  ["empty", { from: 0, to: 0, rendered: "", text: "" }],
  ["astral characters and line ends", { rendered: "𠮷\r\n", text: "👩‍👩‍👧\r" }],
  ["state, revision, time", { state: "needs-work", revision: 4, updatedAt: 9 }],
  ["removed", { removed: true }],
  [
    "provenance",
    {
      provenance: [
        aTextChange(),
        aTextChange({ before: "𠮷", after: "", adaptations: ["article", "title-case"] }),
      ],
    },
  ],
];

/** Segments and their revisions. */
export function segmentContract(withStore: WithStore): void {
  it.each(ROUND_TRIPS)("gives back a segment and its revision: %s", async (_name, patch) => {
    await withStore(async ({ store }) => {
      const segment = aSegment(patch);
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        await tx.addArticle(anArticle());
        await tx.putSegment(segment, "c1");
      });
      const { id, articleId, revision, removed, from, to, rendered, text, state, provenance } = segment;
      const content = { articleId, revision, removed, from, to, rendered, text, state, provenance };
      await store.read(async (tx) => {
        expect(await tx.segment("s1")).toStrictEqual(segment);
        const written = await tx.segmentRevision("s1", revision);
        expect(written).toStrictEqual({ ...content, segmentId: id, changeId: "c1" });
      });
    })();
  });

  it(
    "lists an article's segments by place, without the removed ones",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.addArticle(anArticle({ id: "a2" }));
        await tx.putSegment(aSegment({ id: "s0", from: 100, to: 110 }), "c1");
        await tx.putSegment(aSegment({ id: "s9", from: 18, to: 34 }), "c1");
        await tx.putSegment(aSegment({ id: "s5", from: 40, to: 50, removed: true }), "c1");
        await tx.putSegment(aSegment({ id: "s6", articleId: "a2" }), "c1");
      });
      await store.read(async (tx) => {
        expect((await tx.segments("a1")).map((segment) => segment.id)).toEqual(["s1", "s9", "s0"]);
        expect(await tx.segments("x")).toEqual([]);
        expect(await tx.segment("x")).toBeUndefined();
      });
    }),
  );

  it(
    "keeps every revision with its change, newest first",
    withStore(async ({ store }) => {
      await store.write(writeBasics);
      await store.write(async (tx) => {
        await tx.addChange(aChange({ id: "c2", articleId: "a1" }));
        await tx.putSegment(aSegment({ revision: 2, text: "Second.", state: "edited" }), "c2");
        await tx.putSegment(aSegment({ revision: 3, text: "Third." }), "c2");
      });
      await store.read(async (tx) => {
        const history = await tx.segmentHistory("s1");
        expect(history.map(({ revision, change }) => [revision.revision, revision.text, change.id])).toEqual([
          [3, "Third.", "c2"],
          [2, "Second.", "c2"],
          [1, "Bi Jianwen spoke.", "c1"],
        ]);
        expect(history[2]?.change).toStrictEqual(aChange());
        expect((await tx.segment("s1"))?.revision).toBe(3);
        expect((await tx.revisionsOf("c2")).map((revision) => revision.revision)).toEqual([2, 3]);
        expect(await tx.segmentRevision("s1", 4)).toBeUndefined();
        expect(await tx.segmentHistory("x")).toEqual([]);
      });
    }),
  );

  it(
    "refuses a revision that is there already, and leaves the segment as it was",
    withStore(async ({ store }) => {
      await store.write(writeBasics);
      const again = store.write((tx) => tx.putSegment(aSegment({ text: "Lost." }), "c1"));
      expect(await again.catch(isUniqueViolation)).toBe(true);
      expect(await store.read((tx) => tx.segment("s1"))).toStrictEqual(aSegment());
    }),
  );

  it.each([
    ["a change", aSegment({ revision: 2 }), "x"],
    ["an article", aSegment({ id: "s2", articleId: "x" }), "c1"],
  ])("refuses a segment that points to %s that is not there", async (_name, segment, changeId) => {
    await withStore(async ({ store }) => {
      await store.write(writeBasics);
      await expect(store.write((tx) => tx.putSegment(segment, changeId))).rejects.toThrow();
      expect(await store.read((tx) => tx.segments("a1"))).toStrictEqual([aSegment()]);
    })();
  });
}
