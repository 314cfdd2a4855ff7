import { glossaryStatistics, type GlossaryStatistics } from "../../app/glossary-statistics.ts";
import { CONCEPT_STATUSES, type ConceptStatus } from "../../core/glossary/model.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/** The glossary in numbers. */
export interface StatisticsModel {
  readonly statistics: GlossaryStatistics;
  readonly statuses: readonly ConceptStatus[];
}

/** The page of the glossary's numbers. */
export async function statisticsPage({ deps }: Pick<Exchange, "deps">): Promise<PageAnswer<"statistics">> {
  const model = { statistics: await glossaryStatistics(deps), statuses: CONCEPT_STATUSES };
  return page("statistics", model, { key: "statistics.title", params: {} });
}
