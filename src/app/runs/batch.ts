/** One batch of a chunk: read, rendered outside any transaction, written with the chunk's cursor in one. */
import type { Deps } from "../deps.ts";
import { renderMaterial, type RenderedArticle, type RenderPool } from "../render-pool.ts";
import { mayRun } from "../rights.ts";
import type { StoreReader, StoreWriter } from "../store.ts";
import { applyRenderings } from "./apply.ts";
import { continueChange } from "../changes.ts";
import { glossaryAt } from "./glossary-at.ts";
import { inputsHash, loadArticles, materialOf, type Loaded } from "./material.ts";
import {
  ACTIVE_STATES,
  type ChunkClaim,
  NO_COUNTS,
  type Run,
  type RunArticle,
  type RunChunk,
  type RunCounts,
} from "./model.ts";
import { reverseChange } from "./reverse.ts";
import { type NextArticles, nextArticles } from "./scope.ts";

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
  readonly pool: RenderPool;
  /** Waits until nobody else wants to write. */
  readonly yield?: () => Promise<void>;
  /** Whether somebody has been writing in the last moments and would notice a long transaction. */
  readonly watched?: () => boolean;
  /** Called at each {@link CRASH_POINTS}. */
  readonly pass?: (point: CrashPoint) => void;
}

/** `more`: the chunk goes on. `done`: it has no more articles. `lost`: the run stopped or another worker has the chunk. */
export type BatchEnd = "more" | "done" | "lost";

interface Read extends NextArticles {
  readonly run: Run;
  readonly chunk: RunChunk;
  /** The last event of the state that was read. */
  readonly seq: number;
  /** Those that are rendered, with what they are rendered by. */
  readonly loaded: ReadonlyMap<string, Loaded>;
  readonly rendered: ReadonlyMap<string, RenderedArticle>;
}

/** Does the next `limit` articles of a chunk at most. */
export async function workBatch(worker: Worker, claim: ChunkClaim, limit: number): Promise<BatchEnd> {
  const read = await readBatch(worker, claim, limit);
  if (read === undefined) return "lost";
  await worker.yield?.();
  const end = await worker.deps.store.write((tx) => writeBatch(worker, tx, claim, read), "background");
  worker.pass?.("batch.committed");
  return end;
}

async function readBatch(worker: Worker, claim: ChunkClaim, limit: number): Promise<Read | undefined> {
  const { deps, pool, pass } = worker;
  const found = await deps.store.read(async (tx) => {
    const claimed = await stillClaimed(tx, claim);
    if (claimed === undefined) return undefined;
    const { run, chunk } = claimed;
    const seq = await tx.lastEvent();
    const next =
      run.kind === "undo"
        ? await nextUndone(tx, run, chunk, limit)
        : await nextArticles(tx, run, chunk, limit);
    if (run.kind === "undo") return { ...claimed, ...next, seq, loaded: new Map<string, Loaded>() };
    const glossary = await glossaryAt(deps, tx, run.glossaryRevision);
    // An article that was rendered with a newer glossary is never rendered back.
    const older = next.articles.filter((head) => head.glossaryRevision <= run.glossaryRevision);
    const ids = older.map((head) => head.id);
    return { ...claimed, ...next, seq, glossary, loaded: await loadArticles(tx, ids) };
  });
  if (found === undefined) return undefined;
  pass?.("batch.read");
  const materials = [...found.loaded.values()].map(materialOf);
  const made =
    "glossary" in found && materials.length > 0
      ? await pool.render({ glossary: found.glossary, articles: materials })
      : [];
  pass?.("batch.rendered");
  return { ...found, rendered: new Map(made.map((rendered) => [rendered.articleId, rendered])) };
}

/** The articles that the run which is taken back wrote in, archived ones too. */
async function nextUndone(tx: StoreReader, run: Run, chunk: RunChunk, limit: number): Promise<NextArticles> {
  const { range, cursor } = chunk;
  const bounds = range.kind === "range" ? range : { from: null, to: null };
  const rows = await tx.runArticles(run.undoes ?? "", {
    after: cursor ?? undefined,
    from: bounds.from ?? undefined,
    to: bounds.to ?? undefined,
    limit,
  });
  const ids = rows.map((row) => row.articleId);
  return {
    articles: await tx.articleHeadsOf(ids),
    cursor: ids.at(-1) ?? cursor,
    last: rows.length < limit,
  };
}

