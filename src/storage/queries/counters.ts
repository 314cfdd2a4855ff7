import type { Kysely } from "kysely";
import type { Counter, Schema } from "../schema.ts";

/** The counter's value. */
export async function counter(tx: Kysely<Schema>, name: Counter): Promise<number> {
  const row = await tx
    .selectFrom("counters")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return row.value;
}

/** The counter's new value, `by` more than before; its row stays locked until the transaction ends. */
export async function advance(tx: Kysely<Schema>, name: Counter, by = 1): Promise<number> {
  const row = await tx
    .updateTable("counters")
    .set((column) => ({ value: column("value", "+", by) }))
    .where("name", "=", name)
    .returning("value")
    .executeTakeFirstOrThrow();
  return row.value;
}
