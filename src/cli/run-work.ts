/** Working at a run from the command line, and what is told of it. */
import type { Failure } from "../app/failure.ts";
import { pauseRun } from "../app/runs/control.ts";
import type { RunScope, RunView } from "../app/runs/model.ts";
import { findRun, runReportLines } from "../app/runs/views.ts";
import { isDay } from "../core/text/day.ts";
import { defaultThreads } from "../jobs/pool.ts";
import { workRun } from "../jobs/runner.ts";
import { openBatchReader } from "./batch-reader.ts";
import { EXIT_CODES, type ExitCode } from "./exit-codes.ts";
import { writeOutput } from "./files.ts";
import { Refusal } from "./refusal.ts";
import type { Session } from "./session.ts";

/** Works at a run until it is done or stopped, with a bar on a terminal. Ctrl+C there pauses it. */
export async function workAt(session: Session, runId: string): Promise<RunView> {
  const { io, t } = session;
  const deps = await session.deps();
  const threads = defaultThreads();
  const reader = openBatchReader(session.place(), threads);
  if (io.isTerminal) {
    void io.stopped().then(async () => {
      // It may be done by now.
      await pauseRun(deps, session.actor, { runId }).catch(() => undefined);
    });
  }
  const watch = async (): Promise<void> => {
    if (io.isTerminal) await io.write(`\r\u001b[K${bar(session, await findRun(deps, runId))}`);
  };
  try {
    await workRun({ deps, reader, log: io.tell, env: io.env, chunks: threads + 1 }, runId, watch);
  } finally {
    await reader.close();
    if (io.isTerminal) await io.write("\n");
  }
  const view = await findRun(deps, runId);
  if (view.run.state === "paused")
    io.tell(t("cli.run-paused", { command: `zhengming rerender --resume ${runId}` }));
  return view;
}

const WIDTH = 24;

/** `████░░░░ 1,200/10,000 · 800/s · 11 s` */
function bar({ t }: Session, { progress }: RunView): string {
  const { counts, total, rate, remaining } = progress;
  const full = total === 0 ? WIDTH : Math.min(WIDTH, Math.floor((counts.articles / total) * WIDTH));
  const parts = [`${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${counts.articles}/${total}`];
  if (rate !== undefined) parts.push(t("cli.run-rate", { rate: Math.round(rate) }));
  if (remaining !== undefined) parts.push(t("cli.run-remaining", { seconds: Math.ceil(remaining / 1000) }));
  return parts.join(" · ");
}

/** Says in a few lines on standard error what a run did, and gives the exit code. */
export function tellRun({ io, t }: Session, { run, progress }: RunView): ExitCode {
  const { articles, changed, proposals, conflicts, exceptions } = progress.counts;
  io.tell(t("cli.run-state", { id: run.id, state: t(`run-state.${run.state}`) }));
  if (run.failure !== null) io.tell(t(`run-failure.${run.failure}`));
  io.tell(t("cli.rerender-articles", { count: articles }));
  if (articles > 0) io.tell(t("cli.rerender-changed", { count: changed }));
  if (proposals > 0) io.tell(t("cli.rerender-proposals", { count: proposals }));
  if (conflicts > 0) io.tell(t("cli.rerender-conflicts", { count: conflicts }));
  if (exceptions > 0) io.tell(t("cli.run-exceptions", { count: exceptions }));
  if (run.state !== "done") return EXIT_CODES.failure;
  return exceptions > 0 ? EXIT_CODES.findings : EXIT_CODES.fine;
}

/** Writes a run's report: a JSON value a line, the articles in which it wrote and at last the whole. */
export async function writeReport(session: Session, file: string, runId: string): Promise<void> {
  const deps = await session.deps();
  const view = await findRun(deps, runId);
  const whole = {
    kind: "run",
    id: runId,
    state: view.run.state,
    name: view.run.name,
    ...view.progress.counts,
  };
  if (file === "-") {
    for await (const line of runReportLines(deps, runId)) {
      await session.io.write(`${JSON.stringify({ kind: "article", ...line })}\n`);
    }
    return session.io.write(`${JSON.stringify(whole)}\n`);
  }
  const lines: string[] = [];
  for await (const line of runReportLines(deps, runId))
    lines.push(JSON.stringify({ kind: "article", ...line }));
  await writeOutput(session, file, `${[...lines, JSON.stringify(whole)].join("\n")}\n`);
}

/** Whether a use case had nothing to do. */
export function isEmptyRun(error: unknown): error is Failure {
  return error instanceof Error && "key" in error && error.key === "failure.run-empty";
}

/** The filter that `--filter NAME=VALUE` says, several together. A usage refusal names what is not understood. */
export function filterOf(filters: readonly string[]): NonNullable<RunScope["filter"]> {
  let filter: NonNullable<RunScope["filter"]> = {};
  for (const given of filters) {
    const [name = "", ...rest] = given.split("=");
    filter = { ...filter, ...oneFilter(name, rest.join("="), given) };
  }
  return filter;
}

function oneFilter(name: string, value: string, given: string): NonNullable<RunScope["filter"]> {
  switch (name) {
    case "title":
      if (value !== "") return { title: value };
      break;
    case "from":
      if (isDay(value)) return { from: value };
      break;
    case "until":
      if (isDay(value)) return { until: value };
      break;
    case "bilingual":
      if (value === "yes" || value === "no") return { bilingual: value === "yes" };
      break;
  }
  throw new Refusal("usage", {
    key: "cli.option-choice",
    params: {
      option: "--filter",
      value: given,
      choices: "title=TEXT, from=YYYY-MM-DD, until=YYYY-MM-DD, bilingual=yes|no",
    },
  });
}
