import type { Migration } from "./migration.ts";

/** Runs, their chunks, and what they wrote in which article. */
export const runs: Migration = {
  number: 8,
  name: "runs",
  statements: ({ text, int, end, endKeyed }) => [
    `CREATE TABLE runs (
      id ${text} NOT NULL PRIMARY KEY,
      change_id ${text} NOT NULL UNIQUE REFERENCES changes (id),
      name ${text} NOT NULL,
      kind ${text} NOT NULL,
      undoes ${text} REFERENCES runs (id),
      state ${text} NOT NULL,
      scope_json ${text} NOT NULL,
      touch_approved ${int} NOT NULL CHECK (touch_approved IN (0, 1)),
      glossary_revision ${int} NOT NULL,
      actor_kind ${text} NOT NULL,
      actor_id ${text} NOT NULL,
      actor_name ${text} NOT NULL,
      total ${int} NOT NULL,
      created_at ${int} NOT NULL,
      started_at ${int},
      finished_at ${int},
      told_at ${int} NOT NULL,
      request_id ${text} UNIQUE,
      failure ${text}
    ${end}`,
    `CREATE INDEX runs_by_state ON runs (state, id)`,
    `CREATE INDEX runs_by_undone ON runs (undoes) WHERE undoes IS NOT NULL`,
    `CREATE TABLE run_chunks (
      run_id ${text} NOT NULL REFERENCES runs (id),
      number ${int} NOT NULL CHECK (number >= 1),
      range_json ${text} NOT NULL,
      last_article ${text},
      state ${text} NOT NULL,
      attempt ${int} NOT NULL,
      worker ${text},
      heartbeat_at ${int} NOT NULL,
      articles ${int} NOT NULL,
      touched ${int} NOT NULL,
      changed ${int} NOT NULL,
      proposals ${int} NOT NULL,
      conflicts ${int} NOT NULL,
      exceptions ${int} NOT NULL,
      PRIMARY KEY (run_id, number)
    ${end}`,
    `CREATE INDEX run_chunks_by_state ON run_chunks (run_id, state, number)`,
    `CREATE TABLE run_articles (
      run_id ${text} NOT NULL REFERENCES runs (id),
      article_id ${text} NOT NULL REFERENCES articles (id),
      changed ${int} NOT NULL,
      proposals ${int} NOT NULL,
      conflicts ${int} NOT NULL,
      exceptions_json ${text} NOT NULL,
      PRIMARY KEY (run_id, article_id)
    ${endKeyed}`,
    `CREATE INDEX articles_by_glossary ON articles (glossary_revision, id) WHERE archived_at IS NULL`,
    `CREATE INDEX concept_revisions_by_glossary ON concept_revisions (glossary_revision, concept_id)`,
  ],
};
