/** Word of a run's work, for the queue that carries it. */
import type { Deps } from "../deps.ts";
import type { RunMessage } from "../queue.ts";
import type { StoreWriter } from "../store.ts";
import { ACTIVE_STATES } from "./model.ts";
import { failRunIn } from "./work.ts";

/** So many processes are called for a run at most; others find it by looking. */
const HANDS = 32;

/** Sends word that a run has chunks to be worked off, to a process each at most. */
export async function sendRun({ queue }: Deps, tx: StoreWriter, runId: string): Promise<void> {
  if (queue === undefined) return;
  const hands = Math.min(HANDS, await tx.openRunChunks(runId));
  if (hands === 0) return;
  const { articles } = await tx.runCounts(runId);
  await queue.enqueue(tx, { runId, done: articles }, hands);
}

/**
 * What becomes of a run of which a message died: one that went on since it was sent is sent again, since workers come
 * and go; one that no process has brought an article further has failed, so that it ends no more of them.
 */
export function buryMessage(deps: Deps, { runId, done }: RunMessage): Promise<void> {
  return deps.store.write(async (tx) => {
    const run = await tx.run(runId);
    if (run === undefined || !(ACTIVE_STATES as readonly string[]).includes(run.state)) return;
    if ((await tx.runCounts(runId)).articles > done) await sendRun(deps, tx, runId);
    else await failRunIn(tx, runId, "internal", deps.now());
  });
}
