/** A thread for the tests of the pool: does what its task says. */
import { setTimeout as sleep } from "node:timers/promises";
import { threadId } from "node:worker_threads";

/** What a thread is told to do. */
export type EchoTask =
  | { readonly kind: "echo"; readonly value: number; readonly after?: number }
  | { readonly kind: "thread" }
  | { readonly kind: "throw"; readonly message: string }
  | { readonly kind: "exit" };

/** The task's own value, or the number of the thread. */
export async function work(task: EchoTask): Promise<number> {
  if (task.kind === "throw") throw new RangeError(task.message);
  if (task.kind === "exit") process.exit(3);
  if (task.kind === "thread") return threadId;
  await sleep(task.after ?? 0);
  return task.value;
}
