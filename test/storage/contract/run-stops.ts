import { AsyncLocalStorage } from "node:async_hooks";
import { expect, it } from "vitest";
import { Failure } from "../../../src/app/failure.ts";
import { CRASH_POINTS, type CrashPoint, type Worker } from "../../../src/app/runs/batch.ts";
import { cancelRun } from "../../../src/app/runs/control.ts";
import type { Run } from "../../../src/app/runs/model.ts";
import { undoRun } from "../../../src/app/runs/start.ts";
import { findRun } from "../../../src/app/runs/views.ts";
import { CLAIM_TIMEOUT, WATCHED_BATCH } from "../../../src/app/runs/work.ts";
import { mark, name, named, segmentAt, type } from "../../app/desk.ts";
import {
  begin,
  bringMany,
  houseOn,
  Killed,
  mortal,
  mostRevisions,
  picture,
  told,
  workerOf,
  workOff,
} from "../../app/run-desk.ts";
import type { House } from "../../support/house.ts";
import type { WithStore } from "../fixtures.ts";

/** Two batches and a part of a third. */
const ARTICLES = 2 * WATCHED_BATCH + 2;
/** A worker whose batches are small. */
const SMALL = { watched: (): boolean => true } as const;

interface Scene {
  readonly house: House;
  readonly point: CrashPoint;
  /** All articles as they are before a run. */
  readonly before: unknown[];
  readonly now: () => Promise<unknown[]>;
}

/** Untouched articles, an approved and an edited one. */
async function sceneOf(house: House, point: CrashPoint): Promise<Scene> {
  const ids = await bringMany(house, ARTICLES);
  await mark(house, (await segmentAt(house, ids[1] ?? "")).id, "approved");
  await type(house, (await segmentAt(house, ids[WATCHED_BATCH] ?? "")).id, "Bi Jianwen spoke at length.");
  await name(house, named("Mohamed Butt < Bi Jianwen"));
  const now = (): Promise<unknown[]> => picture(house, ids);
  return { house, point, before: await now(), now };
}

/** Works while somebody else does `act` once, as a worker passes the point; neither waits for the other. */
async function workWhile<T>({ house, point }: Scene, act: () => Promise<T>): Promise<T> {
  let acting: Promise<T> | undefined;
  // Not from within the worker's transaction.
  const outside = AsyncLocalStorage.snapshot();
  const pass: Worker["pass"] = (passed) => {
    if (passed === point) acting ??= outside(act);
  };
  await workOff(house, workerOf(house, { ...SMALL, pass }));
  if (acting === undefined) throw new Error(`No worker passed ${point}.`);
  return acting;
}

/** Works with a worker that dies at the point, as long as there is one: nobody gives back what it had. */
async function workToDeath({ house, point }: Scene): Promise<void> {
  await expect(workOff(house, { ...mortal(house, point), ...SMALL })).rejects.toThrow(Killed);
}

/** Works off what is left, also what a dead worker had. */
function workOut({ house }: Scene): Promise<void> {
  return workOff({ ...house, deps: { ...house.deps, now: () => house.deps.now() + 2 * CLAIM_TIMEOUT } });
}

function takeBack({ house }: Scene, { id }: Run): Promise<Run> {
  return undoRun(house.deps, house.actor, { runId: id });
}

/** Cancels a run, if it is not done by now. */
async function cancel({ house }: Scene, { id }: Run): Promise<void> {
  try {
    await cancelRun(house.deps, house.actor, { runId: id });
  } catch (error) {
    if (!(error instanceof Failure) || error.key !== "failure.run-state") throw error;
  }
}

/** Stops a run somehow while or after its worker is at the scene's point and takes it back; gives the runs there were. */
type Stop = (scene: Scene) => Promise<readonly Run[]>;

const cancelled: Stop = async (scene) => {
  const run = await begin(scene.house);
  await workWhile(scene, () => cancel(scene, run));
  const { run: stopped, progress } = await findRun(scene.house.deps, run.id);
  expect(stopped.state).toBe(atTheEnd(scene.point) ? "done" : "cancelled");
  if (!atTheEnd(scene.point)) expect(progress.counts.articles).toBeLessThanOrEqual(WATCHED_BATCH);
  const undo = await takeBack(scene, run);
  await workOff(scene.house);
  return [run, undo];
};

const takenBack: Stop = async (scene) => {
  const run = await begin(scene.house);
  const undo = await workWhile(scene, () => takeBack(scene, run));
  await workOff(scene.house);
  return [run, undo];
};

const killed: Stop = async (scene) => {
  const run = await begin(scene.house);
  await workToDeath(scene);
  const undo = await takeBack(scene, run);
  const { progress } = await findRun(scene.house.deps, undo.id);
  // Before the first batch is written there is nothing to take back.
  if (progress.total > 0) await workToDeath(scene);
  await workOut(scene);
  return [run, undo];
};

const stoppedWhileTakenBack: Stop = async (scene) => {
  const run = await begin(scene.house);
  await workOff(scene.house);
  expect(await told(scene.house, run.id)).toBe(`done ${ARTICLES}/${ARTICLES} ${ARTICLES * 2 - 1} 1 0 0`);
  const first = await takeBack(scene, run);
  await workWhile(scene, () => cancel(scene, first));
  const second = atTheEnd(scene.point) ? [] : [await takeBack(scene, run)];
  await workOff(scene.house);
  return [run, first, ...second];
};

const STOPS = { cancelled, takenBack, killed, stoppedWhileTakenBack };

/** Whether the run is done when its worker has passed a point. */
function atTheEnd(point: CrashPoint): boolean {
  return point === "run.finished" || point === "chunk.done";
}

/** A run that is stopped wherever its worker is: what it wrote is whole, and taking it back leaves the state before. */
export function runStopContract(withStore: WithStore): void {
  it.each(CRASH_POINTS)("while a worker is at %s leave the state before when they are taken back", (point) =>
    withStore(async ({ store }) => {
      const scene = await sceneOf(houseOn(store), point);
      for (const [how, stop] of Object.entries(STOPS)) {
        const runs = await stop(scene);
        const undo = await findRun(scene.house.deps, runs.at(-1)?.id ?? "");
        expect(undo, how).toMatchObject({
          run: { state: "done" },
          progress: { total: undo.progress.counts.articles, counts: { exceptions: 0 } },
        });
        for (const { changeId } of runs)
          expect(await mostRevisions(scene.house, changeId), how).toBeLessThanOrEqual(1);
        expect(await scene.now(), how).toEqual(scene.before);
      }
    })(),
  );
}
