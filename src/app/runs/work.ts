/** Working runs off: claiming their chunks, and doing these batch by batch. */
import type { StoreWriter } from "../store.ts";
import { ACTIVE_STATES, type ChunkClaim, type RunChunk, type RunFailure } from "./model.ts";
import { type BatchEnd, workBatch, type Worker } from "./batch.ts";
import { continueChange } from "../changes.ts";

/** The most articles of one transaction: no more are done again after a crash. */
export const BATCH = 50;
/** The most while somebody writes, who waits for each. */
export const WATCHED_BATCH = 6;
/** A transaction that takes longer makes the next ones smaller, in milliseconds: editors wait for it. */
const LONG = 60;
/** One that takes less lets the next ones grow. */
const SHORT = 30;
/** A worker without a sign of life for so long has lost its chunk, in milliseconds. */
export const CLAIM_TIMEOUT = 30_000;
/** So many workers that die one after another without bringing a chunk an article further die of it, and not of what else ends them. */
export const DEADLY = 20;

/**
 * Gives a worker the next chunk that nobody works at, of one run or of any; undefined when there is none. At one that
 * {@link DEADLY} workers died at the run fails instead, so that it ends no more of them.
 */
export async function claimChunk(worker: Worker, runId?: string): Promise<RunChunk | undefined> {
  const { deps, name } = worker;
  const staleBefore = deps.now() - CLAIM_TIMEOUT;
  // Asked without the lock that writers queue for.
  if (!(await deps.store.read((tx) => tx.hasRunWork({ worker: name, staleBefore, runId })))) return undefined;
  const chunk = await deps.store.write(async (tx) => {
    const now = deps.now();
    const claimed = await tx.claimRunChunk({ worker: name, now, staleBefore: now - CLAIM_TIMEOUT, runId });
    if (claimed === undefined) return undefined;
    if (claimed.deaths >= DEADLY) {
      await tx.releaseRunChunk(claimed);
      await failRunIn(tx, claimed.runId, "deadly", now);
      return undefined;
    }
    const run = await tx.run(claimed.runId);
    const startedAt = run?.startedAt ?? now;
    if (
      run !== undefined &&
      (await tx.updateRun(run.id, ["waiting"], { state: "running", startedAt, toldAt: now }))
    ) {
      const change = continueChange(tx, run.changeId, now);
      change.tell("run.progress", null, claimed.runId);
      await change.close();
    }
    return claimed;
  });
  if (chunk !== undefined) worker.pass?.("chunk.claimed");
  return chunk;
}

/**
 * Works at a chunk until it is done, its run stops, another worker has it, or `stopping` says so: then it is given back.
 * What goes wrong is thrown; the chunk is given back before.
 */
export async function workChunk(
  worker: Worker,
  chunk: RunChunk,
  stopping: () => boolean = () => false,
): Promise<BatchEnd> {
  const claim: ChunkClaim = { runId: chunk.runId, number: chunk.number, attempt: chunk.attempt };
  let limit = BATCH;
  try {
    for (;;) {
      if (stopping()) break;
      const size = worker.watched?.() === true ? Math.min(limit, WATCHED_BATCH) : limit;
      const { end, held } = await workBatch(worker, claim, size);
      if (end === "done") worker.pass?.("chunk.done");
      if (end !== "more") return await leave(worker, claim, end);
      if (size < limit) continue;
      if (held > LONG) limit = Math.max(5, limit >> 1);
      else if (held < SHORT) limit = Math.min(BATCH, limit + 5);
    }
  } catch (error) {
    // The chunk's time runs out where even that is not possible.
    await release(worker, claim).catch(() => undefined);
    throw error;
  }
  await release(worker, claim);
  return "more";
}

/** A chunk of a run that stopped is free, for when it is taken up again. */
async function leave(worker: Worker, claim: ChunkClaim, end: BatchEnd): Promise<BatchEnd> {
  if (end === "lost") await release(worker, claim);
  return end;
}

function release({ deps }: Worker, claim: ChunkClaim): Promise<void> {
  return deps.store.write((tx) => tx.releaseRunChunk(claim));
}

/** Stops a run that cannot go on; it can be taken up again. */
export function failRun({ deps }: Worker, runId: string, failure: RunFailure): Promise<void> {
  return deps.store.write((tx) => failRunIn(tx, runId, failure, deps.now()));
}

/** {@link failRun} in a transaction that is open. */
export async function failRunIn(
  tx: StoreWriter,
  runId: string,
  failure: RunFailure,
  at: number,
): Promise<void> {
  const run = await tx.run(runId);
  if (run === undefined) return;
  if (!(await tx.updateRun(runId, ACTIVE_STATES, { state: "failed", failure, finishedAt: at }))) return;
  const change = continueChange(tx, run.changeId, at);
  change.tell("run.progress", null, runId);
  await change.close();
}
