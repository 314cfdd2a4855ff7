/** Workers that are killed, at random and at every crash point: nothing is lost, nothing is done twice. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importArticles } from "../../src/app/article-import.ts";
import { answerDiscovery } from "../../src/app/discovery-request.ts";
import type { Deps } from "../../src/app/deps.ts";
import { Failure } from "../../src/app/failure.ts";
import { CRASH_POINTS } from "../../src/app/runs/batch.ts";
import { undoRun } from "../../src/app/runs/start.ts";
import { findRun } from "../../src/app/runs/views.ts";
import type { Store } from "../../src/app/store.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { spoolToDisk } from "../../src/jobs/spool.ts";
import { openStore } from "../../src/storage/open.ts";
import { mark, name, named, segmentAt } from "../app/desk.ts";
import { begin, mostRevisions, picture, told } from "../app/run-desk.ts";
import { withFolder } from "../storage/fixtures.ts";
import { dice } from "../support/dice.ts";
import type { House } from "../support/house.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";
import { EDITOR } from "../support/records.ts";

/** How often a worker is killed at random on each store, beside once and thrice at each crash point. */
const ROUNDS = Number(process.env["ZHENGMING_KILL_ROUNDS"] ?? "100");
/** What chance is made of. */
const SEED = Number(process.env["ZHENGMING_KILL_SEED"] ?? "1");
/**
 * A worker is killed less than so long after it began, in milliseconds: on each store often before its first batch is
 * written. After some that brought the run no further the next ones live longer, as twenty are the end of a run: how long
 * a batch takes, the machine decides.
 */
const LONGEST_LIFE = { sqlite: 120, postgres: 500 } as const;
const ARTICLES = 600;
const APPROVED = 20;
const WRONG = "Bi Jianwen";
const WORKER = fileURLToPath(new URL("./run-worker.ts", import.meta.url));

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

function houseAt(store: Store, dataDir: string): House {
  const deps: Deps = {
    store,
    now: Date.now,
    newId: v7,
    lexicon: readLexicon,
    spool: spoolToDisk,
    discover: async (request) => answerDiscovery(request, await readLexicon()),
  };
  const none = (): Promise<never> => Promise.reject(new Error("not in this house"));
  return { deps, store, actor: EDITOR, dataDir, loadSeed: none, dispose: () => store.close() };
}

/** When a worker is killed: a while after it began, in milliseconds, or where it passes a crash point. */
type Death = { readonly after: number } | { readonly at: string };

interface End {
  readonly pid: number;
  readonly killed: boolean;
  readonly done: boolean;
  readonly errors: string;
}

