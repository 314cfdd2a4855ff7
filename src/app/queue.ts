/**
 * The port to what carries and wakes. The table of chunks is the truth about what is to be done: a message that is lost
 * only delays, since workers look by themselves every few seconds, and one that comes twice does nothing.
 */
import type { StoreWriter } from "./store.ts";

/** Says that a run has chunks to be worked off. */
export interface RunMessage {
  readonly runId: string;
  /** How many articles of it were done when this was sent, by which it is told whether it went on since. */
  readonly done: number;
}

/** What takes messages. */
export interface RunSubscriber {
  /**
   * There may be something to do. It is done when the run needs this process no more; where it fails, or the process
   * dies, the message goes to another one. Without a message: look.
   */
  readonly work: (message?: RunMessage) => Promise<void>;
  /** A message that several processes had and none brought to its end. */
  readonly dead: (message: RunMessage) => Promise<void>;
}

/** Carries word of work to whoever does it, here or on other machines. */
export interface RunQueue {
  /**
   * Sends a message with the transaction, for so many processes at most: it goes out when that is committed, and never
   * otherwise.
   */
  enqueue(tx: StoreWriter, message: RunMessage, hands: number): Promise<void>;
  /** Called after the commit: wakes those who wait in this process. */
  wake(): void;
  /** Brings messages until the function that it gives is called, which is done when nothing is under way any more. */
  subscribe(subscriber: RunSubscriber): () => Promise<void>;
}

/** Those in this process who want to be woken. */
export class Sleepers {
  readonly #subscribers = new Set<RunSubscriber>();

  add(subscriber: RunSubscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => void this.#subscribers.delete(subscriber);
  }

  wake(): void {
    for (const { work } of this.#subscribers) void work();
  }
}

/** A queue within one process, where the store is a file: nothing is sent, those who wait are told after the commit. */
export function localQueue(): RunQueue {
  const sleepers = new Sleepers();
  return {
    enqueue: () => Promise.resolve(),
    wake: () => sleepers.wake(),
    subscribe(subscriber) {
      const remove = sleepers.add(subscriber);
      return () => {
        remove();
        return Promise.resolve();
      };
    },
  };
}
