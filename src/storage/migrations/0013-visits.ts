import type { Migration } from "./migration.ts";

/** When a reader was last in an article, so that they can ask for what changed since. */
export const visits: Migration = {
  number: 13,
  name: "visits",
  statements: ({ text, int, end }) => [
    `CREATE TABLE visits (
      article_id ${text} NOT NULL,
      reader ${text} NOT NULL,
      at ${int} NOT NULL,
      before ${int},
      PRIMARY KEY (article_id, reader)
    ${end}`,
  ],
};
