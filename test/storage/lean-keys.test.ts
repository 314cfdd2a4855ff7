import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchConcepts } from "../../src/app/concept-search/search.ts";
import type { Deps } from "../../src/app/deps.ts";
import type { Store } from "../../src/app/store.ts";
import type { Concept } from "../../src/core/glossary/model.ts";
import { MIGRATIONS } from "../../src/storage/migrations/list.ts";
import { POSTGRES, SQLITE } from "../../src/storage/migrations/migration.ts";
import { openStore } from "../../src/storage/open.ts";
import { openSqliteStore } from "../../src/storage/sqlite/store.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";
import { aChange, aConcept, aConceptRecord, aForm, aHit, anArticle, aSegment } from "../support/records.ts";
import { withFolder } from "./fixtures.ts";

const BUTT = ["zh-Hans preferred 毕坚文", "en preferred Mohamed Butt"].map(aForm);
const CONCEPTS: readonly Concept[] = [
  aConcept({ id: "k1", forms: BUTT, evidence: ["x"] }),
  aConcept({
    id: "k3",
    forms: [aForm("en preferred Butterfly House")],
    category: "term",
    status: "proposed",
  }),
  aConcept({ id: "k2", forms: [aForm("zh-Hant preferred 畢業")] }),
];

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

/** What some searches find: ids, in how many articles each stands. */
async function searches(store: Store): Promise<unknown> {
  const all = [];
  for (const [query, filter] of [
    ["", {}],
    ["bi", {}],
    ["bi4", { evidence: true }],
    ["butt", { status: "proposed", category: "term" }],
    ["house butt", {}],
    ["gone", {}],
  ] as const) {
    const { items, total } = await searchConcepts({ store } as Deps, { query, filter, limit: 9 });
    all.push([
      query,
      total,
      items.map(({ record, articles, places }) => [record.concept.id, articles, places]),
    ]);
  }
  return all;
}

const FOUND = [
  ["", 3, [["k1", 0, 0], ["k3", 1, 2], ["k2", 0, 0]]],
  ["bi", 2, [["k1", 0, 0], ["k2", 0, 0]]],
  ["bi4", 1, [["k1", 0, 0]]],
  ["butt", 1, [["k3", 1, 2]]],
  ["house butt", 1, [["k3", 1, 2]]],
  ["gone", 0, []],
]; // prettier-ignore

async function fill(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.addChange(aChange());
    for (const concept of CONCEPTS) await tx.putConcept(aConceptRecord({ concept }), "c1", 1);
    await tx.putConcept(aConceptRecord({ concept: { id: "gone" }, removed: true }), "c1", 1);
    await tx.addArticle(anArticle());
    await tx.putSegment(aSegment(), "c1");
    await tx.replaceHits("a1", [aHit({ conceptId: "k3" }), aHit({ conceptId: "k3" })]);
  });
}

/** Statements that lead back to how the store was before keys said what their concept is. */
function back({ text, int, endKeyed }: typeof SQLITE): readonly string[] {
  return [
    `ALTER TABLE concept_facts DROP COLUMN lines`,
    `ALTER TABLE concept_facts ADD COLUMN keys ${text} NOT NULL DEFAULT ''`,
    `DROP TABLE concept_keys`,
    `CREATE TABLE concept_keys (key ${text} NOT NULL, number ${int} NOT NULL, PRIMARY KEY (key, number) ${endKeyed}`,
    `INSERT INTO concept_keys VALUES ('egone', 1)`,
    `DELETE FROM schema_migrations WHERE number = 22`,
  ];
}

describe("concepts of an older store are found again once it is brought up,", () => {
  it("on SQLite", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      const now = await openStore({ file });
      await fill(now);
      expect(await searches(now)).toEqual(FOUND);
      await now.close();
      const db = new DatabaseSync(file);
      for (const statement of back(SQLITE)) db.exec(statement);
      db.close();
      const again = await openStore({ file });
      expect(await searches(again)).toEqual(FOUND);
      await again.close();
    });
  });

  it("on PostgreSQL", async () => {
    const url = await server.newDatabase();
    const now = await openStore({ url });
    await fill(now);
    await now.close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const statement of back(POSTGRES)) await client.query(statement);
    await client.end();
    const again = await openStore({ url });
    expect(await searches(again)).toEqual(FOUND);
    await again.close();
  });

  it("also from before there were keys", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      await (await openSqliteStore(file, MIGRATIONS.slice(0, 10))).close();
      const db = new DatabaseSync(file);
      db.exec("PRAGMA foreign_keys = OFF");
      const put = db.prepare("INSERT INTO concepts VALUES (?, ?, ?, 1, 0, 0, 1, '', ?)");
      for (const concept of CONCEPTS)
        put.run(concept.id, concept.category, concept.status, JSON.stringify(concept));
      db.close();
      const again = await openSqliteStore(file);
      const { items } = await searchConcepts({ store: again } as Deps, { query: "bi", filter: {}, limit: 9 });
      expect(items.map(({ record }) => record.concept.id)).toEqual(["k1", "k2"]);
      await again.close();
    });
  });
});
