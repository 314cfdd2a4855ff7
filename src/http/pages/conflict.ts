import type { Failure } from "../../app/failure.ts";
import type { StaleSave } from "../../app/views.ts";
import { page, type PageAnswer } from "../answer.ts";
import { articlePath } from "../paths.ts";

/** The page of a save that came too late: what stands beside what was typed. Undefined for another failure. */
export function conflictPage(failure: Failure): PageAnswer<"conflict"> | undefined {
  if (failure.code !== "conflict" || !isStaleSave(failure.current)) return undefined;
  return comparisonPage(failure.current, 409);
}

/** What stands beside what was typed, before it is saved. */
export function comparisonPage(stale: StaleSave, status = 200): PageAnswer<"conflict"> {
  const { article, segment } = stale;
  const title = { key: "conflict.title", params: { number: segment.number } };
  const here = articlePath(article.id, segment.id);
  return page("conflict", { article, stale }, title, { status, here });
}

function isStaleSave(value: unknown): value is StaleSave {
  return typeof value === "object" && value !== null && "segment" in value && "typed" in value;
}
