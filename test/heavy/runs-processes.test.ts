/** Real workers and servers that are killed or replaced while runs and their undos follow each other. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { importArticles } from "../../src/app/article-import.ts";
import { Failure } from "../../src/app/failure.ts";
import type { Run } from "../../src/app/runs/model.ts";
import { undoRun } from "../../src/app/runs/start.ts";
import { bring, name, named, segmentAt, textsOf, type } from "../app/desk.ts";
import { begin, mostRevisions, picture, told } from "../app/run-desk.ts";
import {
  deskAt,
  doneAtLeast,
  faultsIn,
  killHolder,
  type Place,
  postgresPlace,
  sqlitePlace,
  startWorker,
  type WorkerProcess,
} from "../cli/run-processes.ts";
import { dice } from "../support/dice.ts";
import type { House } from "../support/house.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** Two chunks of a run over all. */
const ARTICLES = 1200;
/** How often a worker is killed, a server is, and both servers are replaced. */
const ROUNDS = { worker: 20, server: 8, rolling: 4 } as const;
const SEED = Number(process.env["ZHENGMING_KILL_SEED"] ?? "1");
const LIMIT = 1_800_000;

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

interface Scene {
  readonly place: Place;
  readonly desk: House;
  readonly ids: readonly string[];
  readonly before: unknown[];
}

async function sceneAt(place: Place): Promise<Scene> {
  const desk = deskAt(place);
  const texts = Array.from({ length: ARTICLES }, (_, index) => ({
    text: `Bi Jianwen spoke on day ${index}. Then Bi Jianwen left town ${index}.`,
  }));
  const ids = (await importArticles(desk.deps, desk.actor, texts)).map((result) => {
    if (result instanceof Failure) throw result;
    return result.articleId;
  });
  await name(desk, named("Mohamed Butt < Bi Jianwen"));
  return { place, desk, ids, before: await picture(desk, ids) };
}

/**
 * Renders all articles and takes that back, again and again until the trouble is over; what each run and undo wrote has
 * to be whole. Gives how many there were.
 */
async function runThroughout(
  { place, desk, ids, before }: Scene,
  trouble: Promise<unknown>,
): Promise<number> {
  const over = new AbortController();
  const ending = trouble.finally(() => over.abort());
  // Told at the end, also where a run fails before.
  ending.catch(() => undefined);
  let times = 0;
  const whole = async ({ id, changeId }: Run): Promise<void> => {
    await doneAtLeast(place, id, ARTICLES);
    while (!(await told(desk, id)).startsWith("done")) await sleep(20);
    expect(await told(desk, id)).toMatch(new RegExp(`^done (\\d+)/\\1 ${ARTICLES * 2} 0 0 0$`));
    expect(await mostRevisions(desk, changeId)).toBe(1);
    times++;
  };
  do {
    const run = await begin(desk);
    await whole(run);
    const undo = await undoRun(desk.deps, desk.actor, { runId: run.id });
    await whole(undo);
    expect(await picture(desk, ids)).toEqual(before);
  } while (!over.signal.aborted);
  await ending;
  return times;
}

/** Kills one of two workers that has a part of a run in hand, after a while, and starts another, again and again. */
async function killWorkers(place: Place, workers: Map<number, WorkerProcess>): Promise<void> {
  const roll = dice(SEED);
  for (let round = 0; round < ROUNDS.worker; round++) {
    await sleep(roll(300));
    const killed = await killHolder(place);
    const victim = workers.get(killed);
    expect(await victim?.ended).toEqual([null, "SIGKILL"]);
    workers.delete(killed);
    const heir = await startWorker(place);
    workers.set(heir.pid, heir);
  }
}

async function serve({ dataDir, env }: Place): Promise<TestServer> {
  const started = await startServer({ dataDir, env, seed: false });
  onTestFinished(() => started.stop());
  return started;
}

/** Kills the server as it works at a run, after a while, and starts it again, again and again. */
async function killServer(place: Place): Promise<void> {
  const roll = dice(SEED);
  let current = await serve(place);
  for (let round = 0; round < ROUNDS.server; round++) {
    await sleep(roll(300));
    await killHolder(place);
    await current.ended;
    current = await serve(place);
  }
}

/** Replaces both of two servers, one after the other, again and again; a page is there at all times. */
async function rollServers(place: Place, servers: [TestServer, TestServer]): Promise<void> {
  for (let round = 0; round < ROUNDS.rolling; round++) {
    for (const [index, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      await servers[index].kill("SIGTERM");
      const page = await fetch(`${servers[other].url}/runs`);
      expect(page.status).toBe(200);
      expect(faultsIn(servers[index].output())).toEqual([]);
      servers[index] = await serve(place);
    }
  }
}

/** Types in an article until it is told to stop; gives what was typed last. */
async function typeMeanwhile(desk: House, articleId: string, over: () => boolean): Promise<string> {
  const { id } = await segmentAt(desk, articleId);
  for (let key = 1; ; key++) {
    const text = `It rained ${key} times.`;
    await type(desk, id, text);
    if (over()) return text;
    await sleep(150);
  }
}

function report(what: string, times: number): void {
  process.stdout.write(
    `seed ${SEED}: ${what} in ${times} runs and undos over ${ARTICLES} articles: nothing lost, nothing twice\n`,
  );
}

describe("runs on PostgreSQL", { timeout: LIMIT }, () => {
  it("are finished by one of two workers when the other is killed", async () => {
    const scene = await sceneAt(await postgresPlace(server));
    const two = await Promise.all([startWorker(scene.place), startWorker(scene.place)]);
    const workers = new Map(two.map((worker) => [worker.pid, worker]));
    const times = await runThroughout(scene, killWorkers(scene.place, workers));
    expect([...workers.values()].flatMap((worker) => faultsIn(worker.said()))).toEqual([]);
    report(`${ROUNDS.worker} of two workers killed`, times);
  });

  it("go on while two servers are replaced one after the other and somebody types", async () => {
    const scene = await sceneAt(await postgresPlace(server));
    const { place, desk } = scene;
    const articleId = await bring(desk, "It snowed.");
    const servers: [TestServer, TestServer] = [await serve(place), await serve(place)];
    let over = false;
    const trouble = rollServers(place, servers).finally(() => (over = true));
    const [times, typed] = await Promise.all([
      runThroughout(scene, trouble),
      typeMeanwhile(desk, articleId, () => over),
    ]);
    expect(await textsOf(desk, articleId)).toEqual([typed]);
    report(`two servers replaced ${ROUNDS.rolling} times each`, times);
  });
});

describe.each([
  ["SQLite", sqlitePlace],
  ["PostgreSQL", () => postgresPlace(server)],
])("runs on %s", { timeout: LIMIT }, (_name, place) => {
  it("go on when their server is killed and started again", async () => {
    const scene = await sceneAt(await place());
    report(`a server killed ${ROUNDS.server} times`, await runThroughout(scene, killServer(scene.place)));
  });
});
