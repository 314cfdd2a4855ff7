import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { openStore, STORE_FILE } from "../../src/storage/open.ts";
import { openConnection } from "../../src/storage/sqlite/connection.ts";
import { aChange, anArticle, anEvent } from "../support/records.ts";
import { makeStoreFolder } from "../support/store-folder.ts";
import { storeContract } from "./contract.ts";
import { gate, withFolder, writeBasics, type Opened } from "./fixtures.ts";
import { child } from "./processes.ts";

async function openInFolder(): Promise<Opened> {
  const dataDir = await makeStoreFolder();
  const store = await openStore({ dataDir });
  let current = store;
  return {
    store,
    reopen: async () => {
      await current.close();
      return (current = await openStore({ dataDir }));
    },
    dispose: async () => {
      await current.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

storeContract("SQLite", openInFolder);

/** Everything that must hold in a store that `child.ts` has written to, and the ids of its changes, oldest first. */
async function checkedChanges(file: string): Promise<string[]> {
  const db = new DatabaseSync(file);
  expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  expect(db.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  db.close();
  const store = await openStore({ file });
  try {
    return await store.read(async (tx) => {
      const changes = (await tx.changes({ limit: 100_000 })).reverse();
      const revisions = changes.map((change) => change.glossaryRevision);
      expect(revisions).toEqual(changes.map((_, at) => at + 1));
      expect(await tx.glossaryRevision()).toBe(changes.length);
      const events = await tx.eventsAfter(0, 100_000);
      expect(events.map((event) => event.seq)).toEqual(events.map((_, at) => at + 1));
      expect(events.map((event) => event.changeId)).toEqual(changes.flatMap(({ id }) => [id, id]));
      expect(await tx.setting("last")).toBe(changes.at(-1)?.id);
      return changes.map((change) => change.id);
    });
  } finally {
    await store.close();
  }
}

describe("SQLite: the file", () => {
  it("is made in a folder of its own that only its owner can read", async () => {
    await withFolder(async (folder) => {
      const dataDir = join(folder, "a", "b");
      const store = await openStore({ dataDir });
      await store.write(writeBasics);
      const modes = await Promise.all(
        [dataDir, join(dataDir, STORE_FILE), join(dataDir, `${STORE_FILE}-wal`)].map(
          async (path) => (await stat(path)).mode & 0o777,
        ),
      );
      expect(modes).toEqual(process.platform === "win32" ? modes : [0o700, 0o600, 0o600]);
      await store.close();
    });
  });

  it.each([
    ["write", "journal_mode", "wal"],
    ["write", "synchronous", 2],
    ["write", "foreign_keys", 1],
    ["write", "busy_timeout", 15_000],
    ["write", "query_only", 0],
    ["read", "journal_mode", "wal"],
    ["read", "busy_timeout", 15_000],
    ["read", "query_only", 1],
  ] as const)("has on a connection to %s the pragma %s = %s", async (access, pragma, value) => {
    await withFolder(async (folder) => {
      const db = await openConnection(join(folder, "f"), access);
      expect(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})).toEqual([value]);
      db.close();
    });
  });

  it("has only strict tables, and machine text that no statement changes", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      const store = await openStore({ file });
      await store.write(writeBasics);
      await store.close();
      const db = new DatabaseSync(file);
      const loose = db.prepare(
        "SELECT name FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite_%'",
      );
      expect(loose.all()).toEqual([]);
      for (const column of ["machine", "digest"])
        expect(() => db.exec(`UPDATE articles SET ${column} = 'x'`)).toThrow("immutable");
      db.close();
    });
  });
});

describe("SQLite: a backup", () => {
  it("opens as a store with all that was written before it, while others write", async () => {
    await withFolder(async (folder) => {
      const store = await openStore({ dataDir: folder });
      await store.write(async (tx) => {
        await writeBasics(tx);
        await tx.addArticle(anArticle({ id: "a2", machine: "long ".repeat(400_000) }));
      });
      const writeOn = async (): Promise<void> => {
        for (let at = 0; at < 50; at += 1)
          await store.write(async (tx) => {
            await tx.addChange(aChange({ id: `b${at}` }));
            await tx.addEvents([anEvent({ changeId: `b${at}` })]);
          });
      };
      const copies = ["copy 1", "copy 2"].map((name) => join(folder, name));
      const others = child(["write", join(folder, STORE_FILE), "50", "c"]);
      await Promise.all([writeOn(), ...copies.map((copy) => store.backup(copy))]);
      expect((await others).code).toBe(0);
      await store.close();
      for (const file of copies) {
        const copy = await openStore({ file });
        await copy.read(async (tx) => {
          expect((await tx.article("a2"))?.machine).toHaveLength(2_000_000);
          const seqs = (await tx.eventsAfter(0, 1000)).map((event) => event.seq);
          expect(seqs).toEqual(Array.from({ length: await tx.lastEvent() }, (_, at) => at + 1));
        });
        await copy.close();
      }
      expect((await readdir(folder)).sort()).toEqual(["copy 1", "copy 2", STORE_FILE]);
    });
  });
});

