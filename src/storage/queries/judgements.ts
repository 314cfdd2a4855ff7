import type { Kysely } from "kysely";
import type { JudgementRecord } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import { mustTouch } from "../rows.ts";
import type { Schema } from "../schema.ts";

/** The reading methods of the judgements. */
export function judgementReads(tx: Kysely<Schema>): Pick<StoreReader, "judgements" | "judgementsOf"> {
  const all = tx.selectFrom("judgements").selectAll().orderBy("concept_id").orderBy("form").orderBy("id");
  return {
    async judgements() {
      return (await all.where("revoked_by", "is", null).execute()).map(judgementOf);
    },
    async judgementsOf(changeId) {
      return (await all.where("change_id", "=", changeId).execute()).map(judgementOf);
    },
  };
}

/** The writing methods of the judgements. */
export function judgementWrites(
  tx: Kysely<Schema>,
): Pick<StoreWriter, "addJudgement" | "setJudgementRevoked"> {
  return {
    async addJudgement({ id, conceptId, form, changeId, revokedBy }) {
      const row = { id, concept_id: conceptId, form, change_id: changeId, revoked_by: revokedBy };
      await tx.insertInto("judgements").values(row).execute();
    },
    async setJudgementRevoked(id, changeId) {
      const query = tx.updateTable("judgements").set({ revoked_by: changeId }).where("id", "=", id);
      mustTouch(await query.executeTakeFirst(), "judgement", id);
    },
  };
}

function judgementOf(row: Schema["judgements"]): JudgementRecord {
  return {
    id: row.id,
    conceptId: row.concept_id,
    form: row.form,
    changeId: row.change_id,
    revokedBy: row.revoked_by,
  };
}
