import type { Migration } from "./migration.ts";

/** Why a proposal was rejected is said in a comment; the column for it was never read. */
export const noRejection: Migration = {
  number: 15,
  name: "no-rejection",
  statements: () => [`ALTER TABLE proposals DROP COLUMN rejection`],
};
