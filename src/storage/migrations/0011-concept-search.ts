import type { Concept } from "../../core/glossary/model.ts";
import { ConceptIndex } from "../queries/concept-index.ts";
import { NOT_STANDING } from "../queries/concept-uses.ts";
import type { Migration } from "./migration.ts";

/** How many concepts are read at a time. */
const BATCH = 2000;

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
    const index = new ConceptIndex(tx);
    let after = "";
    for (;;) {
      const rows = await tx
        .selectFrom("concepts")
        .select(["id", "body_json", "removed"])
        .where("id", ">", after)
        .orderBy("id")
        .limit(BATCH)
        .execute();
      const last = rows.at(-1);
      if (last === undefined) break;
      for (const { body_json, removed } of rows)
        await index.put(JSON.parse(body_json) as Concept, removed === 1);
      after = last.id;
    }
    await index.flush();
    const uses = await tx
      .selectFrom("hits")
      .innerJoin("articles", "articles.id", "hits.article_id")
      .where("articles.archived_at", "is", null)
      .where("hits.reason", "not in", NOT_STANDING)
      .groupBy("hits.concept_id")
      .select("hits.concept_id")
      .select(({ fn }) => [
        fn.count<number>("hits.article_id").distinct().as("articles"),
        fn.countAll<number>().as("places"),
      ])
      .execute();
    for (const { concept_id, articles, places } of uses)
      await tx.updateTable("concept_facts").set({ articles, places }).where("id", "=", concept_id).execute();
  },
};
