import { expect, it } from "vitest";
import { aChange, anArticle, aSegment } from "../../support/records.ts";
import type { WithStore } from "../fixtures.ts";

/** What was done in an article, and how it stood after each change. */
export function articleHistoryContract(withStore: WithStore): void {
  it(
    "lists the changes in an article and those that wrote in it, and gives it as it stood after each",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        for (const id of ["a1", "a2"]) await tx.addArticle(anArticle({ id }));
        const change = (id: string, articleId: string | null): Promise<void> =>
          tx.addChange(aChange({ id, articleId }));
        const write = (
          id: string,
          revision: number,
          text: string,
          at: string,
          removed = false,
        ): Promise<void> =>
          tx.putSegment(
            aSegment({ id, articleId: id.slice(0, 2), revision, text, removed, from: Number(id[3]) }),
            at,
          );
        await change("c1", "a1");
        await write("a1-2", 1, "B", "c1");
        await write("a1-1", 1, "A", "c1");
        await change("c2", null);
        await write("a1-1", 2, "A2", "c2");
        await write("a2-1", 1, "X", "c2");
        await change("c3", "a2");
        await change("c4", "a1");
        await write("a1-2", 2, "B", "c4", true);
        // What is typed in one go is saved again under the change that began it.
        await write("a1-1", 3, "A3", "c4");
        await write("a1-1", 4, "A4", "c4");
      });
      await store.read(async (tx) => {
        const listed = await tx.articleChanges("a1", { offset: 0, limit: 9 });
        expect(listed.changes.map(({ change, segments }) => [change.id, segments])).toEqual([
          ["c4", 2],
          ["c2", 1],
          ["c1", 2],
        ]);
        const part = await tx.articleChanges("a1", { offset: 1, limit: 1 });
        expect([part.changes.map(({ change }) => change.id), part.total]).toEqual([["c2"], 3]);
        expect(await tx.articleChanges("a1", { offset: 5, limit: 1 })).toEqual({ changes: [], total: 3 });
        const texts = async (id: string): Promise<string[]> =>
          (await tx.segmentsAsOf("a1", id)).map(({ segmentId, text }) => `${segmentId} ${text}`);
        expect(await texts("c1")).toEqual(["a1-1 A", "a1-2 B"]);
        expect(await texts("c2")).toEqual(["a1-1 A2", "a1-2 B"]);
        expect(await texts("c3")).toEqual(["a1-1 A2", "a1-2 B"]);
        expect(await texts("c4")).toEqual(["a1-1 A4"]);
        expect(await texts("none")).toEqual([]);
      });
    }),
  );
}
