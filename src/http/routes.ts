import type { Answer } from "./answer.ts";
import type { Exchange } from "./exchange.ts";
import * as articleHistory from "./routes/article-history.ts";
import * as articles from "./routes/articles.ts";
import * as assets from "./routes/assets.ts";
import * as autosaves from "./routes/autosaves.ts";
import * as beads from "./routes/beads.ts";
import * as comments from "./routes/comments.ts";
import * as conceptEdits from "./routes/concept-edits.ts";
import * as concepts from "./routes/concepts.ts";
import * as decisions from "./routes/decisions.ts";
import * as discovery from "./routes/discovery.ts";
import * as find from "./routes/find.ts";
import * as events from "./routes/events.ts";
import * as glossary from "./routes/glossary.ts";
import * as news from "./routes/news.ts";
import * as preferences from "./routes/preferences.ts";
import * as proposals from "./routes/proposals.ts";
import * as queue from "./routes/queue.ts";
import * as reading from "./routes/reading.ts";
import * as renderings from "./routes/renderings.ts";
import * as reuse from "./routes/reuse.ts";
import * as runs from "./routes/runs.ts";
import * as sample from "./routes/sample.ts";
import * as segments from "./routes/segments.ts";
import * as sources from "./routes/sources.ts";
import * as states from "./routes/states.ts";
import * as statistics from "./routes/statistics.ts";
import * as undos from "./routes/undos.ts";

/** One address and what answers there. */
export interface Route {
  readonly method: "get" | "post";
  /** A pattern of Express. */
  readonly path: string;
  readonly handle: (exchange: Exchange) => Answer | Promise<Answer>;
}

function get(path: string, handle: Route["handle"]): Route {
  return { method: "get", path, handle };
}

function post(path: string, handle: Route["handle"]): Route {
  return { method: "post", path, handle };
}

/** Every address of the server, in the order in which they are tried. */
export const ROUTES: readonly Route[] = [
  get("/", articles.home),
  get("/articles", articles.listPage),
  get("/articles/new", articles.newPage),
  post("/articles", articles.create),
  get("/articles/:id", articles.workbench),
  post("/articles/:id/title", articles.rename),
  post("/articles/:id/date", articles.date),
  post("/articles/:id/archive", articles.archive),
  post("/articles/:id/unarchive", articles.unarchive),
  get("/articles/:id/export.txt", articles.download),
  get("/articles/:id/read", reading.show),
  get("/articles/:id/history", articleHistory.show),
  get("/articles/:id/source", sources.show),
  post("/articles/:id/source", sources.give),
  post("/articles/:id/source/removal", sources.remove),
  post("/articles/:id/source/corrections", sources.correct),
  get("/articles/:id/beads", beads.show),
  post("/articles/:id/beads", beads.correct),
  post("/articles/:id/alignments", beads.realign),
  post("/articles/:id/renderings", renderings.createInArticle),
  post("/articles/:id/states", states.create),
  get("/articles/:id/events", events.stream),
  post("/articles/:id/presence", events.presence),
  post("/articles/:id/decisions", decisions.create),
  post("/decisions/:id/revocations", decisions.revoke),

  post("/segments/:id/text", segments.saveText),
  post("/segments/:id/autosaves", autosaves.create),
  get("/segments/:id/news", news.show),
  post("/segments/:id/comparisons", news.compare),
  post("/segments/:id/state", segments.setState),
  get("/segments/:id/history", segments.history),
  post("/segments/:id/restorations", segments.restore),
  post("/segments/:id/reuses", reuse.accept),
  get("/segments/:id/repetitions", reuse.show),
  post("/segments/:id/repetitions", reuse.apply),
  get("/segments/:id/split", segments.chooseSplit),
  post("/segments/:id/splits", segments.split),
  post("/segments/:id/joins", segments.join),

  post("/segments/:id/comments", comments.create),
  post("/comments/:id/resolutions", comments.resolve),
  post("/comments/:id/reopenings", comments.reopen),

  get("/proposals/:id", proposals.show),
  post("/proposals/:id/acceptances", proposals.accept),
  post("/proposals/:id/rejections", proposals.reject),

  get("/glossary", glossary.show),
  get("/glossary.csv", glossary.download),
  get("/glossary/exports", glossary.exports),
  get("/glossary/exports/:id", glossary.downloadAs),
  post("/glossary/uploads", glossary.upload),
  get("/glossary/uploads/:id", glossary.preview),
  post("/glossary/uploads/:id/choices", glossary.choose),
  post("/glossary/uploads/:id/imports", glossary.importFile),

  post("/glossary/edits/preview", conceptEdits.preview),
  post("/glossary/edits", conceptEdits.edit),
  get("/glossary/duplicates", conceptEdits.duplicates),
  post("/glossary/duplicates/apart", conceptEdits.tellApart),
  get("/glossary/merge", conceptEdits.mergeLook),
  post("/glossary/merges", conceptEdits.merge),

  get("/glossary/statistics", statistics.show),
  get("/glossary/proposals", queue.show),
  post("/glossary/proposals/approvals", queue.approve),
  post("/glossary/proposals/rejections", queue.reject),

  get("/discovery", discovery.show),
  get("/articles/:id/discovery", discovery.showInArticle),
  post("/discovered-forms", discovery.accept),
  post("/discovered-forms/rejections", discovery.reject),
  post("/repeated-edits/rejections", discovery.rejectRepeated),

  get("/find", find.show),
  get("/articles/:id/find", find.showInArticle),
  post("/replacements", find.replace),

  get("/concepts/new", concepts.newPage),
  get("/concepts/:id", concepts.show),
  post("/concepts/preview", concepts.preview),
  post("/concepts/effects", concepts.effect),
  post("/concepts", concepts.create),
  post("/concepts/:id", concepts.update),
  post("/concepts/:id/removal", concepts.remove),
  get("/concepts/:id/split", conceptEdits.splitChoices),
  post("/concepts/:id/splits/preview", conceptEdits.splitLook),
  post("/concepts/:id/splits", conceptEdits.split),
  post("/concepts/:id/comments", concepts.comment),
  post("/concept-comments/:id/resolutions", concepts.resolveComment),
  post("/concept-comments/:id/reopenings", concepts.reopenComment),

  get("/runs", runs.list),
  get("/runs/new", runs.newPage),
  post("/runs", runs.create),
  get("/runs/:id", runs.show),
  post("/runs/:id/pauses", runs.pause),
  post("/runs/:id/resumptions", runs.resume),
  post("/runs/:id/cancellations", runs.cancel),
  post("/runs/:id/undos", runs.undo),
  get("/runs/:id/report.ndjson", runs.report),
  get("/runs/:id/articles.ndjson", runs.articles),
  get("/runs/:id/events", runs.stream),
  post("/renderings", renderings.create),
  post("/undos", undos.create),
  post("/sample", sample.load),
  post("/sample/removal", sample.remove),
  get("/preferences", preferences.show),
  post("/preferences", preferences.choose),
  get("/assets/:name", assets.file),
  get("/healthz", assets.health),
];
