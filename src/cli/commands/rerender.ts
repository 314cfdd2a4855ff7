import { rerender as rerenderArticles } from "../../app/rerender.ts";
import { AT_ONCE } from "../../app/runs/begin.ts";
import { resumeRun } from "../../app/runs/control.ts";
import type { RunPreview, RunScope, RunTarget } from "../../app/runs/model.ts";
import { previewRun } from "../../app/runs/preview.ts";
import { startRun } from "../../app/runs/start.ts";
import { findRun } from "../../app/runs/views.ts";
import type { RerenderReport } from "../../app/views.ts";
import { defineCommand, NO_OPERANDS, type Values } from "../command.ts";
import { EXIT_CODES, type ExitCode } from "../exit-codes.ts";
import { JSON_OPTION } from "../inputs.ts";
import { Refusal } from "../refusal.ts";
import { filterOf, isEmptyRun, tellRun, workAt, writeReport } from "../run-work.ts";
import type { Session } from "../session.ts";

const OPTIONS = {
  article: { type: "string", multiple: true, value: "ID", key: "cli.rerender-article" },
  concept: { type: "string", multiple: true, value: "ID", key: "cli.rerender-concept" },
  stale: { type: "boolean", key: "cli.rerender-stale" },
  all: { type: "boolean", key: "cli.rerender-all" },
  filter: { type: "string", multiple: true, value: "NAME=VALUE", key: "cli.rerender-filter" },
  preview: { type: "boolean", key: "cli.rerender-preview" },
  yes: { type: "boolean", key: "cli.rerender-yes" },
  "touch-approved": { type: "boolean", key: "cli.rerender-touch-approved" },
  name: { type: "string", value: "TEXT", key: "cli.rerender-name" },
  report: { type: "string", value: "FILE|-", key: "cli.rerender-report" },
  resume: { type: "string", value: "RUN", key: "cli.rerender-resume" },
  json: JSON_OPTION,
} as const;

type Given = Values<typeof OPTIONS>;

/** `rerender`: the stored articles again, by the glossary as it is now; many of them in a run. */
export const rerender = defineCommand({
  name: "rerender",
  key: "cli.rerender",
  operands: NO_OPERANDS,
  options: OPTIONS,
  async run({ values }, session) {
    if (values.resume !== undefined) return resume(session, values.resume, values);
    const scope = scopeOf(values);
    if (values.preview === true) return preview(session, scope, values);
    const few = needsRun(values) ? undefined : await atOnce(session, scope);
    if (few !== undefined) return tellReport(session, few, values);
    if (!(await mayStart(session, scope, values))) return EXIT_CODES.failure;
    return start(session, scope, values);
  },
});

/** What the options mean; without any of them what is stale. */
function scopeOf(values: Given): RunScope {
  const { article: articleIds, concept: conceptIds, stale, all, filter } = values;
  const named = [articleIds !== undefined, conceptIds !== undefined, stale === true, all === true];
  if (articleIds !== undefined && conceptIds !== undefined) {
    throw new Refusal("usage", { key: "cli.rerender-both" });
  }
  if (named.filter(Boolean).length > 1) throw new Refusal("usage", { key: "cli.rerender-one-scope" });
  const target: RunTarget =
    articleIds !== undefined
      ? { kind: "articles", articleIds: [...new Set(articleIds)] }
      : conceptIds !== undefined
        ? { kind: "concepts", conceptIds: [...new Set(conceptIds)] }
        : { kind: all === true ? "all" : "stale" };
  return { target, ...(filter === undefined ? {} : { filter: filterOf(filter) }) };
}

/** Whether something is asked for that only a run has. */
function needsRun({ filter, name, report, ...values }: Given): boolean {
  const some = [filter, name, report].some((value) => value !== undefined);
  return some || values["touch-approved"] === true || values.all === true;
}

/** Renders a scope of few articles at once; undefined: there are too many. */
async function atOnce(session: Session, { target }: RunScope): Promise<RerenderReport | undefined> {
  const deps = await session.deps();
  const many = await deps.store.read(async (tx) => {
    if (target.kind === "articles") return target.articleIds.length > AT_ONCE;
    if (target.kind === "stale") return (await tx.articleCount(await tx.glossaryRevision())) > AT_ONCE;
    return target.kind === "all" || target.conceptIds.length > 1;
  });
  if (many) return undefined;
  if (target.kind === "articles") return rerenderArticles(deps, session.actor, target);
  if (target.kind !== "concepts") return rerenderArticles(deps, session.actor, { stale: true });
  const { articles } = await previewCount(session, { target });
  if (articles > AT_ONCE) return undefined;
  return rerenderArticles(deps, session.actor, { conceptId: target.conceptIds[0] });
}

