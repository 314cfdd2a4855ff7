import type { Kysely } from "kysely";
import type { HitRecord } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import { parts } from "../rows.ts";
import type { ConceptIndex } from "./concept-index.ts";
import { countUses, inWork, storedUses, usesIn } from "./concept-uses.ts";
import type { Schema } from "../schema.ts";

/** The reading methods of the hits. */
export function hitReads(tx: Kysely<Schema>): Pick<StoreReader, "hits" | "hitsOfConcept" | "conceptUse"> {
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
      await index.flush();
      const counted = await inWork(tx, [articleId]);
      const before = await storedUses(tx, counted);
      await tx.deleteFrom("hits").where("article_id", "=", articleId).execute();
      const rows = hits.map((hit, position) => ({
        article_id: articleId,
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
      }));
      for (const part of parts(rows, 11)) await tx.insertInto("hits").values(part).execute();
      await countUses(tx, counted, before, usesIn(hits));
    },
  };
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
