/** Reading and rendering batches of runs in threads that have the store open for themselves. */
import type { ChunkClaim } from "../app/runs/model.ts";
import type { BatchRead, BatchReader } from "../app/runs/read-batch.ts";
import { defaultThreads, openPool } from "./pool.ts";

/** A batch that a thread is to read; `place` tells it where the store is, and can be copied between threads. */
export interface BatchTask<Place> {
  readonly place: Place;
  readonly claim: ChunkClaim;
  readonly limit: number;
}

/** What it gives: a batch, or what was thrown with the fields by which it is told from other errors. */
export type BatchAnswer =
  | { readonly read: BatchRead | undefined }
  | { readonly thrown: string; readonly fields: Readonly<Record<string, unknown>> };

/** Fields of an error that are lost on its way between threads. */
const FIELDS = ["code", "errcode", "syscall"] as const;

/** What a thread answers for `work`. */
export async function answerOf(work: () => Promise<BatchRead | undefined>): Promise<BatchAnswer> {
  try {
    return { read: await work() };
  } catch (error) {
    if (!(error instanceof Error)) return { thrown: String(error), fields: {} };
    const fields = Object.fromEntries(
      FIELDS.flatMap((name) =>
        name in error ? [[name, (error as unknown as Record<string, unknown>)[name]]] : [],
      ),
    );
    return { thrown: error.stack ?? error.message, fields };
  }
}

/** Reads batches in `threads` threads; `thread` is a module whose export `work` takes a {@link BatchTask}. */
export function openBatchThreads(options: {
  readonly thread: URL;
  readonly place: unknown;
  readonly threads?: number | undefined;
}): BatchReader {
  const { thread, place, threads = defaultThreads() } = options;
  const pool = openPool<BatchTask<unknown>, BatchAnswer>({ thread, threads });
  return {
    async read(claim, limit) {
      const answer = await pool.run({ place, claim, limit });
      if ("read" in answer) return answer.read;
      throw Object.assign(new Error(answer.thrown), answer.fields);
    },
    close: () => pool.close(),
  };
}
