import { listArticles } from "../../app/articles.ts";
import { sampleState } from "../../app/sample.ts";
import { findUndo } from "../../app/undo.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/** The list of articles: those that are archived, or the others. */
export async function articlesPage({ deps, query }: Exchange): Promise<PageAnswer<"articles">> {
  const archived = query.get("archived") === "1";
  const [articles, sample, undo] = await Promise.all([
    listArticles(deps, { archived }),
    sampleState(deps),
    findUndo(deps, {}),
  ]);
  const title = { key: archived ? "articles.archived" : "articles.title", params: {} };
  return page("articles", { archived, articles, sample, undo }, title);
}
