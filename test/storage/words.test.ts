import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { touchedArticles } from "../../src/app/touched.ts";
import { openSqliteStore } from "../../src/storage/sqlite/store.ts";
import { aConcept, aForm, anArticle } from "../support/records.ts";
import { withFolder } from "./fixtures.ts";

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
