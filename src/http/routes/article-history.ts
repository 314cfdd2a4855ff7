import type { Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { articleHistoryPage } from "../pages/article-history.ts";

/** GET /articles/:id/history */
export function show(exchange: Exchange): Promise<Answer> {
  return articleHistoryPage(exchange, exchange.id("id"), exchange.query);
}
