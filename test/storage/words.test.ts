import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { touchedArticles } from "../../src/app/touched.ts";
import { openSqliteStore } from "../../src/storage/sqlite/store.ts";
import { aChange, aConcept, aForm, anArticle, aSegment } from "../support/records.ts";
import { withFolder } from "./fixtures.ts";

it("articles are found among thousands, by words and sentences, whatever blocks they came in", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "f");
    const store = await openSqliteStore(file);
    const special = (at: number): boolean => at % 3000 === 17;
    const machineOf = (at: number): string => (special(at) ? "Bi Jianwen came." : `Nobody ${at % 7} came.`);
    for (let from = 0; from < 12_000; from += 500) {
      const added = Array.from({ length: 500 }, (_, index) => {
        const id = `a${10_000 + from + index}`;
        const machine = machineOf(from + index);
        const segment = aSegment({
          id: `${id}-1`,
          articleId: id,
          to: machine.length,
          text: machine,
          rendered: machine,
        });
        return { article: anArticle({ id, machine, title: id }), segments: [segment], hits: [] };
      });
      await store.write(async (tx) => {
        for (const { article } of added)
          await tx.addChange(aChange({ id: `c-${article.id}`, articleId: article.id }));
        await tx.addArticles(added.map((one) => ({ ...one, changeId: `c-${one.article.id}` })));
      });
    }
    const sought = [aConcept({ id: "k1", forms: [aForm("en deprecated Bi Jianwen")] })];
    await store.read(async (tx) => {
      const expected = ["a10017", "a13017", "a16017", "a19017"];
      expect(await touchedArticles(tx, sought)).toEqual(expected);
      const found = await tx.repetitions("a10017-1", "Butt came.", 9);
      expect(found.map(({ articleId }) => articleId)).toEqual(expected.slice(1));
    });
    await store.close();
    const db = new DatabaseSync(file, { readOnly: true });
    const { most } = db
      .prepare("SELECT max(n) AS most FROM (SELECT count(*) AS n FROM word_blocks GROUP BY place / 1048576)")
      .get() as { most: number };
    db.close();
    // Of 23 blocks; those of the words that are in all of them have been gone through.
    expect(most).toBeLessThan(20);
  });
});

it("articles of an older store are found by their words once it is brought up", async () => {
  await withFolder(async (folder) => {
    const file = join(folder, "f");
    const articles = Array.from({ length: 530 }, (_, at) =>
      anArticle({
        id: `a${1000 + at}`,
        machine: at % 200 === 7 ? "Bi-Jianwen." : "Nobody.",
        createdAt: 9000 - at,
      }),
    );
    const sought = [aConcept({ id: "k1", forms: [aForm("en deprecated Bi Jianwen")] })];
    const now = await openSqliteStore(file);
    await now.write(async (tx) => {
      for (const article of articles) await tx.addArticle(article);
    });
    const expected = ["a1007", "a1207", "a1407"];
    expect(await now.read((tx) => touchedArticles(tx, sought))).toEqual(expected);
    await now.close();
    // Back to how the store was before there was an index.
    const db = new DatabaseSync(file);
    db.exec(`DROP TABLE word_blocks; DROP TABLE article_words; DROP TABLE article_numbers;
      DELETE FROM counters WHERE name = 'word-block'; DELETE FROM schema_migrations WHERE number = 10`);
    db.close();
    const again = await openSqliteStore(file);
    expect(await again.read((tx) => touchedArticles(tx, sought))).toEqual(expected);
    await again.write((tx) => tx.addArticle(anArticle({ id: "a2000", machine: "Bi Jianwen" })));
    expect(await again.read((tx) => touchedArticles(tx, sought))).toEqual([...expected, "a2000"]);
    await again.close();
  });
});
