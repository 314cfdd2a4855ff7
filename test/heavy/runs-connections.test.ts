/** A run on PostgreSQL whose connections are cut again and again. */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { undoRun } from "../../src/app/runs/start.ts";
import { workRun } from "../../src/jobs/runner.ts";
import { openStore } from "../../src/storage/open.ts";
import { name, named } from "../app/desk.ts";
import { begin, bringMany, houseOn, mostRevisions, picture, told } from "../app/run-desk.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";

const ARTICLES = 1200;
/** How often all connections are cut while a run goes. */
const CUTS = 6;

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

it("a run goes on after its connections were cut, and writes nothing twice", async () => {
  const url = await server.newDatabase();
  const house = houseOn(await openStore({ url }));
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const ids = await bringMany(house, ARTICLES);
  await name(house, named("Mohamed Butt < Bi Jianwen"));
  const before = await picture(house, ids);
  // A clock of its own: the store's claims are older than the ones that the test's clock counts.
  const deps = { ...house.deps, now: Date.now };
  const faults: string[] = [];
  const work = async (runId: string): Promise<void> => {
    const over = new AbortController();
    const cutting = (async () => {
      for (let cut = 0; !over.signal.aborted && cut < CUTS; cut++) {
        await sleep(150);
        await admin.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
      }
    })();
    await workRun({ deps, log: (line) => void faults.push(line) }, runId);
    over.abort();
    await cutting;
  };
  const run = await begin(house);
  await work(run.id);
  expect(await told(house, run.id)).toBe(`done ${ARTICLES}/${ARTICLES} ${ARTICLES * 2} 0 0 0`);
  expect(await mostRevisions(house, run.changeId)).toBe(1);
  expect(faults).not.toEqual([]);
  const undo = await undoRun(house.deps, house.actor, { runId: run.id });
  await work(undo.id);
  expect(await picture(house, ids)).toEqual(before);
  await admin.end();
  await house.store.close();
}, 300_000);
