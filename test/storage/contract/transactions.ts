import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { StoreWriter } from "../../../src/app/store.ts";
import { UnstorableValueError } from "../../../src/storage/errors.ts";
import { aChange, anArticle, anEvent, aSegment } from "../../support/records.ts";
import { gate, withFolder, writeBasics, type WithStore } from "../fixtures.ts";

const UNSTORABLE: readonly (readonly [string, (tx: StoreWriter) => Promise<void>])[] = [
  ["U+0000", (tx) => tx.addArticle(anArticle({ title: "a\0b" }))],
  ["half of a surrogate pair", (tx) => tx.addArticle(anArticle({ title: "a\uD842" }))],
  ["a number that is none", (tx) => tx.addArticle(anArticle({ createdAt: Number.NaN }))],
  ["a number without end", (tx) => tx.addArticle(anArticle({ createdAt: Number.POSITIVE_INFINITY }))],
];

/** What a transaction promises. */
export function transactionContract(withStore: WithStore): void {
  it(
    "keeps what was written",
    withStore(async ({ store, reopen }) => {
      await store.write(writeBasics);
      const again = await reopen();
      expect(await again.read((tx) => tx.article("a1"))).toStrictEqual(anArticle());
      expect(await again.read((tx) => tx.segment("s1"))).toStrictEqual(aSegment());
    }),
  );

  it(
    "gives what the work gives and throws what it throws",
    withStore(async ({ store }) => {
      expect(await store.read(() => Promise.resolve(7))).toBe(7);
      expect(await store.write(() => Promise.resolve("x"))).toBe("x");
      const failure = new Error("mine");
      await expect(store.read(() => Promise.reject(failure))).rejects.toBe(failure);
      await expect(store.write(() => Promise.reject(failure))).rejects.toBe(failure);
    }),
  );

  it(
    "is not held up by a read that takes long, which sees one state all the while",
    withStore(async ({ store }) => {
      await store.write(writeBasics);
      const [begun, over] = [gate(), gate()];
      const long = store.read(async (tx) => {
        const before = await tx.article("a1");
        begun.open();
        await over.opened;
        return [before, await tx.article("a1")];
      }, "background");
      await begun.opened;
      await store.write((tx) => tx.updateArticle("a1", { title: "Other" }));
      expect((await store.read((tx) => tx.article("a1")))?.title).toBe("Other");
      over.open();
      expect(await long).toStrictEqual([anArticle(), anArticle()]);
    }),
  );

  it(
    "rolls all back when the work throws, and goes on",
    withStore(async ({ store }) => {
      const failed = store.write(async (tx) => {
        await writeBasics(tx);
        await tx.setSetting("k", "v");
        await tx.addEvents([anEvent()]);
        throw new Error("mine");
      });
      await expect(failed).rejects.toThrow("mine");
      await store.read(async (tx) => {
        expect(await tx.articleIds()).toEqual([]);
        expect(await tx.concepts()).toEqual([]);
        expect([await tx.setting("k"), await tx.lastEvent(), await tx.glossaryRevision()]).toEqual([
          undefined,
          0,
          0,
        ]);
      });
      await store.write(writeBasics);
      expect(await store.read((tx) => tx.articleIds())).toEqual(["a1"]);
    }),
  );

  it(
    "shows a write its own work",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        await writeBasics(tx);
        expect(await tx.segment("s1")).toStrictEqual(aSegment());
      });
    }),
  );

  it(
    "shows a read one state, however long it takes, and never holds up a write",
    withStore(async ({ store }) => {
      await store.write((tx) => tx.setSetting("k", "old"));
      const started = gate();
      const written = gate();
      const reading = store.read(async (tx) => {
        const before = await tx.setting("k");
        started.open();
        await written.opened;
        return [before, await tx.setting("k"), await tx.articleIds()];
      });
      await started.opened;
      await store.write(async (tx) => {
        await tx.setSetting("k", "new");
        await writeBasics(tx);
      });
      written.open();
      expect(await reading).toEqual(["old", "old", []]);
      expect(await store.read((tx) => tx.setting("k"))).toBe("new");
    }),
  );

  it(
    "answers reads while a write is under way, with the state before it",
    withStore(async ({ store }) => {
      const wrote = gate();
      const end = gate();
      const writing = store.write(async (tx) => {
        await tx.setSetting("k", "v");
        wrote.open();
        await end.opened;
      });
      await wrote.opened;
      expect(await store.read((tx) => tx.setting("k"))).toBeUndefined();
      end.open();
      await writing;
      expect(await store.read((tx) => tx.setting("k"))).toBe("v");
    }),
  );

  it(
    "runs writes one after another: nothing is lost",
    withStore(async ({ store }) => {
      await store.write((tx) => tx.addChange(aChange()));
      await Promise.all(
        Array.from({ length: 40 }, (_, at) =>
          store.write(async (tx) => {
            const count = Number((await tx.setting("count")) ?? "0");
            await tx.nextGlossaryRevision();
            await new Promise((resume) => setImmediate(resume));
            await tx.setSetting("count", String(count + 1));
            await tx.addEvents([anEvent({ subjectId: `${at}` }), anEvent({ subjectId: `${at}` })]);
          }),
        ),
      );
      await store.read(async (tx) => {
        expect(await tx.setting("count")).toBe("40");
        expect(await tx.glossaryRevision()).toBe(40);
        const events = await tx.eventsAfter(0, 1000);
        expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 80 }, (_, at) => at + 1));
        expect(events.every((event, at) => event.subjectId === events[at - (at % 2)]?.subjectId)).toBe(true);
      });
    }),
  );

  it(
    "refuses a transaction within another one instead of waiting for ever",
    withStore(async ({ store }) => {
      const nothing = () => Promise.resolve();
      await expect(store.write(() => store.write(nothing))).rejects.toThrow("within the work");
      await expect(store.write(() => store.read(nothing))).rejects.toThrow("within the work");
      await expect(store.read(() => store.write(nothing))).rejects.toThrow("within the work");
      await expect(store.read(() => store.close())).rejects.toThrow("within the work");
      await store.write(nothing);
    }),
  );

  it(
    "lets what a transaction began go on after it",
    withStore(async ({ store }) => {
      const end = gate();
      let later: Promise<void> = Promise.resolve();
      await store.write(() => {
        later = end.opened.then(() => store.write((tx) => tx.setSetting("k", "v")));
        return Promise.resolve();
      });
      end.open();
      await later;
      expect(await store.read((tx) => tx.setting("k"))).toBe("v");
    }),
  );

  it(
    "refuses a query after the end of its transaction",
    withStore(async ({ store }) => {
      const escaped = await store.write((tx) => Promise.resolve({ tx }));
      await expect(escaped.tx.setSetting("k", "v")).rejects.toThrow();
      expect(await store.read((tx) => tx.setting("k"))).toBeUndefined();
    }),
  );

  it(
    "writes nothing of work that was not waited for when it fails",
    withStore(async ({ store }) => {
      const late: Promise<void>[] = [];
      const failed = store.write((tx) => {
        // After some work the store may pause a query: it must not come to its end in the next transaction.
        const until = performance.now() + 50;
        while (performance.now() < until);
        late.push(...["a", "b", "c"].map((key) => tx.setSetting(key, "v")));
        for (const query of late) query.catch(() => undefined);
        return Promise.reject(new Error("mine"));
      });
      const next = store.write(async (tx) => {
        await Promise.allSettled(late);
        await tx.setSetting("d", "v");
      });
      await expect(failed).rejects.toThrow("mine");
      await next;
      const found = await store.read((tx) => Promise.all(["a", "b", "c", "d"].map((key) => tx.setting(key))));
      expect(found).toEqual([undefined, undefined, undefined, "v"]);
    }),
  );

  it.each(UNSTORABLE)("refuses what it could not give back: %s", async (_name, work) => {
    await withStore(async ({ store }) => {
      await expect(store.write(work)).rejects.toBeInstanceOf(UnstorableValueError);
      expect(await store.read((tx) => tx.articleIds())).toEqual([]);
    })();
  });

  it(
    "closes once, after the work that is under way, and refuses more",
    withStore(async ({ store, reopen }) => {
      const end = gate();
      const writing = store.write(async (tx) => {
        await end.opened;
        await tx.setSetting("k", "v");
      });
      const queued = store.write((tx) => tx.setSetting("l", "w"));
      const closing = store.close();
      await expect(store.read((tx) => tx.setting("k"))).rejects.toThrow("closed");
      end.open();
      await Promise.all([writing, queued, closing, store.close()]);
      const again = await reopen();
      expect(await again.read(async (tx) => [await tx.setting("k"), await tx.setting("l")])).toEqual([
        "v",
        "w",
      ]);
    }),
  );

  it(
    "refuses to write a backup over a file",
    withStore(async ({ store }) => {
      await withFolder(async (folder) => {
        await writeFile(join(folder, "copy"), "precious");
        await expect(store.backup(join(folder, "copy"))).rejects.toMatchObject({ code: "conflict" });
        await expect(store.backup(join(folder, "none", "copy"))).rejects.toMatchObject({ code: "ENOENT" });
      });
    }),
  );
}
