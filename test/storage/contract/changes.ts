import { expect, it } from "vitest";
import type { ChangeRecord } from "../../../src/app/records.ts";
import { isUniqueViolation } from "../../../src/storage/errors.ts";
import { aChange, anArticle, anEvent } from "../../support/records.ts";
import type { WithStore } from "../fixtures.ts";

const ROUND_TRIPS: readonly (readonly [string, Partial<ChangeRecord>])[] = [
  ["nulls", {}],
  ["empty and astral names", { name: "", actor: { kind: "import", id: "", name: "𠮷" } }],
  ["all fields", { kind: "undo", articleId: "a1", glossaryRevision: 9, undoes: "c0", requestId: "r1" }],
];

/** Changes, events, settings. */
export function changeContract(withStore: WithStore): void {
  it.each(ROUND_TRIPS)("gives back a change: %s", async (_name, patch) => {
    await withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addArticle(anArticle());
        await tx.addChange(aChange({ id: "c0" }));
        await tx.addChange(aChange(patch));
      });
      expect(await store.read((tx) => tx.change("c1"))).toStrictEqual(aChange(patch));
    })();
  });

  it(
    "finds a change by its request, and refuses a second one with the same",
    withStore(async ({ store }) => {
      await store.write((tx) => tx.addChange(aChange({ requestId: "r1" })));
      const again = store.write((tx) => tx.addChange(aChange({ id: "c2", requestId: "r1" })));
      expect(await again.catch(isUniqueViolation)).toBe(true);
      await store.read(async (tx) => {
        expect((await tx.changeByRequest("r1"))?.id).toBe("c1");
        expect(await tx.changeByRequest("r2")).toBeUndefined();
        expect(await tx.change("c2")).toBeUndefined();
      });
    }),
  );

  it(
    "lists changes in the order in which they were written, whatever their times and ids",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addArticle(anArticle());
        await tx.addChange(aChange({ id: "c3", at: 3000 }));
        await tx.addChange(aChange({ id: "c1", at: 1000, articleId: "a1" }));
      });
      await store.write((tx) => tx.addChange(aChange({ id: "c2", at: 2000, articleId: "a1" })));
      await store.read(async (tx) => {
        const ids = async (options: { articleId?: string; limit: number }) =>
          (await tx.changes(options)).map((change) => change.id);
        expect(await ids({ limit: 10 })).toEqual(["c2", "c1", "c3"]);
        expect(await ids({ limit: 2 })).toEqual(["c2", "c1"]);
        expect(await ids({ articleId: "a1", limit: 1 })).toEqual(["c2"]);
        expect(await ids({ articleId: "a1", limit: 10 })).toEqual(["c2", "c1"]);
        expect(await ids({ articleId: "x", limit: 10 })).toEqual([]);
      });
    }),
  );

  it(
    "lists those of a kind that stand, oldest first",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await tx.addChange(aChange({ id: "c3", kind: "edit.reject", name: "x" }));
        await tx.addChange(aChange({ id: "c1", kind: "edit.reject" }));
        await tx.addChange(aChange({ id: "c2", kind: "edit.reject" }));
        await tx.addChange(aChange({ id: "u1", kind: "undo", undoes: "c1" }));
        await tx.addChange(aChange({ id: "u2", kind: "undo", undoes: "c2" }));
        await tx.addChange(aChange({ id: "u3", kind: "undo", undoes: "u2" }));
      });
      const standing = await store.read((tx) => tx.standingChanges("edit.reject"));
      expect(standing.map(({ id }) => id)).toEqual(["c3", "c2"]);
      expect(standing[0]).toStrictEqual(aChange({ id: "c3", kind: "edit.reject", name: "x" }));
      expect(await store.read((tx) => tx.standingChanges("form.reject"))).toEqual([]);
    }),
  );

  it(
    "knows what is undone, through undos of undos",
    withStore(async ({ store }) => {
      const undone = () => store.read(async (tx) => (await tx.undoneBy("c1"))?.id);
      const undo = (id: string, undoes: string) =>
        store.write((tx) => tx.addChange(aChange({ id, kind: "undo", undoes })));
      await store.write((tx) => tx.addChange(aChange()));
      expect(await undone()).toBeUndefined();
      await undo("c2", "c1");
      expect(await undone()).toBe("c2");
      await undo("c3", "c2");
      expect(await undone()).toBeUndefined();
      await undo("c4", "c3");
      expect(await undone()).toBe("c2");
      await undo("c5", "c4");
      await undo("c6", "c1");
      expect(await undone()).toBe("c6");
    }),
  );

  it(
    "numbers events without gaps and gives them oldest first",
    withStore(async ({ store }) => {
      expect(await store.read((tx) => tx.lastEvent())).toBe(0);
      await store.write(async (tx) => {
        await tx.addChange(aChange());
        await tx.addEvents([]);
        await tx.addEvents([anEvent({ kind: "article.changed", subjectId: "𠮷" }), anEvent()]);
      });
      await expect(
        store.write(async (tx) => {
          await tx.addEvents([anEvent()]);
          throw new Error("rolled back");
        }),
      ).rejects.toThrow("rolled back");
      await store.write((tx) => tx.addEvents(Array.from({ length: 3000 }, () => anEvent())));
      await store.read(async (tx) => {
        expect(await tx.lastEvent()).toBe(3002);
        expect(await tx.eventsAfter(0, 2)).toStrictEqual([
          { seq: 1, ...anEvent({ kind: "article.changed", subjectId: "𠮷" }) },
          { seq: 2, ...anEvent() },
        ]);
        expect((await tx.eventsAfter(3000, 10)).map((event) => event.seq)).toEqual([3001, 3002]);
        expect(await tx.eventsAfter(3002, 10)).toEqual([]);
      });
    }),
  );

  it(
    "keeps settings",
    withStore(async ({ store, reopen }) => {
      await store.write((tx) => tx.setSetting("k", "1"));
      await store.write((tx) => tx.setSetting("k", ""));
      await store.write((tx) => tx.setSetting("__proto__", "𠮷\r\n"));
      const read = (from: typeof store) =>
        from.read(async (tx) => [
          await tx.setting("k"),
          await tx.setting("__proto__"),
          await tx.setting("x"),
        ]);
      expect(await read(store)).toEqual(["", "𠮷\r\n", undefined]);
      expect(await read(await reopen())).toEqual(["", "𠮷\r\n", undefined]);
    }),
  );
}
