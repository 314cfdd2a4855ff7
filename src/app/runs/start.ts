import { continueChange, openChange } from "../changes.ts";
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import { glossaryFor, labelOf } from "../glossary.ts";
import type { Actor } from "../records.ts";
import { mayRun } from "../rights.ts";
import type { StoreReader, StoreWriter } from "../store.ts";
import { sendRun } from "./messages.ts";
import { ACTIVE_STATES, type ChunkRange, type Run, type RunScope } from "./model.ts";
import { chunksOf, chunksOfRun, planScope } from "./scope.ts";

export interface StartRunInput {
  readonly scope: RunScope;
  /** What it is called; worked out from the scope without one. */
  readonly name?: string | undefined;
  readonly touchApproved?: boolean | undefined;
  /** The revision of the glossary that was previewed; the newest without one. */
  readonly glossaryRevision?: number | undefined;
  readonly requestId?: string | undefined;
}

/**
 * Starts a run by the glossary as it is, whatever becomes of that meanwhile. Nothing is rendered before a worker takes
 * it. A request that is repeated starts one run. Fails not-found, forbidden, invalid where the scope has no articles.
 */
export async function startRun(deps: Deps, actor: Actor, input: StartRunInput): Promise<Run> {
  const { scope, touchApproved = false, requestId } = input;
  if (!mayRun(actor, { kind: "render", scope, touchApproved })) throw forbidden();
  const earlier = await findEarlier(deps, requestId);
  if (earlier !== undefined) return earlier;
  // A plan for a million articles takes its time: nobody waits for it to write.
  const plan = await deps.store.read(async (tx) => {
    const newest = await tx.glossaryRevision();
    const glossaryRevision = Math.min(input.glossaryRevision ?? newest, newest);
    const made = await planScope(deps, tx, scope, glossaryRevision);
    const name = input.name ?? (await nameOf(deps, tx, scope));
    return { glossaryRevision, name, total: made.total, chunks: await chunksOf(tx, made) };
  });
  if (plan.total === 0) throw new Failure("invalid", "failure.run-empty", {});
  const run = await deps.store.write(async (tx) => {
    const known = requestId === undefined ? undefined : await tx.runByRequest(requestId);
    if (known !== undefined) return known;
    return addRun(deps, tx, actor, {
      ...plan,
      kind: "render",
      undoes: null,
      scope,
      touchApproved,
      requestId,
    });
  });
  deps.queue?.wake();
  return run;
}

/**
 * Starts taking a run back; one that still goes is cancelled. What came later stays, and is listed. Fails not-found,
 * forbidden, conflict where it was taken back or is about to be.
 */
export async function undoRun(
  deps: Deps,
  actor: Actor,
  input: { readonly runId: string; readonly requestId?: string | undefined },
): Promise<Run> {
  const { requestId } = input;
  const run = await deps.store.write(async (tx) => {
    const known = requestId === undefined ? undefined : await tx.runByRequest(requestId);
    if (known !== undefined) return known;
    const undone = await getRun(tx, input.runId);
    if (!mayRun(actor, { ...undone, kind: "undo" })) throw forbidden();
    if ((await standingUndo(tx, undone.id)) !== undefined)
      throw new Failure("conflict", "failure.run-undone", { name: undone.name });
    if (
      await tx.updateRun(undone.id, [...ACTIVE_STATES, "paused"], {
        state: "cancelled",
        finishedAt: deps.now(),
      })
    )
      await tell(deps, tx, undone);
    const total = await tx.runArticleCount(undone.id);
    const { name, scope, touchApproved, glossaryRevision } = undone;
    const chunks = await chunksOfRun(tx, undone.id);
    return addRun(deps, tx, actor, {
      ...{ name, scope, touchApproved, glossaryRevision, total, chunks, requestId },
      kind: "undo",
      undoes: undone,
    });
  });
  deps.queue?.wake();
  return run;
}

/** The run, or a failure not-found. */
export async function getRun(tx: StoreReader, id: string): Promise<Run> {
  const run = await tx.run(id);
  if (run === undefined) throw new Failure("not-found", "failure.no-run", { id });
  return run;
}

/** The run that took a run back or is about to; one that was cancelled or failed half-way may be followed by another. */
export async function standingUndo(tx: StoreReader, runId: string): Promise<Run | undefined> {
  for (const undo of await tx.undosOfRun(runId)) {
    if (undo.state === "cancelled" || undo.state === "failed") continue;
    const again = await standingUndo(tx, undo.id);
    if (again === undefined) return undo;
  }
  return undefined;
}

/** Appends the event that says that something of a run changed. */
export async function tell(deps: Deps, tx: StoreWriter, run: Run): Promise<void> {
  const change = continueChange(tx, run.changeId, deps.now());
  change.tell("run.progress", null, run.id);
  await change.close();
}

interface NewRun extends Pick<
  Run,
  "name" | "kind" | "scope" | "touchApproved" | "glossaryRevision" | "total"
> {
  readonly undoes: Run | null;
  readonly chunks: readonly ChunkRange[];
  readonly requestId: string | undefined;
}

async function addRun(deps: Deps, tx: StoreWriter, actor: Actor, input: NewRun): Promise<Run> {
  const { name, kind, scope, touchApproved, glossaryRevision, total, chunks, undoes, requestId } = input;
  const id = deps.newId();
  const change = await openChange(deps, tx, actor, {
    kind: kind === "undo" ? "undo" : "render",
    name,
    glossaryRevision,
    ...(undoes === null ? {} : { undoes: undoes.changeId }),
  });
  const run: Run = {
    id,
    changeId: change.id,
    name,
    kind,
    undoes: undoes?.id ?? null,
    // A run without articles has nothing to wait for.
    state: chunks.length === 0 ? "done" : "waiting",
    scope,
    touchApproved,
    glossaryRevision,
    actor,
    total,
    createdAt: change.at,
    startedAt: null,
    finishedAt: chunks.length === 0 ? change.at : null,
    toldAt: 0,
    requestId: requestId ?? null,
    failure: null,
  };
  await tx.addRun(run);
  await tx.addRunChunks(
    id,
    chunks.map((range, index) => ({ number: index + 1, range })),
  );
  change.tell("run.progress", null, id);
  await change.close();
  await sendRun(deps, tx, id);
  return run;
}

function findEarlier(deps: Deps, requestId: string | undefined): Promise<Run | undefined> {
  if (requestId === undefined) return Promise.resolve(undefined);
  return deps.store.read((tx) => tx.runByRequest(requestId));
}

/** The concepts or the article that a scope names; empty where it names none. */
async function nameOf(deps: Deps, tx: StoreReader, { target }: RunScope): Promise<string> {
  if (target.kind === "concepts") {
    const loaded = await glossaryFor(deps, tx);
    return target.conceptIds.map((id) => labelOf(loaded, id)).join(", ");
  }
  if (target.kind !== "articles" || target.articleIds.length !== 1) return "";
  return (await tx.article(target.articleIds[0] ?? ""))?.title ?? "";
}

function forbidden(): Failure {
  return new Failure("forbidden", "failure.run-forbidden", {});
}
