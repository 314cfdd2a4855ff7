import { reopenComment, resolveComment, writeComment, type CommentRef } from "../../app/comments.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import type { Form } from "../forms/form.ts";
import { readComment } from "../forms/together.ts";
import type { Notice } from "../pages/models.ts";
import { articlePath } from "../paths.ts";

/** POST /segments/:id/comments */
export async function create({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const ref = await writeComment(deps, actor, { segmentId: id("id"), ...readComment(sent) });
  return goBack(sent, ref, notice({ key: "notice.comment-written" }));
}

/** POST /comments/:id/resolutions */
export async function resolve({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  return goBack(
    sent,
    await resolveComment(deps, actor, { commentId: id("id") }),
    notice({ key: "notice.comment-resolved" }),
  );
}

/** POST /comments/:id/reopenings */
export async function reopen({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  return goBack(
    sent,
    await reopenComment(deps, actor, { commentId: id("id") }),
    notice({ key: "notice.comment-reopened" }),
  );
}

function goBack(sent: Form, { articleId, segmentId }: CommentRef, said: Notice): Answer {
  return redirect(readBack(sent) ?? articlePath(articleId, segmentId), said);
}
