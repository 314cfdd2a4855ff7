import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { MIGRATIONS } from "../../src/storage/migrations/list.ts";
import { openSqliteStore } from "../../src/storage/sqlite/store.ts";
import { aChange, anArticle, aSegment } from "../support/records.ts";
import { withFolder } from "./fixtures.ts";

it("sentences of an older store are found again once it is brought up", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "f");
    const now = await openSqliteStore(file);
    await now.write(async (tx) => {
      await tx.addChange(aChange());
      const bead = { source: { from: 0, to: 3 }, target: { from: 18, to: 34 }, confidence: 1 };
      const sourceSentences = [{ from: 0, to: 3 }];
      for (const id of ["a1", "a2"]) {
        await tx.addArticle(anArticle({ id, sourceText: "听着。", sourceSentences, beads: [bead] }));
        const second = { from: 18, to: 34, text: `Text ${id}`, state: "edited" as const };
        await tx.putSegment(aSegment({ id: `${id}-1`, articleId: id }), "c1");
        await tx.putSegment(aSegment({ id: `${id}-2`, articleId: id, ...second }), "c1");
      }
    });
    const expected = await now.read((tx) => tx.reuses("a1"));
    expect(expected.map(({ segmentId, by, text }) => [segmentId, by, text])).toEqual([
      ["a1-2", "machine", "Text a2"],
      ["a1-2", "source", "Text a2"],
    ]);
    await now.close();
    // Back to how the store was before there were keys.
    const db = new DatabaseSync(file);
    db.exec(`ALTER TABLE former_revisions RENAME TO segment_revisions;
      DROP INDEX segments_by_judged_machine; DROP INDEX segments_by_judged_source;
      CREATE INDEX segments_by_state ON segments (article_id, removed, state);
      ALTER TABLE segments DROP COLUMN machine_key; ALTER TABLE segments DROP COLUMN source_key;
      DELETE FROM schema_migrations WHERE number IN (7, 16, 19)`);
    db.close();
    const again = await openSqliteStore(file, MIGRATIONS);
    expect(await again.read((tx) => tx.reuses("a1"))).toEqual(expected);
    await again.close();
  });
});
