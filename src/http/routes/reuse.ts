import { acceptReuse, applyToRepetitions } from "../../app/reuse.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readReuse, readRepetitions } from "../forms/reuse.ts";
import { repetitionsPage } from "../pages/reuse.ts";
import { articlePath } from "../paths.ts";

/** POST /segments/:id/reuses */
export async function accept({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const { articleId, segmentId } = await acceptReuse(deps, actor, {
    segmentId: id("id"),
    ...readReuse(sent),
  });
  return redirect(readBack(sent) ?? articlePath(articleId, segmentId), notice({ key: "notice.reused" }));
}

/** GET /segments/:id/repetitions */
export function show(exchange: Exchange): Promise<Answer> {
  return repetitionsPage(exchange, exchange.id("id"));
}

/** POST /segments/:id/repetitions */
export async function apply({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const input = { segmentId: id("id"), ...readRepetitions(sent) };
  const { articleId, segmentId, changeId, changed, left } = await applyToRepetitions(deps, actor, input);
  const message =
    left === 0
      ? { key: "notice.repetitions", params: { count: changed } }
      : { key: "notice.repetitions-left", params: { count: changed, left } };
  const tone = left === 0 && changed > 0 ? "done" : "warning";
  return redirect(articlePath(articleId, segmentId), notice(message, { tone, undo: changeId }));
}
