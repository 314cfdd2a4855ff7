import { setTimeout as sleep } from "node:timers/promises";
import { CompiledQuery, type Kysely } from "kysely";
import pg from "pg";
import type { WriteMode } from "../../app/store.ts";
import type { Schema } from "../schema.ts";

/** On which transactions say that they appended events. */
const CHANNEL = "zhengming_events";
/** How often a silent connection is asked whether it is there, in milliseconds. */
const CHECK = 15_000;
/** How long any of its answers may take, in milliseconds. */
const PATIENCE = 10_000;
/** How long it waits before it connects again: longer after each failure, up to the second; in milliseconds. */
const AGAIN = { first: 200, most: 15_000 } as const;

/** Tells other processes of the events that a transaction appends, when it is committed. */
export async function announce(tx: Kysely<Schema>, by: WriteMode): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(`NOTIFY ${CHANNEL}, '${by}'`));
}

type Listener = (by: WriteMode) => void;

/** What other processes say of a database. */
export interface News {
  /** Calls `listener` after each of their transactions with events, and whenever some may have been missed. */
  readonly watch: (listener: Listener) => () => void;
  readonly close: () => Promise<void>;
}

/** News of the database at an address: one connection that listens, from the first listener on, opened again when it breaks. */
export function newsOf(url: string): News {
  const listeners = new Set<Listener>();
  const over = new AbortController();
  const tell: Listener = (by) => {
    for (const listener of listeners) listener(by);
  };
  let listening: Promise<void> | undefined;
  return {
    watch(listener) {
      listeners.add(listener);
      listening ??= listenOn(url, tell, over.signal);
      return () => listeners.delete(listener);
    },
    async close() {
      listeners.clear();
      over.abort();
      await listening;
    },
  };
}

async function listenOn(url: string, tell: Listener, signal: AbortSignal): Promise<void> {
  let failures = 0;
  const connected = (): void => {
    failures = 0;
    // What came before was told to nobody; that somebody waited for it is not known.
    tell("background");
  };
  while (!signal.aborted) {
    // Whoever listens looks by themselves meanwhile.
    await listenOnce(url, { connected, tell }, signal).catch(() => undefined);
    const wait = Math.min(AGAIN.most, AGAIN.first * 2 ** failures++);
    await sleep(wait, undefined, { signal }).catch(() => undefined);
  }
}

/** Listens as long as the connection holds; rejects when it breaks, is done when it was asked to end. */
async function listenOnce(
  url: string,
  on: { readonly connected: () => void; readonly tell: Listener },
  signal: AbortSignal,
): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "zhengming news",
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    keepAlive: true,
  });
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  client.on("error", broken.reject);
  client.on("end", () => broken.reject(new Error("The connection ended.")));
  client.on("notification", ({ payload }) => on.tell(payload === "background" ? payload : "foreground"));
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    on.connected();
    for (;;) {
      const pause = sleep(CHECK, undefined, { signal }).catch(() => undefined);
      await Promise.race([pause, broken.promise]);
      if (signal.aborted) return;
      await client.query("SELECT 1");
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}
