import { cancelRun, pauseRun, resumeRun } from "../../app/runs/control.ts";
import { startRun, undoRun } from "../../app/runs/start.ts";
import { findRun, runExport, runReportLines } from "../../app/runs/views.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readRun } from "../forms/run.ts";
import { newRunPage, runPage, runsPage } from "../pages/runs.ts";
import { ALL_RUNS } from "../live.ts";
import { runPath } from "../paths.ts";
import { listen } from "./events.ts";

/** GET /runs */
export function list(exchange: Exchange): Promise<Answer> {
  return runsPage(exchange);
}

/** GET /runs/new: what a run would do. */
export function newPage(exchange: Exchange): Promise<Answer> {
  return newRunPage(exchange);
}

/** POST /runs */
export async function create({ deps, actor, form }: Exchange): Promise<Answer> {
  const run = await startRun(deps, actor, readRun(await form()));
  return redirect(runPath(run.id), notice({ key: "notice.run-started" }));
}

/** GET /runs/:id */
export function show(exchange: Exchange): Promise<Answer> {
  return runPage(exchange, exchange.id("id"));
}

/** POST /runs/:id/pauses */
export async function pause({ deps, actor, id }: Exchange): Promise<Answer> {
  await pauseRun(deps, actor, { runId: id("id") });
  return redirect(runPath(id("id")));
}

/** POST /runs/:id/resumptions */
export async function resume({ deps, actor, id }: Exchange): Promise<Answer> {
  await resumeRun(deps, actor, { runId: id("id") });
  return redirect(runPath(id("id")));
}

/** POST /runs/:id/cancellations */
export async function cancel({ deps, actor, id }: Exchange): Promise<Answer> {
  await cancelRun(deps, actor, { runId: id("id") });
  return redirect(runPath(id("id")));
}

/** POST /runs/:id/undos: another run, which takes this one back. */
export async function undo({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const run = await undoRun(deps, actor, { runId: id("id"), requestId: sent.optionalId("requestId") });
  return redirect(runPath(run.id), notice({ key: "notice.run-started" }));
}

/** GET /runs/:id/report.ndjson: what the run did, an article a line. */
export async function report({ deps, id }: Exchange): Promise<Answer> {
  const runId = id("id");
  await findRun(deps, runId);
  return lines(`run-${runId}-report.ndjson`, runReportLines(deps, runId));
}

/** GET /runs/:id/articles.ndjson: the articles that the run corrected as they stand, one a line. */
export async function articles({ deps, id }: Exchange): Promise<Answer> {
  const runId = id("id");
  await findRun(deps, runId);
  return lines(`run-${runId}-articles.ndjson`, runExport(deps, runId));
}

/** GET /runs/:id/events: word whenever the run (`all`: any run) is further; after the last event seen or the one named. */
export async function stream(exchange: Exchange): Promise<Answer> {
  const id = exchange.id("id");
  if (id !== ALL_RUNS) await findRun(exchange.deps, id);
  return listen(exchange, id);
}

function lines(fileName: string, values: AsyncIterable<unknown>): Answer {
  return { kind: "lines", fileName, values };
}
