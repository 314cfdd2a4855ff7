/** What is told about runs. */
import { exportArticle } from "../articles.ts";
import type { Deps } from "../deps.ts";
import type { StoreReader } from "../store.ts";
import { CONTROLS } from "./control.ts";
import {
  ACTIVE_STATES,
  type Run,
  type RunCounts,
  type RunProgress,
  type RunReport,
  type RunView,
} from "./model.ts";
import { getRun, standingUndo } from "./start.ts";

/** How far back the rate looks, in milliseconds. */
const WINDOW = 15_000;
/** Less than that says nothing about a rate, in milliseconds. */
const SHORTEST = 500;
const PAGE = 200;

/** A run with how far it is. Fails not-found. */
export function findRun(deps: Deps, runId: string): Promise<RunView> {
  return deps.store.read(async (tx) => {
    const run = await getRun(tx, runId);
    return viewOf(deps, tx, run, await tx.runCounts(runId));
  });
}

/** The runs, newest first; those before a run's id, or from the newest. */
export function listRuns(
  deps: Deps,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<RunView[]> {
  return deps.store.read(async (tx) => {
    const views: RunView[] = [];
    for (const { run, counts } of await tx.runs(page)) views.push(await viewOf(deps, tx, run, counts));
    return views;
  });
}

/** What a run wrote, article by article, one page by article id. Fails not-found. */
export function runReport(
  deps: Deps,
  input: { readonly runId: string; readonly after?: string | undefined; readonly limit?: number | undefined },
): Promise<RunReport> {
  const limit = input.limit ?? PAGE;
  return deps.store.read(async (tx) => {
    await getRun(tx, input.runId);
    const rows = await tx.runArticles(input.runId, { after: input.after, limit });
    const heads = new Map(
      (await tx.articleHeadsOf(rows.map((row) => row.articleId))).map((one) => [one.id, one]),
    );
    const lines = rows.map(({ articleId, changed, proposals, conflicts, exceptions }) => ({
      ...{ articleId, changed, proposals, conflicts, exceptions },
      title: heads.get(articleId)?.title ?? "",
    }));
    return { lines, next: rows.length < limit ? undefined : rows.at(-1)?.articleId };
  });
}

/** The whole report, page by page. Fails not-found. */
export async function* runReportLines(
  deps: Deps,
  runId: string,
): AsyncGenerator<RunReport["lines"][number], void> {
  for (let after: string | undefined; ;) {
    const page = await runReport(deps, { runId, after });
    yield* page.lines;
    if (page.next === undefined) return;
    after = page.next;
  }
}

/** An article that a run corrected, as it stands. */
export interface RunExport {
  readonly articleId: string;
  readonly title: string;
  readonly fileName: string;
  readonly text: string;
}

/** The articles whose text a run changed, as they stand, by id. Fails not-found. */
export async function* runExport(deps: Deps, runId: string): AsyncGenerator<RunExport, void> {
  for await (const { articleId, title, changed } of runReportLines(deps, runId)) {
    if (changed === 0) continue;
    const { fileName, text } = await exportArticle(deps, articleId);
    yield { articleId, title, fileName, text };
  }
}

async function viewOf(deps: Deps, tx: StoreReader, run: Run, counts: RunCounts): Promise<RunView> {
  const undo = await standingUndo(tx, run.id);
  const is = (states: readonly string[]): boolean => states.includes(run.state);
  return {
    run,
    progress: progressOf(deps, run, counts),
    undoneBy: undo?.id,
    can: {
      pause: is(CONTROLS.pause),
      resume: is(CONTROLS.resume) && undo === undefined,
      cancel: is(CONTROLS.cancel),
      undo: undo === undefined && (counts.touched > 0 || is(CONTROLS.cancel)),
    },
  };
}

interface Sample {
  readonly at: number;
  readonly articles: number;
}

/** What was seen of active runs, by store: for the rate since they were taken up again, not since they were started. */
const seen = new WeakMap<object, Map<string, Sample[]>>();

function progressOf(deps: Deps, run: Run, counts: RunCounts): RunProgress {
  const rate = rateOf(deps, run, counts);
  const left = Math.max(0, run.total - counts.articles);
  const remaining = rate === undefined || rate === 0 || left === 0 ? undefined : (left / rate) * 1000;
  return { counts, total: run.total, rate, remaining };
}

/** Articles a second in the last moments, or else since it was started. */
function rateOf(deps: Deps, run: Run, { articles }: RunCounts): number | undefined {
  const runs = seen.get(deps.store) ?? new Map<string, Sample[]>();
  seen.set(deps.store, runs);
  if (!(ACTIVE_STATES as readonly string[]).includes(run.state)) {
    runs.delete(run.id);
    const took = (run.finishedAt ?? 0) - (run.startedAt ?? 0);
    return run.state === "done" && run.startedAt !== null && took >= SHORTEST
      ? (articles / took) * 1000
      : undefined;
  }
  const at = deps.now();
  const samples = (runs.get(run.id) ?? []).filter((sample) => at - sample.at <= WINDOW);
  samples.push({ at, articles });
  runs.set(run.id, samples);
  const [first = { at, articles }] = samples;
  if (at - first.at >= SHORTEST) return ((articles - first.articles) / (at - first.at)) * 1000;
  if (run.startedAt === null || at - run.startedAt < SHORTEST) return undefined;
  return (articles / (at - run.startedAt)) * 1000;
}
