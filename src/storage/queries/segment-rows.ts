/** What a segment's row and that of an earlier revision of it both have. */
import type { SegmentContent, SegmentRecord } from "../../app/records.ts";
import type { Change } from "../../core/rendering/model.ts";
import { flag } from "../rows.ts";
import type { Schema } from "../schema.ts";

type ContentColumns = Omit<Schema["former_revisions"], "segment_id" | "change_id">;

/** The columns of a segment's content. */
export function contentColumns(segment: SegmentRecord): ContentColumns {
  return {
    article_id: segment.articleId,
    revision: segment.revision,
    span_from: segment.from,
    span_to: segment.to,
    state: segment.state,
    removed: flag(segment.removed),
    rendered: segment.rendered === segment.text ? null : segment.rendered,
    text: segment.text,
    provenance_json: JSON.stringify(segment.provenance),
  };
}

type ContentRow = Pick<
  Schema["segments"],
  "span_from" | "span_to" | "rendered" | "text" | "state" | "provenance_json"
>;

/** What a row says of a segment's content. */
export function contentOf(row: ContentRow): SegmentContent {
  return {
    from: row.span_from,
    to: row.span_to,
    rendered: row.rendered ?? row.text,
    text: row.text,
    state: row.state,
    provenance: changesOf(row.provenance_json),
  };
}

type SegmentColumns = Omit<Schema["segments"], "machine_key" | "source_key" | "change_id">;

/** The record of a segment's row. */
export function segmentOf(row: SegmentColumns): SegmentRecord {
  return {
    id: row.id,
    articleId: row.article_id,
    revision: row.revision,
    updatedAt: row.updated_at,
    removed: row.removed === 1,
    ...contentOf(row),
  };
}

const NO_CHANGES: readonly Change[] = [];

/** The changes of a segment's rendering; most have none. */
export function changesOf(json: string): readonly Change[] {
  return json === "[]" ? NO_CHANGES : (JSON.parse(json) as readonly Change[]);
}
