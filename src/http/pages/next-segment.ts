import type { Deps } from "../../app/deps.ts";
import type { AfterSaving } from "../forms/segment.ts";
import { articlePath, withQuery } from "../paths.ts";

/** A segment with its place in the article, counted from 1. */
interface NumberedSegment {
  readonly id: string;
  readonly number: number;
}

/** Which segment follows a saved one: the neighbour, or the next that is not approved, from the start again after the last. */
type Following = "next" | "previous" | "open";

const FOLLOWING: Readonly<Record<AfterSaving, Following>> = {
  stay: "next",
  next: "next",
  previous: "previous",
  approve: "next",
  "approve-open": "open",
};

/** The number of the segment that was just saved, and the path where its editor goes on; `back` is where they came from. */
export async function goOn(
  deps: Deps,
  saved: { readonly articleId: string; readonly segmentId: string },
  back: string | undefined,
  then: AfterSaving,
): Promise<{ readonly number: number; readonly path: string }> {
  const { articleId, segmentId } = saved;
  const { number, next } = await nextSegment(deps, saved, FOLLOWING[then]);
  const path =
    then === "stay"
      ? (back ?? articlePath(articleId, segmentId))
      : withQuery(articlePath(articleId), back, { segment: next?.id }, `s-${next?.number ?? number}`);
  return { number, path };
}

/** The number of the segment that was just saved, and the one to go on with; undefined when there is none. */
async function nextSegment(
  deps: Deps,
  saved: { readonly articleId: string; readonly segmentId: string },
  following: Following,
): Promise<{ readonly number: number; readonly next: NumberedSegment | undefined }> {
  const segments = await deps.store.read((tx) => tx.segments(saved.articleId));
  const at = segments.findIndex((segment) => segment.id === saved.segmentId);
  const numbered = segments.map(({ id, state }, index) => ({ id, state, number: index + 1 }));
  const around = [...numbered.slice(at + 1), ...numbered.slice(0, Math.max(0, at))];
  const next = {
    next: numbered[at + 1],
    previous: numbered[at - 1],
    open: around.find(({ state }) => state !== "approved"),
  }[following];
  return { number: at + 1, next: next && { id: next.id, number: next.number } };
}
