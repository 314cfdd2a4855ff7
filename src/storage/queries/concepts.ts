import type { Kysely } from "kysely";
import type { ConceptRecord, ConceptRevisionRecord } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Concept } from "../../core/glossary/model.ts";
import { insertRows } from "../insert.ts";
import { flag, parts } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { withChanges } from "./changes.ts";
import type { ConceptIndex } from "./concept-index.ts";
import { advance, counter } from "./counters.ts";

type Reads = Pick<
  StoreReader,
  | "glossaryRevision"
  | "glossaryChange"
  | "concept"
  | "concepts"
  | "conceptsAfter"
  | "conceptsWithIds"
  | "conceptHistory"
  | "conceptRevision"
  | "conceptRevisionsOf"
>;

/** The reading methods of the glossary. */
export function conceptReads(tx: Kysely<Schema>): Reads {
  return {
    glossaryRevision: () => counter(tx, "glossary"),
    async glossaryChange() {
      const row = await tx
        .selectFrom("concept_revisions")
        .select("change_id")
        .where("glossary_revision", "=", await counter(tx, "glossary"))
        .limit(1)
        .executeTakeFirst();
      return row?.change_id;
    },
    async concept(id) {
      const row = await tx.selectFrom("concepts").selectAll().where("id", "=", id).executeTakeFirst();
      return row && conceptOf(row);
    },
    async concepts() {
      const query = tx.selectFrom("concepts").selectAll().where("removed", "=", 0).orderBy("id");
      return (await query.execute()).map(conceptOf);
    },
    async conceptsAfter(id, limit) {
      const query = tx.selectFrom("concepts").selectAll().where("removed", "=", 0).where("id", ">", id);
      return (await query.orderBy("id").limit(limit).execute()).map(conceptOf);
    },
    async conceptsWithIds(ids) {
      const found: ConceptRecord[] = [];
      for (const part of parts([...new Set(ids)], 1)) {
        const rows = await tx.selectFrom("concepts").selectAll().where("id", "in", part).execute();
        found.push(...rows.map(conceptOf));
      }
      return found;
    },
    async conceptHistory(id) {
      const own = tx.selectFrom("concept_revisions").where("concept_id", "=", id);
      const rows = await own.selectAll().orderBy("revision", "desc").execute();
      const changes = await tx
        .selectFrom("changes")
        .selectAll()
        .where("id", "in", own.select("change_id"))
        .execute();
      return withChanges(rows.map(revisionOf), changes);
    },
    async conceptRevision(id, revision) {
      const row = await tx
        .selectFrom("concept_revisions")
        .selectAll()
        .where("concept_id", "=", id)
        .where("revision", "=", revision)
        .executeTakeFirst();
      return row && revisionOf(row);
    },
    async conceptRevisionsOf(changeId) {
      const rows = await tx
        .selectFrom("concept_revisions")
        .selectAll()
        .where("change_id", "=", changeId)
        .orderBy("concept_id")
        .orderBy("revision")
        .execute();
      return rows.map(revisionOf);
    },
  };
}

/** The writing methods of the glossary. */
export function conceptWrites(
  tx: Kysely<Schema>,
  index: ConceptIndex,
): Pick<StoreWriter, "nextGlossaryRevision" | "putConcept" | "putConcepts"> {
  return {
    nextGlossaryRevision: () => advance(tx, "glossary"),
    putConcept: (record, changeId, revision) => putConcepts(tx, index, [record], changeId, revision),
    putConcepts: (records, changeId, revision) => putConcepts(tx, index, records, changeId, revision),
  };
}

async function putConcepts(
  tx: Kysely<Schema>,
  index: ConceptIndex,
  records: readonly ConceptRecord[],
  changeId: string,
  glossaryRevision: number,
): Promise<void> {
  const rows = records.map(rowOf);
  for (const part of parts(rows, COLUMNS.length + 1)) {
    await tx
      .insertInto("concepts")
      .values(part)
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet((eb) => ({
          category: eb.ref("excluded.category"),
          status: eb.ref("excluded.status"),
          sample: eb.ref("excluded.sample"),
          updated_at: eb.ref("excluded.updated_at"),
          body_json: eb.ref("excluded.body_json"),
          removed: eb.ref("excluded.removed"),
          revision: eb.ref("excluded.revision"),
        })),
      )
      .execute();
  }
  for (const { concept, removed } of records) await index.put(concept, removed);
  const revisions = rows.map(({ id, body_json, removed, revision }) => ({
    concept_id: id,
    change_id: changeId,
    glossary_revision: glossaryRevision,
    body_json,
    removed,
    revision,
  }));
  await insertRows(tx, "concept_revisions", revisions);
}

/** What a concept's row has beside its id. */
const COLUMNS = [
  "category",
  "status",
  "sample",
  "updated_at",
  "body_json",
  "removed",
  "revision",
] as const satisfies readonly (keyof Schema["concepts"])[];

function rowOf({ concept, revision, removed, sample, updatedAt }: ConceptRecord): Schema["concepts"] {
  const { id, category, status } = concept;
  return {
    id,
    category,
    status,
    sample: flag(sample),
    updated_at: updatedAt,
    body_json: JSON.stringify(concept),
    removed: flag(removed),
    revision,
  };
}

function conceptOf(row: Schema["concepts"]): ConceptRecord {
  return {
    concept: JSON.parse(row.body_json) as Concept,
    revision: row.revision,
    updatedAt: row.updated_at,
    removed: row.removed === 1,
    sample: row.sample === 1,
  };
}

export function revisionOf(row: Schema["concept_revisions"]): ConceptRevisionRecord {
  return {
    conceptId: row.concept_id,
    revision: row.revision,
    changeId: row.change_id,
    glossaryRevision: row.glossary_revision,
    concept: JSON.parse(row.body_json) as Concept,
    removed: row.removed === 1,
  };
}
