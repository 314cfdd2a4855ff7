import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { StoreVersionError } from "../../src/storage/errors.ts";
import { checksum } from "../../src/storage/migrate.ts";
import { initial } from "../../src/storage/migrations/0001-initial.ts";
import { MIGRATIONS } from "../../src/storage/migrations/list.ts";
import { POSTGRES, SQLITE, type Migration } from "../../src/storage/migrations/migration.ts";
import { openSqlite, openSqliteStore } from "../../src/storage/sqlite/store.ts";
import { writeBasics, withFolder } from "./fixtures.ts";
import { bringsUpRevisions } from "./older-revisions.ts";

const second = (...statements: string[]): Migration => ({
  number: 2,
  name: "second",
  statements: () => statements,
});
const later: Migration = {
  ...second(),
  number: 1 + Math.max(...MIGRATIONS.map(({ number }) => number)),
  name: "later",
};
const TABLE = "CREATE TABLE extra (id TEXT NOT NULL PRIMARY KEY) STRICT";

function schemaOf(file: string): unknown[] {
  const db = new DatabaseSync(file, { readOnly: true });
  const tables = db.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").all();
  const applied = db.prepare("SELECT number, name FROM schema_migrations ORDER BY number").all();
  db.close();
  return [tables, applied];
}

describe("migrations", () => {
  it("are in the order of their numbers, each number once", () => {
    const numbers = MIGRATIONS.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  });

  it.each([SQLITE, POSTGRES])("have no type or suffix of another database than $name", (dialect) => {
    const text = MIGRATIONS.flatMap((migration) => migration.statements(dialect)).join("\n");
    const foreign =
      dialect.name === "sqlite" ? /bigint|double precision|COLLATE/ : /\bSTRICT\b|ROWID|INTEGER|REAL/;
    expect(text).not.toMatch(foreign);
  });

  it("keep every revision of an older store", () =>
    withFolder((folder) => bringsUpRevisions((migrations) => openSqlite(join(folder, "f"), migrations))));

  it("are applied once, and a later one to data that is there", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      const store = await openSqliteStore(file);
      await store.write(writeBasics);
      await store.close();
      const before = schemaOf(file);
      await (await openSqliteStore(file)).close();
      expect(schemaOf(file)).toEqual(before);
      const next = await openSqliteStore(file, [...MIGRATIONS, { ...later, statements: () => [TABLE] }]);
      expect(await next.read((tx) => tx.articleIds())).toEqual(["a1"]);
      await next.close();
      const names = [...MIGRATIONS, later].map(({ number, name }) => ({ number, name }));
      expect(schemaOf(file)[1]).toEqual(names);
    });
  });

  it("give the articles of an older store no date", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      await (await openSqliteStore(file, [initial])).close();
      const db = new DatabaseSync(file);
      db.exec(`INSERT INTO articles (id, title, digest, source_reconstructed, glossary_revision, sample, created_at,
        updated_at, machine) VALUES ('a1', 'Old', 'x', 0, 0, 0, 1, 1, 'Old.')`);
      db.close();
      const store = await openSqliteStore(file);
      expect(await store.read((tx) => tx.article("a1"))).toMatchObject({ title: "Old", date: null });
      await store.write((tx) => tx.updateArticle("a1", { date: "2023-06-30" }));
      expect(await store.read((tx) => tx.article("a1"))).toMatchObject({ date: "2023-06-30" });
      await store.close();
    });
  });

  it("are applied once when several start at once", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      const stores = await Promise.all(Array.from({ length: 6 }, () => openSqliteStore(file)));
      for (const store of stores) await store.close();
      expect(schemaOf(file)[1]).toEqual(MIGRATIONS.map(({ number, name }) => ({ number, name })));
    });
  });

  it.each([
    ["one that a later program wrote", [initial, second(TABLE)], [initial], "store-newer", 2],
    [
      "one whose migration was another",
      [initial, second(TABLE)],
      [initial, second(TABLE + " ")],
      "store-changed",
      2,
    ],
    [
      "one whose first migration was another",
      [{ ...second(TABLE), number: 1 }],
      [initial],
      "store-changed",
      1,
    ],
  ])("refuse %s and leave it as it is", async (_name, written, known, code, migration) => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      await (await openSqliteStore(file, written)).close();
      const before = schemaOf(file);
      const error: unknown = await openSqliteStore(file, known).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StoreVersionError);
      expect(error).toMatchObject({ code, migration });
      expect(schemaOf(file)).toEqual(before);
    });
  });

  it("leave nothing of one that fails", async () => {
    await withFolder(async (folder) => {
      const file = join(folder, "f");
      await (await openSqliteStore(file, [initial])).close();
      const before = schemaOf(file);
      await expect(openSqliteStore(file, [initial, second(TABLE, "NOT SQL")])).rejects.toThrow(
        "syntax error",
      );
      expect(schemaOf(file)).toEqual(before);
    });
  });

  it("have a checksum of their statements only", () => {
    expect(checksum({ ...initial, name: "other" }, SQLITE)).toBe(checksum(initial, SQLITE));
    expect(checksum(initial, SQLITE)).not.toBe(checksum(initial, POSTGRES));
    expect(checksum(second("a", "b"), SQLITE)).not.toBe(checksum(second("ab"), SQLITE));
  });
});
