import { parentPort, workerData } from "node:worker_threads";
import { attachMatcher } from "../../../src/core/matching/matcher.ts";

/** What the test sends: a shared buffer, the patterns' payloads, and a text; the hits go back. */
export interface Task {
  readonly buffer: SharedArrayBuffer;
  readonly payloads: readonly number[];
  readonly text: string;
}

const { buffer, payloads, text } = workerData as Task;
const matcher = attachMatcher(
  buffer,
  payloads.map((payload) => ({ payload })),
);
parentPort?.postMessage(typeof matcher === "string" ? matcher : matcher.scan(text));
