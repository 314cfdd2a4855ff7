import type { Failure } from "../../app/failure.ts";
import type { StaleSave } from "../../app/views.ts";
import { page, type PageAnswer } from "../answer.ts";
import { articlePath } from "../paths.ts";

/** The page of a save that came too late: what stands beside what was typed. Undefined for another failure. */
export function conflictPage(failure: Failure): PageAnswer<"conflict"> | undefined {
  if (failure.code !== "conflict" || !isStaleSave(failure.current)) return undefined;
  const { article, segment } = failure.current;
  const title = { key: "conflict.title", params: { number: segment.number } };
  const here = articlePath(article.id, segment.id);
  return page("conflict", { article, stale: failure.current }, title, { status: 409, here });
}

function isStaleSave(value: unknown): value is StaleSave {
  return typeof value === "object" && value !== null && "segment" in value && "typed" in value;
}
