import type { Migration } from "./migration.ts";

/** Files that somebody looks at before they are imported. */
export const uploads: Migration = {
  number: 9,
  name: "uploads",
  statements: ({ text, int, bytes, end }) => [
    `CREATE TABLE uploads (
      id ${text} NOT NULL PRIMARY KEY,
      created_at ${int} NOT NULL,
      name ${text} NOT NULL,
      format ${text} NOT NULL,
      encoding ${text},
      content ${bytes} NOT NULL
    ${end}`,
    `CREATE INDEX uploads_by_time ON uploads (created_at)`,
  ],
};
