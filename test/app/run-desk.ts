/** Runs as the tests start, work off and stop them. */
import type { Deps } from "../../src/app/deps.ts";
import { answerDiscovery } from "../../src/app/discovery-request.ts";
import type { CrashPoint, Worker } from "../../src/app/runs/batch.ts";
import type { Run, RunScope } from "../../src/app/runs/model.ts";
import { startRun, type StartRunInput } from "../../src/app/runs/start.ts";
import { findRun } from "../../src/app/runs/views.ts";
import { claimChunk, workChunk } from "../../src/app/runs/work.ts";
import type { Store } from "../../src/app/store.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { spoolToDisk } from "../../src/jobs/spool.ts";
import type { House } from "../support/house.ts";
import { EDITOR } from "../support/records.ts";
import { bring } from "./desk.ts";

/** The use cases' surroundings over a store that somebody else opened and closes; the clock and the ids count up. */
export function houseOn(store: Store): House {
  let time = 1000;
  let ids = 0;
  const deps: Deps = {
    store,
    now: () => ++time,
    newId: () => `i${String(++ids).padStart(8, "0")}`,
    lexicon: readLexicon,
    spool: spoolToDisk,
    discover: async (request) => answerDiscovery(request, await readLexicon()),
  };
  const none = (): Promise<never> => Promise.reject(new Error("not in this house"));
  return { deps, store, actor: EDITOR, dataDir: "", loadSeed: none, dispose: () => Promise.resolve() };
}

/** A worker that renders in this thread. */
export function workerOf({ deps }: House, more: Partial<Worker> = {}): Worker {
  return { deps, name: `w${deps.newId()}`, ...more };
}

/** Thrown where a test lets a worker die. */
export class Killed extends Error {}

/** A worker that dies when it passes a point for the `times`th time, and does nothing more. */
export function mortal(house: House, point: CrashPoint, times = 1): Worker {
  let left = times;
  return workerOf(house, {
    pass: (passed) => {
      if (passed === point && --left === 0) throw new Killed(point);
    },
  });
}

export const EVERYTHING: RunScope = { target: { kind: "all" } };

/** Starts a run over all articles unless something else is said. */
export function begin({ deps, actor }: House, more: Partial<StartRunInput> = {}): Promise<Run> {
  return startRun(deps, actor, { scope: EVERYTHING, ...more });
}

/** Works at all there is until there is nothing more. */
export async function workOff(house: House, worker: Worker = workerOf(house)): Promise<void> {
  for (let chunk = await claimChunk(worker); chunk !== undefined; chunk = await claimChunk(worker)) {
    await workChunk(worker, chunk);
  }
}

/** `state articles/total changed proposals conflicts exceptions` of a run. */
export async function told({ deps }: House, runId: string): Promise<string> {
  const { run, progress } = await findRun(deps, runId);
  const { articles, changed, proposals, conflicts, exceptions } = progress.counts;
  return `${run.state} ${articles}/${progress.total} ${changed} ${proposals} ${conflicts} ${exceptions}`;
}

/** Imports some articles with a name in each. */
export async function bringMany(house: House, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    ids.push(await bring(house, `Bi Jianwen spoke on day ${index}. Then Bi Jianwen left town ${index}.`));
  }
  return ids;
}

/** All that a run may change, article by article: segments as they stand without their revisions, open proposals. */
export async function picture({ store }: House, articleIds: readonly string[]): Promise<unknown[]> {
  return store.read(async (tx) => {
    const all = [];
    for (const id of articleIds) {
      const segments = await tx.segments(id);
      const open = await tx.openProposals(id);
      all.push({
        segments: segments.map((s) => ({
          ...{ id: s.id, from: s.from, to: s.to, state: s.state },
          ...{ text: s.text, rendered: s.rendered, provenance: s.provenance },
        })),
        open: open.map(({ id: proposal, rendered, merged }) => ({ proposal, rendered, merged })),
      });
    }
    return all;
  });
}

/** How many revisions of segments a change wrote, at most, of one segment. */
export async function mostRevisions({ store }: House, changeId: string): Promise<number> {
  const revisions = await store.read((tx) => tx.revisionsOf(changeId));
  const bySegment = Map.groupBy(revisions, (revision) => revision.segmentId);
  return Math.max(0, ...[...bySegment.values()].map((own) => own.length));
}