async function previewCount(session: Session, scope: RunScope): Promise<RunPreview> {
  return previewRun(await session.deps(), { scope });
}

async function tellReport(session: Session, done: RerenderReport, { json }: Given): Promise<ExitCode> {
  const { io, t } = session;
  if (json) await session.json(done);
  io.tell(t("cli.rerender-articles", { count: done.articles }));
  if (done.articles > 0) io.tell(t("cli.rerender-changed", { count: done.changed }));
  if (done.proposals > 0) io.tell(t("cli.rerender-proposals", { count: done.proposals }));
  if (done.conflicts > 0) io.tell(t("cli.rerender-conflicts", { count: done.conflicts }));
  return EXIT_CODES.fine;
}

async function preview(session: Session, scope: RunScope, { json }: Given): Promise<ExitCode> {
  const found = await previewCount(session, scope);
  if (json) await session.json(found);
  else if (!session.io.isTerminal) await session.io.write(sampleLines(found));
  else await session.io.write(`\n${sampleLines(found)}\n`);
  tellPreview(session, found);
  return EXIT_CODES.fine;
}

/** The samples as word differences: `[-old-]{+new+}`. */
function sampleLines({ samples }: RunPreview): string {
  return samples
    .map(({ title, segmentNumber, diff }) => {
      const text = diff
        .map(({ kind, before, after }) =>
          kind === "same"
            ? before
            : `${before === "" ? "" : `[-${before}-]`}${after === "" ? "" : `{+${after}+}`}`,
        )
        .join("");
      return `${title}\t${segmentNumber}\t${text.replace(/\s+/g, " ")}\n`;
    })
    .join("");
}

function tellPreview({ io, t }: Session, { articles, touched, places, estimated }: RunPreview): void {
  io.tell(t("cli.rerender-would", { count: articles }));
  io.tell(t(estimated ? "cli.rerender-would-about" : "cli.rerender-would-change", { count: touched }));
  const { change, approved, conflict, doubtful } = places;
  io.tell(t("cli.rerender-would-places", { change, approved, conflict, doubtful }));
}

/** On a terminal somebody says yes to what they saw before; elsewhere whoever wrote the command knows. */
async function mayStart(session: Session, scope: RunScope, { yes }: Given): Promise<boolean> {
  const { io, t } = session;
  if (!io.isTerminal || yes === true) return true;
  tellPreview(session, await previewCount(session, scope));
  io.tell(t("cli.rerender-ask"));
  let answer = "";
  for await (const bytes of session.takeInput()) {
    answer += new TextDecoder().decode(bytes);
    if (answer.includes("\n")) break;
  }
  return /^\s*(?:y|yes|是)\s*$/i.test(answer.split("\n")[0] ?? "");
}

async function start(session: Session, scope: RunScope, values: Given): Promise<ExitCode> {
  const deps = await session.deps();
  try {
    const run = await startRun(deps, session.actor, {
      scope,
      name: values.name,
      touchApproved: values["touch-approved"] === true,
    });
    return await work(session, run.id, values);
  } catch (error) {
    if (!isEmptyRun(error)) throw error;
    const none = { changeId: undefined, articles: 0, changed: 0, proposals: 0, conflicts: 0 };
    return tellReport(session, none, values);
  }
}

async function resume(session: Session, runId: string, values: Given): Promise<ExitCode> {
  const deps = await session.deps();
  const { can } = await findRun(deps, runId);
  // One whose worker died is still said to go: it is only worked at.
  if (can.resume || !can.pause) await resumeRun(deps, session.actor, { runId });
  return work(session, runId, values);
}

async function work(session: Session, runId: string, { report, json }: Given): Promise<ExitCode> {
  const view = await workAt(session, runId);
  if (report !== undefined) await writeReport(session, report, runId);
  const { changeId } = view.run;
  if (json) await session.json({ runId, changeId, state: view.run.state, ...view.progress.counts });
  return tellRun(session, view);
}