/** The run and the chunk, as long as the one goes on and the other is this worker's. */
async function stillClaimed(
  tx: StoreReader,
  { runId, number, attempt }: ChunkClaim,
): Promise<{ readonly run: Run; readonly chunk: RunChunk } | undefined> {
  const run = await tx.run(runId);
  const chunk = await tx.runChunk(runId, number);
  const active = run !== undefined && (ACTIVE_STATES as readonly string[]).includes(run.state);
  const own = chunk?.state === "claimed" && chunk.attempt === attempt;
  return active && own ? { run, chunk } : undefined;
}

async function writeBatch(worker: Worker, tx: StoreWriter, claim: ChunkClaim, read: Read): Promise<BatchEnd> {
  const { deps, pass } = worker;
  const claimed = await stillClaimed(tx, claim);
  if (claimed?.chunk.cursor !== read.chunk.cursor) return "lost";
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
  const counts = countsOf(read.articles.length, written);
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

type Change = ReturnType<typeof continueChange>;

async function render(
  deps: Deps,
  tx: StoreWriter,
  change: Change,
  run: Run,
  read: Read,
): Promise<RunArticle[]> {
  const current = await asTheyAreNow(deps, tx, run, read);
  const written = await applyRenderings({ deps, tx, change, touchApproved: run.touchApproved }, current);
  const ids = current.map(({ loaded }) => loaded.source.id);
  await tx.setGlossaryRevisions(ids, run.glossaryRevision);
  return written.flatMap(({ touched, changed, proposals, conflicts }, index) => {
    const articleId = ids[index];
    if (!touched || articleId === undefined) return [];
    return [{ runId: run.id, articleId, changed, proposals, conflicts, exceptions: [] }];
  });
}

/** The articles with their renderings; those that somebody changed since they were read are read again. */
async function asTheyAreNow(
  deps: Deps,
  tx: StoreWriter,
  run: Run,
  read: Read,
): Promise<{ readonly loaded: Loaded; readonly rendered: RenderedArticle }[]> {
  const ids = [...read.loaded.keys()];
  const again = await loadArticles(tx, await changedSince(tx, read, ids));
  const pairs: { loaded: Loaded; rendered: RenderedArticle }[] = [];
  for (const [id, then] of read.loaded) {
    const loaded = again.get(id) ?? then;
    const { archivedAt, glossaryRevision } = loaded.source;
    if (archivedAt !== null || glossaryRevision > run.glossaryRevision) continue;
    const made = read.rendered.get(id);
    const stands = made !== undefined && (loaded === then || inputsHash(loaded) === inputsHash(then));
    const rendered = stands
      ? made
      : renderMaterial(materialOf(loaded), await glossaryAt(deps, tx, run.glossaryRevision));
    pairs.push({ loaded, rendered });
  }
  return pairs;
}

/** Articles that somebody changed, or another run rendered: where that wrote nothing no event tells of it. */
async function changedSince(tx: StoreReader, read: Read, ids: readonly string[]): Promise<readonly string[]> {
  const rendered = (await tx.articleMarksOf(ids)).filter(
    ({ id, glossaryRevision }) => glossaryRevision !== read.loaded.get(id)?.source.glossaryRevision,
  );
  return [...(await tx.changedAfter(read.seq, ids)), ...rendered.map((head) => head.id)];
}

async function takeBack(tx: StoreWriter, change: Change, run: Run, read: Read): Promise<RunArticle[]> {
  const undone = await tx.run(run.undoes ?? "");
  if (undone === undefined) throw new Error(`Run ${run.id} takes back none.`);
  const ids = read.articles.map((head) => head.id);
  const reversed = await reverseChange(tx, change, undone.changeId, ids);
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
