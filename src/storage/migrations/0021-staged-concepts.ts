import type { Migration } from "./migration.ts";

/** Concepts of large imports wait here until they are shown all at once. */
export const stagedConcepts: Migration = {
  number: 21,
  name: "staged-concepts",
  statements: ({ text, int, end, endKeyed }) => [
    `CREATE TABLE staged_imports (
      id ${text} NOT NULL PRIMARY KEY,
      at ${int} NOT NULL,
      change_id ${text}
    ${end}`,
    `CREATE TABLE staged_concepts (
      import_id ${text} NOT NULL REFERENCES staged_imports (id),
      concept_id ${text} NOT NULL,
      base ${int} NOT NULL,
      stands ${int} NOT NULL CHECK (stands IN (0, 1)),
      category ${text} NOT NULL,
      status ${text} NOT NULL,
      body_json ${text} NOT NULL,
      PRIMARY KEY (import_id, concept_id)
    ${endKeyed}`,
  ],
};
