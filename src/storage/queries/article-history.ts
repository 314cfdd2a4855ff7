import type { Kysely } from "kysely";
import type { StoreReader } from "../../app/store.ts";
import type { Schema } from "../schema.ts";
import { changeOf } from "./changes.ts";
import { revisionOf } from "./segments.ts";

/** Ids of all segments that an article has had. */
function segmentsOf(tx: Kysely<Schema>, articleId: string) {
  return tx.selectFrom("segments").select("id").where("article_id", "=", articleId);
}

/** The reading methods of an article's history. */
export function articleHistoryReads(
  tx: Kysely<Schema>,
): Pick<StoreReader, "articleChanges" | "segmentsAsOf"> {
  return {
    async articleChanges(articleId, { offset, limit }) {
      // Those made in the article, and those of the glossary that wrote in it.
      const all = tx
        .selectFrom("changes")
        .where((changes) =>
          changes.or([
            changes("changes.article_id", "=", articleId),
            changes(
              "changes.id",
              "in",
              changes
                .selectFrom("segment_revisions")
                .select("change_id")
                .where("segment_id", "in", segmentsOf(tx, articleId)),
            ),
          ]),
        );
      const { total } = await all
        .select(({ fn }) => fn.countAll<number>().as("total"))
        .executeTakeFirstOrThrow();
      const rows = await all.selectAll().orderBy("seq", "desc").limit(limit).offset(offset).execute();
      // PostgreSQL knows no empty list.
      if (rows.length === 0) return { total, changes: [] };
      const written = await tx
        .selectFrom("segment_revisions")
        .select("change_id")
        .select(({ fn }) => fn.count<number>("segment_id").distinct().as("segments"))
        .where("segment_id", "in", segmentsOf(tx, articleId))
        .where(
          "change_id",
          "in",
          rows.map(({ id }) => id),
        )
        .groupBy("change_id")
        .execute();
      const counts = new Map(written.map((row) => [row.change_id, row.segments]));
      return {
        total,
        changes: rows.map((row) => ({ change: changeOf(row), segments: counts.get(row.id) ?? 0 })),
      };
    },
    async segmentsAsOf(articleId, changeId) {
      const rows = await tx
        .selectFrom("segment_revisions as own")
        .selectAll()
        .where("own.segment_id", "in", segmentsOf(tx, articleId))
        .where("own.removed", "=", 0)
        .where("own.revision", "=", (revisions) =>
          revisions
            .selectFrom("segment_revisions as each")
            .innerJoin("changes", "changes.id", "each.change_id")
            .select(({ fn }) => fn.max("each.revision").as("last"))
            .whereRef("each.segment_id", "=", "own.segment_id")
            .where("changes.seq", "<=", (changes) =>
              changes.selectFrom("changes as asked").select("asked.seq").where("asked.id", "=", changeId),
            ),
        )
        .orderBy("own.span_from")
        .orderBy("own.segment_id")
        .execute();
      return rows.map(revisionOf);
    },
  };
}
