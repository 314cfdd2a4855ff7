import type { Migration } from "./migration.ts";

/** What somebody decided about rows of a file that waits to be imported: by row number, as JSON. */
export const uploadChoices: Migration = {
  number: 14,
  name: "upload-choices",
  statements: ({ text }) => [`ALTER TABLE uploads ADD COLUMN choices_json ${text} NOT NULL DEFAULT '{}'`],
};
