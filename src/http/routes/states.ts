import { setArticleState } from "../../app/article-states.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readArticleState } from "../forms/together.ts";
import { articlePath } from "../paths.ts";

/** POST /articles/:id/states: an article is approved also with segments that are not, which is said. */
export async function create({ deps, actor, t, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const articleId = id("id");
  const input = readArticleState(sent);
  const { unapproved } = await setArticleState(deps, actor, { articleId, ...input });
  const params = { state: t(`article-state.${input.state}`), number: unapproved };
  const settled = input.state === "approved" || input.state === "published";
  const said =
    settled && unapproved > 0
      ? notice({ key: "notice.article-state-open", params }, { tone: "warning" })
      : notice({ key: "notice.article-state", params });
  return redirect(readBack(sent) ?? articlePath(articleId), said);
}
