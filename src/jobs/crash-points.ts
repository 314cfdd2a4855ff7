/** Places at which a test kills a worker: nothing happens unless the environment names one. */
import type { CrashPoint } from "../app/runs/batch.ts";

/** Names the point, and after a colon the how manieth passing of it is meant: `batch.applied:3`. */
const VARIABLE = "ZHENGMING_CRASH_AT";

/** Ends the process, as `kill -9` does, at the point that the environment names; undefined when it names none. */
export function crashPoints(
  env: Readonly<Record<string, string | undefined>>,
): ((point: CrashPoint) => void) | undefined {
  const named = env[VARIABLE];
  if (named === undefined || named === "") return undefined;
  const [wanted, times = "1"] = named.split(":");
  let left = Number(times);
  return (point) => {
    if (point === wanted && --left === 0) process.kill(process.pid, "SIGKILL");
  };
}
