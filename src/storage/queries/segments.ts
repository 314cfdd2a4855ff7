import type { Kysely } from "kysely";
import type { RevisionRecord, SegmentContent, SegmentRecord, SegmentText } from "../../app/records.ts";
import { HAND_KINDS } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Change } from "../../core/rendering/model.ts";
import { parts } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { withChanges } from "./changes.ts";
import { contentColumns } from "./new-articles.ts";
import type { SentenceIndex } from "./sentence-keys.ts";

type Reads = Pick<
  StoreReader,
  | "segment"
  | "segments"
  | "segmentTexts"
  | "segmentTouches"
  | "editedSegments"
  | "segmentRevision"
  | "segmentHistory"
  | "revisionsOf"
>;

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
    async segmentTexts(articleIds) {
      const found: SegmentText[] = [];
      for (const ids of parts([...new Set(articleIds)].sort(), 1)) {
        const rows = await tx
          .selectFrom("segments")
          .select(["id", "article_id", "revision", "state", "span_from", "span_to", "text"])
          .where("article_id", "in", ids)
          .where("removed", "=", 0)
          .orderBy("article_id")
          .orderBy("span_from")
          .orderBy("id")
          .execute();
        for (const { article_id: articleId, span_from: from, span_to: to, ...row } of rows)
          found.push({ ...row, articleId, from, to });
      }
      return found;
    },
    async segmentTouches(articleId) {
      const rows = await tx
        .selectFrom("segment_revisions")
        .innerJoin("changes", "changes.id", "segment_revisions.change_id")
        .select(["segment_revisions.segment_id", "changes.kind", "changes.actor_kind", "changes.actor_name"])
        .select(({ fn }) => fn.max("changes.at").as("at"))
        .where("segment_revisions.segment_id", "in", (segments) =>
          segments
            .selectFrom("segments")
            .select("id")
            .where("article_id", "=", articleId)
            .where("removed", "=", 0),
        )
        .groupBy(["segment_revisions.segment_id", "changes.kind", "changes.actor_kind", "changes.actor_name"])
        .orderBy("segment_revisions.segment_id")
        .orderBy("changes.kind")
        .orderBy("changes.actor_kind")
        .orderBy("changes.actor_name")
        .execute();
      return rows.map((row) => ({
        segmentId: row.segment_id,
        kind: row.kind,
        actorKind: row.actor_kind,
        actorName: row.actor_name,
        at: row.at,
      }));
    },
    async editedSegments(limit) {
      // By the changes, which are small, so that no text is read where nobody wrote one; SQLite keeps the order of a
      // cross join.
      const written = await tx
        .selectFrom("changes")
        .crossJoin("segment_revisions")
        .whereRef("segment_revisions.change_id", "=", "changes.id")
        .select("segment_revisions.segment_id")
        .where("changes.kind", "in", HAND_KINDS)
        .orderBy("changes.seq", "desc")
        .orderBy("segment_revisions.segment_id")
        .limit(limit)
        .execute();
      const order = [...new Set(written.map((row) => row.segment_id))];
      const found = new Map<string, SegmentRecord>();
      for (const ids of parts(order, 1)) {
        const rows = await tx
          .selectFrom("segments")
          .selectAll()
          .where("id", "in", ids)
          .where("removed", "=", 0)
          .whereRef("text", "<>", "rendered")
          .where((segment) =>
            segment.exists(
              segment
                .selectFrom("articles")
                .select("articles.id")
                .whereRef("articles.id", "=", "segments.article_id")
                .where("articles.archived_at", "is", null),
            ),
          )
          .execute();
        for (const row of rows) found.set(row.id, segmentOf(row));
      }
      return order.flatMap((id) => found.get(id) ?? []);
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
export function segmentWrites(tx: Kysely<Schema>, index: SentenceIndex): Pick<StoreWriter, "putSegment"> {
  return {
    async putSegment(segment, changeId) {
      const { id, updatedAt } = segment;
      const columns = contentColumns(segment);
      const keys = await index.columnsFor(id, segment.articleId, segment);
      const row = { ...columns, ...keys, updated_at: updatedAt };
      await tx
        .insertInto("segments")
        .values({ machine_key: null, source_key: null, ...row, id })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
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

/** The record of a revision's row. */
export function revisionOf(row: Schema["segment_revisions"]): RevisionRecord {
  return {
    segmentId: row.segment_id,
    articleId: row.article_id,
    revision: row.revision,
    changeId: row.change_id,
    removed: row.removed === 1,
    ...contentOf(row),
  };
}
