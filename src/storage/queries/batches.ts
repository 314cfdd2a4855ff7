/** Articles by the fifty, as runs read and write them: a few queries for all instead of several for each. */
import type { Kysely } from "kysely";
import type { DecisionRecord, HitRecord, ProposalRecord } from "../../app/records.ts";
import type { RenderSource, RunReads, RunWrites } from "../../app/runs/store.ts";
import type { Bead, Block } from "../../core/article/model.ts";
import type { Change } from "../../core/rendering/model.ts";
import { insertRows } from "../insert.ts";
import { parts } from "../rows.ts";
import type { ConceptIndex } from "./concept-index.ts";
import { inWork, storedUses, usesIn } from "./concept-uses.ts";
import type { Schema } from "../schema.ts";
import { hitRowsOf } from "./hits.ts";
import { changesOf, contentColumns, segmentOf } from "./segment-rows.ts";
import { keepRevisions, mustWrite, revisionsAt, revisionsBy } from "./segment-revisions.ts";

type Reads = Pick<
  RunReads,
  | "renderSources"
  | "segmentsIn"
  | "segmentOutlinesIn"
  | "decisionsIn"
  | "renderingProposalsIn"
  | "hitsIn"
  | "hitPlaces"
  | "questionsIn"
  | "judgedRenderings"
  | "changedAfter"
  | "revisionsOfIn"
  | "segmentRevisionsOf"
  | "segmentsOf"
  | "proposalsTouchedIn"
>;

/** The methods that read many articles at once. */
export function batchReads(tx: Kysely<Schema>): Reads {
  const proposals = tx.selectFrom("proposals").selectAll().orderBy("created_at").orderBy("id");
  const hitPlaces = tx
    .selectFrom("hits")
    .select(["article_id as articleId", "span_from as from", "span_to as to"])
    .orderBy("article_id")
    .orderBy("position");
  return {
    renderSources: (ids) => inParts(ids, (some) => renderSources(tx, some)),
    segmentsIn: (articleIds) =>
      inParts(articleIds, async (some) => {
        const rows = await tx
          .selectFrom("segments")
          .select(["id", "article_id", "revision", "updated_at", "removed", "span_from", "span_to"])
          .select(["state", "rendered", "text", "provenance_json"])
          .where("article_id", "in", some)
          .where("removed", "=", 0)
          .orderBy("article_id")
          .orderBy("span_from")
          .orderBy("id")
          .execute();
        return rows.map(segmentOf);
      }),
    segmentOutlinesIn: (articleIds) =>
      inParts(articleIds, async (some) => {
        const rows = await tx
          .selectFrom("segments")
          .select(["id", "article_id", "span_from", "span_to", "provenance_json"])
          .where("article_id", "in", some)
          .where("removed", "=", 0)
          .orderBy("article_id")
          .orderBy("span_from")
          .orderBy("id")
          .execute();
        return rows.map((row) => ({
          ...{ id: row.id, articleId: row.article_id, from: row.span_from, to: row.span_to },
          provenance: changesOf(row.provenance_json),
        }));
      }),
    segmentsOf: (ids) =>
      inParts(ids, async (some) => {
        const query = tx.selectFrom("segments").selectAll().where("id", "in", some).orderBy("id");
        return (await query.execute()).map(segmentOf);
      }),
    decisionsIn: (articleIds) =>
      inParts(articleIds, async (some) => {
        const rows = await tx
          .selectFrom("decisions")
          .innerJoin("changes", "changes.id", "decisions.change_id")
          .selectAll("decisions")
          .where("decisions.article_id", "in", some)
          .where("decisions.revoked_by", "is", null)
          .orderBy("changes.seq")
          .orderBy("decisions.id")
          .execute();
        return rows.map(decisionOf);
      }),
    renderingProposalsIn: (articleIds) =>
      inParts(articleIds, async (some) => {
        const rows = await proposals
          .where("article_id", "in", some)
          .where("status", "=", "open")
          .where("kind", "=", "rendering")
          .execute();
        return rows.map(proposalOf);
      }),
    proposalsTouchedIn: (changeId, articleIds) =>
      inParts(articleIds, async (some) => {
        const rows = await proposals
          .where("article_id", "in", some)
          .where((eb) => eb.or([eb("change_id", "=", changeId), eb("resolved_by", "=", changeId)]))
          .execute();
        return rows.map(proposalOf);
      }),
    hitsIn: (articleIds) =>
      inParts(articleIds, async (some) => {
        const rows = await tx
          .selectFrom("hits")
          .selectAll()
          .where("article_id", "in", some)
          .orderBy("article_id")
          .orderBy("position")
          .execute();
        return rows.map(hitOf);
      }),
    hitPlaces: (conceptIds, articleIds) =>
      inParts(articleIds, (some) =>
        hitPlaces.where("concept_id", "in", conceptIds).where("article_id", "in", some).execute(),
      ),
    questionsIn: (articleIds) =>
      inParts(articleIds, (some) =>
        hitPlaces.where("article_id", "in", some).where("outcome", "in", ["ask", "hold"]).execute(),
      ),
    judgedRenderings: (segmentIds) =>
      inParts(segmentIds, (some) =>
        tx
          .selectFrom("proposals")
          .where("segment_id", "in", some)
          .where("status", "in", ["open", "rejected"])
          .where("kind", "=", "rendering")
          .select(["segment_id as segmentId", "rendered"])
          .execute(),
      ),
    async changedAfter(seq, articleIds) {
      const wanted = new Set(articleIds);
      const rows = await tx
        .selectFrom("events")
        .where("seq", ">", seq)
        .where("article_id", "is not", null)
        .select("article_id")
        .distinct()
        .orderBy("article_id")
        .execute();
      return rows.flatMap(({ article_id: id }) => (id !== null && wanted.has(id) ? [id] : []));
    },
    revisionsOfIn: (changeId, articleIds) => inParts(articleIds, (some) => revisionsBy(tx, changeId, some)),
    segmentRevisionsOf: (keys) => revisionsAt(tx, keys),
  };
}

