import type { Kysely } from "kysely";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Schema } from "../schema.ts";

/** The reading methods of the visits. */
export function visitReads(tx: Kysely<Schema>): Pick<StoreReader, "visit"> {
  return {
    async visit(articleId, reader) {
      const row = await tx
        .selectFrom("visits")
        .select(["at", "before"])
        .where("article_id", "=", articleId)
        .where("reader", "=", reader)
        .executeTakeFirst();
      return row && { at: row.at, before: row.before ?? undefined };
    },
  };
}

/** The writing methods of the visits. */
export function visitWrites(tx: Kysely<Schema>): Pick<StoreWriter, "putVisit"> {
  return {
    async putVisit(articleId, reader, visit) {
      const row = { at: visit.at, before: visit.before ?? null };
      await tx
        .insertInto("visits")
        .values({ article_id: articleId, reader, ...row })
        .onConflict((conflict) => conflict.columns(["article_id", "reader"]).doUpdateSet(row))
        .execute();
    },
  };
}
