import { Kysely } from "kysely";
import type { Store } from "../../app/store.ts";
import { migrate } from "../migrate.ts";
import { MIGRATIONS } from "../migrations/list.ts";
import { SQLITE, type Migration } from "../migrations/migration.ts";
import type { Schema } from "../schema.ts";
import { type Databases, SqlStore } from "../store.ts";
import { backupSqlite } from "./backup.ts";
import { sqliteCatalogue } from "./catalogue.ts";
import { openConnection } from "./connection.ts";
import { sqliteDialect } from "./dialect.ts";

/** The store in a SQLite file, brought to the newest of `migrations`. */
export async function openSqliteStore(
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Store> {
  return new SqlStore(await openSqlite(file, migrations));
}

/** A SQLite file, brought to the newest schema: one connection writes, one reads beside it. */
export async function openSqlite(
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Databases> {
  const writing = await openConnection(file, "write");
  const reading = await openConnection(file, "read");
  const writer = new Kysely<Schema>({ dialect: sqliteDialect(writing, "immediate") });
  const reader = new Kysely<Schema>({ dialect: sqliteDialect(reading, "deferred") });
  const close = (): Promise<void> => {
    reading.close();
    writing.close();
    return Promise.resolve();
  };
  try {
    await migrate({ reader, writer }, SQLITE, migrations);
  } catch (error) {
    await close();
    throw error;
  }
  return { reader, writer, catalogue: sqliteCatalogue, backup: (copy) => backupSqlite(file, copy), close };
}
