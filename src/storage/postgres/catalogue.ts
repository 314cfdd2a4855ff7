import { sql } from "kysely";
import { type Catalogue, type Listed, tablesOf } from "../catalogue.ts";

interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly other: string;
  readonly deferrable: boolean;
  readonly deferred: boolean;
}

const OWN = sql`t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r'`;
const KEYS = sql<ForeignKey>`
  SELECT k.conname AS name, t.relname AS "table", o.relname AS other, k.condeferrable AS deferrable,
    k.condeferred AS deferred
  FROM pg_constraint AS k JOIN pg_class AS t ON t.oid = k.conrelid JOIN pg_class AS o ON o.oid = k.confrelid
  WHERE k.contype = 'f' AND ${OWN} ORDER BY t.relname COLLATE "C", k.conname COLLATE "C"`;

/** PostgreSQL's own knowledge of the tables in the store's schema. */
export const postgresCatalogue: Catalogue = {
  async tables(tx) {
    // An index may hold more than its key; a part of an array counts from 1.
    const columns = await sql<Listed>`
      SELECT t.relname AS "table", a.attname AS "column",
        coalesce(array_position((i.indkey::int2[])[0:i.indnkeyatts - 1], a.attnum), 0) AS place
      FROM pg_class AS t JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_index AS i ON i.indrelid = t.oid AND i.indisprimary
      WHERE ${OWN} ORDER BY t.relname COLLATE "C", a.attnum`.execute(tx);
    return tablesOf(columns.rows, (await KEYS.execute(tx)).rows);
  },
  async relax(tx, tables) {
    const place = (name: string): number => tables.findIndex((table) => table.name === name);
    // Checked at once where that is possible: what waits to be checked is kept in the server's memory.
    await sql`SET CONSTRAINTS ALL IMMEDIATE`.execute(tx);
    const { rows } = await KEYS.execute(tx);
    const early = rows.filter(({ table, other }) => place(other) >= place(table));
    const alter = async ({ table, name }: ForeignKey, how: string): Promise<void> => {
      await sql`ALTER TABLE ${sql.table(table)} ALTER CONSTRAINT ${sql.ref(name)} ${sql.raw(how)}`.execute(
        tx,
      );
    };
    for (const key of early) {
      await alter(key, "DEFERRABLE INITIALLY DEFERRED");
      await sql`SET CONSTRAINTS ${sql.ref(key.name)} DEFERRED`.execute(tx);
    }
    return async () => {
      await sql`SET CONSTRAINTS ALL IMMEDIATE`.execute(tx);
      for (const key of early) {
        const when = key.deferred ? "INITIALLY DEFERRED" : "INITIALLY IMMEDIATE";
        await alter(key, key.deferrable ? `DEFERRABLE ${when}` : "NOT DEFERRABLE");
      }
    };
  },
};
