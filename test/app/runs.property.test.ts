/** Runs among everything that may happen beside them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Failure } from "../../src/app/failure.ts";
import { CRASH_POINTS, workBatch } from "../../src/app/runs/batch.ts";
import { cancelRun, pauseRun, resumeRun } from "../../src/app/runs/control.ts";
import type { RunChunk } from "../../src/app/runs/model.ts";
import { undoRun } from "../../src/app/runs/start.ts";
import { claimChunk, CLAIM_TIMEOUT } from "../../src/app/runs/work.ts";
import { openHouse, type House } from "../support/house.ts";
import { fresh, mark, name, named, segmentsOf, type } from "./desk.ts";
import {
  begin,
  bringMany,
  Killed,
  mortal,
  mostRevisions,
  picture,
  told,
  workerOf,
  workOff,
} from "./run-desk.ts";

/** What happens at a step; the number says to which article, or at which point. */
const STEPS = [
  "work",
  "work",
  "work",
  "crash",
  "late",
  "edit",
  "approve",
  "pause",
  "resume",
  "cancel",
] as const;

interface Game {
  readonly house: House;
  readonly ids: readonly string[];
  readonly runId: string;
  /** Chunks whose workers went away: what they still do must count for nothing. */
  readonly left: RunChunk[];
}

async function play(
  { house, ids, runId, left }: Game,
  step: (typeof STEPS)[number],
  roll: number,
): Promise<void> {
  const later: House = { ...house, deps: { ...house.deps, now: () => house.deps.now() + CLAIM_TIMEOUT * 2 } };
  const [segment] = await segmentsOf(house, ids[roll % ids.length] ?? "");
  const segmentId = segment?.id ?? "";
  switch (step) {
    case "work": {
      const worker = workerOf(later);
      const chunk = await claimChunk(worker, runId);
      if (chunk === undefined) return;
      left.push(chunk);
      await workBatch(worker, chunk, 1 + (roll % 3));
      return;
    }
    case "crash": {
      const point = CRASH_POINTS[roll % CRASH_POINTS.length] ?? "batch.read";
      await workOff(later, mortal(later, point, 1 + (roll % 2)));
      return;
    }
    case "late": {
      const chunk = left[roll % Math.max(1, left.length)];
      const current = chunk && (await house.store.read((tx) => tx.runChunk(runId, chunk.number)));
      if (chunk === undefined || current?.attempt === chunk.attempt) return;
      expect((await workBatch(workerOf(house), chunk, 2)).end).toBe("lost");
      return;
    }
    case "edit":
      return type(house, segmentId, `${(await fresh(house, segmentId)).text} So${roll}.`);
    case "approve":
      return mark(house, segmentId, "approved");
    case "pause":
      return pauseRun(house.deps, house.actor, { runId });
    case "resume":
      return resumeRun(house.deps, house.actor, { runId });
    case "cancel":
      return cancelRun(house.deps, house.actor, { runId });
  }
}

const moves = fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.nat(20)), { maxLength: 14 });

async function gameOf(house: House): Promise<Game> {
  const ids = await bringMany(house, 6);
  await name(house, named("Mohamed Butt < Bi Jianwen"));
  return { house, ids, runId: (await begin(house)).id, left: [] };
}

/** Plays; refusals and deaths are part of the game. */
async function playAll(
  game: Game,
  steps: readonly (readonly [(typeof STEPS)[number], number])[],
): Promise<void> {
  for (const [step, roll] of steps) {
    try {
      await play(game, step, roll);
    } catch (error) {
      if (!(error instanceof Failure) && !(error instanceof Killed)) throw error;
    }
  }
}

describe("a run among edits, deaths and second thoughts", () => {
  it("writes every segment once and loses nothing", async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (steps) => {
        const house = await openHouse();
        try {
          const game = await gameOf(house);
          await playAll(game, steps);
          await resumeRun(house.deps, house.actor, { runId: game.runId }).catch(() => undefined);
          const later = {
            ...house,
            deps: { ...house.deps, now: () => house.deps.now() + CLAIM_TIMEOUT * 9 },
          };
          await workOff(later);
          expect(await told(house, game.runId)).toMatch(/^done 6\/6 /);
          const changeId = (await house.store.read((tx) => tx.run(game.runId)))?.changeId ?? "";
          expect(await mostRevisions(house, changeId)).toBeLessThanOrEqual(1);
          for (const id of game.ids) {
            const open = await house.store.read((tx) => tx.openProposals(id, "rendering"));
            const waiting = new Set(open.map((proposal) => proposal.segmentId));
            for (const segment of await segmentsOf(house, id)) {
              // Text that was approved when the run came, and edited since, has its proposal.
              if (waiting.has(segment.id)) expect(segment.state).not.toBe("open");
              else expect(segment.text).toContain("Mohamed Butt");
            }
          }
        } finally {
          await house.dispose();
        }
      }),
      { numRuns: 25 },
    );
  }, 300_000);

  it("can be taken back at any point, to the state before", async () => {
    const undisturbed = moves.map((steps) => steps.filter(([step]) => step !== "edit" && step !== "approve"));
    await fc.assert(
      fc.asyncProperty(undisturbed, fc.constantFrom(...CRASH_POINTS), async (steps, point) => {
        const house = await openHouse();
        try {
          const game = await gameOf(house);
          const before = await picture(house, game.ids);
          await playAll(game, steps);
          await undoRun(house.deps, house.actor, { runId: game.runId });
          const later = {
            ...house,
            deps: { ...house.deps, now: () => house.deps.now() + CLAIM_TIMEOUT * 9 },
          };
          await workOff(later, mortal(later, point)).catch(() => undefined);
          const last = {
            ...house,
            deps: { ...house.deps, now: () => house.deps.now() + CLAIM_TIMEOUT * 19 },
          };
          await workOff(last);
          expect(await picture(house, game.ids)).toEqual(before);
        } finally {
          await house.dispose();
        }
      }),
      { numRuns: 25 },
    );
  }, 300_000);
});
