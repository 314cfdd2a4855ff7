import type { Kysely } from "kysely";
import type { DecisionRecord } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import { mustTouch } from "../rows.ts";
import type { Schema } from "../schema.ts";

type Reads = Pick<
  StoreReader,
  "decision" | "decisions" | "decisionsAbout" | "decisionsOf" | "decisionsRevokedBy" | "pins"
>;

/** The reading methods of the decisions. */
export function decisionReads(tx: Kysely<Schema>): Reads {
  // A decision has no time of its own: it is as old as its change.
  const oldestFirst = tx
    .selectFrom("decisions")
    .innerJoin("changes", "changes.id", "decisions.change_id")
    .selectAll("decisions")
    .orderBy("changes.seq")
    .orderBy("decisions.id");
  return {
    async decision(id) {
      const row = await oldestFirst.where("decisions.id", "=", id).executeTakeFirst();
      return row && decisionOf(row);
    },
    async decisions(articleId) {
      const query = oldestFirst
        .where("decisions.article_id", "=", articleId)
        .where("decisions.revoked_by", "is", null);
      return (await query.execute()).map(decisionOf);
    },
    async decisionsAbout(conceptId) {
      const query = oldestFirst
        .where("decisions.concept_id", "=", conceptId)
        .where("decisions.revoked_by", "is", null);
      return (await query.execute()).map(decisionOf);
    },
    async decisionsOf(changeId) {
      return (await oldestFirst.where("decisions.change_id", "=", changeId).execute()).map(decisionOf);
    },
    async decisionsRevokedBy(changeId) {
      return (await oldestFirst.where("decisions.revoked_by", "=", changeId).execute()).map(decisionOf);
    },
    async pins(forms, limit) {
      if (forms.length === 0) return [];
      const rows = await tx
        .selectFrom("decisions")
        .innerJoin("changes", "changes.id", "decisions.change_id")
        .innerJoin("articles", "articles.id", "decisions.article_id")
        .where("decisions.revoked_by", "is", null)
        .where("decisions.kind", "in", ["use", "accept"])
        .where("decisions.scope", "in", ["segment", "article"])
        .where("decisions.form", "in", [...forms])
        .selectAll("decisions")
        .select(["changes.at as at", "articles.title as title"])
        .orderBy("changes.seq", "desc")
        .orderBy("decisions.id")
        .limit(limit)
        .execute();
      const ids = [...new Set(rows.map((row) => row.article_id))];
      const stood = new Map<string, string[]>(ids.map((id) => [id, []]));
      if (ids.length > 0) {
        const hits = await tx
          .selectFrom("hits")
          .where("article_id", "in", ids)
          .select(["article_id", "concept_id"])
          .distinct()
          .orderBy("article_id")
          .orderBy("concept_id")
          .execute();
        for (const hit of hits) stood.get(hit.article_id)?.push(hit.concept_id);
      }
      return rows.map((row) => ({
        decision: decisionOf(row),
        at: row.at,
        articleTitle: row.title,
        concepts: stood.get(row.article_id) ?? [],
      }));
    },
  };
}

/** The writing methods of the decisions. */
export function decisionWrites(tx: Kysely<Schema>): Pick<StoreWriter, "addDecision" | "setDecisionRevoked"> {
  return {
    async addDecision(decision) {
      const { id, kind, scope, form } = decision;
      await tx
        .insertInto("decisions")
        .values({
          id,
          article_id: decision.articleId,
          change_id: decision.changeId,
          revoked_by: decision.revokedBy,
          kind,
          scope,
          span_from: decision.from,
          span_to: decision.to,
          form,
          concept_id: decision.conceptId,
        })
        .execute();
    },
    async setDecisionRevoked(id, changeId) {
      const query = tx.updateTable("decisions").set({ revoked_by: changeId }).where("id", "=", id);
      mustTouch(await query.executeTakeFirst(), "decision", id);
    },
  };
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
