/** The pages of runs, in the states that they have. */
import {
  ACTIVE_STATES,
  NO_COUNTS,
  RUN_FAILURES,
  RUN_STATES,
  type PreviewSample,
  type Run,
  type RunCounts,
  type RunPreview,
  type RunReport,
  type RunView,
} from "../../src/app/runs/model.ts";
import { CONTROLS } from "../../src/app/runs/control.ts";
import { RUN_TARGETS } from "../../src/app/runs/targets.ts";
import { fieldsOf, type RunModel, type RunNewModel } from "../../src/http/pages/runs.ts";
import { AT, labelOf, proposal, records } from "./page-pieces.ts";

const TITLES = ["The second meeting of the third council", "粤港澳大湾区科技创新中心建设取得新进展"] as const;
const COUNTS: RunCounts = {
  ...{ articles: 420, touched: 57, changed: 61, proposals: 3, conflicts: 2, exceptions: 0 },
};

function runView(run: Partial<Run>, counts: RunCounts, more: Partial<RunView> = {}): RunView {
  const state = run.state ?? "running";
  const is = (states: readonly string[]): boolean => states.includes(state);
  const active = is(ACTIVE_STATES);
  return {
    run: {
      ...{ id: `run-${state}`, changeId: "c9", name: "Mohamed Butt", kind: "render", undoes: null, state },
      ...{ scope: { target: { kind: "stale" } }, touchApproved: false, glossaryRevision: 4 },
      ...{ actor: { kind: "person", id: "anna", name: "Anna" }, total: 1000, createdAt: AT, startedAt: AT },
      ...{ finishedAt: active ? null : AT, toldAt: AT, requestId: null, failure: null },
      ...run,
    },
    progress: {
      ...{ counts, total: run.total ?? 1000, rate: active ? 61.4 : undefined },
      remaining: active && counts.articles > 0 ? 9_400 : undefined,
    },
    undoneBy: undefined,
    can: {
      pause: is(CONTROLS.pause),
      resume: is(CONTROLS.resume),
      cancel: is(CONTROLS.cancel),
      undo: counts.touched > 0,
    },
    ...more,
  };
}

const none: RunReport = { lines: [], next: undefined };
const report: RunReport = {
  lines: TITLES.map((title, at) => ({
    ...{ articleId: `a${at + 1}`, title, changed: 61 - at, proposals: 3 * at, conflicts: 2 * at },
    exceptions: at === 1 ? ["seg7"] : [],
  })),
  next: "a2",
};

function run(view: RunView, shown: RunReport): RunModel {
  const active = (ACTIVE_STATES as readonly string[]).includes(view.run.state);
  return { view, report: shown, seq: 12, active };
}

const all = { ...COUNTS, articles: 1000 };
const inEachState = RUN_STATES.map((state) => {
  const counts = state === "waiting" ? NO_COUNTS : state === "done" ? all : COUNTS;
  return runView({ state }, counts);
});
const undone = runView({ state: "done", touchApproved: true }, all, {
  undoneBy: "run-undo",
  can: { pause: false, resume: false, cancel: false, undo: false },
});
const undo = runView(
  {
    id: "run-undo",
    state: "done",
    kind: "undo",
    undoes: "run-done",
    actor: { kind: "person", id: "", name: "" },
  },
  { ...all, exceptions: 1 },
);
const failed = RUN_FAILURES.map((failure) => runView({ state: "failed", name: "", failure }, COUNTS));

const sample = (kind: PreviewSample["kind"], at: number): PreviewSample => ({
  ...{ articleId: `a${at}`, title: TITLES[at % 2] ?? "", segmentId: `seg${at}`, segmentNumber: at, kind },
  diff: proposal(kind === "conflict").diff,
});
const preview: RunPreview = {
  ...{ glossaryRevision: 4, articles: 12_400, touched: 1_310, estimated: true },
  places: { change: 1_502, approved: 41, conflict: 7, doubtful: 12 },
  samples: [sample("change", 1), sample("approved", 2), sample("conflict", 3)],
  listed: TITLES.map((title, at) => ({
    ...{ articleId: `a${at + 1}`, title },
    places: { change: 3, approved: at, conflict: 0, doubtful: 1 },
  })),
  concepts: records.map((record, at) => ({
    ...{ conceptId: record.concept.id, label: labelOf(record), articles: 900 - 100 * at },
  })),
};
const asked: RunNewModel = { targets: RUN_TARGETS, scope: undefined, fields: [], preview: undefined };
const scope = {
  target: { kind: "concepts", conceptIds: ["O007", "P001"] },
  filter: { title: "Bay", from: "2023-01-01", until: "2023-12-31", bilingual: true },
} as const;
const looked: RunNewModel = { ...asked, scope, fields: fieldsOf(scope), preview };

/** Runs, what one would do, and how each stands. */
export const RUN_FIXTURES = [
  {
    page: "runs",
    name: "each state",
    model: { runs: [undo, ...failed, ...inEachState], next: "run-waiting", seq: 12 },
  },
  { page: "runs", name: "none", model: { runs: [], next: undefined, seq: 0 } },
  { page: "run-new", name: "before anything", model: asked },
  { page: "run-new", name: "looked at, estimated", model: looked },
  {
    page: "run-new",
    name: "looked at, counted",
    model: {
      ...looked,
      preview: { ...preview, ...{ articles: 2, touched: 2, estimated: false, concepts: [] } },
    },
  },
  {
    page: "run-new",
    name: "nothing to do",
    model: {
      ...looked,
      preview: {
        ...{ ...preview, articles: 0, touched: 0, estimated: false, samples: [], listed: [], concepts: [] },
        places: { change: 0, approved: 0, conflict: 0, doubtful: 0 },
      },
    },
  },
  ...inEachState.map((view) => ({
    page: "run" as const,
    name: view.run.state,
    model: run(view, view.run.state === "waiting" ? none : report),
  })),
  ...failed.map((view) => ({
    page: "run" as const,
    name: `failed: ${view.run.failure ?? ""}`,
    model: run(view, none),
  })),
  { page: "run", name: "taken back", model: run(undone, report) },
  { page: "run", name: "an undo with exceptions", model: run(undo, { ...report, next: undefined }) },
] as const;
