import { Kysely } from "kysely";
import pg from "pg";
import { migrate } from "../migrate.ts";
import { MIGRATIONS } from "../migrations/list.ts";
import { type Migration, POSTGRES } from "../migrations/migration.ts";
import type { Schema } from "../schema.ts";
import type { Databases } from "../store.ts";
import { backupPostgres } from "./backup.ts";
import { postgresCatalogue } from "./catalogue.ts";
import { postgresDialect, type TransactionMode } from "./dialect.ts";
import { announce, newsOf } from "./news.ts";

/** Connections of one process: writers queue for one lock, so a few are enough for them. */
const CONNECTIONS = { read: 8, write: 4, background: 2 } as const;
/** As pg reads values, but a bigint as a number: all of ours are safe integers. */
const TYPES = new pg.TypeOverrides();
TYPES.setTypeParser(pg.types.builtins.INT8, Number);
/** How long the first answer of the database may take, in milliseconds. */
const CONNECT_TIMEOUT = 15_000;
/**
 * How long a transaction that writes may be without a statement, in milliseconds: one of a process that hangs, or whose
 * machine is gone, keeps all others from writing until then.
 */
const LONGEST_PAUSE = 120_000;

/** A PostgreSQL database, brought to the newest of `migrations`. `url` is as libpq has it: `postgres://…`. */
export async function openPostgres(
  url: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Databases> {
  const pools: pg.Pool[] = [];
  const open = (mode: TransactionMode): Kysely<Schema> => {
    const pool = openPool(url, mode);
    pools.push(pool);
    return new Kysely<Schema>({ dialect: postgresDialect(pool, mode) });
  };
  const [reader, writer, background] = [open("read"), open("write"), open("background")];
  const news = newsOf(url);
  const close = async (): Promise<void> => {
    await Promise.all([news.close(), ...pools.map((pool) => pool.end())]);
  };
  try {
    await migrate({ reader, writer }, POSTGRES, migrations);
  } catch (error) {
    await close();
    throw error;
  }
  const { watch } = news;
  return {
    ...{ reader, writer, background, catalogue: postgresCatalogue, announce, watch, close },
    backup: (file) => backupPostgres(url, file),
  };
}

function openPool(url: string, mode: TransactionMode): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS[mode],
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    application_name: "zhengming",
    types: TYPES,
    ...(mode === "read" ? {} : { idle_in_transaction_session_timeout: LONGEST_PAUSE }),
  });
  // A connection that breaks says so to whoever asks it next; the pool opens another one after that. Without these two
  // the process would end.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