/** Lets a worker work at a run until it is done or dies. */
async function work(place: string, runId: string, death: Death | undefined): Promise<End> {
  const at = death !== undefined && "at" in death ? { ZHENGMING_CRASH_AT: death.at } : {};
  const env = { ...process.env, ...at };
  const child = spawn(process.execPath, [WORKER, place, runId], { env, stdio: ["ignore", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (output.startsWith("at work") && death !== undefined && "after" in death)
      timer ??= setTimeout(() => child.kill("SIGKILL"), death.after);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const signal = await new Promise((resolve) => child.once("close", (_code, by) => resolve(by)));
  clearTimeout(timer);
  return { pid: child.pid ?? 0, killed: signal === "SIGKILL", done: output.includes("done"), errors };
}

/** Articles with the wrong name twice, a few of them approved. */
async function fill(house: House): Promise<string[]> {
  const texts = Array.from({ length: ARTICLES }, (_, index) => ({
    text: `${WRONG} spoke on day ${index}. Then ${WRONG} left town ${index}. Nothing else came ${index}.`,
  }));
  const ids = (await importArticles(house.deps, house.actor, texts)).map((result) => {
    if (result instanceof Failure) throw result;
    return result.articleId;
  });
  for (const id of ids.slice(0, APPROVED)) await mark(house, (await segmentAt(house, id)).id, "approved");
  return ids;
}

/** Deaths that await the workers of a store, and how they went. */
interface Deaths {
  readonly place: string;
  readonly house: House;
  /** Taken from the front. */
  readonly left: Death[];
  killed: number;
  /** Of these, how many had a part of the run in hand. */
  holding: number;
}

function deathsAt(place: string, house: House, longestLife: number): Deaths {
  const roll = dice(SEED);
  const points = CRASH_POINTS.flatMap((point) => [{ at: `${point}:1` }, { at: `${point}:3` }]);
  const moments = Array.from({ length: ROUNDS }, () => ({ after: roll(longestLife) }));
  return { place, house, left: [...points, ...moments], killed: 0, holding: 0 };
}

/** Works at a run with workers that die after each other, until one comes to its end. */
async function workWithDeaths(deaths: Deaths, runId: string): Promise<void> {
  let barren = 0;
  let reached = 0;
  for (;;) {
    const next = deaths.left.shift();
    const death = next !== undefined && "after" in next ? { after: next.after * (1 + barren / 4) } : next;
    const { pid, killed, done, errors } = await work(deaths.place, runId, death);
    expect(errors).toBe("");
    if (!killed) {
      expect(done).toBe(true);
      return;
    }
    deaths.killed++;
    const { articles } = (await findRun(deaths.house.deps, runId)).progress.counts;
    barren = articles > reached ? 0 : barren + 1;
    reached = articles;
    const holders = await deaths.house.store.read((tx) => tx.runWorkers());
    if (holders.some((worker) => worker.split(":")[1] === String(pid))) deaths.holding++;
  }
}

/** How many segments have the wrong name. */
function wrongSegments({ store }: House): Promise<number> {
  return store.read(async (tx) => {
    const texts = await tx.segmentTexts(await tx.articleIds());
    return texts.filter(({ text }) => text.includes(WRONG)).length;
  });
}

async function rounds(place: string, house: House, longestLife: number): Promise<void> {
  const ids = await fill(house);
  await name(house, named(`Mohamed Butt < ${WRONG}`));
  const before = await picture(house, ids);
  const deaths = deathsAt(place, house, longestLife);
  const changed = ARTICLES * 2 - APPROVED;
  let times = 0;
  for (; deaths.left.length > 0; times++) {
    const run = await begin(house);
    await workWithDeaths(deaths, run.id);
    expect(await told(house, run.id)).toBe(`done ${ARTICLES}/${ARTICLES} ${changed} ${APPROVED} 0 0`);
    expect(await mostRevisions(house, run.changeId)).toBe(1);
    expect(await wrongSegments(house)).toBe(APPROVED);
    const undo = await undoRun(house.deps, house.actor, { runId: run.id });
    await workWithDeaths(deaths, undo.id);
    expect(await told(house, undo.id)).toBe(`done ${ARTICLES}/${ARTICLES} ${changed} 0 0 0`);
    expect(await mostRevisions(house, undo.changeId)).toBe(1);
    expect(await picture(house, ids)).toEqual(before);
  }
  expect(deaths.holding).toBeGreaterThan(0);
  process.stdout.write(
    `seed ${SEED}: ${deaths.killed} workers killed, ${deaths.holding} of them with a part in hand, in ${times} runs ` +
      `over ${ARTICLES} articles and ${times} undos: nothing lost, nothing twice\n`,
  );
}

describe("a run whose workers are killed again and again", () => {
  it("on SQLite comes to its end and is taken back, exactly", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "store");
      const house = houseAt(await openStore({ file }), folder);
      try {
        await rounds(file, house, LONGEST_LIFE.sqlite);
      } finally {
        await house.dispose();
      }
    });
  }, 1_800_000);

  it("on PostgreSQL comes to its end and is taken back, exactly", async () => {
    const url = await server.newDatabase();
    const house = houseAt(await openStore({ url }), "");
    try {
      await rounds(url, house, LONGEST_LIFE.postgres);
    } finally {
      await house.dispose();
    }
  }, 1_800_000);
});
