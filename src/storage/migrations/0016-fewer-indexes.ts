import type { Migration } from "./migration.ts";

/**
 * Indexes of segments that cost an import little. A sentence's key has no order, so each goes to another page: only its
 * beginning is indexed, and whole keys only of what people wrote. States are counted by the index of places, revisions
 * of an article found by its segments.
 */
export const fewerIndexes: Migration = {
  number: 16,
  name: "fewer-indexes",
  statements: () => [
    `DROP INDEX segments_by_machine_key`,
    `DROP INDEX segments_by_source_key`,
    `DROP INDEX segments_by_place`,
    `DROP INDEX segments_by_state`,
    `DROP INDEX segment_revisions_by_article`,
    `CREATE INDEX segments_by_place ON segments (article_id, removed, span_from, id, state)`,
    `CREATE INDEX segments_by_machine ON segments (substr(machine_key, 1, 8))`,
    `CREATE INDEX segments_by_judged_machine ON segments (machine_key) WHERE state IN ('approved', 'edited')`,
    `CREATE INDEX segments_by_judged_source ON segments (source_key) WHERE state IN ('approved', 'edited')`,
  ],
};
