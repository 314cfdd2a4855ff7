import { sql, type Kysely } from "kysely";
import type { StoreReader } from "../../app/store.ts";
import type { Schema } from "../schema.ts";
import { changeOf } from "./changes.ts";

type Reads = Pick<StoreReader, "conceptTally" | "mostUsedConcepts" | "conceptGrowth" | "conceptChanges">;

/** The methods that count concepts; each goes through all of them. */
export function conceptStatisticReads(tx: Kysely<Schema>, ready: () => Promise<void>): Reads {
  return {
    async conceptTally() {
      await ready();
      const rows = await tx
        .selectFrom("concept_facts")
        .where("removed", "=", 0)
        .groupBy(["category", "status", "evidence"])
        .select(["category", "status", "evidence"])
        .select(({ fn, eb }) => [
          fn.countAll<number>().as("count"),
          fn.count<number>(eb.case().when("articles", "=", 0).then(1).end()).as("unused"),
        ])
        .orderBy("category")
        .orderBy("status")
        .orderBy("evidence")
        .execute();
      return rows.map(({ evidence, ...row }) => ({ ...row, evidence: evidence === 1 }));
    },
    async mostUsedConcepts(limit) {
      await ready();
      const rows = await tx
        .selectFrom("concept_facts")
        .select("id")
        .where("removed", "=", 0)
        .where("articles", ">", 0)
        .orderBy("articles", "desc")
        .orderBy("number")
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
    async conceptGrowth() {
      await ready();
      const day = sql<number>`changes.at / 86400000`;
      const rows = await tx
        .selectFrom("concept_facts")
        // SQLite keeps the order of a cross join: by concepts, then the first revision of each.
        .crossJoin("concept_revisions")
        .crossJoin("changes")
        .whereRef("concept_revisions.concept_id", "=", "concept_facts.id")
        .whereRef("changes.id", "=", "concept_revisions.change_id")
        .where("concept_facts.number", ">", 0)
        .where("concept_revisions.revision", "=", 1)
        .where("concept_facts.removed", "=", 0)
        .groupBy(day)
        .select([day.as("day")])
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .orderBy(day)
        .execute();
      return rows.map((row) => ({ ...row }));
    },
    async conceptChanges(limit) {
      const rows = await tx
        .selectFrom("changes")
        .selectAll()
        .where((change) =>
          change.exists(
            change
              .selectFrom("concept_revisions")
              .select("concept_revisions.change_id")
              .whereRef("concept_revisions.change_id", "=", "changes.id"),
          ),
        )
        .orderBy("seq", "desc")
        .limit(limit)
        .execute();
      return rows.map(changeOf);
    },
  };
}
