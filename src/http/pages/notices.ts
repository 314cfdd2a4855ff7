import type { ConceptsChanged } from "../../app/concept-edits/change.ts";
import type {
  ImportArticleResult,
  RerenderReport,
  SaveConceptResult,
  SourceReport,
} from "../../app/views.ts";
import type { Finding } from "../../core/finding.ts";
import { notice } from "../answer.ts";
import type { Message, Notice } from "./models.ts";

/** What a saved or removed concept did in the article in hand, and whether others are affected. */
export function conceptNotice(message: { readonly key: string }, result: SaveConceptResult): Notice {
  const { rendered, otherArticles, changeId } = result;
  const others = othersOf(changeId, otherArticles.length);
  const tone = rendered.conflicts > 0 ? "warning" : "done";
  const waits = rendered.changed + rendered.proposals + rendered.conflicts > 0;
  return notice(waits ? renderedMessage(rendered) : message, { tone, undo: changeId, others });
}

/** What a change of several concepts did, with the way back and on to the articles. */
export function conceptsNotice(message: Message, { changeId, followers }: ConceptsChanged): Notice {
  return notice(message, { undo: changeId, others: othersOf(changeId, followers) });
}

function othersOf(changeId: string | undefined, count: number): Notice["others"] {
  return changeId === undefined || count === 0 ? undefined : { changeId, count };
}

/** What rendering again did. */
export function renderingNotice(report: RerenderReport): Notice {
  const tone = report.conflicts > 0 ? "warning" : "done";
  return notice(renderedMessage(report), { tone, undo: report.changeId });
}

/** What an import did; what was noticed about the texts is said with it. */
export function importNotice({ segments, findings }: ImportArticleResult): Notice {
  const done = { key: "notice.article-imported", params: { count: segments } };
  return withFindings(notice(done), findings);
}

/** What another Chinese text, or other beads, did in the article. */
export function sourceNotice(message: { readonly key: string }, report: SourceReport): Notice {
  const { changed, proposals, conflicts, changeId } = report;
  const waiting = proposals + conflicts;
  const said = changed + waiting > 0 ? renderedMessage(report) : message;
  const tone = conflicts > 0 ? "warning" : "done";
  return withFindings(notice(said, { tone, undo: changeId }), report.findings);
}

function withFindings(said: Notice, findings: readonly Finding[]): Notice {
  return findings.length === 0
    ? said
    : { ...said, tone: "warning", findings: findings.map(({ code }) => code) };
}

function renderedMessage({
  changed,
  proposals,
  conflicts,
}: Pick<RerenderReport, "changed" | "proposals" | "conflicts">): Message {
  const waiting = proposals + conflicts;
  if (waiting === 0) return { key: "notice.rendered", params: { count: changed } };
  return { key: "notice.rendered-waiting", params: { count: changed, waiting } };
}
