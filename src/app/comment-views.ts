import { chineseScript } from "../core/text/script.ts";
import { contains } from "../core/text/span.ts";
import type { CommentStanding, SegmentRecord } from "./records.ts";
import type { StoreReader } from "./store.ts";
import type { CommentView } from "./together-views.ts";

/**
 * The comments of an article by the segment that they are shown under, oldest first: the one that they were written
 * under, or, where that was joined to another, the one that stands there now.
 */
export async function commentsBySegment(
  tx: StoreReader,
  articleId: string,
  segments: readonly SegmentRecord[],
): Promise<ReadonlyMap<string, readonly CommentView[]>> {
  const standing = new Set(segments.map(({ id }) => id));
  const found = new Map<string, CommentView[]>();
  for (const each of await tx.comments(articleId)) {
    const { segmentId } = each.comment;
    const place = standing.has(segmentId) ? segmentId : await coveredBy(tx, segmentId, segments);
    if (place === undefined) continue;
    found.set(place, [...(found.get(place) ?? []), commentView(each)]);
  }
  return found;
}

/** The segment that stands where one stood that is gone. */
export async function coveredBy(
  tx: StoreReader,
  segmentId: string,
  segments: readonly SegmentRecord[],
): Promise<string | undefined> {
  const gone = await tx.segment(segmentId);
  if (gone === undefined) return undefined;
  const start = { from: gone.from, to: gone.from };
  return (segments.find((segment) => contains(segment, start)) ?? segments.at(-1))?.id;
}

/** A comment as pages show it. */
export function commentView({ comment, author, state, by, at }: CommentStanding): CommentView {
  const { id, text, createdAt } = comment;
  return {
    id,
    text,
    lang: /\p{Script=Han}/u.test(text) ? chineseScript(text) : "en",
    author,
    at: createdAt,
    resolved: state === "resolved" ? { by, at } : undefined,
  };
}
