import type { Dialect, Migration } from "./migration.ts";

/**
 * A segment's revision is written once: the one it has in `segments`, with the change that made it, those before in
 * `former_revisions`; what an article came with is known by the article. What was rendered is null where it stands. The
 * table has another name than before, so that a program of before that still runs fails where it writes a revision:
 * one that went through would be there twice, and no other could follow it.
 */
export const currentRevisions: Migration = {
  number: 18,
  name: "current-revisions",
  statements: (dialect) => [
    `ALTER TABLE articles ADD COLUMN change_id ${dialect.text} REFERENCES changes (id)`,
    `UPDATE articles SET change_id =
      (SELECT id FROM changes WHERE changes.article_id = articles.id AND kind IN ('article.import', 'sample.load')
        ORDER BY seq LIMIT 1)`,
    `ALTER TABLE segments ADD COLUMN change_id ${dialect.text} REFERENCES changes (id)`,
    `UPDATE segments SET change_id = (SELECT nullif(own.change_id, articles.change_id)
      FROM segment_revisions AS own, articles
      WHERE own.segment_id = segments.id AND own.revision = segments.revision AND articles.id = segments.article_id)`,
    `DELETE FROM segment_revisions WHERE revision =
      (SELECT revision FROM segments WHERE segments.id = segment_revisions.segment_id)`,
    ...nullable(dialect, "segments"),
    ...nullable(dialect, "segment_revisions"),
    `ALTER TABLE segment_revisions RENAME TO former_revisions`,
    `CREATE INDEX segments_by_change ON segments (change_id, article_id, span_from) WHERE change_id IS NOT NULL`,
  ],
};

/** What was rendered may be null, and is where it is the text. */
function nullable({ name, text }: Dialect, table: string): string[] {
  if (name === "postgres")
    return [
      `ALTER TABLE ${table} ALTER COLUMN rendered DROP NOT NULL`,
      `UPDATE ${table} SET rendered = NULL WHERE rendered = text`,
    ];
  // SQLite cannot take the condition away.
  return [
    `ALTER TABLE ${table} ADD COLUMN other ${text}`,
    `UPDATE ${table} SET other = rendered WHERE rendered <> text`,
    `ALTER TABLE ${table} DROP COLUMN rendered`,
    `ALTER TABLE ${table} RENAME COLUMN other TO rendered`,
  ];
}
