import { sql } from "kysely";
import { expect } from "vitest";
import { MIGRATIONS } from "../../src/storage/migrations/list.ts";
import type { Migration } from "../../src/storage/migrations/migration.ts";
import { type Databases, SqlStore } from "../../src/storage/store.ts";

/** The last migration before a segment's newest revision was in its own row alone. */
const BEFORE = 17;

/** Each revision: what it says, and the change that made it. Two came with their article, `s3` by a split. */
const REVISIONS = [
  { segment: "s1", change: "c1", revision: 1, rendered: "One.", text: "One.", state: "open" },
  { segment: "s1", change: "c2", revision: 2, rendered: "One.", text: "First.", state: "edited" },
  { segment: "s1", change: "c4", revision: 3, rendered: "Uno.", text: "First.", state: "approved" },
  { segment: "s2", change: "c1", revision: 1, rendered: "Two.", text: "Two.", state: "open" },
  { segment: "s3", change: "c3", revision: 1, rendered: "Three.", text: "Three.", state: "open" },
];
const CHANGES = [
  { id: "c1", kind: "article.import", article: "a1" },
  { id: "c2", kind: "segment.edit", article: "a1" },
  { id: "c3", kind: "segment.split", article: "a1" },
  { id: "c4", kind: "run.chunk", article: null },
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
    await sql`INSERT INTO articles (id, title, digest, source_reconstructed, glossary_revision, sample, created_at,
        updated_at, machine, source_revision, source_findings_json)
      VALUES ('a1', 'T', 'd', 0, 1, 0, 5, 5, 'One.Two.Three.', 0, '[]')`.execute(tx);
    for (const { segment, change, revision, rendered, text, state } of REVISIONS) {
      const content = sql`${revision}, 0, 4, ${state}, 0, ${rendered}, ${text}, '[]'`;
      const columns = sql`revision, span_from, span_to, state, removed, rendered, text, provenance_json`;
      await sql`INSERT INTO segments (id, article_id, updated_at, ${columns}) VALUES (${segment}, 'a1', 5, ${content})
        ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, rendered = excluded.rendered, text = excluded.text,
          state = excluded.state`.execute(tx);
      await sql`INSERT INTO segment_revisions (segment_id, change_id, article_id, ${columns})
        VALUES (${segment}, ${change}, 'a1', ${content})`.execute(tx);
    }
  });
  await old.close();
  const store = new SqlStore(await open(MIGRATIONS));
  try {
    await store.read(async (tx) => {
      const written = [];
      for (const { id } of CHANGES) written.push(...(await tx.revisionsOf(id)));
      const found = written.map(({ segmentId, changeId, revision, rendered, text, state }) => ({
        ...{ segment: segmentId, change: changeId, revision, rendered, text, state },
      }));
      expect(found).toHaveLength(REVISIONS.length);
      expect(found).toEqual(expect.arrayContaining(REVISIONS));
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
  }
}
