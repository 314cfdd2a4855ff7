/** One batch of a chunk: read and rendered by a thread or this one, written with the chunk's cursor in one transaction. */
import { continueChange, type OpenChange } from "../changes.ts";
import type { Deps } from "../deps.ts";
import { renderMaterial } from "../render-material.ts";
import { mayRun } from "../rights.ts";
import type { StoreReader, StoreWriter } from "../store.ts";
import { applyRenderings } from "./apply.ts";
import { glossaryAt } from "./glossary-at.ts";
import { inputsHash, loadArticles, materialOf } from "./material.ts";
import {
  ACTIVE_STATES,
  type ChunkClaim,
  NO_COUNTS,
  type Run,
  type RunArticle,
  type RunCounts,
} from "./model.ts";
import {
  type BatchRead,
  type BatchReader,
  readBatch,
  type RenderedPair,
  stillClaimed,
} from "./read-batch.ts";
import { reverseChange } from "./reverse.ts";

/** Progress is told no more often, in milliseconds. */
const TELL_EVERY = 1000;

/** Places at which a worker may be killed in a test; they are passed in this order, `batch.…` once a batch. */
export const CRASH_POINTS = [
  "chunk.claimed",
  "batch.read",
  "batch.rendered",
  "batch.begun",
  "batch.applied",
  "batch.listed",
  "batch.stepped",
  "run.finished",
  "batch.committed",
  "chunk.done",
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** What a worker works with. */
export interface Worker {
  readonly deps: Deps;
  /** Names it among all workers, those of other machines too. */
  readonly name: string;
  /** Reads and renders batches in threads; without one this thread does. */
  readonly reader?: BatchReader | undefined;
  /** Waits until nobody else wants to write. */
  readonly yield?: () => Promise<void>;
  /** Whether somebody has been writing in the last moments and would notice a long transaction. */
  readonly watched?: () => boolean;
  /** Called at each {@link CRASH_POINTS}. */
  readonly pass?: (point: CrashPoint) => void;
}

/** `more`: the chunk goes on. `done`: it has no more articles. `lost`: the run stopped or another worker has the chunk. */
export type BatchEnd = "more" | "done" | "lost";

/** How a batch ended, and how long it kept others from writing, in milliseconds. */
export interface BatchDone {
  readonly end: BatchEnd;
  readonly held: number;
}

/** Does the next `limit` articles of a chunk at most. */
export async function workBatch(worker: Worker, claim: ChunkClaim, limit: number): Promise<BatchDone> {
  const { deps, reader, pass } = worker;
  const read = await (reader?.read(claim, limit) ?? readBatch(deps, claim, limit));
  if (read === undefined) return { end: "lost", held: 0 };
  pass?.("batch.read");
  pass?.("batch.rendered");
  await worker.yield?.();
  let began = performance.now();
  const end = await deps.store.write((tx) => {
    began = performance.now();
    return writeBatch(worker, tx, claim, read);
  }, "background");
  const held = performance.now() - began;
  pass?.("batch.committed");
  return { end, held };
}

async function writeBatch(
  worker: Worker,
  tx: StoreWriter,
  claim: ChunkClaim,
  read: BatchRead,
): Promise<BatchEnd> {
  const { deps, pass } = worker;
  const claimed = await stillClaimed(tx, claim);
  if (claimed?.chunk.cursor !== read.from) return "lost";
  const { run } = claimed;
  if (!mayRun(run.actor, run)) {
    await fail(tx, run, deps.now());
    return "lost";
  }
  pass?.("batch.begun");
  const change = continueChange(tx, run.changeId, deps.now());
  const written =
    run.kind === "undo" ? await takeBack(tx, change, run, read) : await render(deps, tx, change, run, read);
  pass?.("batch.applied");
  await tx.addRunArticles(written);
  await tx.touchArticles(
    written.map(({ articleId }) => articleId),
    change.at,
  );
  pass?.("batch.listed");
  const state = read.last ? ("done" as const) : ("claimed" as const);
  const counts = countsOf(read.articleIds.length, written);
  if (!(await tx.stepRunChunk(claim, { cursor: read.cursor, state, now: change.at, counts }))) {
    throw new Error(`Run ${run.id}: chunk ${claim.number} was lost within its own transaction.`);
  }
  pass?.("batch.stepped");
  const finished = read.last && (await tx.openRunChunks(run.id)) === 0;
  if (finished) {
    await tx.updateRun(run.id, ACTIVE_STATES, { state: "done", finishedAt: change.at });
    pass?.("run.finished");
  }
  if (finished || change.at - run.toldAt >= TELL_EVERY) {
    await tx.updateRun(run.id, [...ACTIVE_STATES, "done"], { toldAt: change.at });
    change.tell("run.progress", null, run.id);
  }
  await change.close();
  return read.last ? "done" : "more";
}

async function fail(tx: StoreWriter, run: Run, at: number): Promise<void> {
  await tx.updateRun(run.id, ACTIVE_STATES, { state: "failed", failure: "forbidden", finishedAt: at });
  const change = continueChange(tx, run.changeId, at);
  change.tell("run.progress", null, run.id);
  await change.close();
}

async function render(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  run: Run,
  read: BatchRead,
): Promise<RunArticle[]> {
  const { pairs, untouched } = await asTheyAreNow(deps, tx, run, read);
  const written = await applyRenderings({ deps, tx, change, touchApproved: run.touchApproved }, pairs);
  const ids = pairs.map(({ loaded }) => loaded.source.id);
  await tx.setGlossaryRevisions([...ids, ...untouched], run.glossaryRevision);
  return written.flatMap(({ touched, changed, proposals, conflicts }, index) => {
    const articleId = ids[index];
    if (!touched || articleId === undefined) return [];
    return [{ runId: run.id, articleId, changed, proposals, conflicts, exceptions: [] }];
  });
}

/** The articles of a batch as they are in the transaction that writes. */
interface Current {
  readonly pairs: readonly Pick<RenderedPair, "loaded" | "rendered">[];
  /** Ids of those whose last rendering is the same, but for the glossary's revision. */
  readonly untouched: readonly string[];
}

/** The renderings that were made, where their articles are as they were; the others are read again. */
async function asTheyAreNow(deps: Deps, tx: StoreWriter, run: Run, read: BatchRead): Promise<Current> {
  const changed = new Set(await changedSince(tx, read));
  const again = await loadArticles(tx, [...changed]);
  const pairs: Pick<RenderedPair, "loaded" | "rendered">[] = [];
  const untouched: string[] = [];
  for (const [id, before] of read.rendered) {
    const then = read.touched.get(id);
    const loaded = again.get(id);
    if (loaded === undefined) {
      if (then !== undefined) pairs.push(then);
      else if (before !== run.glossaryRevision) untouched.push(id);
      continue;
    }
    const { archivedAt, glossaryRevision } = loaded.source;
    if (archivedAt !== null || glossaryRevision > run.glossaryRevision) continue;
    const rendered =
      then?.inputs === inputsHash(loaded)
        ? then.rendered
        : renderMaterial(materialOf(loaded), await glossaryAt(deps, tx, run.glossaryRevision));
    pairs.push({ loaded, rendered });
  }
  return { pairs, untouched };
}

/** Articles that somebody changed, or another run rendered: where that wrote nothing no event tells of it. */
async function changedSince(tx: StoreReader, { seq, rendered }: BatchRead): Promise<readonly string[]> {
  const ids = [...rendered.keys()];
  const marks = await tx.articleMarksOf(ids);
  const others = marks.filter((mark) => mark.glossaryRevision !== rendered.get(mark.id));
  return [...(await tx.changedAfter(seq, ids)), ...others.map(({ id }) => id)];
}

async function takeBack(
  tx: StoreWriter,
  change: OpenChange,
  run: Run,
  read: BatchRead,
): Promise<RunArticle[]> {
  const undone = await tx.run(run.undoes ?? "");
  if (undone === undefined) throw new Error(`Run ${run.id} takes back none.`);
  const reversed = await reverseChange(tx, change, undone.changeId, read.articleIds);
  return [...reversed].map(([articleId, { changed, exceptions }]) => ({
    runId: run.id,
    articleId,
    changed,
    proposals: 0,
    conflicts: 0,
    exceptions,
  }));
}

function countsOf(articles: number, written: readonly RunArticle[]): RunCounts {
  const counts = { ...NO_COUNTS, articles, touched: written.length };
  for (const one of written) {
    counts.changed += one.changed;
    counts.proposals += one.proposals;
    counts.conflicts += one.conflicts;
    counts.exceptions += one.exceptions.length;
  }
  return counts;
}
