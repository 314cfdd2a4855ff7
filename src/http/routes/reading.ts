import type { Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readingPage } from "../pages/reading.ts";

/** GET /articles/:id/read */
export function show(exchange: Exchange): Promise<Answer> {
  return readingPage(exchange, exchange.id("id"), exchange.query);
}
