import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";

/** Threads that work off tasks of one kind. Tasks and results are copied between threads (structured clone). */
export interface ThreadPool<Task, Result> {
  /** How many threads work at once. */
  readonly threads: number;
  /**
   * The result of one task. It waits for its turn: no more than {@link TASKS_A_THREAD} a thread are handed out at once.
   * What a task throws, or what ends its thread, rejects it alone; the others go on. Rejects when the pool is closed.
   */
  run(task: Task): Promise<Result>;
  /**
   * The results of tasks in the order of the tasks, whichever thread is done first. Tasks are taken only as threads get
   * free, so that of a long list few are in memory. After an error no further task is taken; those that were handed out
   * are waited for.
   */
  map(tasks: Iterable<Task> | AsyncIterable<Task>): AsyncGenerator<Result, void>;
  /** Takes no more tasks, waits for those handed out, and ends the threads. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** A module whose export `work` takes a task: the address of its TypeScript. */
  readonly thread: URL;
  /** How many threads; {@link defaultThreads} if not given. */
  readonly threads?: number | undefined;
}

/** One works, one waits: a thread never stands idle while this one prepares the next task. */
export const TASKS_A_THREAD = 2;

/** How long a thread without work stays, in milliseconds: it keeps its glossary for the next task. */
const IDLE = 30_000;

/** What a thread makes is garbage soon, and V8 would rather take a hundred megabytes than look for it a little more often. */
const YOUNG = 24;

/** As many threads as the machine runs at once, as far as this process may use it. */
export function defaultThreads(): number {
  return availableParallelism();
}

/** A pool whose threads start when they are needed; all but one end when they have had no work for a while. */
export function openPool<Task, Result>({
  thread,
  threads = defaultThreads(),
}: PoolOptions): ThreadPool<Task, Result> {
  let piscina: Piscina<Task, Result> | undefined;
  const started = (): Piscina<Task, Result> =>
    (piscina ??= new Piscina<Task, Result>({
      filename: fileURLToPath(builtThread(thread)),
      name: "work",
      // Not none: tasks that wait when the last thread ends by accident would wait for ever.
      minThreads: 1,
      maxThreads: threads,
      idleTimeout: IDLE,
      recordTiming: false,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    }));
  const room = new Room(threads * TASKS_A_THREAD);
  let closing: Promise<void> | undefined;
  const run = async (task: Task): Promise<Result> => {
    if (closing !== undefined) throw new Error("Pool: it is closed.");
    const leave = await room.enter();
    try {
      return await started().run(task);
    } finally {
      leave();
    }
  };
  return {
    threads,
    run,
    map: (tasks) => inOrder(tasks, run, threads * TASKS_A_THREAD),
    close() {
      closing ??= room.emptied().then(() => piscina?.destroy());
      return closing;
    },
  };
}

/** Built as JavaScript beside this program, or run as it stands. */
function builtThread(thread: URL): URL {
  return import.meta.url.endsWith(".ts") ? thread : new URL(thread.href.replace(/\.ts$/, ".js"));
}

/** Results in the order of their tasks, at most `window` of them under way or waiting to be taken. */
async function* inOrder<Task, Result>(
  tasks: Iterable<Task> | AsyncIterable<Task>,
  run: (task: Task) => Promise<Result>,
  window: number,
): AsyncGenerator<Result, void> {
  const under: Promise<Result>[] = [];
  try {
    for await (const task of tasks) {
      const result = run(task);
      // Whoever takes it hears of the error; until then nobody does.
      result.catch(() => undefined);
      under.push(result);
      const first = under.length < window ? undefined : under.shift();
      if (first !== undefined) yield await first;
    }
    for (let first = under.shift(); first !== undefined; first = under.shift()) yield await first;
  } finally {
    await Promise.allSettled(under);
  }
}

/** Room for so many at once; who comes later waits, first come first served. */
class Room {
  readonly #waiting: (() => void)[] = [];
  readonly #emptied: (() => void)[] = [];
  #free: number;
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
    this.#free = size;
  }

  /** Gives the way out, to be used once. */
  async enter(): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return () => {
      const next = this.#waiting.shift();
      if (next !== undefined) {
        next();
        return;
      }
      this.#free++;
      if (this.#free === this.#size) for (const tell of this.#emptied.splice(0)) tell();
    };
  }

  /** Done when nobody is inside or waits. */
  async emptied(): Promise<void> {
    if (this.#free < this.#size) await new Promise<void>((resolve) => this.#emptied.push(resolve));
  }
}
