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

/** A SQLite file, brought to the newest schema: one connection writes, one reads beside it, and one reads what takes long. */
export async function openSqlite(
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Databases> {
  const writing = await openConnection(file, "write");
  const reading = await openConnection(file, "read");
  const readingLong = await openConnection(file, "read");
  const writer = new Kysely<Schema>({ dialect: sqliteDialect(writing, "immediate") });
  const reader = new Kysely<Schema>({ dialect: sqliteDialect(reading, "deferred") });
  const longReader = new Kysely<Schema>({ dialect: sqliteDialect(readingLong, "deferred") });
  const close = (): Promise<void> => {
    readingLong.close();
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
  const backup = (copy: string): Promise<void> => backupSqlite(file, copy);
  return { reader, longReader, writer, catalogue: sqliteCatalogue, backup, close };
}
