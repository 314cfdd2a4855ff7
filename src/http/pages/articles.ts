import { listArticleStates } from "../../app/article-states.ts";
import { listArticles } from "../../app/articles.ts";
import { ARTICLE_STATES, type ArticleState, type ArticleSummary } from "../../app/records.ts";
import { sampleState } from "../../app/sample.ts";
import { findUndo } from "../../app/undo.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/** The list of articles: those that are archived, or the others; all, or those in one state. */
export async function articlesPage({ deps, query }: Exchange): Promise<PageAnswer<"articles">> {
  const archived = query.get("archived") === "1";
  const state = ARTICLE_STATES.find((each) => each === query.get("state"));
  const [all, standings, sample, undo] = await Promise.all([
    listArticles(deps, { archived }),
    listArticleStates(deps),
    sampleState(deps),
    findUndo(deps, {}),
  ]);
  const stateOf = ({ id }: ArticleSummary): ArticleState => standings.get(id)?.state ?? "new";
  const articles = state === undefined ? all : all.filter((article) => stateOf(article) === state);
  const counts = Map.groupBy(all, stateOf);
  const stateCounts = [
    ["all", all.length] as const,
    ...ARTICLE_STATES.map((each) => [each, counts.get(each)?.length ?? 0] as const),
  ];
  const title = { key: archived ? "articles.archived" : "articles.title", params: {} };
  const shown = { archived, articles, state, stateCounts: all.length === 0 ? [] : stateCounts, standings };
  return page("articles", { ...shown, sample, undo }, title);
}
