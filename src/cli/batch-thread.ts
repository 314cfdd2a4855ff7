/** The thread that reads and renders batches of runs, beside the process that writes them. */
import { readBatch } from "../app/runs/read-batch.ts";
import type { Store } from "../app/store.ts";
import { answerOf, type BatchAnswer, type BatchTask } from "../jobs/batch-threads.ts";
import { openStore, type StorePlace } from "../storage/open.ts";

let opened: Promise<Store> | undefined;

/** Reads a batch. The store is opened once and stays open as long as the thread. */
export function work({ place, claim, limit }: BatchTask<StorePlace>): Promise<BatchAnswer> {
  return answerOf(async () => {
    opened ??= openStore(place);
    const store = await opened.catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return readBatch({ store }, claim, limit);
  });
}
