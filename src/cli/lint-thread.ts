/** Looks for what is wrong in a large glossary in a thread of its own: pages and saves go on meanwhile. */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { Finding } from "../core/finding.ts";
import { lintGlossary } from "../core/glossary/lint.ts";
import { openStore, type StorePlace } from "../storage/open.ts";

/** The findings about a glossary at a revision. */
export interface LintAnswer {
  readonly revision: number;
  readonly findings: readonly Finding[];
}

/** Asks a thread that reads the store for itself and ends with its answer. */
export function lintInThread(place: StorePlace): () => Promise<LintAnswer> {
  return () =>
    new Promise((resolve, reject) => {
      const thread = new Worker(new URL(import.meta.url), { workerData: { lint: place } });
      // The process need not wait for it.
      thread.unref();
      thread.once("message", (answer: LintAnswer) => resolve(answer));
      thread.once("error", reject);
      thread.once("exit", (code) => reject(new Error(`The checking thread ended with ${code}.`)));
    });
}

if (!isMainThread) {
  const { lint } = (workerData ?? {}) as { readonly lint?: StorePlace };
  if (lint !== undefined) {
    const store = await openStore(lint);
    const answer = await store.read(async (tx): Promise<LintAnswer> => {
      const concepts = (await tx.concepts()).map(({ concept }) => concept);
      return { revision: await tx.glossaryRevision(), findings: lintGlossary(concepts) };
    });
    await store.close();
    parentPort?.postMessage(answer);
  }
}
