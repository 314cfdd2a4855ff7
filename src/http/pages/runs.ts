import { previewRun } from "../../app/runs/preview.ts";
import { findRun, listRuns, runReport } from "../../app/runs/views.ts";
import type { RunPreview, RunReport, RunScope, RunView } from "../../app/runs/model.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readScope } from "../forms/run.ts";
import { RUN_TARGETS, type RunTargetName } from "../../app/runs/targets.ts";

/** Runs a page. */
const LIMIT = 50;

/** All runs, newest first. */
export interface RunsModel {
  readonly runs: readonly RunView[];
  /** The id to go on from; undefined on the last page. */
  readonly next: string | undefined;
  /** The last event that the page shows. */
  readonly seq: number;
}

/** What a run would do, before it is started. */
export interface RunNewModel {
  readonly targets: readonly RunTargetName[];
  readonly scope: RunScope | undefined;
  /** The scope as fields of a form. */
  readonly fields: readonly (readonly [string, string])[];
  readonly preview: RunPreview | undefined;
}

/** One run with its report. */
export interface RunModel {
  readonly view: RunView;
  readonly report: RunReport;
  readonly seq: number;
  /** Whether it goes on by itself: a page without scripts then offers to be loaded again. */
  readonly active: boolean;
}

/** The list of runs; `before` goes on from an id. */
export async function runsPage({
  deps,
  query,
}: Pick<Exchange, "deps" | "query">): Promise<PageAnswer<"runs">> {
  const before = query.get("before") ?? undefined;
  const seq = await deps.store.read((tx) => tx.lastEvent());
  const runs = await listRuns(deps, { before, limit: LIMIT });
  const next = runs.length < LIMIT ? undefined : runs.at(-1)?.run.id;
  return page("runs", { runs, next, seq }, { key: "runs.title", params: {} });
}

/** The choice of a scope, and what a run over it would do. */
export async function newRunPage({
  deps,
  query,
}: Pick<Exchange, "deps" | "query">): Promise<PageAnswer<"run-new">> {
  const scope = readScope(query);
  const preview = scope === undefined ? undefined : await previewRun(deps, { scope });
  const fields = scope === undefined ? [] : fieldsOf(scope);
  return page(
    "run-new",
    { targets: RUN_TARGETS, scope, fields, preview },
    { key: "run-new.title", params: {} },
  );
}

/** The fields from which a scope is read again. */
export function fieldsOf({ target, filter = {} }: RunScope): (readonly [string, string])[] {
  const { title, from, until, bilingual } = filter;
  const fields: (readonly [string, string | undefined])[] = [
    ["target", target.kind],
    ...(target.kind === "concepts" ? target.conceptIds.map((id) => ["concept", id] as const) : []),
    ["title", title],
    ["from", from],
    ["until", until],
    ["bilingual", bilingual === true ? "1" : undefined],
  ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

/** One run: how far it is, what can be done, and what it did. */
export async function runPage(
  { deps, query }: Pick<Exchange, "deps" | "query">,
  runId: string,
): Promise<PageAnswer<"run">> {
  const seq = await deps.store.read((tx) => tx.lastEvent());
  const view = await findRun(deps, runId);
  const report = await runReport(deps, { runId, after: query.get("after") ?? undefined });
  const active = view.run.state === "waiting" || view.run.state === "running";
  return page("run", { view, report, seq, active }, view.run.name);
}
