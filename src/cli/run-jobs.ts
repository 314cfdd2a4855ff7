/** Working runs off beside whatever else a process does. */
import type { Deps } from "../app/deps.ts";
import { defaultThreads } from "../jobs/pool.ts";
import { type CourteousStore, startRunner } from "../jobs/runner.ts";
import { openBatchReader } from "./batch-reader.ts";
import { Refusal } from "./refusal.ts";
import type { Session } from "./session.ts";

const MOST_JOBS = 256;

/**
 * How many threads are to work at runs; as many as the machine runs at once if nothing is said. A usage refusal for
 * fewer than `least`.
 */
export function runJobsOf(value: string | undefined, least: 0 | 1): number {
  if (value === undefined) return defaultThreads();
  const jobs = Number(value);
  if (/^\d+$/.test(value) && jobs >= least && jobs <= MOST_JOBS) return jobs;
  throw new Refusal("usage", {
    key: "cli.option-choice",
    params: { option: "--jobs", value, choices: `${String(least)}–${String(MOST_JOBS)}` },
  });
}

/** Works runs off with so many threads until the function that it gives is called; with none, leaves them to others. */
export function startJobs(
  { io, place }: Session,
  deps: Deps,
  courtesy: CourteousStore,
  threads: number,
): () => Promise<void> {
  if (threads === 0) return () => Promise.resolve();
  const reader = openBatchReader(place(), threads);
  // One more than there are threads: while a batch is written others are rendered.
  const runner = startRunner({ deps, reader, courtesy, chunks: threads + 1, log: io.tell, env: io.env });
  return async () => {
    await runner.stop();
    await reader.close();
  };
}
