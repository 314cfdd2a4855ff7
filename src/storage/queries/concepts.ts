import type { Kysely } from "kysely";
import type { ConceptRecord, ConceptRevisionRecord } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Concept } from "../../core/glossary/model.ts";
import { flag, parts } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { withChanges } from "./changes.ts";
import { advance, counter } from "./counters.ts";

type Reads = Pick<
  StoreReader,
  "glossaryRevision" | "concept" | "concepts" | "conceptHistory" | "conceptRevision" | "conceptRevisionsOf"
>;

/** The reading methods of the glossary. */
export function conceptReads(tx: Kysely<Schema>): Reads {
  return {
    glossaryRevision: () => counter(tx, "glossary"),
    async concept(id) {
      const row = await tx.selectFrom("concepts").selectAll().where("id", "=", id).executeTakeFirst();
      return row && conceptOf(row);
    },
    async concepts() {
      const query = tx.selectFrom("concepts").selectAll().where("removed", "=", 0).orderBy("id");
      return (await query.execute()).map(conceptOf);
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
export function conceptWrites(tx: Kysely<Schema>): Pick<StoreWriter, "nextGlossaryRevision" | "putConcept"> {
  return {
    nextGlossaryRevision: () => advance(tx, "glossary"),
    async putConcept(record, changeId, glossaryRevision) {
      const { concept, revision } = record;
      const { id, category, status } = concept;
      const body = { body_json: JSON.stringify(concept), removed: flag(record.removed), revision };
      const columns = {
        category,
        status,
        search: searchText(concept),
        sample: flag(record.sample),
        updated_at: record.updatedAt,
        ...body,
      };
      await tx
        .insertInto("concepts")
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
        .execute();
      await replaceForms(tx, concept);
      await tx
        .insertInto("concept_revisions")
        .values({ concept_id: id, change_id: changeId, glossary_revision: glossaryRevision, ...body })
        .execute();
    },
  };
}

async function replaceForms(tx: Kysely<Schema>, concept: Concept): Promise<void> {
  await tx.deleteFrom("forms").where("concept_id", "=", concept.id).execute();
  const rows = concept.forms.map(({ lang, kind, text }, position) => ({
    concept_id: concept.id,
    position,
    lang,
    kind,
    text,
  }));
  for (const part of parts(rows, 5)) await tx.insertInto("forms").values(part).execute();
}

/** What a search in the glossary looks through: the id and all forms, without case and width. */
function searchText(concept: Concept): string {
  const texts = [concept.id, ...concept.forms.map((form) => form.text)];
  return texts.join("\n").normalize("NFKC").toLowerCase();
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

function revisionOf(row: Schema["concept_revisions"]): ConceptRevisionRecord {
  return {
    conceptId: row.concept_id,
    revision: row.revision,
    changeId: row.change_id,
    glossaryRevision: row.glossary_revision,
    concept: JSON.parse(row.body_json) as Concept,
    removed: row.removed === 1,
  };
}
