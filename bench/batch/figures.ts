/** What is measured of one store as it grows. */
import { setTimeout as sleep } from "node:timers/promises";
import { type PreparedArticle, prepareArticles, storePrepared } from "../../src/app/article-import.ts";
import type { MakingPool } from "../../src/app/article-making.ts";
import { cancelRun } from "../../src/app/runs/control.ts";
import type { RunScope } from "../../src/app/runs/model.ts";
import { previewRun } from "../../src/app/runs/preview.ts";
import type { BatchReader } from "../../src/app/runs/read-batch.ts";
import { startRun } from "../../src/app/runs/start.ts";
import { findRun } from "../../src/app/runs/views.ts";
import { saveSegment } from "../../src/app/segments.ts";
import { findTouched } from "../../src/app/touched.ts";
import { openBatchReader } from "../../src/cli/batch-reader.ts";
import { openMakingThreads } from "../../src/jobs/making-threads.ts";
import { startRunner, workRun } from "../../src/jobs/runner.ts";
import { CORRECTED, glossary, newsOf } from "./news.ts";
import { ACTOR, openNew, type OpenedStore, putGlossary, type StoreName } from "./stores.ts";

/** Articles by the second, in real time and by a second of CPU time of all threads. */
interface Rate {
  readonly wall: number;
  readonly cpu: number;
}

/** All figures of a store at one size; times in milliseconds unless named otherwise. */
export interface Figures {
  readonly store: StoreName;
  readonly articles: number;
  readonly english: Rate;
  readonly bilingual: Rate;
  readonly touched: number;
  readonly preview: number;
  readonly conceptSeconds: number;
  readonly conceptArticles: number;
  readonly full: Rate;
  readonly single: Rate;
  /** Of saving a segment, with nothing beside it and beside a full run: the 99th of a hundred. */
  readonly idle: number;
  readonly busy: number;
  readonly memory: number;
}

/** The corrected name stands in so many articles, one of 200 from the first, however many there are. */
const TOUCHED = 50;
const EVERY = 200;
const GROUP = 50;
const BILINGUAL = 200;
/** A full run is stopped after about so many articles: what follows is the same again. */
const RENDERED = 6000;
/** After so many the code is warm, threads have compiled the glossary, and the clock runs. */
const WARM = 300;
const CONCEPT: RunScope = { target: { kind: "concepts", conceptIds: [CORRECTED] } };
const ALL: RunScope = { target: { kind: "all" } };

/** Fills a new store to one size after the other and measures it at each. */
export async function* measureStore(
  name: StoreName,
  sizes: readonly number[],
  threads: number,
): AsyncGenerator<Figures> {
  const opened = await openNew(name);
  const pool = openMakingThreads(threads);
  try {
    // The dictionary is read and the code is warm before the clock runs.
    await bring(opened, 0, 2 * GROUP, true, pool);
    let count = 2 * GROUP;
    for (const size of sizes) {
      const until = size - BILINGUAL;
      const english = await rateOf(until - count, () => bring(opened, count, until, false, pool));
      const bilingual = await rateOf(BILINGUAL, () => bring(opened, until, size, true, pool));
      count = size;
      yield { store: name, articles: size, english, bilingual, ...(await measureRuns(opened, threads)) };
    }
  } finally {
    await pool.close();
    await opened.close();
  }
}

/** As the command imports: fifty in one transaction, the next ones made in threads while these are stored. */
async function bring(
  { deps }: OpenedStore,
  from: number,
  to: number,
  source: boolean,
  pool: MakingPool,
): Promise<void> {
  const prepare = (at: number): Promise<readonly PreparedArticle[]> => {
    const inputs = Array.from({ length: Math.min(GROUP, to - at) }, (_, index) => {
      const news = newsOf(at + index, at < TOUCHED * EVERY ? EVERY : Infinity);
      return { text: news.machine, ...(source ? { source: { text: news.source } } : {}) };
    });
    return prepareArticles(deps, inputs, pool);
  };
  let next = prepare(from);
  for (let at = from; at < to; at += GROUP) {
    const prepared = await next;
    if (at + GROUP < to) next = prepare(at + GROUP);
    await storePrepared(deps, ACTOR, prepared);
  }
}

type RunFigures = Omit<Figures, "store" | "articles" | "english" | "bilingual">;

