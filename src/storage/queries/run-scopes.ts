/** What runs ask about articles and concepts by the thousand, to find out what they are about. */
import { type Kysely, sql } from "kysely";
import type { ArticleHead, ArticleMark, RunReads } from "../../app/runs/store.ts";
import type { Concept } from "../../core/glossary/model.ts";
import { parts } from "../rows.ts";
import type { Schema } from "../schema.ts";

type Reads = Pick<
  RunReads,
  | "conceptsAt"
  | "conceptsChangedAfter"
  | "conceptContentsSince"
  | "articleCount"
  | "articleCuts"
  | "articlesNotRenderedWith"
  | "articlesRenderedSince"
  | "runArticleCuts"
  | "articleHeads"
  | "articleHeadsOf"
  | "articleMarksOf"
  | "oldestRendering"
>;

/** The methods that scopes are found by. */
export function runScopeReads(tx: Kysely<Schema>): Reads {
  return {
    async conceptsAt(glossaryRevision) {
      const rows = await tx
        .selectFrom("concept_revisions as own")
        .where("own.removed", "=", 0)
        .where((eb) =>
          eb(
            "own.revision",
            "=",
            eb
              .selectFrom("concept_revisions as earlier")
              .whereRef("earlier.concept_id", "=", "own.concept_id")
              .where("earlier.glossary_revision", "<=", glossaryRevision)
              .select(({ fn }) => fn.max("earlier.revision").as("newest")),
          ),
        )
        .select("own.body_json")
        .orderBy("own.concept_id")
        .execute();
      return rows.map((row) => JSON.parse(row.body_json) as Concept);
    },
    async conceptsChangedAfter(glossaryRevision) {
      const rows = await tx
        .selectFrom("concept_revisions")
        .where("glossary_revision", ">", glossaryRevision)
        .groupBy("concept_id")
        .select("concept_id")
        .select(({ fn }) => fn.max("glossary_revision").as("last"))
        .orderBy("concept_id")
        .execute();
      return rows.map((row) => ({ conceptId: row.concept_id, glossaryRevision: row.last }));
    },
    async conceptContentsSince(conceptIds, glossaryRevision) {
      const contents: Concept[] = [];
      for (const ids of parts([...new Set(conceptIds)].sort(), 1)) {
        const rows = await tx
          .selectFrom("concept_revisions as own")
          .where("own.concept_id", "in", ids)
          .where((eb) =>
            eb.or([
              eb("own.glossary_revision", ">", glossaryRevision),
              eb(
                "own.revision",
                "=",
                eb
                  .selectFrom("concept_revisions as earlier")
                  .whereRef("earlier.concept_id", "=", "own.concept_id")
                  .where("earlier.glossary_revision", "<=", glossaryRevision)
                  .select(({ fn }) => fn.max("earlier.revision").as("newest")),
              ),
            ]),
          )
          .select("own.body_json")
          .orderBy("own.concept_id")
          .orderBy("own.revision")
          .execute();
        for (const row of rows) contents.push(JSON.parse(row.body_json) as Concept);
      }
      return contents;
    },
    async articleCount(notRenderedWith) {
      let query = tx
        .selectFrom("articles")
        .where("archived_at", "is", null)
        .select(({ fn }) => fn.countAll<number>().as("count"));
      if (notRenderedWith !== undefined) query = query.where("glossary_revision", "<>", notRenderedWith);
      return (await query.executeTakeFirstOrThrow()).count;
    },
    async articlesNotRenderedWith(glossaryRevision) {
      const rows = await tx
        .selectFrom("articles")
        .where("archived_at", "is", null)
        .where("glossary_revision", "<>", glossaryRevision)
        .select("id")
        .execute();
      return rows.map((row) => row.id).sort();
    },
    async articlesRenderedSince(glossaryRevision) {
      const inWork = tx.selectFrom("articles").where("archived_at", "is", null).select("id");
      const rows = [
        ...(await inWork.where("glossary_revision", ">=", glossaryRevision).execute()),
        ...(await inWork.where("glossary_revision", "<", 0).execute()),
      ];
      return rows.map((row) => row.id).sort();
    },
    async articleCuts(step) {
      const last = await tx
        .selectFrom("article_numbers")
        .select(({ fn }) => fn.max("number").as("number"))
        .executeTakeFirst();
      const numbers = Array.from({ length: Math.ceil((last?.number ?? 0) / step) }, (_, at) => 1 + at * step);
      const ids: string[] = [];
      for (const some of parts(numbers, 1)) {
        const rows = await tx
          .selectFrom("article_numbers")
          .select("article_id")
          .where("number", "in", some)
          .execute();
        for (const row of rows) ids.push(row.article_id);
      }
      return ids.sort();
    },
    async runArticleCuts(runId, step) {
      const { rows } = await sql<{ id: string }>`
        SELECT article_id AS id FROM (
          SELECT article_id, row_number() OVER (ORDER BY article_id) - 1 AS place
          FROM run_articles WHERE run_id = ${runId}
        ) AS numbered
        WHERE place % ${sql.lit(step)} = 0 ORDER BY article_id`.execute(tx);
      return rows.map((row) => row.id);
    },
    async articleHeads({ after, from, to }, limit) {
      let query = heads(tx).orderBy("id").limit(limit);
      if (after !== null) query = query.where("id", ">", after);
      if (from !== null) query = query.where("id", ">=", from);
      if (to !== null) query = query.where("id", "<", to);
      return (await query.execute()).map(headOf);
    },
    async articleHeadsOf(ids) {
      const found: ArticleHead[] = [];
      for (const some of parts([...new Set(ids)].sort(), 1)) {
        const rows = await heads(tx).where("id", "in", some).orderBy("id").execute();
        for (const row of rows) found.push(headOf(row));
      }
      return found;
    },
    async articleMarksOf(ids) {
      const found: ArticleMark[] = [];
      for (const some of parts([...new Set(ids)].sort(), 1)) {
        const rows = await tx
          .selectFrom("articles")
          .select(["id", "glossary_revision as glossaryRevision", "archived_at as archivedAt"])
          .where("id", "in", some)
          .orderBy("id")
          .execute();
        for (const row of rows) found.push(row);
      }
      return found;
    },
    async oldestRendering() {
      const row = await tx
        .selectFrom("articles")
        .where("archived_at", "is", null)
        .where("glossary_revision", ">=", 0)
        .select("glossary_revision")
        .orderBy("glossary_revision")
        .limit(1)
        .executeTakeFirst();
      return row?.glossary_revision;
    },
  };
}

function heads(tx: Kysely<Schema>) {
  return tx
    .selectFrom("articles")
    .select(["id", "title", "date", "glossary_revision as glossaryRevision", "archived_at as archivedAt"])
    .select((eb) => eb.case().when("source_text", "is", null).then(0).else(1).end().as("bilingual"));
}

type HeadRow = Awaited<ReturnType<ReturnType<typeof heads>["execute"]>>[number];

function headOf(row: HeadRow): ArticleHead {
  return { ...row, bilingual: row.bilingual === 1 };
}
