import type { Kysely } from "kysely";
import type { StoreReader } from "../../app/store.ts";
import { compareIds } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { changeOf } from "./changes.ts";
import { revisionsAt, writingsIn } from "./segment-revisions.ts";

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
              changes.selectFrom(writingsIn(tx, articleId).as("written")).select("written.change_id"),
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
        .selectFrom(writingsIn(tx, articleId).as("written"))
        .select("change_id")
        .select(({ fn }) => fn.count<number>("segment_id").distinct().as("segments"))
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
      const asked = tx.selectFrom("changes as asked").select("asked.seq").where("asked.id", "=", changeId);
      const written = await tx
        .selectFrom(writingsIn(tx, articleId).as("written"))
        .innerJoin("changes", "changes.id", "written.change_id")
        .where("changes.seq", "<=", asked)
        .groupBy("written.segment_id")
        .select("written.segment_id as segmentId")
        .select(({ fn }) => fn.max("written.revision").as("revision"))
        .execute();
      const revisions = await revisionsAt(tx, written);
      return revisions
        .filter(({ removed }) => !removed)
        .sort((a, b) => a.from - b.from || compareIds(a.segmentId, b.segmentId));
    },
  };
}
