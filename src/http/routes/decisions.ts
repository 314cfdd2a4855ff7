import { decide, revokeDecision } from "../../app/decisions.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack, readBackToRow } from "../forms/back.ts";
import { readDecision } from "../forms/decision.ts";
import { articlePath } from "../paths.ts";

/** POST /articles/:id/decisions */
export async function create({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const input = { articleId: id("id"), ...readDecision(sent) };
  const { articleId, segmentId } = await decide(deps, actor, input);
  return redirect(readBackToRow(sent, articleId, segmentId), notice({ key: "notice.decision-made" }));
}

/** POST /decisions/:id/revocations */
export async function revoke({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const { articleId } = await revokeDecision(deps, actor, { decisionId: id("id") });
  return redirect(readBack(sent) ?? articlePath(articleId), notice({ key: "notice.decision-revoked" }));
}
