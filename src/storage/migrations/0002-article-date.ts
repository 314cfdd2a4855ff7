import type { Migration } from "./migration.ts";

/** The article's date, `YYYY-MM-DD`. */
export const articleDate: Migration = {
  number: 2,
  name: "article-date",
  statements: ({ text }) => [`ALTER TABLE articles ADD COLUMN date ${text}`],
};
