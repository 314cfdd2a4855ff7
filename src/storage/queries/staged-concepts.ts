import { sql, type Kysely } from "kysely";
import type { StagingReads, StagingWrites } from "../../app/glossary-import/staging.ts";
import type { Concept } from "../../core/glossary/model.ts";
import { textIn } from "../columns.ts";
import { insertRows } from "../insert.ts";
import { flag, parts } from "../rows.ts";
import type { Schema } from "../schema.ts";
import type { ConceptIndex } from "./concept-index.ts";
import { revisionOf } from "./concepts.ts";

/** The reading methods of concepts that wait. */
export function stagingReads(tx: Kysely<Schema>): StagingReads {
  return {
    async stagedImports() {
      const rows = await tx.selectFrom("staged_imports").selectAll().orderBy("id").execute();
      return rows.map(({ id, at, change_id }) => ({ id, at, changeId: change_id }));
    },
    async stagedConcepts(importId, ids) {
      const found: Concept[] = [];
      for (const some of parts(ids, 1)) {
        const rows = await tx
          .selectFrom("staged_concepts")
          .select("body_json")
          .where("import_id", "=", importId)
          .where("concept_id", "in", some)
          .execute();
        for (const { body_json } of rows) found.push(JSON.parse(body_json) as Concept);
      }
      return found;
    },
    async conceptsWritten(changeId) {
      const { count } = await tx
        .selectFrom("concept_revisions")
        .where("change_id", "=", changeId)
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return count;
    },
    async conceptsOvertaken(changeId, limit) {
      const rows = await tx
        .selectFrom("concept_revisions as own")
        .innerJoin("concepts", "concepts.id", "own.concept_id")
        .where("own.change_id", "=", changeId)
        .where((eb) =>
          eb.or([
            eb("concepts.removed", "<>", eb.ref("own.removed")),
            eb("concepts.body_json", "<>", eb.ref("own.body_json")),
          ]),
        )
        .selectAll("own")
        .orderBy("own.concept_id")
        .limit(limit)
        .execute();
      return rows.map(revisionOf);
    },
  };
}

