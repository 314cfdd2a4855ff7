import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { localQueue } from "../../src/app/queue.ts";
import { undoRun } from "../../src/app/runs/start.ts";
import { claimChunk } from "../../src/app/runs/work.ts";
import { courteous, failureOf, isOutage, startRunner, workRun } from "../../src/jobs/runner.ts";
import { inHouse, type House } from "../support/house.ts";
import { name, named, textsOf } from "../app/desk.ts";
import { begin, bringMany, picture, told, workerOf } from "../app/run-desk.ts";

async function until(house: House, runId: string, state: string): Promise<void> {
  while (!(await told(house, runId)).startsWith(state)) await sleep(10);
}

describe("the runner", () => {
  it(
    "works off what is there and what comes, and gives back what it has when it stops",
    inHouse(async (house) => {
      const ids = await bringMany(house, 3);
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      const before = await picture(house, ids);
      const first = await begin(house);
      const queue = localQueue();
      const courtesy = courteous(house.store);
      const { store } = courtesy;
      const deps = { ...house.deps, store, queue };
      const lines: string[] = [];
      const runner = startRunner({ deps, courtesy, log: (line) => void lines.push(line) });
      await until(house, first.id, "done");
      expect((await textsOf(house, ids[0] ?? ""))[0]).toBe("Mohamed Butt spoke on day 0.");
      const undo = await undoRun(deps, house.actor, { runId: first.id });
      await until(house, undo.id, "done");
      await runner.stop();
      expect(await picture(house, ids)).toEqual(before);
      expect(lines).toEqual([]);
    }),
  );

  it(
    "takes over at once what a dead process of this machine left",
    inHouse(async (house) => {
      await bringMany(house, 2);
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      const { id } = await begin(house);
      const { name: own } = workerOf(house);
      const { hostname } = await import("node:os");
      // No process has a number as high as that.
      await claimChunk(workerOf(house, { name: `${hostname()}:99999999:0:${own}` }));
      await workRun({ deps: house.deps, log: () => undefined }, id);
      expect(await told(house, id)).toBe("done 2/2 4 0 0 0");
    }),
  );

  it(
    "stops a run that fails again and again, and says why",
    inHouse(async (house) => {
      await bringMany(house, 1);
      await name(house, named("Mohamed Butt < Bi Jianwen"));
      const { id } = await begin(house);
      const full = Object.assign(new Error("database or disk is full"), { errcode: 13 });
      const reader = { read: () => Promise.reject(full), close: () => Promise.resolve() };
      const lines: string[] = [];
      await workRun({ deps: house.deps, reader, chunks: 1, log: (line) => void lines.push(line) }, id);
      expect(await told(house, id)).toBe("failed 0/1 0 0 0 0");
      expect((await house.store.read((tx) => tx.run(id)))?.failure).toBe("disk-full");
      expect(lines[0]).toContain("disk is full");
    }),
  );

  it.each([
    [Object.assign(new Error("terminating connection"), { code: "57P01" }), true],
    [Object.assign(new Error("connect"), { code: "ECONNREFUSED" }), true],
    [new Error("Connection terminated unexpectedly"), true],
    [Object.assign(new Error("syntax error"), { code: "42601" }), false],
    [Object.assign(new Error("database or disk is full"), { errcode: 13 }), false],
    [new Error("other"), false],
    ["other", false],
  ])("tells a database that is away from a fault: %o", (error, outage) => {
    expect(isOutage(error)).toBe(outage);
  });

  it.each([
    [Object.assign(new Error("full"), { errcode: 13 }), "disk-full"],
    [Object.assign(new Error("full"), { code: "53100" }), "disk-full"],
    [Object.assign(new Error("full"), { code: "ENOSPC" }), "disk-full"],
    [new Error("other"), "internal"],
  ])("tells a full disk from a fault: %o", (error, failure) => {
    expect(failureOf(error)).toBe(failure);
  });
});
