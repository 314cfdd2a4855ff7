import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store, WriteMode } from "../../src/app/store.ts";
import { openStore } from "../../src/storage/open.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";
import { aChange, anArticle, anEvent } from "../support/records.ts";
import { openPostgres } from "../../src/storage/postgres/store.ts";
import { storeContract } from "./contract.ts";
import { gate, type Opened, withFolder, writeBasics } from "./fixtures.ts";
import { bringsUpRevisions } from "./older-revisions.ts";

let server: PostgresServer;
/** A database with an empty store, which the tests' own are copies of: to migrate takes longer than most tests. */
let empty = "";
beforeAll(async () => {
  server = await startPostgres();
  empty = await server.newDatabase();
  await (await openStore({ url: empty })).close();
});
// More than a hundred databases are deleted.
afterAll(() => server.stop(), 300_000);

async function openInDatabase(): Promise<Opened> {
  const url = await server.newDatabase(empty);
  let current: Store = await openStore({ url });
  return {
    store: current,
    reopen: async () => {
      await current.close();
      return (current = await openStore({ url }));
    },
    // The database goes with the server.
    dispose: () => current.close(),
  };
}

storeContract("PostgreSQL", openInDatabase);

it("PostgreSQL: migrations keep every revision of an older store", async () => {
  const url = await server.newDatabase();
  await bringsUpRevisions((migrations) => openPostgres(url, migrations));
});

/** Ends every other connection to the database, as a restart or an administrator does. */
async function cutConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  await client.end();
}

describe("PostgreSQL: several nodes", () => {
  it("may start at once on a database that is empty, and write one after another", async () => {
    const url = await server.newDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ url })));
    await stores[0]?.write((tx) => tx.addChange(aChange()));
    await Promise.all(
      stores.flatMap((store) =>
        Array.from({ length: 5 }, () =>
          store.write(async (tx) => {
            const count = Number((await tx.setting("count")) ?? "0");
            await tx.setSetting("count", String(count + 1));
            await tx.addEvents([anEvent()]);
          }),
        ),
      ),
    );
    for (const store of stores) {
      expect(await store.read((tx) => tx.setting("count"))).toBe("20");
      expect(await store.read((tx) => tx.lastEvent())).toBe(20);
      await store.close();
    }
  });

  it("go on after their connections were cut, and write nothing of what was under way", async () => {
    const url = await server.newDatabase();
    const store = await openStore({ url });
    await store.write(writeBasics);
    const cut = store.write(async (tx) => {
      await tx.setSetting("k", "half");
      await cutConnections(url);
      await tx.setSetting("l", "half");
    });
    await expect(cut).rejects.toThrow();
    await cutConnections(url);
    const found = await store.read(async (tx) => [await tx.setting("k"), await tx.articleIds()]);
    expect(found).toEqual([undefined, ["a1"]]);
    await store.write((tx) => tx.setSetting("k", "whole"));
    expect(await store.read((tx) => tx.setting("k"))).toBe("whole");
    await store.close();
  });

  it("writes nothing when a statement failed and the work went on", async () => {
    const url = await server.newDatabase();
    const store = await openStore({ url });
    await store.write(writeBasics);
    const failed = store.write(async (tx) => {
      await tx.setSetting("k", "v");
      await tx.addArticle(anArticle()).catch(() => undefined);
    });
    await expect(failed).rejects.toThrow("had failed");
    expect(await store.read((tx) => tx.setting("k"))).toBeUndefined();
    await store.close();
  });
});

