import { approveConcept, rejectConcept } from "../../app/concept-edits/judge.ts";
import type { ConceptsChanged } from "../../app/concept-edits/change.ts";
import { Failure } from "../../app/failure.ts";
import { redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readJudgement, type JudgementForm } from "../forms/concept-edits.ts";
import { errorsOf, statusOf } from "../pages/errors.ts";
import { conceptsNotice } from "../pages/notices.ts";
import { queuePage, queuePath } from "../pages/queue.ts";

/** GET /glossary/proposals */
export function show(exchange: Exchange): Promise<Answer> {
  return queuePage(exchange, exchange.query.get("at") ?? undefined);
}

/** POST /glossary/proposals/approvals: on to the next one. */
export function approve(exchange: Exchange): Promise<Answer> {
  const { deps, actor } = exchange;
  return judged(exchange, { key: "notice.concept-approved" }, (form) => approveConcept(deps, actor, form));
}

/** POST /glossary/proposals/rejections: on to the next one. */
export function reject(exchange: Exchange): Promise<Answer> {
  const { deps, actor } = exchange;
  return judged(exchange, { key: "notice.concept-rejected" }, (form) => rejectConcept(deps, actor, form));
}

async function judged(
  exchange: Exchange,
  message: { readonly key: string },
  judge: (form: JudgementForm) => Promise<ConceptsChanged>,
): Promise<Answer> {
  const form = readJudgement(await exchange.form());
  try {
    return redirect(queuePath(form.nextId), conceptsNotice({ ...message, params: {} }, await judge(form)));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const again = { errors: errorsOf(error), status: statusOf(error), reason: form.reason };
    return queuePage(exchange, form.concept.id, again);
  }
}
