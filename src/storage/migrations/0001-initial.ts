import type { Dialect, Migration } from "./migration.ts";

/** Articles, segments, changes, concepts, decisions, proposals, hits, events, settings. */
export const initial: Migration = {
  number: 1,
  name: "initial",
  statements: (dialect) => [
    ...changes(dialect),
    ...articles(dialect),
    ...segments(dialect),
    ...concepts(dialect),
    ...reviews(dialect),
    ...immutable(dialect),
  ],
};

// A change and its events are written before the rows that they are about: their references are checked at the end.
const LATER = "DEFERRABLE INITIALLY DEFERRED";

function changes({ text, int, end, endKeyed }: Dialect): string[] {
  return [
    `CREATE TABLE counters (name ${text} NOT NULL PRIMARY KEY, value ${int} NOT NULL ${endKeyed}`,
    `INSERT INTO counters (name, value) VALUES ('glossary', 0), ('event', 0), ('change', 0)`,
    `CREATE TABLE settings (key ${text} NOT NULL PRIMARY KEY, value ${text} NOT NULL ${endKeyed}`,
    `CREATE TABLE articles (
      id ${text} NOT NULL PRIMARY KEY,
      title ${text} NOT NULL,
      digest ${text} NOT NULL,
      source_reconstructed ${int} NOT NULL CHECK (source_reconstructed IN (0, 1)),
      glossary_revision ${int} NOT NULL,
      sample ${int} NOT NULL CHECK (sample IN (0, 1)),
      created_at ${int} NOT NULL,
      updated_at ${int} NOT NULL,
      archived_at ${int},
      machine ${text} NOT NULL,
      source_text ${text}
    ${end}`,
    `CREATE INDEX articles_by_digest ON articles (digest)`,
    `CREATE INDEX articles_by_time ON articles (created_at, id)`,
    `CREATE TABLE changes (
      id ${text} NOT NULL PRIMARY KEY,
      seq ${int} NOT NULL UNIQUE,
      at ${int} NOT NULL,
      actor_kind ${text} NOT NULL,
      actor_id ${text} NOT NULL,
      actor_name ${text} NOT NULL,
      kind ${text} NOT NULL,
      name ${text} NOT NULL,
      article_id ${text} REFERENCES articles (id) ${LATER},
      glossary_revision ${int} NOT NULL,
      undoes ${text} REFERENCES changes (id),
      request_id ${text} UNIQUE
    ${end}`,
    `CREATE INDEX changes_by_article ON changes (article_id, seq)`,
    `CREATE INDEX changes_by_undone ON changes (undoes) WHERE undoes IS NOT NULL`,
    `CREATE TABLE events (
      seq ${int} NOT NULL PRIMARY KEY,
      change_id ${text} NOT NULL REFERENCES changes (id),
      at ${int} NOT NULL,
      kind ${text} NOT NULL,
      article_id ${text} REFERENCES articles (id) ${LATER},
      subject_id ${text}
    ${end}`,
  ];
}

function articles({ text, int, real, endKeyed }: Dialect): string[] {
  const place = `article_id ${text} NOT NULL REFERENCES articles (id), position ${int} NOT NULL`;
  const span = `span_from ${int} NOT NULL, span_to ${int} NOT NULL`;
  return [
    `CREATE TABLE blocks (
      ${place}, kind ${text} NOT NULL, ${span}, PRIMARY KEY (article_id, position) ${endKeyed}`,
    `CREATE TABLE source_sentences (
      ${place}, ${span}, PRIMARY KEY (article_id, position) ${endKeyed}`,
    `CREATE TABLE beads (
      ${place},
      source_from ${int} NOT NULL,
      source_to ${int} NOT NULL,
      target_from ${int} NOT NULL,
      target_to ${int} NOT NULL,
      confidence ${real} NOT NULL,
      PRIMARY KEY (article_id, position)
    ${endKeyed}`,
  ];
}

function segments({ text, int, end }: Dialect): string[] {
  const content = `
      article_id ${text} NOT NULL REFERENCES articles (id),
      revision ${int} NOT NULL CHECK (revision >= 1),
      span_from ${int} NOT NULL,
      span_to ${int} NOT NULL,
      state ${text} NOT NULL,
      removed ${int} NOT NULL CHECK (removed IN (0, 1)),
      rendered ${text} NOT NULL,
      text ${text} NOT NULL,
      provenance_json ${text} NOT NULL`;
  return [
    `CREATE TABLE segments (
      id ${text} NOT NULL PRIMARY KEY,
      updated_at ${int} NOT NULL,${content}
    ${end}`,
    `CREATE INDEX segments_by_place ON segments (article_id, removed, span_from, id)`,
    `CREATE INDEX segments_by_state ON segments (article_id, removed, state)`,
    `CREATE TABLE segment_revisions (
      segment_id ${text} NOT NULL REFERENCES segments (id),
      change_id ${text} NOT NULL REFERENCES changes (id),${content},
      PRIMARY KEY (segment_id, revision)
    ${end}`,
    `CREATE INDEX segment_revisions_by_change ON segment_revisions (change_id, article_id, span_from)`,
  ];
}

