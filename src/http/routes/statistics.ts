import type { Answer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { statisticsPage } from "../pages/statistics.ts";

/** GET /glossary/statistics */
export function show(exchange: Exchange): Promise<Answer> {
  return statisticsPage(exchange);
}
