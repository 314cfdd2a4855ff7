/**
 * The port to what carries and wakes. The table of chunks is the truth about what is to be done: a message that is lost
 * only delays, since workers look by themselves every few seconds, and one that comes twice does nothing.
 */
import type { StoreWriter } from "./store.ts";

/** Says that a run has chunks to be worked off. */
export interface RunMessage {
  readonly runId: string;
}

/** Carries word of work to whoever does it, here or on other machines. */
export interface RunQueue {
  /** Sends a message with the transaction: it goes out when that is committed, and never otherwise. */
  enqueue(tx: StoreWriter, message: RunMessage): Promise<void>;
  /** Called after the commit: wakes those who wait in this process. */
  wake(): void;
  /** Calls `work` whenever there may be something to do, until the function that it gives is called. */
  subscribe(work: () => void): () => void;
}

/** A queue within one process, where the store is a file: nothing is sent, those who wait are told after the commit. */
export function localQueue(): RunQueue {
  const listeners = new Set<() => void>();
  return {
    enqueue: () => Promise.resolve(),
    wake() {
      for (const listener of listeners) listener();
    },
    subscribe(work) {
      listeners.add(work);
      return () => listeners.delete(work);
    },
  };
}