function concepts({ text, int, end, endKeyed }: Dialect): string[] {
  return [
    `CREATE TABLE concepts (
      id ${text} NOT NULL PRIMARY KEY,
      category ${text} NOT NULL,
      status ${text} NOT NULL,
      revision ${int} NOT NULL CHECK (revision >= 1),
      removed ${int} NOT NULL CHECK (removed IN (0, 1)),
      sample ${int} NOT NULL CHECK (sample IN (0, 1)),
      updated_at ${int} NOT NULL,
      search ${text} NOT NULL,
      body_json ${text} NOT NULL
    ${end}`,
    `CREATE TABLE forms (
      concept_id ${text} NOT NULL REFERENCES concepts (id),
      position ${int} NOT NULL,
      lang ${text} NOT NULL,
      kind ${text} NOT NULL,
      text ${text} NOT NULL,
      PRIMARY KEY (concept_id, position)
    ${endKeyed}`,
    `CREATE INDEX forms_by_text ON forms (text, lang)`,
    `CREATE TABLE concept_revisions (
      concept_id ${text} NOT NULL REFERENCES concepts (id),
      revision ${int} NOT NULL CHECK (revision >= 1),
      change_id ${text} NOT NULL REFERENCES changes (id),
      glossary_revision ${int} NOT NULL,
      removed ${int} NOT NULL CHECK (removed IN (0, 1)),
      body_json ${text} NOT NULL,
      PRIMARY KEY (concept_id, revision)
    ${end}`,
    `CREATE INDEX concept_revisions_by_change ON concept_revisions (change_id, concept_id)`,
  ];
}

function reviews({ text, int, end, endKeyed }: Dialect): string[] {
  return [
    `CREATE TABLE decisions (
      id ${text} NOT NULL PRIMARY KEY,
      article_id ${text} NOT NULL REFERENCES articles (id),
      change_id ${text} NOT NULL REFERENCES changes (id),
      revoked_by ${text} REFERENCES changes (id),
      kind ${text} NOT NULL,
      scope ${text} NOT NULL,
      span_from ${int} NOT NULL,
      span_to ${int} NOT NULL,
      form ${text} NOT NULL,
      concept_id ${text} NOT NULL REFERENCES concepts (id) ${LATER}
    ${end}`,
    `CREATE INDEX decisions_by_article ON decisions (article_id) WHERE revoked_by IS NULL`,
    `CREATE INDEX decisions_by_change ON decisions (change_id)`,
    `CREATE INDEX decisions_by_revoker ON decisions (revoked_by) WHERE revoked_by IS NOT NULL`,
    `CREATE TABLE proposals (
      id ${text} NOT NULL PRIMARY KEY,
      kind ${text} NOT NULL,
      article_id ${text} NOT NULL REFERENCES articles (id),
      segment_id ${text} NOT NULL REFERENCES segments (id) ${LATER},
      glossary_revision ${int} NOT NULL,
      status ${text} NOT NULL,
      change_id ${text} NOT NULL REFERENCES changes (id),
      created_at ${int} NOT NULL,
      resolved_by ${text} REFERENCES changes (id),
      rendered ${text} NOT NULL,
      merged ${text},
      provenance_json ${text} NOT NULL
    ${end}`,
    `CREATE UNIQUE INDEX proposals_one_open ON proposals (segment_id, kind) WHERE status = 'open'`,
    // Not a partial one: with a bound status SQLite would not use it.
    `CREATE INDEX proposals_by_article ON proposals (article_id, status, created_at, id)`,
    `CREATE INDEX proposals_by_segment ON proposals (segment_id, status, created_at, id)`,
    `CREATE INDEX proposals_by_change ON proposals (change_id)`,
    `CREATE INDEX proposals_by_resolver ON proposals (resolved_by) WHERE resolved_by IS NOT NULL`,
    `CREATE TABLE hits (
      article_id ${text} NOT NULL REFERENCES articles (id),
      position ${int} NOT NULL,
      segment_id ${text} NOT NULL REFERENCES segments (id) ${LATER},
      concept_id ${text} NOT NULL REFERENCES concepts (id) ${LATER},
      span_from ${int} NOT NULL,
      span_to ${int} NOT NULL,
      form ${text} NOT NULL,
      form_kind ${text} NOT NULL,
      outcome ${text} NOT NULL,
      reason ${text} NOT NULL,
      by_concept_id ${text},
      PRIMARY KEY (article_id, position)
    ${endKeyed}`,
    `CREATE INDEX hits_by_concept ON hits (concept_id, article_id, outcome)`,
  ];
}

/** Machine text never changes, whoever asks. */
function immutable({ name }: Dialect): string[] {
  if (name === "sqlite")
    return [
      `CREATE TRIGGER articles_machine_immutable BEFORE UPDATE OF machine, digest ON articles
       BEGIN SELECT RAISE(ABORT, 'machine text is immutable'); END`,
    ];
  return [
    `CREATE FUNCTION refuse_machine_change() RETURNS trigger LANGUAGE plpgsql
     AS $$ BEGIN RAISE EXCEPTION 'machine text is immutable'; END $$`,
    `CREATE TRIGGER articles_machine_immutable BEFORE UPDATE OF machine, digest ON articles
     FOR EACH ROW EXECUTE FUNCTION refuse_machine_change()`,
  ];
}
