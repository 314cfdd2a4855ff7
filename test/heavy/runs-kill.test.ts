/** Workers that are killed, at random and at every crash point: nothing is lost, nothing is done twice. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importArticle } from "../../src/app/article-import.ts";
import { answerDiscovery } from "../../src/app/discovery-request.ts";
import type { Deps } from "../../src/app/deps.ts";
import { CRASH_POINTS } from "../../src/app/runs/batch.ts";
import { undoRun } from "../../src/app/runs/start.ts";
import type { Store } from "../../src/app/store.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { spoolToDisk } from "../../src/jobs/spool.ts";
import { openStore } from "../../src/storage/open.ts";
import { mark, name, named, segmentAt } from "../app/desk.ts";
import { begin, mostRevisions, picture, told } from "../app/run-desk.ts";
import { withFolder } from "../storage/fixtures.ts";
import type { House } from "../support/house.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";
import { EDITOR } from "../support/records.ts";

/** How often a worker is killed on each store. */
const ROUNDS = Number(process.env["ZHENGMING_KILL_ROUNDS"] ?? "100");
const ARTICLES = 1500;
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

interface End {
  readonly killed: boolean;
  readonly done: boolean;
  readonly errors: string;
}

/** Lets a worker work at a run; kills it a while after it began, or where the environment says. */
async function work(
  place: string,
  runId: string,
  death: { readonly after?: number; readonly at?: string },
): Promise<End> {
  const env = { ...process.env, ...(death.at === undefined ? {} : { ZHENGMING_CRASH_AT: death.at }) };
  const child = spawn(process.execPath, [WORKER, place, runId], { env, stdio: ["ignore", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  let timer: NodeJS.Timeout | undefined;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (output.startsWith("at work") && death.after !== undefined)
      timer ??= setTimeout(() => child.kill("SIGKILL"), death.after);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const signal = await new Promise((resolve) => child.once("close", (_code, by) => resolve(by)));
  clearTimeout(timer);
  return { killed: signal === "SIGKILL", done: output.includes("done"), errors };
}

async function fill(house: House): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < ARTICLES; index++) {
    const text = `Bi Jianwen spoke on day ${index}. Then Bi Jianwen left town ${index}. Nothing else came ${index}.`;
    ids.push((await importArticle(house.deps, house.actor, { text })).articleId);
  }
  for (const id of ids.slice(0, 20)) await mark(house, (await segmentAt(house, id)).id, "approved");
  return ids;
}

/** Works at a run with workers that die after each other, until one comes to its end. Gives how many died. */
async function workWithDeaths(
  place: string,
  runId: string,
  deaths: () => { after?: number; at?: string } | undefined,
): Promise<number> {
  for (let died = 0; ; died++) {
    const end = await work(place, runId, deaths() ?? {});
    expect(end.errors).toBe("");
    if (end.killed) continue;
    expect(end.done).toBe(true);
    return died;
  }
}

async function rounds(place: string, house: House): Promise<void> {
  const ids = await fill(house);
  const { conceptId } = await name(house, named("Mohamed Butt < Bi Jianwen"));
  const before = await picture(house, ids);
  let died = 0;
  const random = (): { after?: number } | undefined =>
    ++died > ROUNDS ? undefined : { after: Math.random() * 120 };
  const points = CRASH_POINTS.flatMap((point) => [`${point}:1`, `${point}:3`]);
  let killed = 0;
  while (died <= ROUNDS || points.length > 0) {
    const next = (): { after?: number; at?: string } | undefined => {
      const at = points.shift();
      return at === undefined ? random() : { at };
    };
    const run = await begin(house);
    killed += await workWithDeaths(place, run.id, next);
    expect(await told(house, run.id)).toBe(`done ${ARTICLES}/${ARTICLES} ${ARTICLES * 2 - 20} 20 0 0`);
    expect(await mostRevisions(house, run.changeId)).toBe(1);
    const undo = await undoRun(house.deps, house.actor, { runId: run.id });
    killed += await workWithDeaths(place, undo.id, next);
    expect(await told(house, undo.id)).toBe(`done ${ARTICLES}/${ARTICLES} ${ARTICLES * 2 - 20} 0 0 0`);
    expect(await mostRevisions(house, undo.changeId)).toBe(1);
    expect(await picture(house, ids)).toEqual(before);
  }
  expect(conceptId).not.toBe("");
  process.stdout.write(`${killed} workers killed\n`);
}

describe("a run whose workers are killed again and again", () => {
  it("on SQLite comes to its end and is taken back, exactly", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "store");
      const house = houseAt(await openStore({ file }), folder);
      try {
        await rounds(file, house);
      } finally {
        await house.dispose();
      }
    });
  }, 1_800_000);

  it("on PostgreSQL comes to its end and is taken back, exactly", async () => {
    const url = await server.newDatabase();
    const house = houseAt(await openStore({ url }), "");
    try {
      await rounds(url, house);
    } finally {
      await house.dispose();
    }
  }, 1_800_000);
});
