import { createHash } from "node:crypto";
import { CompiledQuery, type Kysely } from "kysely";
import { StoreVersionError } from "./errors.ts";
import { MIGRATIONS } from "./migrations/list.ts";
import type { Dialect, Migration } from "./migrations/migration.ts";
import type { Schema } from "./schema.ts";

/**
 * Brings the database to the newest of `migrations` in one transaction; takes the write lock only if there is work.
 * Throws a {@link StoreVersionError} for a database that a later program, or another one, has written.
 */
export async function migrate(
  databases: { readonly reader: Kysely<Schema>; readonly writer: Kysely<Schema> },
  dialect: Dialect,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const waiting = await databases.reader.transaction().execute((tx) => pending(tx, dialect, migrations));
  if (waiting.length === 0) return;
  await databases.writer.transaction().execute(async (tx) => {
    // Asked again under the lock: another process may have been faster.
    for (const migration of await pending(tx, dialect, migrations)) await apply(tx, dialect, migration);
  });
}

/** SHA-256 of the migration's statements, hexadecimal. */
export function checksum(migration: Migration, dialect: Dialect): string {
  return createHash("sha256")
    .update(JSON.stringify(migration.statements(dialect)))
    .digest("hex");
}

async function pending(
  tx: Kysely<Schema>,
  dialect: Dialect,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const tables = await tx.introspection.getTables();
  if (!tables.some((table) => table.name === "schema_migrations")) return migrations;
  const applied = await tx.selectFrom("schema_migrations").selectAll().orderBy("number").execute();
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const row of applied) {
    const migration = known.get(row.number);
    if (!migration) throw new StoreVersionError("store-newer", row.number);
    if (checksum(migration, dialect) !== row.checksum)
      throw new StoreVersionError("store-changed", row.number);
    known.delete(row.number);
  }
  return [...known.values()];
}

async function apply(tx: Kysely<Schema>, dialect: Dialect, migration: Migration): Promise<void> {
  if (migration.number === 1) await run(tx, bookkeeping(dialect));
  for (const statement of migration.statements(dialect)) await run(tx, statement);
  await migration.fill?.(tx);
  const { number, name } = migration;
  await tx
    .insertInto("schema_migrations")
    .values({ number, name, checksum: checksum(migration, dialect) })
    .execute();
}

function bookkeeping({ text, int, end }: Dialect): string {
  return `CREATE TABLE schema_migrations (
    number ${int} NOT NULL PRIMARY KEY, name ${text} NOT NULL, checksum ${text} NOT NULL ${end}`;
}

async function run(tx: Kysely<Schema>, statement: string): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(statement));
}
