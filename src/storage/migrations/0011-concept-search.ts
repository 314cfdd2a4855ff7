import { sql } from "kysely";
import { NOT_STANDING } from "../queries/concept-uses.ts";
import type { Migration } from "./migration.ts";

/**
 * What concepts are found by, what they are filtered by and how much they are used, each looked up; what was said about
 * them; why a proposal was rejected. The forms by themselves were never read.
 */
export const conceptSearch: Migration = {
  number: 11,
  name: "concept-search",
  statements: ({ text, int, end, endKeyed }) => [
    `DROP TABLE forms`,
    `ALTER TABLE concepts DROP COLUMN search`,
    `CREATE TABLE concept_facts (
      number ${int} NOT NULL PRIMARY KEY,
      id ${text} NOT NULL UNIQUE,
      removed ${int} NOT NULL,
      category ${text} NOT NULL,
      status ${text} NOT NULL,
      evidence ${int} NOT NULL,
      articles ${int} NOT NULL,
      places ${int} NOT NULL,
      keys ${text} NOT NULL
    ${end}`,
    `CREATE INDEX concept_facts_by_category ON concept_facts (category, removed, number)`,
    `CREATE INDEX concept_facts_by_status ON concept_facts (status, removed, number)`,
    `CREATE INDEX concept_facts_by_both ON concept_facts (category, status, removed, number)`,
    `CREATE INDEX concept_facts_by_evidence ON concept_facts (evidence, removed, number)`,
    `CREATE INDEX concept_facts_by_use ON concept_facts (articles, removed, number)`,
    `CREATE TABLE concept_keys (
      key ${text} NOT NULL,
      number ${int} NOT NULL,
      PRIMARY KEY (key, number)
    ${endKeyed}`,
    `CREATE TABLE concept_comments (
      id ${text} NOT NULL PRIMARY KEY,
      concept_id ${text} NOT NULL REFERENCES concepts (id),
      change_id ${text} NOT NULL REFERENCES changes (id),
      created_at ${int} NOT NULL,
      body ${text} NOT NULL
    ${end}`,
    `CREATE INDEX concept_comments_by_concept ON concept_comments (concept_id, id)`,
    `CREATE TABLE concept_comment_states (
      change_id ${text} NOT NULL REFERENCES changes (id),
      comment_id ${text} NOT NULL REFERENCES concept_comments (id),
      state ${text} NOT NULL,
      former ${text},
      PRIMARY KEY (comment_id, change_id)
    ${endKeyed}`,
    `CREATE INDEX concept_comment_states_by_change ON concept_comment_states (change_id, comment_id)`,
    `ALTER TABLE proposals ADD COLUMN rejection ${text}`,
    `CREATE INDEX proposals_by_status ON proposals (status, kind, created_at, id)`,
  ],
  async fill(tx) {
    // Their keys are written by 0022, in the shape that they have since.
    await sql`
      INSERT INTO concept_facts (number, id, removed, category, status, evidence, articles, places, keys)
      SELECT row_number() OVER (ORDER BY c.id), c.id, c.removed, c.category, c.status, 0,
        coalesce(u.articles, 0), coalesce(u.places, 0), ''
      FROM concepts AS c LEFT JOIN (
        SELECT hits.concept_id, count(DISTINCT hits.article_id) AS articles, count(*) AS places
        FROM hits JOIN articles ON articles.id = hits.article_id
        WHERE articles.archived_at IS NULL AND hits.reason NOT IN (${sql.join(NOT_STANDING)})
        GROUP BY hits.concept_id
      ) AS u ON u.concept_id = c.id`.execute(tx);
  },
};
