import { compareRevisions } from "../../app/revision-compare.ts";
import { segmentHistory } from "../../app/segment-history.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/** Every revision of a segment, with two of them compared when `from` and `to` name them. */
export async function historyPage(
  { deps }: Pick<Exchange, "deps">,
  segmentId: string,
  query: URLSearchParams,
): Promise<PageAnswer<"history">> {
  const view = await segmentHistory(deps, segmentId);
  const comparison = compareRevisions(view.entries, revisionOf(query, "from"), revisionOf(query, "to"));
  const [newest, older] = view.entries;
  const to = newest?.revision ?? 0;
  const chosen = comparison ?? { from: older?.revision ?? to, to };
  return page(
    "history",
    { view, comparison, chosen },
    { key: "history.title", params: { number: view.segment.number } },
  );
}

function revisionOf(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name) ?? "";
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
