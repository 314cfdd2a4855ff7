import type { Migration } from "./migration.ts";

/** What editors said of forms that discovery proposed. */
export const judgements: Migration = {
  number: 4,
  name: "judgements",
  statements: ({ text, end }) => [
    `CREATE TABLE judgements (
      id ${text} NOT NULL PRIMARY KEY,
      concept_id ${text} NOT NULL REFERENCES concepts (id),
      form ${text} NOT NULL,
      change_id ${text} NOT NULL REFERENCES changes (id),
      revoked_by ${text} REFERENCES changes (id)
    ${end}`,
    `CREATE INDEX judgements_standing ON judgements (concept_id, form, id) WHERE revoked_by IS NULL`,
    `CREATE INDEX judgements_by_change ON judgements (change_id)`,
  ],
};
