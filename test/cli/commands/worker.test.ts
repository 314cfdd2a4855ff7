/** Workers and servers as processes of their own, on both stores. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { name, named } from "../../app/desk.ts";
import { begin, bringMany, mostRevisions, told } from "../../app/run-desk.ts";
import type { House } from "../../support/house.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres.ts";
import { startServer } from "../../support/server.ts";
import { run } from "../memory-io.ts";
import {
  deskAt,
  doneAtLeast,
  faultsIn,
  holders,
  killHolder,
  type Place,
  postgresPlace,
  sqlitePlace,
  startWorker,
} from "../run-processes.ts";

const ARTICLES = 60;

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

/** A desk with articles that wait for a run. */
async function busyDesk(place: Place): Promise<House> {
  const desk = deskAt(place);
  await bringMany(desk, ARTICLES);
  await name(desk, named("Mohamed Butt < Bi Jianwen"));
  return desk;
}

async function expectWhole(place: Place, desk: House, work: { id: string; changeId: string }): Promise<void> {
  await doneAtLeast(place, work.id, ARTICLES);
  expect(await told(desk, work.id)).toBe(`done ${ARTICLES}/${ARTICLES} ${ARTICLES * 2} 0 0 0`);
  expect(await mostRevisions(desk, work.changeId)).toBe(1);
}

describe.each([
  ["SQLite", sqlitePlace],
  ["PostgreSQL", () => postgresPlace(server)],
])("on %s", (_name, place) => {
  it("a worker that is told to stop in a run gives its part back, and another goes on at once", async () => {
    const here = await place();
    const desk = await busyDesk(here);
    const first = await startWorker(here);
    const work = await begin(desk);
    await doneAtLeast(here, work.id, 1);
    const second = await startWorker(here);
    first.kill("SIGTERM");
    expect(await first.ended).toEqual([0, null]);
    expect(first.said()).toContain("what was not finished is left to others");
    // Nothing of the first one's is waited for until its time runs out.
    expect(await holders(here)).not.toContain(first.pid);
    await expectWhole(here, desk, work);
    second.kill("SIGTERM");
    expect(await second.ended).toEqual([0, null]);
    expect(faultsIn(second.said())).toEqual([]);
  });

  it("of two workers one is killed in a run, and the other finishes it", async () => {
    const here = await place();
    const desk = await busyDesk(here);
    const workers = await Promise.all([startWorker(here), startWorker(here)]);
    const work = await begin(desk);
    const killed = await killHolder(here);
    const [other] = workers.filter(({ pid }) => pid !== killed);
    await expectWhole(here, desk, work);
    expect(await holders(here)).toEqual([]);
    expect(faultsIn(other?.said() ?? "")).toEqual([]);
  });

  it("a server that is killed in a run goes on with it when it is started again", async () => {
    const here = await place();
    const desk = await busyDesk(here);
    const serve = async (crashAt?: string): ReturnType<typeof startServer> => {
      const env = { ...here.env, ZHENGMING_CRASH_AT: crashAt };
      const started = await startServer({ dataDir: here.dataDir, env, seed: false });
      onTestFinished(() => started.stop());
      return started;
    };
    const mortal = await serve("batch.listed:2");
    const work = await begin(desk);
    await mortal.ended;
    expect((await told(desk, work.id)).startsWith("running")).toBe(true);
    const again = await serve();
    await expectWhole(here, desk, work);
    const page = await fetch(`${again.url}/runs/${work.id}`);
    expect(await page.text()).toContain("run-state-done");
  });
});

describe("worker", () => {
  it.each(["0", "none", "257"])("refuses --jobs %s", async (jobs) => {
    const { code, stderr } = await run(["worker", "--jobs", jobs]);
    expect(code).toBe(2);
    expect(stderr).toContain("1–256");
  });
});