/** The writing methods of concepts that wait. */
export function stagingWrites(tx: Kysely<Schema>, index: ConceptIndex): StagingWrites {
  const next = (importId: string, limit: number): Promise<{ concept_id: string }[]> =>
    tx
      .selectFrom("staged_concepts")
      .select("concept_id")
      .where("import_id", "=", importId)
      .orderBy("concept_id")
      .limit(limit)
      .execute();
  const remove = async (importId: string, ids: readonly string[]): Promise<void> => {
    for (const some of parts(ids, 1))
      await tx
        .deleteFrom("staged_concepts")
        .where("import_id", "=", importId)
        .where("concept_id", "in", some)
        .execute();
  };
  return {
    async putStagedImport({ id, at, changeId }) {
      await tx
        .insertInto("staged_imports")
        .values({ id, at, change_id: changeId })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ at, change_id: changeId }))
        .execute();
    },
    async stageConcepts(importId, concepts) {
      await remove(
        importId,
        concepts.map(({ concept }) => concept.id),
      );
      const rows = concepts.map(({ concept, base, stands }) => ({
        import_id: importId,
        concept_id: concept.id,
        base,
        stands: flag(stands),
        category: concept.category,
        status: concept.status,
        body_json: JSON.stringify(concept),
      }));
      await insertRows(tx, "staged_concepts", rows);
      // Where uses are counted once they are shown.
      for (const { concept, base } of concepts) if (base === 0) await index.put(concept, true);
    },
    async showStaged(importId, { id, at }, glossaryRevision) {
      await sql`
        INSERT INTO concepts (id, category, status, sample, updated_at, body_json, removed, revision)
        SELECT concept_id, category, status, 0, CAST(${at} AS bigint), body_json, 0, base + 1
        FROM staged_concepts WHERE import_id = ${importId} ORDER BY concept_id
        ON CONFLICT (id) DO UPDATE SET
          category = excluded.category, status = excluded.status, sample = excluded.sample,
          updated_at = excluded.updated_at, body_json = excluded.body_json,
          removed = excluded.removed, revision = excluded.revision`.execute(tx);
      await sql`
        INSERT INTO concept_revisions (concept_id, revision, change_id, glossary_revision, removed, body_json)
        SELECT concept_id, base + 1, ${id}, CAST(${glossaryRevision} AS bigint), 0, body_json
        FROM staged_concepts WHERE import_id = ${importId} ORDER BY concept_id`.execute(tx);
      const { all, changed } = await tx
        .selectFrom("staged_concepts")
        .where("import_id", "=", importId)
        .select(({ fn }) => [
          fn.countAll<number>().as("all"),
          fn.sum<number | string | null>("stands").as("changed"),
        ])
        .executeTakeFirstOrThrow();
      return { added: all - Number(changed ?? 0), changed: Number(changed ?? 0) };
    },
    async takeBackConcepts(importId, undone, { id, at }, glossaryRevision) {
      const body = sql<string>`coalesce(earlier.body_json, own.body_json)`;
      await sql`
        INSERT INTO staged_concepts (import_id, concept_id, base, stands, category, status, body_json)
        SELECT ${importId}, own.concept_id, concepts.revision, 1 - coalesce(earlier.removed, 1),
          ${textIn(tx, body, "category")}, ${textIn(tx, body, "status")}, ${body}
        FROM concept_revisions AS own
        JOIN concepts ON concepts.id = own.concept_id
        LEFT JOIN concept_revisions AS earlier
          ON earlier.concept_id = own.concept_id AND earlier.revision = own.revision - 1
        WHERE own.change_id = ${undone} ORDER BY own.concept_id`.execute(tx);
      await sql`
        UPDATE concepts SET
          category = staged.category, status = staged.status, updated_at = CAST(${at} AS bigint),
          body_json = staged.body_json, removed = 1 - staged.stands, revision = staged.base + 1
        FROM staged_concepts AS staged
        WHERE staged.import_id = ${importId} AND staged.concept_id = concepts.id`.execute(tx);
      await sql`
        INSERT INTO concept_revisions (concept_id, revision, change_id, glossary_revision, removed, body_json)
        SELECT concept_id, base + 1, ${id}, CAST(${glossaryRevision} AS bigint), 1 - stands, body_json
        FROM staged_concepts WHERE import_id = ${importId} ORDER BY concept_id`.execute(tx);
      await sql`
        UPDATE concept_facts SET removed = 1
        WHERE id IN (SELECT concept_id FROM staged_concepts WHERE import_id = ${importId} AND stands = 0)`.execute(
        tx,
      );
    },
    async settleStaged(importId, limit) {
      const ids = (await next(importId, limit)).map(({ concept_id }) => concept_id);
      for (const some of parts(ids, 1)) {
        const rows = await tx.selectFrom("concepts").selectAll().where("id", "in", some).execute();
        for (const { body_json, removed } of rows)
          await index.put(JSON.parse(body_json) as Concept, removed === 1);
      }
      await remove(importId, ids);
      return ids.length === limit;
    },
    async dropStaged(importId, limit) {
      const ids = (await next(importId, limit)).map(({ concept_id }) => concept_id);
      for (const some of parts(ids, 1))
        await tx
          .deleteFrom("concept_facts")
          .where("id", "in", some)
          .where((fact) =>
            fact.not(
              fact.exists(
                fact
                  .selectFrom("concepts")
                  .select("concepts.id")
                  .whereRef("concepts.id", "=", "concept_facts.id"),
              ),
            ),
          )
          .execute();
      await remove(importId, ids);
      return ids.length === limit;
    },
    async removeStagedImport(importId) {
      await tx.deleteFrom("staged_imports").where("id", "=", importId).execute();
    },
  };
}
