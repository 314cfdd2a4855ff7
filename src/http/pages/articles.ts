import { listArticlePage } from "../../app/article-list.ts";
import { ARTICLE_STATES } from "../../app/records.ts";
import { sampleState } from "../../app/sample.ts";
import { findUndo } from "../../app/undo.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { pageHolding, readPageNumber } from "./paging.ts";

/** Articles a page. */
const LIMIT = 100;

/** A page of the list of articles: those that are archived, or the others; all, or those in one state. */
export async function articlesPage({ deps, query }: Exchange): Promise<PageAnswer<"articles">> {
  const archived = query.get("archived") === "1";
  const state = ARTICLE_STATES.find((each) => each === query.get("state"));
  const offset = (readPageNumber(query.get("page")) - 1) * LIMIT;
  const [list, sample, undo] = await Promise.all([
    listArticlePage(deps, { archived, state }, { offset, limit: LIMIT }),
    sampleState(deps),
    findUndo(deps, {}),
  ]);
  const { articles, standings, total, counts } = list;
  const stateCounts = [
    ["all", total] as const,
    ...ARTICLE_STATES.map((each) => [each, counts[each]] as const),
  ];
  const paging = pageHolding(state === undefined ? total : counts[state], LIMIT, offset);
  const title = { key: archived ? "articles.archived" : "articles.title", params: {} };
  const shown = { archived, articles, state, stateCounts: total === 0 ? [] : stateCounts, standings, paging };
  return page("articles", { ...shown, sample, undo }, title);
}
