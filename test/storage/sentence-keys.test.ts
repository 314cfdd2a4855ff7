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

it("a sentence that an earlier program folded in another way is found once its article has Chinese", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "f");
    const before = await openSqliteStore(file);
    await before.write(async (tx) => {
      await tx.addChange(aChange());
      await tx.addArticle(anArticle());
      await tx.putSegment(aSegment(), "c1");
    });
    await before.close();
    const db = new DatabaseSync(file);
    db.exec("UPDATE segments SET machine_key = 'of another program'; DELETE FROM article_words");
    db.close();
    const store = await openSqliteStore(file);
    const source = { sourceReconstructed: false, sourceFit: null, sourceFindings: [], beads: [] };
    await store.write(async (tx) => {
      await tx.addArticle(anArticle({ id: "a2" }));
      await tx.putSegment(aSegment({ id: "s2", articleId: "a2" }), "c1");
      await tx.putSource(
        "a1",
        { ...source, sourceText: "说。", sourceSentences: [{ from: 0, to: 2 }] },
        "c1",
      );
    });
    const found = await store.read((tx) => tx.repetitions("s2", "Butt spoke.", 9));
    expect(found.map(({ segmentId }) => segmentId)).toEqual(["s1"]);
    await store.close();
  });
});

it("repetitions are counted for more sentences than a statement takes variables", async () => {
  await withFolder(async (folder) => {
    const store = await openSqliteStore(join(folder, "f"));
    const sentences = Array.from({ length: 33_000 }, (_, at) => `${at}.`);
    const machine = sentences.join("");
    let to = 0;
    const segments = sentences.map((text, at) =>
      aSegment({ id: `s${at}`, from: to, to: (to += text.length), text, rendered: text, state: "approved" }),
    );
    const untouched = aSegment({ id: "t", articleId: "a2", to: 6, text: "32768.", rendered: "32768." });
    await store.write(async (tx) => {
      await tx.addChange(aChange());
      const added = { hits: [], changeId: "c1" };
      await tx.addArticles([
        { ...added, article: anArticle({ machine }), segments },
        { ...added, article: anArticle({ id: "a2", machine: "32768." }), segments: [untouched] },
      ]);
      await tx.putSegment(aSegment({ ...segments[32_768], text: "Written.", revision: 2 }), "c1");
    });
    expect(await store.read((tx) => tx.repetitionCounts("a1"))).toEqual(new Map([["s32768", 1]]));
    await store.close();
  });
});
