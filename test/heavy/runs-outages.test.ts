/** Runs whose store fails them: the database is restarted, its connections are cut, the disk is full. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { resumeRun } from "../../src/app/runs/control.ts";
import { undoRun } from "../../src/app/runs/start.ts";
import { findRun } from "../../src/app/runs/views.ts";
import { workRun } from "../../src/jobs/runner.ts";
import { openDatabases, openStore, type StorePlace } from "../../src/storage/open.ts";
import { SqlStore } from "../../src/storage/store.ts";
import { name, named } from "../app/desk.ts";
import { begin, bringMany, houseOn, mostRevisions, picture, told } from "../app/run-desk.ts";
import { withFolder } from "../storage/fixtures.ts";
import type { House } from "../support/house.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";

const ARTICLES = 300;
const LIMIT = 900_000;

interface Scene {
  readonly house: House;
  readonly ids: readonly string[];
  readonly before: unknown[];
  readonly faults: string[];
  readonly work: (runId: string) => Promise<void>;
}

/** A house with articles that wait for a run. */
async function scene(house: House): Promise<Scene> {
  const ids = await bringMany(house, ARTICLES);
  await name(house, named("Mohamed Butt < Bi Jianwen"));
  const faults: string[] = [];
  // A clock of its own: claims are older than what the desk's clock counts.
  const deps = { ...house.deps, now: Date.now };
  const log = (line: string): void => void faults.push(line);
  const work = (runId: string): Promise<void> => workRun({ deps, log, chunks: 2 }, runId);
  return { house, ids, before: await picture(house, ids), faults, work };
}

async function expectWhole({ house, ids, before, work }: Scene, runId: string): Promise<void> {
  const { run } = await findRun(house.deps, runId);
  expect(await told(house, runId)).toBe(`done ${ARTICLES}/${ARTICLES} ${ARTICLES * 2} 0 0 0`);
  expect(await mostRevisions(house, run.changeId)).toBe(1);
  const undo = await undoRun(house.deps, house.actor, { runId });
  await work(undo.id);
  expect(await picture(house, ids)).toEqual(before);
}

async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check().catch(() => false))) await sleep(5);
}

async function openHouseAt(place: StorePlace): Promise<House> {
  const store = await openStore(place);
  onTestFinished(() => store.close());
  return houseOn(store);
}

async function privateServer(parent?: string): Promise<PostgresServer> {
  const server = await startPostgres(parent);
  onTestFinished(() => server.stop());
  return server;
}

describe("a run whose database is restarted", { timeout: LIMIT }, () => {
  it.each(["in order", "by a crash"] as const)(
    "%s, three times, goes on and writes nothing twice",
    async (how) => {
      const server = await privateServer();
      const now = await scene(await openHouseAt({ url: await server.newDatabase() }));
      const run = await begin(now.house);
      const working = now.work(run.id);
      for (let time = 1; time <= 3; time++) {
        const least = (time * ARTICLES) / 5;
        await until(async () => (await now.house.store.read((tx) => tx.runCounts(run.id))).articles >= least);
        await server.restart(how);
      }
      await working;
      expect(now.faults).not.toEqual([]);
      await expectWhole(now, run.id);
    },
  );
});

describe("a run whose disk is full", { timeout: LIMIT }, () => {
  it("stops on SQLite and says so, and is resumed when there is room", async () => {
    await withFolder(async (folder) => {
      const databases = await openDatabases({ file: join(folder, "store") });
      const store = new SqlStore(databases);
      const limit = (pages: number): Promise<unknown> =>
        databases.writer
          .transaction()
          .execute((tx) => sql.raw(`PRAGMA max_page_count = ${pages}`).execute(tx));
      const now = await scene(houseOn(store));
      const { rows } = await databases.writer
        .transaction()
        .execute((tx) => sql<{ page_count: number }>`PRAGMA page_count`.execute(tx));
      const run = await begin(now.house);
      await limit((rows[0]?.page_count ?? 0) + 20);
      await now.work(run.id);
      await expectFull(now, run.id);
      await limit(1_000_000_000);
      await resumeRun(now.house.deps, now.house.actor, { runId: run.id });
      await now.work(run.id);
      await expectWhole(now, run.id);
      await store.close();
    });
  });

  it("stops on PostgreSQL and says so, and is resumed when there is room", async () => {
    const disk = smallDisk(160);
    const server = await privateServer(disk);
    const url = await server.newDatabase();
    const now = await scene(await openHouseAt({ url }));
    const run = await begin(now.house);
    const working = now.work(run.id);
    await until(async () => (await now.house.store.read((tx) => tx.runCounts(run.id))).articles > 0);
    const ballast = fill(disk);
    await until(async () => (await findRun(now.house.deps, run.id)).run.state === "failed");
    await working;
    await expectFull(now, run.id);
    rmSync(ballast);
    await until(async () => (await now.house.store.read((tx) => tx.lastEvent())) > 0);
    await resumeRun(now.house.deps, now.house.actor, { runId: run.id });
    await now.work(run.id);
    await expectWhole(now, run.id);
  });
});

async function expectFull({ house, faults }: Scene, runId: string): Promise<void> {
  const { run, progress } = await findRun(house.deps, runId);
  expect(run).toMatchObject({ state: "failed", failure: "disk-full" });
  expect(progress.counts.articles).toBeLessThan(ARTICLES);
  expect(faults.join("\n")).toMatch(/full|No space left/);
}

/** A disk of so many megabytes, which only root can make. */
function smallDisk(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), "zm-disk-"));
  const made = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], {
    encoding: "utf8",
  });
  if (made.status !== 0)
    throw new Error(`This test has to be run as root, to make a small disk: ${made.stderr}`);
  chmodSync(folder, 0o755);
  onTestFinished(() => {
    spawnSync("umount", ["-l", folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Fills a disk to its last byte. */
function fill(folder: string): string {
  const file = join(folder, "ballast");
  const piece = Buffer.alloc(64 * 1024);
  for (;;) {
    try {
      writeFileSync(file, piece, { flag: "a" });
    } catch {
      return file;
    }
  }
}
