/** A message of a run that no process brings to its end: through the real queue, with its real times. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { buryMessage } from "../../src/app/runs/messages.ts";
import { resumeRun } from "../../src/app/runs/control.ts";
import { findRun } from "../../src/app/runs/views.ts";
import { pgBossQueue } from "../../src/jobs/pg-boss-queue.ts";
import { startRunner } from "../../src/jobs/runner.ts";
import { openStore } from "../../src/storage/open.ts";
import { sqlOf } from "../../src/storage/store.ts";
import { name, named } from "../app/desk.ts";
import { begin, bringMany, houseOn, told } from "../app/run-desk.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

it("is a dead letter after six attempts; the run has failed, and is resumed", async () => {
  const url = await server.newDatabase();
  const store = await openStore({ url });
  const house = houseOn(store);
  const queue = pgBossQueue({ url, store, sqlOf, log: (line) => expect.fail(line) });
  const deps = { ...house.deps, now: Date.now, queue };
  const desk = { ...house, deps };
  onTestFinished(async () => {
    await queue.close();
    await store.close();
  });
  await bringMany(desk, 3);
  await name(desk, named("Mohamed Butt < Bi Jianwen"));
  let attempts = 0;
  const stop = queue.subscribe({
    work: (message) => {
      if (message === undefined) return Promise.resolve();
      attempts++;
      return Promise.reject(new Error("This process brings it no further."));
    },
    dead: (message) => buryMessage(deps, message),
  });
  const run = await begin(desk);
  while ((await findRun(deps, run.id)).run.state !== "failed") await sleep(100);
  await stop();
  expect(attempts).toBe(6);
  expect((await findRun(deps, run.id)).run.failure).toBe("internal");
  expect(await told(desk, run.id)).toBe("failed 0/3 0 0 0 0");

  await resumeRun(deps, desk.actor, { runId: run.id });
  const runner = startRunner({ deps, log: (line) => expect.fail(line) });
  while (!(await told(desk, run.id)).startsWith("done")) await sleep(50);
  await runner.stop();
  expect(await told(desk, run.id)).toBe("done 3/3 6 0 0 0");
}, 300_000);
