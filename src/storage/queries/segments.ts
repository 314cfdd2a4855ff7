import type { Kysely } from "kysely";
import type { RevisionRecord, SegmentContent, SegmentRecord } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Change } from "../../core/rendering/model.ts";
import { flag } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { withChanges } from "./changes.ts";

type Reads = Pick<StoreReader, "segment" | "segments" | "segmentRevision" | "segmentHistory" | "revisionsOf">;

/** The reading methods of the segments. */
export function segmentReads(tx: Kysely<Schema>): Reads {
  return {
    async segment(id) {
      const row = await tx.selectFrom("segments").selectAll().where("id", "=", id).executeTakeFirst();
      return row && segmentOf(row);
    },
    async segments(articleId) {
      const rows = await tx
        .selectFrom("segments")
        .selectAll()
        .where("article_id", "=", articleId)
        .where("removed", "=", 0)
        .orderBy("span_from")
        .orderBy("id")
        .execute();
      return rows.map(segmentOf);
    },
    async segmentRevision(segmentId, revision) {
      const row = await tx
        .selectFrom("segment_revisions")
        .selectAll()
        .where("segment_id", "=", segmentId)
        .where("revision", "=", revision)
        .executeTakeFirst();
      return row && revisionOf(row);
    },
    async segmentHistory(segmentId) {
      const own = tx.selectFrom("segment_revisions").where("segment_id", "=", segmentId);
      const rows = await own.selectAll().orderBy("revision", "desc").execute();
      const changes = await tx
        .selectFrom("changes")
        .selectAll()
        .where("id", "in", own.select("change_id"))
        .execute();
      return withChanges(rows.map(revisionOf), changes);
    },
    async revisionsOf(changeId) {
      const rows = await tx
        .selectFrom("segment_revisions")
        .selectAll()
        .where("change_id", "=", changeId)
        .orderBy("article_id")
        .orderBy("span_from")
        .orderBy("segment_id")
        .orderBy("revision")
        .execute();
      return rows.map(revisionOf);
    },
  };
}

/** The writing methods of the segments. */
export function segmentWrites(tx: Kysely<Schema>): Pick<StoreWriter, "putSegment"> {
  return {
    async putSegment(segment, changeId) {
      const { id, updatedAt } = segment;
      const columns = {
        article_id: segment.articleId,
        revision: segment.revision,
        span_from: segment.from,
        span_to: segment.to,
        state: segment.state,
        removed: flag(segment.removed),
        rendered: segment.rendered,
        text: segment.text,
        provenance_json: JSON.stringify(segment.provenance),
      };
      await tx
        .insertInto("segments")
        .values({ id, updated_at: updatedAt, ...columns })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ updated_at: updatedAt, ...columns }))
        .execute();
      await tx
        .insertInto("segment_revisions")
        .values({ segment_id: id, change_id: changeId, ...columns })
        .execute();
    },
  };
}

type ContentRow = Pick<
  Schema["segments"],
  "span_from" | "span_to" | "rendered" | "text" | "state" | "provenance_json"
>;

function contentOf(row: ContentRow): SegmentContent {
  return {
    from: row.span_from,
    to: row.span_to,
    rendered: row.rendered,
    text: row.text,
    state: row.state,
    provenance: JSON.parse(row.provenance_json) as readonly Change[],
  };
}

function segmentOf(row: Schema["segments"]): SegmentRecord {
  return {
    id: row.id,
    articleId: row.article_id,
    revision: row.revision,
    updatedAt: row.updated_at,
    removed: row.removed === 1,
    ...contentOf(row),
  };
}

function revisionOf(row: Schema["segment_revisions"]): RevisionRecord {
  return {
    segmentId: row.segment_id,
    articleId: row.article_id,
    revision: row.revision,
    changeId: row.change_id,
    removed: row.removed === 1,
    ...contentOf(row),
  };
}
