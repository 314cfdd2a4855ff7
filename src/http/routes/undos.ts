import { undoChange } from "../../app/undo.ts";
import { notice, redirect, type Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readBack } from "../forms/back.ts";
import { articlePath } from "../paths.ts";

/** POST /undos */
export async function create({ deps, actor, form }: Exchange): Promise<Answer> {
  const sent = await form();
  const undone = await undoChange(deps, actor, { changeId: sent.id("changeId") });
  const natural = undone.articleId === null ? "/glossary" : articlePath(undone.articleId);
  const count = undone.exceptions.length;
  return redirect(
    readBack(sent) ?? natural,
    count === 0
      ? notice({ key: undone.redone ? "notice.redone" : "notice.undone" })
      : notice(
          { key: undone.redone ? "notice.redone-except" : "notice.undone-except", params: { count } },
          { tone: "warning" },
        ),
  );
}
