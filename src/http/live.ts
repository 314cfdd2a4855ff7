import { createPresence, type Present } from "../app/presence.ts";
import type { EventRecord } from "../app/records.ts";
import type { Store } from "../app/store.ts";

/** How often the store is asked for what other processes wrote, of which it may not tell; in milliseconds. */
const POLL = 2000;
/** How often a silent stream says that it is alive, so that nothing between closes it; in milliseconds. */
const KEEP_ALIVE = 15_000;
/** The most streams that one server holds. */
const STREAMS_LIMIT = 200;
/** How many events are read at once; one who missed more is told only that something changed. */
const BATCH = 500;

/** Stands for an id where all runs are meant. */
export const ALL_RUNS = "all";

/** Where a stream's messages go. */
export interface Sink {
  readonly send: (message: string) => void;
  readonly end: () => void;
}

/** What happens in articles, told to those who listen: changes from the store, and who is there. */
export interface Live {
  /** The store, with what is written through it told at once. */
  readonly store: Store;
  /**
   * Sends what happens in an article, or to the run of that id, after the event `since` until the function that it gives is
   * called. Undefined when the server has all the streams that it can hold.
   */
  listen(articleId: string, since: number, sink: Sink): (() => void) | undefined;
  /** A sign of life of somebody's page. */
  enter(articleId: string, present: Present): void;
  leave(articleId: string, page: string): void;
  /** Ends all streams. */
  close(): void;
}

interface Stream {
  readonly articleId: string;
  readonly sink: Sink;
  /** The last event that it was told of, or that came before it. */
  seen: number;
  /** Who it was told is there. */
  present: string;
}

/** Watches a store. `clock` gives milliseconds from any beginning; `log` takes a line about a fault. */
export function createLive(
  store: Store,
  log: (line: string) => void,
  clock: () => number = () => performance.now(),
): Live {
  const presence = createPresence();
  const streams = new Set<Stream>();
  let timers: NodeJS.Timeout[] = [];
  let unwatch = (): void => undefined;
  let working: Promise<void> | undefined;
  let again = false;
  let closed = false;

  const tellPresence = (articleId?: string): void => {
    const lists = new Map<string, string>();
    for (const stream of streams) {
      if (articleId !== undefined && stream.articleId !== articleId) continue;
      const list = lists.get(stream.articleId) ?? JSON.stringify(presence.list(stream.articleId, clock()));
      lists.set(stream.articleId, list);
      if (stream.present === list) continue;
      stream.present = list;
      stream.sink.send(`event: presence\ndata: ${list}\n\n`);
    }
  };
  const takeAgain = (): boolean => {
    const asked = again && !closed;
    again = false;
    return asked;
  };
  const work = async (): Promise<void> => {
    try {
      while (takeAgain() && streams.size > 0) await tellChanges(store, streams);
    } catch (error) {
      // The store may be closing; the next poll asks again.
      if (!closed) log(`live: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      working = undefined;
    }
  };
  /** One reading at a time; what comes meanwhile is read after it. */
  const wake = (): void => {
    again = true;
    if (streams.size > 0 && !closed) working ??= work();
  };
  const start = (): void => {
    if (timers.length > 0) return;
    const poll = setInterval(() => {
      wake();
      tellPresence();
    }, POLL);
    const alive = setInterval(() => {
      for (const { sink } of streams) sink.send(": alive\n\n");
    }, KEEP_ALIVE);
    timers = [poll, alive].map((timer) => timer.unref());
    unwatch = store.watch(wake);
  };
  const stop = (): void => {
    for (const timer of timers) clearInterval(timer);
    timers = [];
    unwatch();
  };

  return {
    store: watched(store, wake),
    listen(articleId, since, sink) {
      if (closed || streams.size >= STREAMS_LIMIT) return undefined;
      const stream: Stream = { articleId, sink, seen: since, present: "[]" };
      streams.add(stream);
      start();
      wake();
      tellPresence(articleId);
      return () => {
        streams.delete(stream);
        if (streams.size === 0) stop();
      };
    },
    enter(articleId, present) {
      if (presence.enter(articleId, present, clock())) tellPresence(articleId);
    },
    leave(articleId, page) {
      if (presence.leave(articleId, page)) tellPresence(articleId);
    },
    close() {
      closed = true;
      stop();
      for (const { sink } of streams) sink.end();
      streams.clear();
    },
  };
}

/** Reads what the streams have not seen, from the one that is furthest behind, and tells each what concerns it. */
async function tellChanges(store: Store, streams: ReadonlySet<Stream>): Promise<void> {
  const from = Math.min(...[...streams].map(({ seen }) => seen));
  const { last, events } = await store.read(async (tx) => {
    const newest = await tx.lastEvent();
    return { last: newest, events: newest === from ? [] : await tx.eventsAfter(from, BATCH) };
  });
  const whole = (events.at(-1)?.seq ?? last) >= last;
  for (const stream of streams) {
    // A stream that came while the store was read waits for the next time; a number from another store's past is told too.
    if (stream.seen < from || stream.seen === last) continue;
    const news = events.filter((event) => event.seq > stream.seen && concerns(event, stream.articleId));
    const lost = !whole || stream.seen > last;
    stream.seen = last;
    if (news.length > 0 || lost) stream.sink.send(changedMessage(last, news, lost));
  }
}

/** What concerns no article, as the glossary, may concern every one; how far a run is concerns those who look at the run. */
function concerns(event: EventRecord, articleId: string): boolean {
  if (event.kind === "run.progress") return articleId === ALL_RUNS || event.subjectId === articleId;
  if (articleId === ALL_RUNS) return false;
  return event.articleId === null || event.articleId === articleId;
}

function changedMessage(last: number, events: readonly EventRecord[], lost: boolean): string {
  const segments = events.flatMap(({ kind, subjectId }) =>
    kind === "segment.changed" && subjectId !== null ? [subjectId] : [],
  );
  // Without it nothing but those segments changed, and what is counted of them.
  const whole = lost || events.some(({ kind }) => kind !== "segment.changed");
  const data = JSON.stringify({ seq: last, segments: [...new Set(segments)], whole });
  return `id: ${last}\nevent: changed\ndata: ${data}\n\n`;
}

/** The store itself, which says after each write that there may be something new. */
function watched(store: Store, wake: () => void): Store {
  return {
    read: (work, how) => store.read(work, how),
    async write(work, how) {
      const result = await store.write(work, how);
      wake();
      return result;
    },
    watch: (listener) => store.watch(listener),
    backup: (file) => store.backup(file),
    close: () => store.close(),
  };
}
