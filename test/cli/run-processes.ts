/** Workers and servers as processes of their own, and the desk at which their runs are started, on both stores. */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import type { Store, StoreReader } from "../../src/app/store.ts";
import { pgBossQueue } from "../../src/jobs/pg-boss-queue.ts";
import { openStore } from "../../src/storage/open.ts";
import { sqlOf } from "../../src/storage/store.ts";
import { houseOn } from "../app/run-desk.ts";
import type { House } from "../support/house.ts";
import type { PostgresServer } from "../support/postgres.ts";
import { makeDataDir, removeDataDir, spawnCli } from "../support/process.ts";

/** Where a store is, open for the test itself, and how another process finds it. */
export interface Place {
  readonly store: Store;
  readonly dataDir: string;
  readonly env: { readonly DATABASE_URL?: string };
}

/** An empty folder until the test ends. */
export async function sqlitePlace(): Promise<Place> {
  const dataDir = makeDataDir();
  const store = await openStore({ dataDir });
  onTestFinished(async () => {
    await store.close();
    removeDataDir(dataDir);
  });
  return { store, dataDir, env: {} };
}

/** An empty database of a server. */
export async function postgresPlace(server: PostgresServer): Promise<Place> {
  const url = await server.newDatabase();
  const store = await openStore({ url });
  onTestFinished(() => store.close());
  return { store, dataDir: "", env: { DATABASE_URL: url } };
}

/** A desk whose runs are carried as those of a server are; its clock is the world's, as its workers' are. */
export function deskAt({ store, env }: Place): House {
  const house = houseOn(store);
  const deps = { ...house.deps, now: Date.now };
  if (env.DATABASE_URL === undefined) return { ...house, deps };
  const queue = pgBossQueue({ url: env.DATABASE_URL, store, sqlOf, log: () => undefined });
  onTestFinished(() => queue.close());
  return { ...house, deps: { ...deps, queue } };
}

/** A `zhengming worker` at work. */
export interface WorkerProcess {
  readonly pid: number;
  /** All that it has told so far. */
  readonly said: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Its exit code and the signal that ended it, one of them null. */
  readonly ended: Promise<readonly [code: number | null, signal: NodeJS.Signals | null]>;
}

/** Starts `zhengming worker` and waits until it is at work; it is ended with the test. */
export async function startWorker(
  { dataDir, env }: Place,
  more: NodeJS.ProcessEnv = {},
): Promise<WorkerProcess> {
  const child = spawnCli(["worker", "--jobs", "1"], dataDir, { ...env, ...more });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const kill = (signal: NodeJS.Signals): void => void child.kill(signal);
  onTestFinished(async () => {
    kill("SIGTERM");
    await ended;
  });
  while (!said.includes("Working at the runs")) {
    if (child.exitCode !== null) throw new Error(`The worker ended: ${said}`);
    await sleep(20);
  }
  return { pid: child.pid ?? 0, said: () => said, kill, ended };
}

/** Waits until a run has done so many articles. */
export async function doneAtLeast({ store }: Place, runId: string, articles: number): Promise<void> {
  while ((await store.read((tx) => tx.runCounts(runId))).articles < articles) await sleep(5);
}

/** Process ids of those who have a part of a run in hand. */
export function holders({ store }: Place): Promise<number[]> {
  return store.read(holdersIn);
}

async function holdersIn(tx: StoreReader): Promise<number[]> {
  const workers = await tx.runWorkers();
  return [...new Set(workers.map((worker) => Number(worker.split(":")[1])))];
}

/** Waits until a process has a part of a run in hand, kills it at a moment when nobody can write, and gives its id. */
export async function killHolder({ store }: Place): Promise<number> {
  for (;;) {
    const killed = await store.write(async (tx) => (await holdersIn(tx)).find(kill));
    if (killed !== undefined) return killed;
    await sleep(5);
  }
}

/** Kills a process; false where it is no more. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

/** Lines in which a process tells of a fault. */
export function faultsIn(said: string): string[] {
  return said.split("\n").filter((line) => /^(?:runs|queue):/.test(line));
}
