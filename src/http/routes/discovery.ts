import { acceptForm, rejectForm } from "../../app/discovered-forms.ts";
import { rejectEdit } from "../../app/repeated-edits.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readEditJudgement, readFormJudgement } from "../forms/discovered-form.ts";
import { discoveryPage } from "../pages/discovery.ts";
import { conceptNotice } from "../pages/notices.ts";
import { conceptPath } from "../paths.ts";

/** GET /discovery: in the newest articles together. */
export function show(exchange: Exchange): Promise<Answer> {
  return discoveryPage(exchange);
}

/** GET /articles/:id/discovery */
export function showInArticle(exchange: Exchange): Promise<Answer> {
  return discoveryPage(exchange, exchange.id("id"));
}

/** POST /discovered-forms: the form goes into its concept, and every article follows. */
export async function accept({ deps, actor, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const input = readFormJudgement(sent);
  const saved = await acceptForm(deps, actor, input);
  return redirect(
    readBack(sent) ?? conceptPath(input.conceptId),
    conceptNotice({ key: "notice.form-accepted" }, saved),
  );
}

/** POST /discovered-forms/rejections */
export async function reject({ deps, actor, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const input = readFormJudgement(sent);
  const changeId = await rejectForm(deps, actor, input);
  return redirect(
    readBack(sent) ?? conceptPath(input.conceptId),
    notice({ key: "notice.form-rejected" }, { undo: changeId }),
  );
}

/** POST /repeated-edits/rejections */
export async function rejectRepeated({ deps, actor, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const changeId = await rejectEdit(deps, actor, readEditJudgement(sent));
  return redirect(
    readBack(sent) ?? "/discovery",
    notice({ key: "notice.form-rejected" }, { undo: changeId }),
  );
}
