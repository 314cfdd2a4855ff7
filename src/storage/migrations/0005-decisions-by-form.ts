import type { Migration } from "./migration.ts";

/** Earlier decisions on a form, to be offered where it stands again. */
export const decisionsByForm: Migration = {
  number: 5,
  name: "decisions-by-form",
  statements: () => [`CREATE INDEX decisions_by_form ON decisions (form) WHERE revoked_by IS NULL`],
};
