/** Stopping a run and taking it up again. A worker sees it before it writes the next articles. */
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import type { Actor } from "../records.ts";
import { mayRun } from "../rights.ts";
import { sendRun } from "./messages.ts";
import { ACTIVE_STATES, type Run, type RunState } from "./model.ts";
import { getRun, standingUndo, tell } from "./start.ts";

interface Control {
  readonly runId: string;
}

/** States that each word is for. */
export const CONTROLS = {
  pause: ACTIVE_STATES,
  resume: ["paused", "cancelled", "failed"],
  cancel: [...ACTIVE_STATES, "paused"],
} as const satisfies Readonly<Record<string, readonly RunState[]>>;

/** Stops a run until it is resumed. Fails not-found, forbidden, conflict in another state. */
export function pauseRun(deps: Deps, actor: Actor, input: Control): Promise<void> {
  return control(deps, actor, input, "pause", { state: "paused" });
}

/** Stops a run; what it wrote stands. It may be taken up again or taken back. Fails not-found, forbidden, conflict. */
export function cancelRun(deps: Deps, actor: Actor, input: Control): Promise<void> {
  return control(deps, actor, input, "cancel", { state: "cancelled", finishedAt: deps.now() });
}

/**
 * Lets a run go on behind the last article that it did. Fails not-found, forbidden, conflict in another state or where it
 * was taken back.
 */
export async function resumeRun(deps: Deps, actor: Actor, input: Control): Promise<void> {
  await control(deps, actor, input, "resume", { state: "waiting", finishedAt: null, failure: null });
  deps.queue?.wake();
}

function control(
  deps: Deps,
  actor: Actor,
  { runId }: Control,
  word: keyof typeof CONTROLS,
  patch: Partial<Pick<Run, "state" | "finishedAt" | "failure">>,
): Promise<void> {
  return deps.store.write(async (tx) => {
    const run = await getRun(tx, runId);
    if (!mayRun(actor, run)) throw new Failure("forbidden", "failure.run-forbidden", {});
    if (word === "resume" && (await standingUndo(tx, runId)) !== undefined)
      throw new Failure("conflict", "failure.run-undone", { name: run.name });
    if (!(await tx.updateRun(runId, CONTROLS[word], patch)))
      throw new Failure("conflict", "failure.run-state", { name: run.name });
    await tell(deps, tx, run);
    if (word !== "resume") return;
    await tx.forgetRunDeaths(runId);
    await sendRun(deps, tx, runId);
  });
}