/**
 * How many locks this process has on a file, where the system tells of them, as Linux does. Without any, another
 * program's older SQLite would delete the log when it leaves.
 */
async function locksOf(file: string): Promise<number> {
  if (process.platform !== "linux") return 0;
  const { ino } = await stat(file);
  const lines = (await readFile("/proc/locks", "utf8")).split("\n");
  return lines.filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${ino} `)).length;
}

describe("SQLite: several processes", () => {
  it("keeps its locks when it opens and closes it once more", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      const store = await openStore({ file });
      await store.write(writeBasics);
      const held = await locksOf(file);
      expect(held).toBe(process.platform === "linux" ? 1 : 0);
      await (await openStore({ file })).close();
      expect(await locksOf(file)).toBe(held);
      await store.close();
    });
  });

  it("may start at once on a file that is not there", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      const all = await Promise.all(["a", "b", "c"].map((name) => child(["write", file, "10", name])));
      expect(all.map(({ code, errors }) => [code, errors])).toEqual([
        [0, ""],
        [0, ""],
        [0, ""],
      ]);
      const ids = await checkedChanges(file);
      expect(ids.toSorted()).toEqual(all.flatMap(({ lines }) => lines).toSorted());
    });
  }, 60_000);

  it("lets one read while another writes, each read on one state", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      const store = await openStore({ file });
      const state = { done: false };
      const writing = child(["write", file, "100", "w"]).finally(() => (state.done = true));
      while (!state.done) {
        await store.read(async (tx) => {
          const revision = await tx.glossaryRevision();
          await new Promise((resume) => setTimeout(resume, 5));
          expect(await tx.lastEvent()).toBe(revision * 2);
          expect(await tx.changes({ limit: 1000 })).toHaveLength(revision);
        });
      }
      expect((await writing).code).toBe(0);
      expect(await store.read((tx) => tx.glossaryRevision())).toBe(100);
      await store.close();
    });
  }, 60_000);

  it("makes a writer wait for another process, and meanwhile goes on reading", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      const [first, second] = [await openStore({ file }), await openStore({ file })];
      const locked = gate();
      const release = gate();
      const holding = first.write(async (tx) => {
        await tx.setSetting("k", "first");
        locked.open();
        await release.opened;
      });
      await locked.opened;
      const waiting = second.write(async (tx) => {
        const before = await tx.setting("k");
        await tx.setSetting("k", "second");
        return before;
      });
      for (let turn = 0; turn < 20; turn += 1) {
        expect(await second.read((tx) => tx.setting("k"))).toBeUndefined();
        await new Promise((resume) => setTimeout(resume, 2));
      }
      release.open();
      await holding;
      expect(await waiting).toBe("first");
      expect(await first.read((tx) => tx.setting("k"))).toBe("second");
      await Promise.all([first.close(), second.close()]);
    });
  });

  it.each([1, 7, 23, 60])(
    "loses nothing that was acknowledged when killed after %i writes",
    async (writes) => {
      await withFolder(async (folder) => {
        const file = join(folder, "f");
        const killed = await child(["write", file, "100000", "k"], writes);
        expect(killed.code).toBeNull();
        expect(killed.lines.length).toBeGreaterThanOrEqual(writes);
        const ids = await checkedChanges(file);
        expect(ids.slice(0, killed.lines.length)).toEqual(killed.lines);
        // One more may be durable whose word did not get out any more.
        expect(ids.length - killed.lines.length).toBeLessThanOrEqual(1);
        expect((await child(["write", file, "3", "after"])).code).toBe(0);
        expect(await checkedChanges(file)).toEqual([...ids, "after-0", "after-1", "after-2"]);
      });
    },
    60_000,
  );
});