describe("PostgreSQL: writers", () => {
  /** Waits until so many transactions wait for a lock. */
  async function waiting(url: string, count: number): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (let found = -1; found < count;) {
      const { rows } = await client.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
      );
      found = rows[0]?.n ?? 0;
    }
    await client.end();
  }

  it("in the background let who saves go first, all but one, at whichever node they are", async () => {
    const url = await server.newDatabase();
    const [here, there] = [await openStore({ url }), await openStore({ url })];
    const { opened, open } = gate();
    const order: string[] = [];
    const all: Promise<void>[] = [here.write(() => opened)];
    const begin = async (name: string, store: Store, how: WriteMode): Promise<void> => {
      const written = store.write(() => {
        order.push(name);
        return Promise.resolve();
      }, how);
      all.push(written);
      await waiting(url, all.length - 1);
    };
    await begin("run 1", here, "background");
    await begin("run 2", there, "background");
    await begin("editor 1", there, "foreground");
    await begin("editor 2", here, "foreground");
    open();
    await Promise.all(all);
    expect(order).toEqual(["run 1", "editor 1", "editor 2", "run 2"]);
    await here.close();
    await there.close();
  });
});

describe("PostgreSQL: several nodes are told of each other's events", () => {
  /** Counts calls; `more` is done at the next one. */
  function counter(): {
    readonly call: () => void;
    readonly count: () => number;
    readonly more: () => Promise<void>;
  } {
    let count = 0;
    let next = Promise.withResolvers<undefined>();
    const call = (): void => {
      count++;
      next.resolve(undefined);
      next = Promise.withResolvers();
    };
    return { call, count: () => count, more: () => next.promise };
  }

  it("once a transaction that appended some, and not of what was not committed or appended none", async () => {
    const url = await server.newDatabase();
    const [here, there] = [await openStore({ url }), await openStore({ url })];
    await here.write(writeBasics);
    const calls = counter();
    const begun = calls.more();
    const stop = there.watch(calls.call);
    await begun;
    const told = calls.more();
    const failed = here.write(async (tx) => {
      await tx.addEvents([anEvent()]);
      throw new Error("not after all");
    });
    await expect(failed).rejects.toThrow("not after all");
    await here.write((tx) => tx.setSetting("k", "v"));
    await here.write(async (tx) => {
      await tx.addEvents([anEvent()]);
      await tx.addEvents([anEvent()]);
    });
    await told;
    expect(calls.count()).toBe(2);
    stop();
    await here.close();
    await there.close();
  });

  it("also after their connections were cut", async () => {
    const url = await server.newDatabase();
    const [here, there] = [await openStore({ url }), await openStore({ url })];
    await here.write(writeBasics);
    const calls = counter();
    const begun = calls.more();
    there.watch(calls.call);
    const heard: WriteMode[] = [];
    there.watch((by) => heard.push(by));
    await begun;
    // What came while nobody listened may have been missed: that is told, too.
    const again = calls.more();
    await cutConnections(url);
    await again;
    const told = calls.more();
    await here.write((tx) => tx.addEvents([anEvent()]));
    await told;
    const toldAgain = calls.more();
    await here.write((tx) => tx.addEvents([anEvent()]), "background");
    await toldAgain;
    expect(heard.slice(-2)).toEqual(["foreground", "background"]);
    await here.close();
    await there.close();
  });
});

describe("PostgreSQL: the database", () => {
  it("has machine text that no statement changes", async () => {
    const url = await server.newDatabase();
    const store = await openStore({ url });
    await store.write(writeBasics);
    await store.close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const column of ["machine", "digest"])
      await expect(client.query(`UPDATE articles SET ${column} = 'x'`)).rejects.toThrow("immutable");
    await client.end();
  });

  it("is backed up in the form of its own tools", async () => {
    await withFolder(async (folder) => {
      const url = await server.newDatabase();
      const store = await openStore({ url });
      await store.write(writeBasics);
      await store.backup(join(folder, "copy"));
      await store.close();
      expect((await readFile(join(folder, "copy"))).subarray(0, 5).toString()).toBe("PGDMP");
      expect(await readdir(folder)).toEqual(["copy"]);
    });
  });

  it.each([
    ["that is not there", (url: string) => url.replace(/store_\d+/, "nowhere"), /does not exist/],
    ["whose server is not there", () => "postgres://u@127.0.0.1:1/x", /ECONNREFUSED/],
  ])("is not waited for when it is one %s", async (_name, address, message) => {
    await expect(openStore({ url: address(await server.newDatabase()) })).rejects.toThrow(message);
  });
});
