/** Workers as processes of their own, on both stores. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Store } from "../../../src/app/store.ts";
import { pgBossQueue } from "../../../src/jobs/pg-boss-queue.ts";
import { openStore } from "../../../src/storage/open.ts";
import { sqlOf } from "../../../src/storage/store.ts";
import { name, named } from "../../app/desk.ts";
import { begin, bringMany, houseOn, mostRevisions, told } from "../../app/run-desk.ts";
import type { House } from "../../support/house.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres.ts";
import { makeDataDir, removeDataDir, spawnCli } from "../../support/process.ts";
import { run } from "../memory-io.ts";

const ARTICLES = 60;

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

interface Place {
  readonly store: Store;
  readonly dataDir: string;
  readonly env: { readonly DATABASE_URL?: string };
}

async function sqlitePlace(): Promise<Place> {
  const dataDir = makeDataDir();
  const store = await openStore({ dataDir });
  onTestFinished(async () => {
    await store.close();
    removeDataDir(dataDir);
  });
  return { store, dataDir, env: {} };
}

async function postgresPlace(): Promise<Place> {
  const url = await server.newDatabase();
  const store = await openStore({ url });
  onTestFinished(() => store.close());
  return { store, dataDir: "", env: { DATABASE_URL: url } };
}

/** A desk whose runs are carried as those of a server are; its clock is the world's, as its workers' are. */
function deskAt({ store, env }: Place): House {
  const house = houseOn(store);
  const deps = { ...house.deps, now: Date.now };
  if (env.DATABASE_URL === undefined) return { ...house, deps };
  const queue = pgBossQueue({ url: env.DATABASE_URL, store, sqlOf, log: () => undefined });
  onTestFinished(() => queue.close());
  return { ...house, deps: { ...deps, queue } };
}

interface Worker {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly end: () => Promise<unknown[]>;
}

/** Starts `zhengming worker` and waits until it is at work. */
async function startWorker({ dataDir, env }: Place, more: NodeJS.ProcessEnv = {}): Promise<Worker> {
  const child = spawnCli(["worker", "--jobs", "1"], dataDir, { ...env, ...more });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = once(child, "exit");
  while (!said.includes("Working at the runs")) await sleep(20);
  const end = (): Promise<unknown[]> => {
    child.kill("SIGTERM");
    return ended;
  };
  onTestFinished(async () => {
    await end();
  });
  return { child, said: () => said, end };
}

/** Waits until a run has done so many articles. */
async function doneAtLeast({ store }: Place, runId: string, articles: number): Promise<void> {
  while ((await store.read((tx) => tx.runCounts(runId))).articles < articles) await sleep(5);
}

describe.each([
  ["SQLite", sqlitePlace],
  ["PostgreSQL", postgresPlace],
])("workers on %s", (_name, place) => {
  it("work a run off; one that is told to stop gives its part back, and another goes on at once", async () => {
    const here = await place();
    const desk = deskAt(here);
    await bringMany(desk, ARTICLES);
    await name(desk, named("Mohamed Butt < Bi Jianwen"));
    const first = await startWorker(here);
    const work = await begin(desk);
    await doneAtLeast(here, work.id, 1);
    const second = await startWorker(here);
    expect(await first.end()).toEqual([0, null]);
    expect(first.said()).toContain("what was not finished is left to others");
    // Nothing of the first one's is waited for until its time runs out.
    const workers = await here.store.read((tx) => tx.runWorkers());
    expect(workers.filter((worker) => worker.split(":")[1] === String(first.child.pid))).toEqual([]);
    await doneAtLeast(here, work.id, ARTICLES);
    expect(await second.end()).toEqual([0, null]);
    expect(await told(desk, work.id)).toBe(`done ${ARTICLES}/${ARTICLES} ${ARTICLES * 2} 0 0 0`);
    expect(await mostRevisions(desk, work.changeId)).toBe(1);
    expect(
      second
        .said()
        .split("\n")
        .filter((line) => /^(runs|queue):/.test(line)),
    ).toEqual([]);
  });
});

describe("worker", () => {
  it.each(["0", "none", "257"])("refuses --jobs %s", async (jobs) => {
    const { code, stderr } = await run(["worker", "--jobs", jobs]);
    expect(code).toBe(2);
    expect(stderr).toContain("1–256");
  });
});
