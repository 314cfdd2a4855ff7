import type { Migration } from "./migration.ts";

/** How many workers died at a chunk since it last went on. */
export const deaths: Migration = {
  number: 17,
  name: "deaths",
  statements: ({ int }) => [`ALTER TABLE run_chunks ADD COLUMN deaths ${int} NOT NULL DEFAULT 0`],
};
