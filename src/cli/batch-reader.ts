import type { BatchReader } from "../app/runs/read-batch.ts";
import { openBatchThreads } from "../jobs/batch-threads.ts";
import type { StorePlace } from "../storage/open.ts";

/** Threads that read and render batches of the store at a place; as many as the machine runs at once if nothing is said. */
export function openBatchReader(place: StorePlace, threads?: number): BatchReader {
  return openBatchThreads({ thread: new URL("./batch-thread.ts", import.meta.url), place, threads });
}
