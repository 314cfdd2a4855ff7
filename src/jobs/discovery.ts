import { Worker } from "node:worker_threads";
import type { DiscoveryRequest } from "../app/discovery-request.ts";
import type { Discovery } from "../core/discovery/model.ts";

/** Built as JavaScript beside this file, or run as it stands. */
const THREAD = new URL(
  `./discovery-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`,
  import.meta.url,
);

/**
 * Answers discovery requests in a thread that lives as long as one request, one after another: pages and saves go on
 * meanwhile, and the dictionary's memory is given back.
 */
export function discoverInThread(): (request: DiscoveryRequest) => Promise<Discovery> {
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const answer = last.then(() => askThread(request));
    last = answer.catch(() => undefined);
    return answer;
  };
}

function askThread(request: DiscoveryRequest): Promise<Discovery> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: request });
    thread.once("message", (found: Discovery) => resolve(found));
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`The discovery thread ended with ${code}.`)));
  });
}
