import type { Kysely } from "kysely";
import type { HitRecord } from "../../app/records.ts";
import type { Outcome } from "../../core/rendering/model.ts";
import { OUTCOMES } from "../../core/rendering/model.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import { insertRows } from "../insert.ts";
import type { ConceptIndex } from "./concept-index.ts";
import { inWork, NOT_STANDING, storedUses, usesIn } from "./concept-uses.ts";
import type { Schema } from "../schema.ts";

/** The reading methods of the hits. */
export function hitReads(
  tx: Kysely<Schema>,
): Pick<StoreReader, "hits" | "hitsOfConcept" | "conceptUse" | "usesOfConcept"> {
  const all = tx.selectFrom("hits").selectAll();
  return {
    async hits(articleId) {
      const rows = await all
        .where("article_id", "=", articleId)
        .orderBy("span_from")
        .orderBy("span_to", "desc")
        .orderBy("position")
        .execute();
      return rows.map(hitOf);
    },
    async hitsOfConcept(conceptId) {
      const rows = await all
        .where("concept_id", "=", conceptId)
        .orderBy("article_id")
        .orderBy("span_from")
        .orderBy("position")
        .execute();
      return rows.map(hitOf);
    },
    async usesOfConcept(conceptId, { before, limit }) {
      let query = tx
        .selectFrom("hits")
        .innerJoin("articles", "articles.id", "hits.article_id")
        .where("hits.concept_id", "=", conceptId)
        .where("hits.reason", "not in", NOT_STANDING)
        .where("articles.archived_at", "is", null);
      if (before !== undefined) query = query.where("hits.article_id", "<", before);
      const articles = await query
        .select(["hits.article_id", "articles.title"])
        .groupBy(["hits.article_id", "articles.title"])
        .orderBy("hits.article_id", "desc")
        .limit(limit)
        .execute();
      if (articles.length === 0) return [];
      const places = await tx
        .selectFrom("hits")
        .select(["article_id", "segment_id", "outcome"])
        .where("concept_id", "=", conceptId)
        .where(
          "article_id",
          "in",
          articles.map(({ article_id }) => article_id),
        )
        .where("reason", "not in", NOT_STANDING)
        .orderBy("article_id")
        .orderBy("position")
        .execute();
      const byArticle = Map.groupBy(places, ({ article_id }) => article_id);
      return articles.map(({ article_id: articleId, title }) => {
        const own = byArticle.get(articleId) ?? [];
        const counts = Object.fromEntries(
          OUTCOMES.map((outcome) => [outcome, own.filter((place) => place.outcome === outcome).length]),
        ) as Record<Outcome, number>;
        return { articleId, title, segmentId: own[0]?.segment_id ?? "", counts };
      });
    },
    async conceptUse(articleId) {
      let query = tx
        .selectFrom("hits")
        .innerJoin("articles", "articles.id", "hits.article_id")
        .where("articles.archived_at", "is", null);
      if (articleId !== undefined) query = query.where("hits.article_id", "=", articleId);
      const rows = await query
        .groupBy(["hits.concept_id", "hits.article_id", "hits.outcome"])
        .select(["hits.concept_id as conceptId", "hits.article_id as articleId", "hits.outcome as outcome"])
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .orderBy("hits.concept_id")
        .orderBy("hits.article_id")
        .orderBy("hits.outcome")
        .execute();
      return rows.map((row) => ({ ...row }));
    },
  };
}

/** The writing methods of the hits. */
export function hitWrites(tx: Kysely<Schema>, index: ConceptIndex): Pick<StoreWriter, "replaceHits"> {
  return {
    async replaceHits(articleId, hits) {
      const counted = await inWork(tx, [articleId]);
      const before = await storedUses(tx, counted);
      await tx.deleteFrom("hits").where("article_id", "=", articleId).execute();
      await insertRows(tx, "hits", hitRowsOf(hits));
      index.countUses(counted, before, usesIn(hits));
    },
  };
}

/** The rows of hits, those of each article numbered in their order. */
export function hitRowsOf(hits: readonly HitRecord[]): Schema["hits"][] {
  const rows: Schema["hits"][] = [];
  for (const own of Map.groupBy(hits, (hit) => hit.articleId).values()) {
    for (const [position, hit] of own.entries())
      rows.push({
        article_id: hit.articleId,
        position,
        segment_id: hit.segmentId,
        concept_id: hit.conceptId,
        span_from: hit.from,
        span_to: hit.to,
        form: hit.form,
        form_kind: hit.formKind,
        outcome: hit.outcome,
        reason: hit.reason,
        by_concept_id: hit.by ?? null,
      });
  }
  return rows;
}

function hitOf(row: Schema["hits"]): HitRecord {
  return {
    articleId: row.article_id,
    segmentId: row.segment_id,
    conceptId: row.concept_id,
    from: row.span_from,
    to: row.span_to,
    form: row.form,
    formKind: row.form_kind,
    outcome: row.outcome,
    reason: row.reason,
    ...(row.by_concept_id !== null && { by: row.by_concept_id }),
  };
}
