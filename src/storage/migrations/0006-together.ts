import type { Migration } from "./migration.ts";

/** What people do together: comments, states of articles, proposed edits (one open a person and segment). */
export const together: Migration = {
  number: 6,
  name: "together",
  statements: ({ text, int, end, endKeyed }) => [
    `CREATE TABLE comments (
      id ${text} NOT NULL PRIMARY KEY,
      article_id ${text} NOT NULL REFERENCES articles (id),
      segment_id ${text} NOT NULL REFERENCES segments (id),
      change_id ${text} NOT NULL REFERENCES changes (id),
      created_at ${int} NOT NULL,
      body ${text} NOT NULL
    ${end}`,
    `CREATE INDEX comments_by_article ON comments (article_id, created_at, id)`,
    `CREATE TABLE comment_states (
      change_id ${text} NOT NULL REFERENCES changes (id),
      comment_id ${text} NOT NULL REFERENCES comments (id),
      state ${text} NOT NULL,
      former ${text},
      PRIMARY KEY (change_id, comment_id)
    ${endKeyed}`,
    `CREATE INDEX comment_states_by_comment ON comment_states (comment_id)`,
    `CREATE TABLE article_states (
      change_id ${text} NOT NULL REFERENCES changes (id),
      article_id ${text} NOT NULL REFERENCES articles (id),
      state ${text} NOT NULL,
      former ${text} NOT NULL,
      PRIMARY KEY (change_id, article_id)
    ${endKeyed}`,
    `CREATE INDEX article_states_by_article ON article_states (article_id)`,
    `ALTER TABLE proposals ADD COLUMN base ${text}`,
    `DROP INDEX proposals_one_open`,
    `CREATE UNIQUE INDEX proposals_one_open ON proposals (segment_id, kind)
      WHERE status = 'open' AND kind <> 'edit'`,
  ],
};
