import { findRepetitions } from "../../app/reuse.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/** Where the text of a segment can be applied. */
export async function repetitionsPage(
  { deps }: Pick<Exchange, "deps">,
  segmentId: string,
): Promise<PageAnswer<"repetitions">> {
  const view = await findRepetitions(deps, segmentId);
  return page("repetitions", { view }, { key: "repetitions.title", params: { number: view.number } });
}
