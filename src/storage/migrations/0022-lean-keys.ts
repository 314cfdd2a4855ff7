import { type Kysely, sql } from "kysely";
import type { Concept } from "../../core/glossary/model.ts";
import { insertRows } from "../insert.ts";
import { factsOf, rowsOf } from "../queries/concept-index.ts";
import { KeyRows } from "../queries/key-rows.ts";
import type { Schema } from "../schema.ts";
import type { Migration } from "./migration.ts";

/** How many concepts are read at a time. */
const BATCH = 5000;

interface Row {
  readonly number: number;
  readonly body_json: string;
  readonly removed: number;
  readonly articles: number;
  readonly places: number;
}

/**
 * A key says what its concept is and how it sounds, so that filters and tones are answered where keys are looked through;
 * beside a concept stand the lines that its keys are cut from instead of all of them again. Numbers and counts of uses stay.
 */
export const leanKeys: Migration = {
  number: 22,
  name: "lean-keys",
  statements: ({ name, text, int, end, endKeyed }) => [
    ...["category", "status", "both", "evidence", "use"].map((by) => `DROP INDEX concept_facts_by_${by}`),
    `ALTER TABLE concept_facts RENAME TO former_concept_facts`,
    // PostgreSQL keeps the name of the index that a key has.
    ...(name === "postgres"
      ? [
          `ALTER TABLE former_concept_facts DROP CONSTRAINT concept_facts_id_key`,
          `ALTER INDEX concept_facts_pkey RENAME TO former_concept_facts_pkey`,
        ]
      : []),
    `DROP TABLE concept_keys`,
    `CREATE TABLE concept_facts (
      number ${int} NOT NULL PRIMARY KEY,
      id ${text} NOT NULL UNIQUE,
      removed ${int} NOT NULL,
      category ${text} NOT NULL,
      status ${text} NOT NULL,
      evidence ${int} NOT NULL,
      articles ${int} NOT NULL,
      places ${int} NOT NULL,
      lines ${text} NOT NULL
    ${end}`,
    `CREATE INDEX concept_facts_by_category ON concept_facts (category, removed, number, evidence)`,
    `CREATE INDEX concept_facts_by_status ON concept_facts (status, removed, number, evidence)`,
    `CREATE INDEX concept_facts_by_both ON concept_facts (category, status, removed, number, evidence)`,
    `CREATE INDEX concept_facts_by_evidence ON concept_facts (evidence, removed, number)`,
    `CREATE INDEX concept_facts_by_use ON concept_facts (articles, removed, number)`,
    `CREATE TABLE concept_keys (
      key ${text} NOT NULL,
      number ${int} NOT NULL,
      traits ${int} NOT NULL,
      PRIMARY KEY (key, number)${name === "postgres" ? " INCLUDE (traits)" : ""}
    ${endKeyed}`,
  ],
  async fill(tx) {
    for (let after = 0; ;) {
      const rows = await formerRows(tx, after);
      const last = rows.at(-1);
      if (last === undefined) break;
      const keys = new KeyRows();
      const facts: Schema["concept_facts"][] = [];
      for (const { number, body_json, removed, articles, places } of rows) {
        const row = factsOf(JSON.parse(body_json) as Concept, removed === 1);
        facts.push({ number, articles, places, ...row });
        keys.add(number, rowsOf(row));
      }
      await insertRows(tx, "concept_facts", facts);
      await keys.write(tx);
      after = last.number;
    }
    await sql`DROP TABLE former_concept_facts`.execute(tx);
  },
};

/** Some concepts with their numbers and uses, those behind a number first. */
async function formerRows(tx: Kysely<Schema>, after: number): Promise<readonly Row[]> {
  // SQLite keeps the order of a cross join.
  const { rows } = await sql<Row>`
    SELECT f.number, c.body_json, c.removed, f.articles, f.places
    FROM former_concept_facts AS f CROSS JOIN concepts AS c
    WHERE c.id = f.id AND f.number > ${after} ORDER BY f.number LIMIT ${BATCH}`.execute(tx);
  return rows;
}
