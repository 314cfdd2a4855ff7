import { rerender } from "../../app/rerender.ts";
import { renderChange, renderScope } from "../../app/runs/begin.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { readRendering } from "../forms/rendering.ts";
import { renderingNotice } from "../pages/notices.ts";
import { articlePath, runPath } from "../paths.ts";

/** POST /renderings: many articles. */
export async function create({ deps, actor, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const { changeId, requestId } = readRendering(sent);
  const begun =
    changeId === undefined
      ? await renderScope(deps, actor, { scope: { target: { kind: "stale" } }, requestId })
      : await renderChange(deps, actor, { changeId, requestId });
  if (begun.kind === "run") return redirect(runPath(begun.run.id), notice({ key: "notice.run-started" }));
  return redirect(readBack(sent) ?? "/articles", renderingNotice(begun.report));
}

/** POST /articles/:id/renderings: this article. */
export async function createInArticle({ deps, actor, id, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const articleId = id("id");
  const input = { articleIds: [articleId], requestId: sent.optionalId("requestId") };
  const report = await rerender(deps, actor, input);
  return redirect(readBack(sent) ?? articlePath(articleId), renderingNotice(report));
}
