import type { Migration } from "./migration.ts";

/** Decisions for a concept, which follow it where it is merged into another. */
export const decisionsByConcept: Migration = {
  number: 12,
  name: "decisions-by-concept",
  statements: () => [`CREATE INDEX decisions_by_concept ON decisions (concept_id) WHERE revoked_by IS NULL`],
};