type Writes = Pick<RunWrites, "putRendered" | "replaceHitsIn" | "setGlossaryRevisions" | "touchArticles">;

/** The methods that write many articles at once. */
export function batchWrites(tx: Kysely<Schema>, index: ConceptIndex): Writes {
  return {
    async putRendered(segments, changeId) {
      await keepRevisions(
        tx,
        segments.map(({ id }) => id),
      );
      const rows = segments.map((segment) => ({
        ...contentColumns(segment),
        id: segment.id,
        updated_at: segment.updatedAt,
        change_id: changeId,
        // Their ranges stay, and with these the sentences that they are found by.
        machine_key: null,
        source_key: null,
      }));
      for (const part of parts(rows, 14)) {
        const written = await tx
          .insertInto("segments")
          .values(part)
          .onConflict((conflict) =>
            conflict
              .column("id")
              .doUpdateSet((eb) => ({
                revision: eb.ref("excluded.revision"),
                updated_at: eb.ref("excluded.updated_at"),
                change_id: eb.ref("excluded.change_id"),
                state: eb.ref("excluded.state"),
                rendered: eb.ref("excluded.rendered"),
                text: eb.ref("excluded.text"),
                provenance_json: eb.ref("excluded.provenance_json"),
              }))
              .whereRef("segments.revision", "<", "excluded.revision"),
          )
          .executeTakeFirst();
        mustWrite(written, part.length);
      }
    },
    async replaceHitsIn(articleIds, hits) {
      const counted = await inParts(articleIds, (some) => inWork(tx, some));
      const before = await storedUses(tx, counted);
      for (const some of parts(articleIds, 1)) {
        await tx.deleteFrom("hits").where("article_id", "in", some).execute();
      }
      await insertRows(tx, "hits", hitRowsOf(hits));
      index.countUses(counted, before, usesIn(hits));
    },
    async setGlossaryRevisions(articleIds, glossaryRevision) {
      for (const some of parts(articleIds, 1)) {
        await tx
          .updateTable("articles")
          .set({ glossary_revision: glossaryRevision })
          .where("id", "in", some)
          .execute();
      }
    },
    async touchArticles(articleIds, updatedAt) {
      for (const some of parts(articleIds, 1)) {
        await tx.updateTable("articles").set({ updated_at: updatedAt }).where("id", "in", some).execute();
      }
    },
  };
}

/** What a query gives for all of some ids, each once, in their binary order. */
async function inParts<T>(
  ids: readonly string[],
  query: (some: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (const some of parts([...new Set(ids)].sort(), 1)) {
    for (const one of await query(some)) found.push(one);
  }
  return found;
}

async function renderSources(tx: Kysely<Schema>, ids: readonly string[]): Promise<RenderSource[]> {
  const rows = await tx
    .selectFrom("articles")
    .select(["id", "title", "machine", "digest", "date", "source_text", "source_revision"])
    .select(["glossary_revision", "archived_at"])
    .where("id", "in", ids)
    .orderBy("id")
    .execute();
  const blocks = await tx
    .selectFrom("blocks")
    .select(["article_id", "kind", "span_from", "span_to"])
    .where("article_id", "in", ids)
    .orderBy("article_id")
    .orderBy("position")
    .execute();
  const bilingual = rows.flatMap((row) => (row.source_text === null ? [] : [row.id]));
  const beads =
    bilingual.length === 0
      ? []
      : await tx
          .selectFrom("beads")
          .selectAll()
          .where("article_id", "in", bilingual)
          .orderBy("article_id")
          .orderBy("position")
          .execute();
  const blocksOf = Map.groupBy(blocks, (row) => row.article_id);
  const beadsOf = Map.groupBy(beads, (row) => row.article_id);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    machine: row.machine,
    digest: row.digest,
    blocks: (blocksOf.get(row.id) ?? []).map((block): Block => ({
      kind: block.kind,
      from: block.span_from,
      to: block.span_to,
    })),
    date: row.date,
    sourceText: row.source_text,
    sourceRevision: row.source_revision,
    beads: (beadsOf.get(row.id) ?? []).map((bead): Bead => ({
      source: { from: bead.source_from, to: bead.source_to },
      target: { from: bead.target_from, to: bead.target_to },
      confidence: bead.confidence,
      ...(bead.set_by === null ? {} : { setBy: bead.set_by }),
    })),
    glossaryRevision: row.glossary_revision,
    archivedAt: row.archived_at,
  }));
}

function decisionOf(row: Schema["decisions"]): DecisionRecord {
  return {
    id: row.id,
    articleId: row.article_id,
    changeId: row.change_id,
    revokedBy: row.revoked_by,
    kind: row.kind,
    scope: row.scope,
    from: row.span_from,
    to: row.span_to,
    form: row.form,
    conceptId: row.concept_id,
  };
}

function proposalOf(row: Schema["proposals"]): ProposalRecord {
  return {
    id: row.id,
    kind: row.kind,
    articleId: row.article_id,
    segmentId: row.segment_id,
    rendered: row.rendered,
    provenance: JSON.parse(row.provenance_json) as readonly Change[],
    merged: row.merged,
    glossaryRevision: row.glossary_revision,
    status: row.status,
    changeId: row.change_id,
    createdAt: row.created_at,
    resolvedBy: row.resolved_by,
    ...(row.base !== null && { base: row.base }),
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
