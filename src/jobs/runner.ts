/** Works runs off within this process, beside whatever else it does. */
import { AsyncLocalStorage } from "node:async_hooks";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Deps } from "../app/deps.ts";
import type { Worker } from "../app/runs/batch.ts";
import { ACTIVE_STATES, type RunChunk, type RunFailure } from "../app/runs/model.ts";
import { buryMessage } from "../app/runs/messages.ts";
import type { BatchReader } from "../app/runs/read-batch.ts";
import { claimChunk, failRun, workChunk } from "../app/runs/work.ts";
import type { Store } from "../app/store.ts";
import { crashPoints } from "./crash-points.ts";

/** How often it is looked for work of which no word came, in milliseconds. */
const POLL = 3000;
/** How often it is looked whether a run still goes of which a message is kept, in milliseconds. */
const HOLD = 1000;
/** How often a batch is tried before its run is said to have failed. */
const TRIES = 4;
/** How long a run waits after somebody wrote, in milliseconds: whoever types writes again soon. */
const AFTER_WRITING = 15;
/** How long somebody is thought to be at work after they wrote, in milliseconds. */
const AT_WORK = 2000;
/** How long it waits for others at most, in milliseconds. */
const PATIENCE = 250;

/** A store that knows whether somebody else than a runner writes. */
export interface CourteousStore {
  readonly store: Store;
  /** Done when nobody else writes or just wrote, or after a while. */
  readonly quiet: () => Promise<void>;
  /** Whether somebody else writes or wrote in the last moments. */
  readonly watched: () => boolean;
}

const atWork = new AsyncLocalStorage<true>();

/** Wraps a store so that a runner can let others write first. Use it for all, the runner included. */
export function courteous(inner: Store): CourteousStore {
  let writing = 0;
  let last = Number.NEGATIVE_INFINITY;
  // Somebody at another node counts as well.
  inner.watch((by) => {
    if (by === "foreground") last = performance.now();
  });
  const busy = (): boolean => writing > 0 || performance.now() - last < AFTER_WRITING;
  const store: Store = {
    read: (work, how) => inner.read(work, how),
    async write(work, how) {
      if (atWork.getStore() === true) return inner.write(work, how);
      writing++;
      try {
        return await inner.write(work, how);
      } finally {
        writing--;
        last = performance.now();
      }
    },
    watch: (listener) => inner.watch(listener),
    backup: (file) => inner.backup(file),
    close: () => inner.close(),
  };
  return {
    store,
    watched: () => writing > 0 || performance.now() - last < AT_WORK,
    async quiet() {
      const until = performance.now() + PATIENCE;
      while (busy() && performance.now() < until) await sleep(5);
    },
  };
}

