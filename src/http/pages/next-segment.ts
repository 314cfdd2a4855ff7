import type { Deps } from "../../app/deps.ts";

/** A segment with its place in the article, counted from 1. */
export interface NumberedSegment {
  readonly id: string;
  readonly number: number;
}

/**
 * The segment that was just saved, and the one to go on with: the next that is not approved, from the start again after
 * the last; undefined when all are. With `any` simply the next one.
 */
export async function nextSegment(
  deps: Deps,
  saved: { readonly articleId: string; readonly segmentId: string },
  any: boolean,
): Promise<{ readonly number: number; readonly next: NumberedSegment | undefined }> {
  const segments = await deps.store.read((tx) => tx.segments(saved.articleId));
  const at = segments.findIndex((segment) => segment.id === saved.segmentId);
  const numbered = segments.map(({ id, state }, index) => ({ id, state, number: index + 1 }));
  const after = numbered.slice(at + 1);
  const open = [...after, ...numbered.slice(0, Math.max(0, at))].find(({ state }) => state !== "approved");
  const next = any ? after[0] : open;
  return { number: at + 1, next: next && { id: next.id, number: next.number } };
}
