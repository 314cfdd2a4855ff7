import { expect, it } from "vitest";
import type { ArticleRecord, SegmentRecord } from "../../../src/app/records.ts";
import type { StoreWriter } from "../../../src/app/store.ts";
import { aChange, anArticle, aSegment } from "../../support/records.ts";
import type { WithStore } from "../fixtures.ts";

const MACHINE = "Bi Jianwen spoke. Others listened.";

/** An article whose segments are the sentences of its text, a whole one unless `cuts` say where they end. */
async function put(
  tx: StoreWriter,
  id: string,
  segments: readonly Partial<SegmentRecord>[],
  patch: Partial<ArticleRecord> = {},
): Promise<void> {
  await tx.addArticle(anArticle({ id, machine: MACHINE, title: `Title ${id}`, ...patch }));
  for (const [index, segment] of segments.entries())
    await tx.putSegment(aSegment({ id: `${id}-${index + 1}`, articleId: id, ...segment }), "c1");
}

const FIRST = { from: 0, to: 17 };
const SECOND = { from: 18, to: 34 };
const shown = (
  records: readonly { readonly segmentId: string; readonly by: string; readonly text: string }[],
): string[] => records.map(({ segmentId, by, text }) => `${segmentId} ${by} ${text}`).sort();

/** Looking up what became of the same sentence in other places. */
export function reuseContract(withStore: WithStore): void {
  it(
    "finds edited and approved texts of the same machine sentence, each once with its newest place",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        await put(tx, "a1", [FIRST, SECOND]);
        await put(tx, "a2", [
          { ...FIRST, text: "Butt spoke.", state: "approved", revision: 3 },
          { ...SECOND, text: "B" },
        ]);
        await put(tx, "a3", [
          { ...FIRST, text: "Butt spoke.", state: "approved" },
          { ...SECOND, state: "needs-work" },
        ]);
        await put(tx, "a4", [
          { ...FIRST, text: "Mo spoke.", state: "edited" },
          { ...SECOND, state: "edited", removed: true },
        ]);
        await put(tx, "a5", [{ ...FIRST, text: "Not seen.", state: "edited" }], { archivedAt: 5 });
        await put(tx, "a6", [{ from: 0, to: 3, text: "Another", state: "edited" }]);
      });
      const found = await store.read((tx) => tx.reuses("a1"));
      expect(found).toStrictEqual([
        {
          by: "machine",
          segmentId: "a1-1",
          text: "Butt spoke.",
          state: "approved",
          count: 2,
          example: { segmentId: "a3-1", articleId: "a3", articleTitle: "Title a3", revision: 1 },
        },
        {
          by: "machine",
          segmentId: "a1-1",
          text: "Mo spoke.",
          state: "edited",
          count: 1,
          example: { segmentId: "a4-1", articleId: "a4", articleTitle: "Title a4", revision: 1 },
        },
      ]);
    }),
  );

  it(
    "knows a sentence with other spaces and apostrophes, and not one with other words or capitals",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        const whole = async (id: string, machine: string, patch: Partial<SegmentRecord>): Promise<void> =>
          put(tx, id, [{ from: 0, to: machine.length, ...patch }], { machine });
        await whole("a1", "Bi's men  spoke", {});
        await whole("a2", "Bi’s\nmen spoke", { text: "Two", state: "edited" });
        await whole("a3", "Bi's Men spoke", { text: "Three", state: "edited" });
        await whole("a4", "...", {});
        await whole("a5", "...", { text: "Five", state: "edited" });
      });
      expect(shown(await store.read((tx) => tx.reuses("a1")))).toEqual(["a1-1 machine Two"]);
      expect(await store.read((tx) => tx.reuses("a4"))).toEqual([]);
    }),
  );

  it(
    "finds the same Chinese sentence, and follows the Chinese and its beads",
    withStore(async ({ store }) => {
      const chinese = { sourceText: "毕坚文说话。", sourceSentences: [{ from: 0, to: 6 }] };
      const bead = { source: { from: 0, to: 6 }, target: FIRST, confidence: 1 };
      const source = { sourceReconstructed: false, sourceFit: null, sourceFindings: [] };
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        await put(tx, "a1", [FIRST], { ...chinese, beads: [bead] });
        const machine = "Bi Jian-wen said. Others listened.";
        await put(tx, "a2", [{ ...FIRST, text: "Butt spoke.", state: "edited" }], {
          machine,
          ...chinese,
          beads: [bead],
        });
      });
      const found = (): Promise<string[]> => store.read(async (tx) => shown(await tx.reuses("a1")));
      expect(await found()).toEqual(["a1-1 source Butt spoke."]);
      // A bead of two English sentences says nothing of one.
      const wide = { ...bead, target: { from: 0, to: 34 } };
      await store.write((tx) => tx.putSource("a2", { ...source, ...chinese, beads: [wide] }, "c1"));
      expect(await found()).toEqual([]);
      await store.write((tx) => tx.putSource("a2", { ...source, ...chinese, beads: [bead] }, "c1"));
      expect(await found()).toEqual(["a1-1 source Butt spoke."]);
      const none = { ...source, sourceText: null, sourceSentences: [], beads: [] };
      await store.write((tx) => tx.putSource("a1", none, "c1"));
      expect(await found()).toEqual([]);
    }),
  );

  it(
    "follows a segment that is cut, joined and written",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        await put(tx, "a1", [FIRST]);
        await put(tx, "a2", [{ ...FIRST, state: "edited", text: "Butt spoke." }]);
      });
      const rewrite = (patch: Partial<SegmentRecord>): Promise<void> =>
        store.write((tx) => tx.putSegment(aSegment({ id: "a1-1", ...FIRST, ...patch }), "c1"));
      const found = (): Promise<number> => store.read(async (tx) => (await tx.reuses("a1")).length);
      await rewrite({ to: 34, revision: 2 });
      expect(await found()).toBe(0);
      await rewrite({ revision: 3 });
      expect(await found()).toBe(1);
      await rewrite({ revision: 4, text: "Typed." });
      expect(await found()).toBe(1);
      await rewrite({ revision: 5, removed: true });
      expect(await found()).toBe(0);
    }),
  );

  it(
    "finds and counts untouched repetitions that read otherwise",
    withStore(async ({ store }) => {
      const text = "Butt spoke.";
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        await put(tx, "a1", [{ ...FIRST, text, state: "edited" }, SECOND]);
        await put(tx, "a2", [FIRST, { ...SECOND, text, state: "open" }]);
        await put(tx, "a3", [{ ...FIRST, rendered: text, text }]);
        await put(tx, "a4", [{ ...FIRST, state: "approved" }]);
        await put(tx, "a5", [FIRST], { archivedAt: 5 });
        await put(tx, "a6", [FIRST]);
      });
      await store.read(async (tx) => {
        const found = await tx.repetitions("a1-1", text, 9);
        expect(found[0]).toStrictEqual({
          segmentId: "a2-1",
          articleId: "a2",
          articleTitle: "Title a2",
          revision: 1,
          text: "Bi Jianwen spoke.",
        });
        expect(found.map(({ segmentId }) => segmentId)).toEqual(["a2-1", "a6-1"]);
        expect(await tx.repetitions("a1-1", text, 1)).toHaveLength(1);
        expect(await tx.repetitionCounts("a1")).toEqual(new Map([["a1-1", 2]]));
      });
      // A sentence that another becomes by being cut is found as well, and the one that it was is not.
      const cut = { id: "a2-1", articleId: "a2", revision: 2 };
      await store.write((tx) => tx.putSegment(aSegment({ ...cut, to: 9 }), "c1"));
      await store.write(async (tx) => {
        await put(tx, "a7", [{ from: 0, to: 9, text, state: "approved" }]);
        await put(tx, "a8", [{ from: 0, to: 34 }]);
        await tx.putSegment(aSegment({ id: "a8-1", articleId: "a8", revision: 2, to: 9 }), "c1");
      });
      await store.read(async (tx) => {
        expect(await tx.repetitionCounts("a1")).toEqual(new Map([["a1-1", 1]]));
        expect((await tx.repetitions("a7-1", text, 9)).map(({ segmentId }) => segmentId)).toEqual([
          "a2-1",
          "a8-1",
        ]);
      });
    }),
  );
}
