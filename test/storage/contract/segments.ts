import { expect, it } from "vitest";
import type { ChangeKind, SegmentRecord } from "../../../src/app/records.ts";
import { RevisionTakenError } from "../../../src/storage/errors.ts";
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
    "stores the segments of a new article at once as it does one by one, found again by their sentences too",
    withStore(async ({ store }) => {
      const bead = { source: { from: 0, to: 3 }, target: { from: 18, to: 34 }, confidence: 1 };
      const chinese = { sourceText: "听着。", sourceSentences: [{ from: 0, to: 3 }], beads: [bead] };
      const segmentsOf = (articleId: string): SegmentRecord[] => [
        aSegment({ id: `${articleId}-1`, articleId, provenance: [aTextChange()] }),
        aSegment({ id: `${articleId}-2`, articleId, from: 18, to: 34, text: "𠮷", state: "edited" }),
      ];
      await store.write(async (tx) => {
        await tx.addChange(aChange({ articleId: "a1" }));
        const article = anArticle({ id: "a1", ...chinese });
        await tx.addArticles([{ article, segments: segmentsOf("a1"), hits: [], changeId: "c1" }]);
        await tx.addArticle(anArticle({ id: "a2", ...chinese }));
        for (const segment of segmentsOf("a2")) await tx.putSegment(segment, "c1");
        await tx.addArticles([]);
      });
      await store.read(async (tx) => {
        expect(await tx.segments("a1")).toStrictEqual(segmentsOf("a1"));
        expect((await tx.revisionsOf("c1")).map(({ segmentId }) => segmentId).sort()).toEqual([
          ...["a1-1", "a1-2", "a2-1", "a2-2"],
        ]);
        const reused = async (id: string): Promise<unknown> =>
          (await tx.reuses(id)).map(({ segmentId, by, text }) => [segmentId.slice(2), by, text]);
        expect(await reused("a1")).toEqual(await reused("a2"));
        expect(await tx.reuses("a1")).not.toEqual([]);
      });
    }),
  );

  it(
    "lists what stands as it was written by hand, the newest first",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.addArticle(anArticle({ id: "a2", archivedAt: 5 }));
        const write = async (id: string, kind: ChangeKind, patch: Partial<SegmentRecord>): Promise<void> => {
          await tx.addChange(aChange({ id: `c-${id}`, kind }));
          await tx.putSegment(aSegment({ id, rendered: "A.", text: "B.", ...patch }), `c-${id}`);
        };
        await write("s2", "segment.edit", {});
        await write("rendered", "render", {});
        await write("same", "segment.edit", { text: "A." });
        await write("removed", "segment.join", { removed: true });
        await write("archived", "segment.edit", { articleId: "a2" });
        await write("s3", "segment.split", { state: "approved" });
        await tx.addChange(aChange({ id: "later", kind: "segment.state" }));
        await tx.putSegment(aSegment({ id: "s2", rendered: "A.", text: "C.", revision: 2 }), "later");
      });
      await store.read(async (tx) => {
        const found = await tx.editedSegments(100);
        expect(found.map(({ id, text }) => `${id} ${text}`)).toEqual(["s3 B.", "s2 C."]);
        expect(await tx.editedSegments(1)).toHaveLength(1);
      });
    }),
  );

  it(
    "gives the texts of some articles, by article and place, without the removed ones",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        for (const id of ["a2", "a3"]) await tx.addArticle(anArticle({ id }));
        await tx.putSegment(aSegment({ id: "s2", articleId: "a2", text: "Second.", state: "edited" }), "c1");
        await tx.putSegment(aSegment({ id: "s0", from: 100, to: 110 }), "c1");
        await tx.putSegment(aSegment({ id: "s3", articleId: "a3" }), "c1");
        await tx.putSegment(aSegment({ id: "s4", from: 50, to: 60, removed: true }), "c1");
      });
      await store.read(async (tx) => {
        const found = await tx.segmentTexts(["a2", "a1", "a2", "x"]);
        expect(found.map(({ id }) => id)).toEqual(["s1", "s0", "s2"]);
        const { from, to, revision } = aSegment();
        const second = { id: "s2", articleId: "a2", revision, state: "edited", from, to, text: "Second." };
        expect(found[2]).toStrictEqual(second);
        expect(await tx.segmentTexts([])).toEqual([]);
        const many = Array.from({ length: 5000 }, (_, number) => `none-${number}`);
        expect(await tx.segmentTexts([...many, "a3"])).toHaveLength(1);
      });
    }),
  );

  it(
    "says who wrote an article's segments, and when last",
    withStore(async ({ store }) => {
      const run = { kind: "run", id: "r", name: "Night" } as const;
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.addChange(aChange({ id: "c2", at: 50 }));
        await tx.addChange(aChange({ id: "c3", at: 40 }));
        await tx.addChange(aChange({ id: "c4", at: 60, actor: run, kind: "render" }));
        await tx.putSegment(aSegment({ revision: 2 }), "c2");
        await tx.putSegment(aSegment({ revision: 3 }), "c3");
        await tx.putSegment(aSegment({ revision: 4 }), "c4");
        await tx.putSegment(aSegment({ id: "s4", from: 50, to: 60, removed: true }), "c4");
      });
      await store.read(async (tx) => {
        const { at, actor, kind } = aChange();
        expect(await tx.segmentTouches("a1")).toStrictEqual([
          { segmentId: "s1", kind: "render", actorKind: "run", actorName: "Night", at: 60 },
          { segmentId: "s1", kind, actorKind: actor.kind, actorName: actor.name, at: Math.max(at, 50) },
        ]);
        expect(await tx.segmentTouches("x")).toEqual([]);
      });
    }),
  );

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
    "gives each of some revisions once, however many are asked for",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.addChange(aChange({ id: "c2" }));
        await tx.putSegment(aSegment({ revision: 2 }), "c2");
      });
      const none = Array.from({ length: 600 }, (_, at) => ({ segmentId: `none-${at}`, revision: 1 }));
      const [newest, former] = [2, 1].map((revision) => ({ segmentId: "s1", revision }));
      if (newest === undefined || former === undefined) throw new Error("Two are asked for.");
      const found = await store.read((tx) => tx.segmentRevisionsOf([newest, ...none, former]));
      expect(found.map(({ revision, changeId }) => [revision, changeId])).toEqual([
        [2, "c2"],
        [1, "c1"],
      ]);
    }),
  );

  it(
    "refuses a revision that is there already, and leaves the segment as it was",
    withStore(async ({ store }) => {
      await store.write(writeBasics);
      const again = store.write((tx) => tx.putSegment(aSegment({ text: "Lost." }), "c1"));
      await expect(again).rejects.toThrow(RevisionTakenError);
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
