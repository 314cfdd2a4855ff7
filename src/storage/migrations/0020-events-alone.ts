import type { Migration } from "./migration.ts";

/**
 * Events name articles without being checked against them. A change and its events come before a new article, and while
 * they wait for it, SQLite went through all events for each article that was inserted.
 */
export const eventsAlone: Migration = {
  number: 20,
  name: "events-alone",
  statements: ({ name, text, int, end }) =>
    name === "postgres"
      ? [`ALTER TABLE events DROP CONSTRAINT events_article_id_fkey`]
      : [
          `CREATE TABLE events_alone (
            seq ${int} NOT NULL PRIMARY KEY,
            change_id ${text} NOT NULL REFERENCES changes (id),
            at ${int} NOT NULL,
            kind ${text} NOT NULL,
            article_id ${text},
            subject_id ${text}
          ${end}`,
          `INSERT INTO events_alone SELECT seq, change_id, at, kind, article_id, subject_id FROM events`,
          `DROP TABLE events`,
          `ALTER TABLE events_alone RENAME TO events`,
        ],
};