async function measureRuns(opened: OpenedStore, threads: number): Promise<RunFigures> {
  const { deps } = opened;
  const corrected = glossary(true).slice(-1);
  await putGlossary(deps, true);
  const touched = await median(() => deps.store.read((tx) => findTouched(tx, corrected)));
  const preview = await median(() => previewRun(deps, { scope: CONCEPT }));
  const began = performance.now();
  const conceptArticles = (await work(opened, CONCEPT, undefined)).articles;
  const conceptSeconds = (performance.now() - began) / 1000;
  const single = await fullRun(opened, 0);
  const full = await fullRun(opened, threads);
  const idle = await p99(opened);
  const busy = await besideRun(opened, threads, () => p99(opened));
  const memory = process.memoryUsage.rss() / 1e6;
  return { touched, preview, conceptSeconds, conceptArticles, full, single, idle, busy, memory };
}

async function rateOf(articles: number, task: () => Promise<unknown>): Promise<Rate> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(cpu);
  return {
    wall: (articles / (performance.now() - start)) * 1000,
    cpu: (articles / (user + system)) * 1e6,
  };
}

async function median(task: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    await task();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[3] ?? Number.NaN;
}

interface Worked {
  readonly articles: number;
  /** Of what came after the first {@link WARM} articles. */
  readonly rate: Rate;
}

/** Works a run off, at most {@link RENDERED} articles; without a reader in this thread. */
async function work(
  { deps }: OpenedStore,
  scope: RunScope,
  reader: BatchReader | undefined,
): Promise<Worked> {
  const run = await startRun(deps, ACTOR, { scope, name: "bench" });
  const counted = async (): Promise<number> => (await findRun(deps, run.id)).progress.counts.articles;
  let since = { articles: 0, wall: performance.now(), cpu: process.cpuUsage() };
  let stopped = false;
  const watch = async (): Promise<void> => {
    const articles = await counted();
    if (since.articles === 0 && articles >= WARM)
      since = { articles, wall: performance.now(), cpu: process.cpuUsage() };
    if (stopped || articles < RENDERED || !(await findRun(deps, run.id)).can.cancel) return;
    stopped = true;
    await cancelRun(deps, ACTOR, { runId: run.id });
  };
  const chunks = reader === undefined ? 1 : 3;
  await workRun({ deps, reader, chunks, log: (line) => process.stderr.write(`${line}\n`) }, run.id, watch);
  const articles = await counted();
  const done = articles - since.articles;
  const { user, system } = process.cpuUsage(since.cpu);
  const seconds = (performance.now() - since.wall) / 1000;
  return { articles, rate: { wall: done / seconds, cpu: (done / (user + system)) * 1e6 } };
}

/** Over everything, by a glossary that has another revision than the articles. */
async function fullRun(opened: OpenedStore, threads: number): Promise<Rate> {
  const reader = threads === 0 ? undefined : openBatchReader(opened.place, threads);
  await putGlossary(opened.deps, true);
  const { rate } = await work(opened, ALL, reader);
  await reader?.close();
  return rate;
}

/** What `task` gives while a full run goes on in this process. */
async function besideRun<T>(
  { deps, courtesy, place }: OpenedStore,
  threads: number,
  task: () => Promise<T>,
): Promise<T> {
  const reader = openBatchReader(place, threads);
  const run = await startRun(deps, ACTOR, { scope: ALL, name: "bench" });
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const runner = startRunner({ deps, reader, courtesy, chunks: threads + 1, log });
  runner.wake();
  const result = await task();
  if ((await findRun(deps, run.id)).can.cancel) await cancelRun(deps, ACTOR, { runId: run.id });
  await runner.stop();
  await reader.close();
  return result;
}

/** Saves a segment a hundred times as somebody who types does; the 99th time of saving. */
async function p99({ deps }: OpenedStore): Promise<number> {
  const [articleId = ""] = await deps.store.read((tx) =>
    tx.articleListIds({ archived: false, offset: 3, limit: 1 }),
  );
  const times: number[] = [];
  for (let round = 0; round < 100; round++) {
    const [segment] = await deps.store.read((tx) => tx.segments(articleId));
    if (segment === undefined) break;
    const start = performance.now();
    await saveSegment(deps, ACTOR, {
      segmentId: segment.id,
      revision: segment.revision,
      text: `${segment.rendered} ${round % 2}`,
      requestId: deps.newId(),
    });
    times.push(performance.now() - start);
    await sleep(40);
  }
  return times.sort((a, b) => a - b)[98] ?? Number.NaN;
}
