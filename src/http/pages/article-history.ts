import { getArticleHistory } from "../../app/article-history.ts";
import { findUndoable } from "../../app/undo-choice.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { mayBeId } from "../ids.ts";
import { pageHolding, readPageNumber } from "./paging.ts";

/** How many changes one page shows. */
const PAGE_SIZE = 50;

/** What was done in an article, with the versions after two of its changes compared when `from` and `to` name them. */
export async function articleHistoryPage(
  { deps }: Pick<Exchange, "deps">,
  articleId: string,
  query: URLSearchParams,
): Promise<PageAnswer<"article-history">> {
  const offset = (readPageNumber(query.get("page")) - 1) * PAGE_SIZE;
  const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
  const compare = mayBeId(from) && mayBeId(to) ? { from, to } : undefined;
  const view = await getArticleHistory(deps, { articleId, offset, limit: PAGE_SIZE, compare });
  const [newest, older] = view.changes;
  const chosen = compare ?? { from: (older ?? newest)?.change.id, to: newest?.change.id };
  const paging = pageHolding(view.total, PAGE_SIZE, offset);
  const changes = view.changes.map(({ change }) => change);
  const undoable = await findUndoable(deps, changes);
  const title = { key: "article-history.title", params: {} };
  return page("article-history", { view, paging, chosen, undoable }, title);
}
