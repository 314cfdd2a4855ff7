import { sql } from "kysely";
import { type Catalogue, type Listed, tablesOf } from "../catalogue.ts";

/** SQLite's own knowledge of its tables. */
export const sqliteCatalogue: Catalogue = {
  async tables(tx) {
    const own = sql`sqlite_schema AS s WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;
    const columns = await sql<Listed>`
      SELECT t.name AS "table", c.name AS "column", c.pk AS place
      FROM (SELECT name FROM ${own}) AS t, pragma_table_info(t.name) AS c ORDER BY t.name, c.cid`.execute(tx);
    const references = await sql<{ table: string; other: string }>`
      SELECT t.name AS "table", f."table" AS other
      FROM (SELECT name FROM ${own}) AS t, pragma_foreign_key_list(t.name) AS f ORDER BY 1, 2`.execute(tx);
    return tablesOf(columns.rows, references.rows);
  },
  async relax(tx) {
    // Until the end of the transaction, whose commit checks it.
    await sql`PRAGMA defer_foreign_keys = ON`.execute(tx);
    return () => Promise.resolve();
  },
};