export interface RunnerOptions {
  readonly deps: Deps;
  /** This thread reads and renders without one. */
  readonly reader?: BatchReader | undefined;
  /** How many chunks are worked at at once: while one is written, others are rendered. */
  readonly chunks?: number | undefined;
  /** The store's courtesy, if others write beside. */
  readonly courtesy?: Pick<CourteousStore, "quiet" | "watched"> | undefined;
  /** Takes a line about a fault. */
  readonly log: (line: string) => void;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A runner at work. */
export interface Runner {
  /** Looks for work at once. */
  wake(): void;
  /** Gives the chunks back after the batches in hand. Done when nothing is under way. */
  stop(): Promise<void>;
}

/** A worker of this process; its name says where it is, so that what a dead one left can be told. */
export function makeWorker(options: Omit<RunnerOptions, "log" | "chunks">, index = 0): Worker {
  const { deps, reader, courtesy, env = {} } = options;
  const pass = crashPoints(env);
  return {
    deps,
    name: `${hostname()}:${process.pid}:${index}:${deps.newId()}`,
    reader,
    ...(courtesy === undefined ? {} : { yield: courtesy.quiet, watched: courtesy.watched }),
    ...(pass === undefined ? {} : { pass }),
  };
}

/** Gives back what workers of this machine left that are no more: nobody needs to wait until their time runs out. */
export async function releaseDead(deps: Deps): Promise<void> {
  const workers = await deps.store.read((tx) => tx.runWorkers());
  const dead = workers.filter(isDead);
  if (dead.length === 0) return;
  await deps.store.write(async (tx) => {
    for (const worker of dead) await tx.releaseRunWorker(worker);
  });
}

function isDead(worker: string): boolean {
  const [host, pid] = worker.split(":");
  if (host !== hostname() || !/^\d+$/.test(pid ?? "")) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

/** Starts working runs off until it is stopped: those that are there, and those that come. */
export function startRunner(options: RunnerOptions): Runner {
  const { deps, chunks = 2 } = options;
  let stopped = false;
  const isStopped = (): boolean => stopped;
  let wake = Promise.withResolvers<undefined>();
  const awaken = (): void => wake.resolve(undefined);
  const stopping = new AbortController();
  const unsubscribe = deps.queue?.subscribe({
    async work(message) {
      awaken();
      if (message !== undefined) await holdOn(deps, message.runId, stopping.signal);
    },
    dead: (message) => buryMessage(deps, message),
  });
  const waitForWork = async (): Promise<void> => {
    const timer = new AbortController();
    await Promise.race([
      wake.promise,
      sleep(POLL, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
    wake = Promise.withResolvers<undefined>();
  };
  const loop = async (index: number): Promise<void> => {
    const worker = makeWorker(options, index);
    const tries: Tries = new Map();
    while (!isStopped()) {
      let chunk: RunChunk | undefined;
      try {
        if (index === 0) await releaseDead(deps);
        chunk = await claimChunk(worker);
        if (chunk !== undefined) {
          // Others may help with the run's other chunks.
          awaken();
          await workChunk(worker, chunk, isStopped);
          tries.delete(chunk.runId);
        }
      } catch (error) {
        await onError(options, worker, { error, chunk, tries });
      }
      if (chunk === undefined && !isStopped()) await waitForWork();
    }
  };
  const loops = atWork.run(true, () => Array.from({ length: chunks }, (_, index) => loop(index)));
  return {
    wake: awaken,
    async stop() {
      stopped = true;
      awaken();
      await Promise.all(loops);
      // Only now: what is given back then may be taken by others at once.
      stopping.abort(new Error("This process stops."));
      await unsubscribe?.();
    },
  };
}

/**
 * Keeps a message as long as its run goes on, so that others are told when this process is no more. Fails when it stops.
 */
async function holdOn(deps: Deps, runId: string, signal: AbortSignal): Promise<void> {
  while (await isActive(deps, runId)) await sleep(HOLD, undefined, { signal });
}

/** By run: where it went wrong last, and how often there. */
type Tries = Map<string, { readonly place: string; readonly count: number }>;

interface Fault {
  readonly error: unknown;
  readonly chunk: RunChunk | undefined;
  readonly tries: Tries;
}

/** Tries again after a while; after several times the run has failed. */
async function onError(
  { log }: RunnerOptions,
  worker: Worker,
  { error, chunk, tries }: Fault,
): Promise<void> {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log(`runs: ${chunk === undefined ? "" : `${placeOf(chunk)}: `}${what}`);
  const key = chunk?.runId ?? "";
  // What went on since the last fault shows that it passes: a connection that is cut now and then stops no run.
  const place = `${chunk?.number ?? 0}:${chunk?.cursor ?? ""}`;
  const last = tries.get(key);
  const tried = last?.place === place ? last.count + 1 : 1;
  tries.set(key, { place, count: tried });
  if (chunk !== undefined && tried >= TRIES && !isOutage(error)) {
    tries.delete(key);
    // Where that cannot be written either the run goes on once it can.
    await failRun(worker, chunk.runId, failureOf(error)).catch((again: unknown) =>
      log(`runs: ${String(again)}`),
    );
  }
  await sleep(Math.min(POLL, 100 * 2 ** tried));
}

/** Where it went wrong, as the chunk was when it was claimed: behind the cursor, or further on. */
function placeOf({ runId, number, cursor }: RunChunk): string {
  return `run ${runId}, chunk ${number}, ${cursor === null ? "from its beginning" : `behind article ${cursor}`}`;
}

/** PostgreSQL's: connection lost, shutdown, crash, starting up, too many connections. The system's: nobody answers. */
const OUTAGES =
  /^(?:08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;
/** What the driver throws without a code. */
const CUT = /connection terminated|connection error|timeout exceeded when trying to connect/i;

/** Whether the database could not be reached: that passes, however long it takes, and is no fault of the run. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // A socket that is gone.
  if ("syscall" in error && error.syscall === "connect") return true;
  return "code" in error && typeof error.code === "string"
    ? OUTAGES.test(error.code)
    : CUT.test(error.message);
}

const SQLITE_FULL = 13;

/** Why a run failed, by what the store threw. */
export function failureOf(error: unknown): RunFailure {
  const full =
    error instanceof Error &&
    (("errcode" in error && error.errcode === SQLITE_FULL) ||
      ("code" in error && (error.code === "53100" || error.code === "ENOSPC")));
  return full ? "disk-full" : "internal";
}

/**
 * Works at one run in this process, beside others that may do so elsewhere, until it is done or stopped. `watch` is
 * called now and then. What goes wrong again and again is the run's failure, not thrown.
 */
export async function workRun(
  options: RunnerOptions,
  runId: string,
  watch: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { deps, chunks = 2 } = options;
  let over = false;
  await releaseDead(deps);
  const loop = async (index: number): Promise<void> => {
    const worker = makeWorker(options, index);
    const tries: Tries = new Map();
    while (!over) {
      let chunk: RunChunk | undefined;
      try {
        chunk = await claimChunk(worker, runId);
        if (chunk !== undefined) {
          await workChunk(worker, chunk);
          tries.delete(runId);
          continue;
        }
        over ||= !(await isActive(deps, runId));
      } catch (error) {
        await onError(options, worker, { error, chunk, tries });
      }
      // Others have the chunks that are left.
      if (!over) await sleep(WATCH);
    }
  };
  const watching = async (): Promise<void> => {
    while (!over) {
      // What hinders it hinders the work as well, and is told there.
      await watch().catch(() => undefined);
      await sleep(WATCH);
    }
  };
  await Promise.all([watching(), ...Array.from({ length: chunks }, (_, index) => loop(index))]);
  await watch();
}

/** How often somebody who waits for a run looks at it, in milliseconds. */
const WATCH = 200;

async function isActive(deps: Deps, runId: string): Promise<boolean> {
  const run = await deps.store.read((tx) => tx.run(runId));
  return run !== undefined && (ACTIVE_STATES as readonly string[]).includes(run.state);
}
