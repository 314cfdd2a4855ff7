import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { RunMessage, RunSubscriber } from "../../src/app/queue.ts";
import { cancelRun, pauseRun, resumeRun } from "../../src/app/runs/control.ts";
import { type PgBossQueue, pgBossQueue, QUEUE_SCHEMA } from "../../src/jobs/pg-boss-queue.ts";
import { startRunner } from "../../src/jobs/runner.ts";
import { openStore } from "../../src/storage/open.ts";
import { sqlOf } from "../../src/storage/store.ts";
import { name, named } from "../app/desk.ts";
import { begin, bringMany, houseOn, told } from "../app/run-desk.ts";
import type { House } from "../support/house.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

interface Node {
  readonly house: House;
  readonly queue: PgBossQueue;
  readonly log: string[];
}

/** A process's store and queue in a database. */
async function openNode(url: string): Promise<Node> {
  const store = await openStore({ url });
  const log: string[] = [];
  const queue = pgBossQueue({ url, store, sqlOf, log: (line) => void log.push(line) });
  onTestFinished(async () => {
    await queue.close();
    await store.close();
  });
  const house = houseOn(store);
  return { house: { ...house, deps: { ...house.deps, queue } }, queue, log };
}

/** Takes messages until the test ends; what it got, and how to wait for more. */
function receive(
  { queue }: Node,
  work: RunSubscriber["work"] = () => Promise.resolve(),
): { readonly got: RunMessage[]; readonly stop: () => Promise<void>; readonly first: Promise<RunMessage> } {
  const got: RunMessage[] = [];
  const { promise: first, resolve } = Promise.withResolvers<RunMessage>();
  const stop = queue.subscribe({
    async work(message) {
      if (message === undefined) return;
      got.push(message);
      resolve(message);
      await work(message);
    },
    dead: () => Promise.resolve(),
  });
  onTestFinished(() => stop());
  return { got, stop, first };
}

async function jobs({ house }: Node): Promise<unknown[]> {
  const found = await house.store.write((tx) =>
    sqlOf(tx)(`SELECT state, data FROM ${QUEUE_SCHEMA}.job WHERE name = 'runs' ORDER BY created_on`),
  );
  return found.rows;
}

describe("the queue on PostgreSQL", () => {
  it("sends with the transaction or not at all, and brings it to another process", async () => {
    const url = await server.newDatabase();
    const [here, there] = [await openNode(url), await openNode(url)];
    const lost = here.house.store.write(async (tx) => {
      await here.queue.enqueue(tx, { runId: "lost", done: 0 }, 1);
      throw new Error("not after all");
    });
    await expect(lost).rejects.toThrow("not after all");
    const receiver = receive(there);
    await here.house.store.write((tx) => here.queue.enqueue(tx, { runId: "kept", done: 3 }, 2));
    expect(await receiver.first).toEqual({ runId: "kept", done: 3 });
    while (receiver.got.length < 2) await sleep(20);
    await receiver.stop();
    expect(receiver.got.map(({ runId }) => runId)).toEqual(["kept", "kept"]);
    expect(await jobs(here)).toEqual([
      { state: "completed", data: { runId: "kept", done: 3 } },
      { state: "completed", data: { runId: "kept", done: 3 } },
    ]);
    expect([...here.log, ...there.log]).toEqual([]);
  });

  it("calls one process for each message, and another one where a process stops before the end", async () => {
    const url = await server.newDatabase();
    const [sender, first, second] = [await openNode(url), await openNode(url), await openNode(url)];
    const stopping = new AbortController();
    const leaver = receive(first, () => sleep(60_000, undefined, { signal: stopping.signal }));
    await sender.house.store.write((tx) => sender.queue.enqueue(tx, { runId: "r", done: 0 }, 1));
    await leaver.first;
    const heir = receive(second);
    stopping.abort(new Error("stops"));
    await leaver.stop();
    expect(await heir.first).toEqual({ runId: "r", done: 0 });
    expect(leaver.got).toHaveLength(1);
  });

  it("makes its tables once when several processes begin at once", async () => {
    const url = await server.newDatabase();
    const nodes = await Promise.all(Array.from({ length: 4 }, () => openNode(url)));
    const receivers = nodes.map((node) => receive(node));
    await nodes[0]?.house.store.write(
      (tx) => nodes[0]?.queue.enqueue(tx, { runId: "r", done: 0 }, 4) ?? Promise.resolve(),
    );
    while (receivers.reduce((sum, { got }) => sum + got.length, 0) < 4) await sleep(20);
    expect(nodes.flatMap(({ log }) => log)).toEqual([]);
  });

  it("carries runs: started, resumed and cancelled ones", async () => {
    const url = await server.newDatabase();
    const [desk, worker] = [await openNode(url), await openNode(url)];
    await bringMany(desk.house, 3);
    await name(desk.house, named("Mohamed Butt < Bi Jianwen"));
    const run = await begin(desk.house);
    await pauseRun(desk.house.deps, desk.house.actor, { runId: run.id });
    await resumeRun(desk.house.deps, desk.house.actor, { runId: run.id });
    expect(await jobs(desk)).toHaveLength(2);
    const cancelled = await begin(desk.house);
    await cancelRun(desk.house.deps, desk.house.actor, { runId: cancelled.id });
    const runner = startRunner({ deps: worker.house.deps, log: (line) => void worker.log.push(line) });
    while (!(await told(desk.house, run.id)).startsWith("done")) await sleep(20);
    // A message that comes twice, or for a run that stopped, does nothing and is done.
    while ((await jobs(desk)).some((job) => (job as { state: string }).state !== "completed"))
      await sleep(50);
    await runner.stop();
    expect(await told(desk.house, run.id)).toBe("done 3/3 6 0 0 0");
    expect(await told(desk.house, cancelled.id)).toBe("cancelled 0/3 0 0 0 0");
    expect(worker.log).toEqual([]);
  });
});
