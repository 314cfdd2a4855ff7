import { segmentHistory } from "../../app/segment-history.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/** Every revision of a segment. */
export async function historyPage(
  { deps }: Pick<Exchange, "deps">,
  segmentId: string,
): Promise<PageAnswer<"history">> {
  const view = await segmentHistory(deps, segmentId);
  return page("history", { view }, { key: "history.title", params: { number: view.segment.number } });
}
