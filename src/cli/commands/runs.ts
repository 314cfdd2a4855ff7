import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { cancelRun, pauseRun } from "../../app/runs/control.ts";
import { undoRun } from "../../app/runs/start.ts";
import { findRun, listRuns, runExport } from "../../app/runs/views.ts";
import { defineCommand, NO_OPERANDS, type Operands } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-codes.ts";
import { writeOutput, writingRefusal } from "../files.ts";
import { JSON_OPTION } from "../inputs.ts";
import { oneLine } from "../lines.ts";
import { Refusal } from "../refusal.ts";
import { tellRun, workAt, writeReport } from "../run-work.ts";
import type { Session } from "../session.ts";

const ONE_RUN: Operands = { name: "RUN", least: 1, most: 1 };
const LISTED = 50;

/** `runs list`: the newest runs. */
export const runsList = defineCommand({
  name: "runs list",
  key: "cli.runs-list",
  operands: NO_OPERANDS,
  options: { json: JSON_OPTION },
  async run({ values }, session) {
    const views = await listRuns(await session.deps(), { limit: LISTED });
    if (values.json) await session.json(views);
    else {
      const lines = views.map(({ run, progress }) =>
        [
          run.id,
          session.io.isTerminal ? session.t(`run-state.${run.state}`) : run.state,
          `${progress.counts.articles}/${progress.total}`,
          oneLine(run.name),
        ].join("\t"),
      );
      await session.io.write(lines.map((line) => `${line}\n`).join(""));
    }
    return EXIT_CODES.fine;
  },
});

/** `runs show`: how far one is; there is something to look at where it failed or let something stand. */
export const runsShow = defineCommand({
  name: "runs show",
  key: "cli.runs-show",
  operands: ONE_RUN,
  options: { json: JSON_OPTION },
  async run({ values, operands: [runId = ""] }, session) {
    const view = await findRun(await session.deps(), runId);
    if (values.json) await session.json(view);
    tellRun(session, view);
    const { run, progress } = view;
    return run.state === "failed" || progress.counts.exceptions > 0 ? EXIT_CODES.findings : EXIT_CODES.fine;
  },
});

/** `runs report`: what one wrote, article by article. */
export const runsReport = defineCommand({
  name: "runs report",
  key: "cli.runs-report",
  operands: ONE_RUN,
  options: { out: { type: "string", value: "FILE", key: "cli.runs-report-out" } },
  async run({ values, operands: [runId = ""] }, session) {
    await writeReport(session, values.out ?? "-", runId);
    return EXIT_CODES.fine;
  },
});

/** `runs export`: the articles that one corrected, as files. */
export const runsExport = defineCommand({
  name: "runs export",
  key: "cli.runs-export",
  operands: ONE_RUN,
  options: { out: { type: "string", value: "FOLDER", key: "cli.runs-export-out" } },
  async run({ values, operands: [runId = ""] }, session) {
    const { out } = values;
    if (out === undefined) {
      throw new Refusal("usage", { key: "cli.option-missing", params: { option: "--out", value: "FOLDER" } });
    }
    await makeFolder(out);
    const taken = new Set<string>();
    for await (const { articleId, fileName, text } of runExport(await session.deps(), runId)) {
      const name = taken.has(fileName.toLowerCase())
        ? fileName.replace(/\.txt$/, `-${articleId}.txt`)
        : fileName;
      taken.add(name.toLowerCase());
      await writeOutput(session, join(out, name), text);
    }
    session.io.tell(session.t("cli.runs-exported", { count: taken.size }));
    return EXIT_CODES.fine;
  },
});

/** `runs undo`: takes one back, here and now. */
export const runsUndo = defineCommand({
  name: "runs undo",
  key: "cli.runs-undo",
  operands: ONE_RUN,
  options: { json: JSON_OPTION },
  async run({ values, operands: [runId = ""] }, session) {
    const undo = await undoRun(await session.deps(), session.actor, { runId });
    const view = await workAt(session, undo.id);
    if (values.json) await session.json({ runId: undo.id, ...view.progress.counts });
    return tellRun(session, view);
  },
});

/** `runs cancel`: whoever works at one stops within a second. */
export const runsCancel = defineCommand({
  name: "runs cancel",
  key: "cli.runs-cancel",
  operands: ONE_RUN,
  options: {},
  run: ({ operands: [runId = ""] }, session) => stop(session, runId, cancelRun),
});

/** `runs pause`: the same, to go on later. */
export const runsPause = defineCommand({
  name: "runs pause",
  key: "cli.runs-pause",
  operands: ONE_RUN,
  options: {},
  run: ({ operands: [runId = ""] }, session) => stop(session, runId, pauseRun),
});

async function stop(session: Session, runId: string, how: typeof cancelRun): Promise<ExitCode> {
  const deps = await session.deps();
  await how(deps, session.actor, { runId });
  const { run } = await findRun(deps, runId);
  session.io.tell(session.t("cli.run-state", { id: runId, state: session.t(`run-state.${run.state}`) }));
  return EXIT_CODES.fine;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw writingRefusal(path, error);
  }
}
