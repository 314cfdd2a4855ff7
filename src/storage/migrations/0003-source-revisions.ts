import type { Migration } from "./migration.ts";

/** The Chinese of an article in all its revisions, who settled a bead, and how well the two texts fit. */
export const sourceRevisions: Migration = {
  number: 3,
  name: "source-revisions",
  statements: ({ text, int, real, end }) => [
    `ALTER TABLE beads ADD COLUMN set_by ${text}`,
    `ALTER TABLE articles ADD COLUMN source_revision ${int} NOT NULL DEFAULT 0`,
    `ALTER TABLE articles ADD COLUMN source_fit ${real}`,
    `ALTER TABLE articles ADD COLUMN source_findings_json ${text} NOT NULL DEFAULT '[]'`,
    `CREATE TABLE source_revisions (
      article_id ${text} NOT NULL REFERENCES articles (id),
      revision ${int} NOT NULL CHECK (revision >= 0),
      change_id ${text} REFERENCES changes (id),
      source_text ${text},
      source_reconstructed ${int} NOT NULL CHECK (source_reconstructed IN (0, 1)),
      source_fit ${real},
      source_findings_json ${text} NOT NULL,
      sentences_json ${text} NOT NULL,
      beads_json ${text} NOT NULL,
      PRIMARY KEY (article_id, revision)
    ${end}`,
    `CREATE INDEX source_revisions_by_change ON source_revisions (change_id, article_id, revision)
      WHERE change_id IS NOT NULL`,
  ],
};
