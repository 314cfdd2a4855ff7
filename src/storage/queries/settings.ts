import type { Kysely } from "kysely";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Schema } from "../schema.ts";

/** The reading methods of the settings. */
export function settingReads(tx: Kysely<Schema>): Pick<StoreReader, "setting"> {
  return {
    async setting(key) {
      const row = await tx.selectFrom("settings").select("value").where("key", "=", key).executeTakeFirst();
      return row?.value;
    },
  };
}

/** The writing methods of the settings. */
export function settingWrites(tx: Kysely<Schema>): Pick<StoreWriter, "setSetting"> {
  return {
    async setSetting(key, value) {
      await tx
        .insertInto("settings")
        .values({ key, value })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
        .execute();
    },
  };
}
