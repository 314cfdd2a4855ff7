import type { RerenderReport, SaveConceptResult } from "../../app/views.ts";
import { notice } from "../answer.ts";
import type { Message, Notice } from "./models.ts";

/** What a saved or removed concept did in the article in hand, and whether others are affected. */
export function conceptNotice(message: { readonly key: string }, result: SaveConceptResult): Notice {
  const { conceptId, rendered, otherArticles, changeId } = result;
  const others = otherArticles.length === 0 ? undefined : { conceptId, count: otherArticles.length };
  const tone = rendered.conflicts > 0 ? "warning" : "done";
  const waits = rendered.changed + rendered.proposals + rendered.conflicts > 0;
  return notice(waits ? renderedMessage(rendered) : message, { tone, undo: changeId, others });
}

/** What rendering again did. */
export function renderingNotice(report: RerenderReport): Notice {
  const tone = report.conflicts > 0 ? "warning" : "done";
  return notice(renderedMessage(report), { tone, undo: report.changeId });
}

function renderedMessage({ changed, proposals, conflicts }: RerenderReport): Message {
  const waiting = proposals + conflicts;
  if (waiting === 0) return { key: "notice.rendered", params: { count: changed } };
  return { key: "notice.rendered-waiting", params: { count: changed, waiting } };
}
