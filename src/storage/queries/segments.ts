import type { Kysely } from "kysely";
import type { SegmentRecord, SegmentText } from "../../app/records.ts";
import { HAND_KINDS } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import { compareIds, parts } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { withChanges } from "./changes.ts";
import { contentColumns, segmentOf } from "./segment-rows.ts";
import {
  formerRevisions,
  keepRevisions,
  mustWrite,
  newestRevisions,
  revisionOf,
  revisionsAt,
  revisionsBy,
  writingsIn,
} from "./segment-revisions.ts";
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
        .selectFrom(writingsIn(tx, articleId).as("written"))
        .innerJoin("changes", "changes.id", "written.change_id")
        .select(["written.segment_id", "changes.kind", "changes.actor_kind", "changes.actor_name"])
        .select(({ fn }) => fn.max("changes.at").as("at"))
        .where("written.removed", "=", 0)
        .groupBy(["written.segment_id", "changes.kind", "changes.actor_kind", "changes.actor_name"])
        .orderBy("written.segment_id")
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
      const byHand = tx.selectFrom("changes").where("changes.kind", "in", HAND_KINDS).select("changes.seq");
      const newest = byHand
        .crossJoin("segments as own")
        .whereRef("own.change_id", "=", "changes.id")
        .select("own.id as segment_id")
        .orderBy("changes.seq", "desc")
        .orderBy("own.id");
      const former = byHand
        .crossJoin("former_revisions as own")
        .whereRef("own.change_id", "=", "changes.id")
        .select("own.segment_id")
        .orderBy("changes.seq", "desc")
        .orderBy("own.segment_id");
      const written = [
        ...(await newest.limit(limit).execute()),
        ...(await former.limit(limit).execute()),
      ].sort((a, b) => b.seq - a.seq || compareIds(a.segment_id, b.segment_id));
      const order = [...new Set(written.slice(0, limit).map((row) => row.segment_id))];
      const found = new Map<string, SegmentRecord>();
      for (const ids of parts(order, 1)) {
        const rows = await tx
          .selectFrom("segments")
          .selectAll()
          .where("id", "in", ids)
          .where("removed", "=", 0)
          .where("rendered", "is not", null)
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
      const [found] = await revisionsAt(tx, [{ segmentId, revision }]);
      return found;
    },
    async segmentHistory(segmentId) {
      const newest = await newestRevisions(tx).where("own.id", "=", segmentId).execute();
      const former = formerRevisions(tx).where("own.segment_id", "=", segmentId);
      const rows = [...newest, ...(await former.orderBy("own.revision", "desc").execute())];
      const changes: Schema["changes"][] = [];
      for (const ids of parts([...new Set(rows.map((row) => row.change_id))], 1))
        changes.push(...(await tx.selectFrom("changes").selectAll().where("id", "in", ids).execute()));
      return withChanges(rows.map(revisionOf), changes);
    },
    revisionsOf: (changeId) => revisionsBy(tx, changeId),
  };
}

/** The writing methods of the segments. */
export function segmentWrites(tx: Kysely<Schema>, index: SentenceIndex): Pick<StoreWriter, "putSegment"> {
  return {
    async putSegment(segment, changeId) {
      const { id, updatedAt } = segment;
      const columns = contentColumns(segment);
      const keys = await index.columnsFor(id, segment.articleId, segment);
      const row = { ...columns, ...keys, updated_at: updatedAt, change_id: changeId };
      await keepRevisions(tx, [id]);
      const written = await tx
        .insertInto("segments")
        .values({ machine_key: null, source_key: null, ...row, id })
        .onConflict((conflict) =>
          conflict.column("id").doUpdateSet(row).where("segments.revision", "<", segment.revision),
        )
        .executeTakeFirst();
      mustWrite(written, 1);
    },
  };
}
