/**
 * The queue on PostgreSQL: pg-boss carries word of runs to servers and workers on any machine. A process keeps a run's
 * message as long as the run goes on; when its sign of life stays away, pg-boss gives the message to another, and after
 * several it is a dead letter.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { ConstructorOptions, PgBoss } from "pg-boss";
import { type RunMessage, type RunQueue, type RunSubscriber, Sleepers } from "../app/queue.ts";
import type { Store, StoreWriter } from "../app/store.ts";

/** Where pg-boss keeps its tables, apart from ours. */
export const QUEUE_SCHEMA = "zhengming_queue";
const RUNS = "runs";
const DEAD = "runs-dead";

/** Without a sign of life for so long a process is taken for dead, in seconds; looked for twice as often. */
const HEARTBEAT = 30;
/** How many processes may die of one message before it is a dead letter, less one. */
const RETRIES = 5;
/** The longest that pg-boss lets one process keep a message, in seconds; after that it is brought again. */
const KEPT = 24 * 3600;
/** What was delivered is forgotten after so long, in seconds. */
const FORGET = 3600;
/** How often it is looked for messages of which PostgreSQL did not tell, as those that are brought again; in seconds. */
const POLL = 2;
/** How long it waits before it tries again to begin, in milliseconds. */
const AGAIN = 15_000;
/** How long those under way may take to end when it stops, in milliseconds. */
const GRACE = 10_000;

const OPTIONS = {
  deadLetter: DEAD,
  heartbeatSeconds: HEARTBEAT,
  retryLimit: RETRIES,
  retryDelay: 1,
  expireInSeconds: KEPT,
  deleteAfterSeconds: FORGET,
  notify: true,
} as const;

export interface PgBossOptions {
  /** The database's address. */
  readonly url: string;
  /** The store in the same database. */
  readonly store: Store;
  /** Statements in one of the store's transactions. */
  readonly sqlOf: (
    tx: StoreWriter,
  ) => (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;
  /** Takes a line about a fault. */
  readonly log: (line: string) => void;
}

/** A queue with connections of its own. */
export interface PgBossQueue extends RunQueue {
  /** Ends its connections; those who subscribed have ended before. */
  close(): Promise<void>;
}

/** A queue that connects when the first message is sent or somebody subscribes. */
export function pgBossQueue(options: PgBossOptions): PgBossQueue {
  const sleepers = new Sleepers();
  let sender: Promise<PgBoss | undefined> | undefined;
  return {
    async enqueue(tx, message, hands) {
      sender ??= startSender(options);
      const boss = await sender;
      if (boss === undefined) sender = undefined;
      const db = { executeSql: options.sqlOf(tx) };
      const jobs = Array.from({ length: hands }, () => ({ data: message }));
      await boss?.insert(RUNS, jobs, { db });
    },
    wake: () => sleepers.wake(),
    subscribe(subscriber) {
      const remove = sleepers.add(subscriber);
      const over = new AbortController();
      const receiver = startReceiver(options, subscriber, over.signal);
      return async () => {
        remove();
        over.abort();
        await (await receiver)?.stop({ timeout: GRACE });
      };
    },
    async close() {
      await (await sender)?.stop({ graceful: false });
    },
  };
}

/**
 * One that only sends. It is asked for within a transaction, under the lock that migrations take: so its tables are made
 * under that, too. Undefined where it cannot begin: workers look by themselves.
 */
async function startSender(options: PgBossOptions): Promise<PgBoss | undefined> {
  try {
    return await start(options, { max: 1, supervise: false });
  } catch (error) {
    options.log(`queue: ${messageOf(error)}`);
    return undefined;
  }
}

/** One that brings messages and looks after them; it tries until it can begin. Undefined when that was given up. */
async function startReceiver(
  options: PgBossOptions,
  subscriber: RunSubscriber,
  signal: AbortSignal,
): Promise<PgBoss | undefined> {
  while (!signal.aborted) {
    try {
      const more = {
        max: 3,
        supervise: true,
        superviseIntervalSeconds: HEARTBEAT / 2,
        useListenNotify: true,
      };
      // The lock of the migrations: nodes that start at once make the tables one after another.
      const boss = await options.store.write(() => start(options, more));
      await receive(boss, subscriber);
      return boss;
    } catch (error) {
      options.log(`queue: ${messageOf(error)}`);
      await sleep(AGAIN, undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
}

async function start({ url, log }: PgBossOptions, more: Partial<ConstructorOptions>): Promise<PgBoss> {
  // Most commands send nothing and need not load it.
  const pgBoss = await import("pg-boss");
  const boss = new pgBoss.PgBoss({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    application_name: "zhengming queue",
    schedule: false,
    monitorIntervalSeconds: HEARTBEAT / 2,
    registerInstance: false,
    openTelemetry: { enabled: false },
    ...more,
  });
  boss.on("error", (error) => log(`queue: ${messageOf(error)}`));
  try {
    await boss.start();
    if ((await boss.getQueue(RUNS)) === null) {
      await boss.createQueue(DEAD, { notify: true, deleteAfterSeconds: FORGET });
      await boss.createQueue(RUNS, OPTIONS);
    }
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
}

async function receive(boss: PgBoss, { work, dead }: RunSubscriber): Promise<void> {
  // An earlier version of this program may have made it.
  await boss.updateQueue(RUNS, OPTIONS);
  const polling = { pollingIntervalSeconds: POLL, notifyPollingIntervalSeconds: POLL };
  await boss.work<RunMessage>(RUNS, polling, async (jobs) => {
    for (const job of jobs) await work(job.data);
  });
  await boss.work<RunMessage>(DEAD, polling, async (jobs) => {
    for (const job of jobs) await dead(job.data);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
