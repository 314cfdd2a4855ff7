import { sql } from "kysely";
import { expect } from "vitest";
import { MIGRATIONS } from "../../src/storage/migrations/list.ts";
import type { Migration } from "../../src/storage/migrations/migration.ts";
import { type Databases, SqlStore } from "../../src/storage/store.ts";

/** The last migration before a segment's newest revision was in its own row alone. */
const BEFORE = 17;

/**
 * Each revision: what it says, and the change that made it. Two came with their article, `s3` by a split; nothing says
 * by which change the article of `s4` came.
 */
const REVISIONS = [
  { segment: "s1", article: "a1", change: "c1", revision: 1, rendered: "One.", text: "One.", state: "open" },
  {
    segment: "s1",
    article: "a1",
    change: "c2",
    revision: 2,
    rendered: "One.",
    text: "First.",
    state: "edited",
  },
  {
    segment: "s1",
    article: "a1",
    change: "c4",
    revision: 3,
    rendered: "Uno.",
    text: "First.",
    state: "approved",
  },
  { segment: "s2", article: "a1", change: "c1", revision: 1, rendered: "Two.", text: "Two.", state: "open" },
  {
    segment: "s3",
    article: "a1",
    change: "c3",
    revision: 1,
    rendered: "Three.",
    text: "Three.",
    state: "open",
  },
  {
    segment: "s4",
    article: "a2",
    change: "c5",
    revision: 1,
    rendered: "Four.",
    text: "Quattro.",
    state: "edited",
  },
];
const CHANGES = [
  { id: "c1", kind: "article.import", article: "a1" },
  { id: "c2", kind: "segment.edit", article: "a1" },
  { id: "c3", kind: "segment.split", article: "a1" },
  { id: "c4", kind: "run.chunk", article: null },
  { id: "c5", kind: "segment.edit", article: "a2" },
];

/** Fills a store as programs before did, brings it up, and holds its revisions against what was put in. */
export async function bringsUpRevisions(
  open: (migrations: readonly Migration[]) => Promise<Databases>,
): Promise<void> {
  const old = await open(MIGRATIONS.filter(({ number }) => number <= BEFORE));
  await old.writer.transaction().execute(async (tx) => {
    for (const [seq, { id, kind, article }] of CHANGES.entries())
      await sql`INSERT INTO changes (id, seq, at, actor_kind, actor_id, actor_name, kind, name, article_id, glossary_revision)
        VALUES (${id}, ${seq + 1}, 5, 'person', 'p', 'P', ${kind}, '', ${article}, 1)`.execute(tx);
    for (const id of ["a1", "a2"])
      await sql`INSERT INTO articles (id, title, digest, source_reconstructed, glossary_revision, sample, created_at,
          updated_at, machine, source_revision, source_findings_json)
        VALUES (${id}, 'T', ${id}, 0, 1, 0, 5, 5, 'One.Two.Three.', 0, '[]')`.execute(tx);
    for (const { segment, article, change, revision, rendered, text, state } of REVISIONS) {
      const content = sql`${revision}, 0, 4, ${state}, 0, ${rendered}, ${text}, '[]'`;
      const columns = sql`revision, span_from, span_to, state, removed, rendered, text, provenance_json`;
      await sql`INSERT INTO segments (id, article_id, updated_at, ${columns}) VALUES (${segment}, ${article}, 5, ${content})
        ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, rendered = excluded.rendered, text = excluded.text,
          state = excluded.state`.execute(tx);
      await sql`INSERT INTO segment_revisions (segment_id, change_id, article_id, ${columns})
        VALUES (${segment}, ${change}, ${article}, ${content})`.execute(tx);
    }
  });
  const store = new SqlStore(await open(MIGRATIONS));
  try {
    // A program of before that still runs writes none that would be there twice.
    const late = old.writer.transaction().execute((tx) =>
      sql`INSERT INTO segment_revisions (segment_id, change_id, article_id, revision, span_from, span_to, state, removed,
          rendered, text, provenance_json) VALUES ('s2', 'c2', 'a1', 2, 0, 4, 'edited', 0, 'Two.', 'Due.', '[]')`.execute(
        tx,
      ),
    );
    await expect(late).rejects.toThrow("segment_revisions");
    await store.read(async (tx) => {
      const written = [];
      for (const { id } of CHANGES) written.push(...(await tx.revisionsOf(id)));
      const found = written.map(({ segmentId, articleId, changeId, revision, rendered, text, state }) => ({
        ...{ segment: segmentId, article: articleId, change: changeId, revision, rendered, text, state },
      }));
      expect(found).toHaveLength(REVISIONS.length);
      expect(found).toEqual(expect.arrayContaining(REVISIONS));
      expect((await tx.editedSegments(9)).map(({ id }) => id)).toEqual(["s4", "s1"]);
      expect((await tx.segments("a1")).map(({ text }) => text)).toEqual(["First.", "Two.", "Three."]);
      expect((await tx.segmentHistory("s1")).map(({ change }) => change.id)).toEqual(["c4", "c2", "c1"]);
      expect((await tx.segmentsAsOf("a1", "c2")).map(({ text }) => text)).toEqual(["First.", "Two."]);
      const { changes } = await tx.articleChanges("a1", { offset: 0, limit: 9 });
      expect(changes.map(({ change, segments }) => [change.id, segments])).toEqual([
        ...[["c4", 1] as const, ["c3", 1] as const, ["c2", 1] as const, ["c1", 2] as const],
      ]);
    });
  } finally {
    await store.close();
    await old.close();
  }
}
