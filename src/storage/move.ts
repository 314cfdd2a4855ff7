/** Moves a whole store into an empty one of any kind, row by row, and reads it back to compare. */
import { createHash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { Failure } from "../app/failure.ts";
import type { Table } from "./catalogue.ts";
import { UnstorableValueError } from "./errors.ts";
import { parts } from "./rows.ts";
import type { Schema } from "./schema.ts";
import type { Databases } from "./store.ts";

export const MOVE_PHASES = ["copy", "verify"] as const;
export type MovePhase = (typeof MOVE_PHASES)[number];

/** How far a move is. */
export interface MoveProgress {
  readonly phase: MovePhase;
  readonly table: string;
  /** Rows of this phase that are done, of all tables. */
  readonly rows: number;
  readonly total: number;
}

/** A table that was moved. */
export interface MovedTable {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 of its rows in the order of their keys, hexadecimal; alike on both sides. */
  readonly digest: string;
}

type Row = Readonly<Record<string, unknown>>;
type Tx = Kysely<Schema>;

/** The bookkeeping of the schema: both sides have their own. */
const NOT_MOVED = new Set(["schema_migrations"]);
/** The one table that is never empty: in a new store all its values are 0. */
const COUNTERS = "counters";
/** So many bytes of rows are read at once, about; the memory does not grow with the store. */
const PAGE_BYTES = 2_000_000;
const PAGE_ROWS = { first: 16, most: 2000 } as const;

/**
 * Copies all rows of one store into another that is empty, in one transaction, and compares every row with what can be
 * read back before that is committed: all is moved, or nothing. Nobody else writes in either store meanwhile. Fails
 * conflict where the other store is not empty, invalid for a row that it cannot hold or does not give back.
 */
export async function moveStore(
  from: Databases,
  to: Databases,
  tell: (progress: MoveProgress) => void = () => undefined,
): Promise<readonly MovedTable[]> {
  return from.writer.transaction().execute((source) =>
    to.writer.transaction().execute(async (target) => {
      const tables = await commonTables(from, source, to, target);
      await refuseInhabited(target, tables);
      const total = await countRows(source, tables);
      const steps = (phase: MovePhase): ((table: string, rows: number) => void) => {
        let done = 0;
        return (table, rows) => tell({ phase, table, rows: (done += rows), total });
      };
      const settle = await to.catalogue.relax(target, tables);
      await sql`DELETE FROM ${sql.table(COUNTERS)}`.execute(target);
      const copied = steps("copy");
      for (const table of tables) await copyTable(source, target, table, copied);
      await settle();
      const verified = steps("verify");
      const moved: MovedTable[] = [];
      for (const table of tables) moved.push(await compareTable(source, target, table, verified));
      return moved;
    }),
  );
}

/** The tables of both, each behind those that it refers to. */
async function commonTables(from: Databases, source: Tx, to: Databases, target: Tx): Promise<Table[]> {
  const [ours, theirs] = [await from.catalogue.tables(source), await to.catalogue.tables(target)];
  const shape = (tables: readonly Table[]): string =>
    JSON.stringify(tables.map(({ name, columns, key }) => [name, columns, key]).sort());
  // The same migrations made both.
  if (shape(ours) !== shape(theirs)) throw new Error("The two stores have not the same tables.");
  return ordered(ours.filter(({ name }) => !NOT_MOVED.has(name)));
}

function ordered(tables: readonly Table[]): Table[] {
  const sorted = new Set<Table>();
  const visit = (table: Table, above: readonly Table[]): void => {
    if (sorted.has(table) || above.includes(table)) return;
    for (const name of table.references) {
      const other = tables.find((one) => one.name === name);
      if (other !== undefined) visit(other, [...above, table]);
    }
    sorted.add(table);
  };
  for (const table of tables) visit(table, []);
  return [...sorted];
}

async function refuseInhabited(target: Tx, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    const inhabited = name === COUNTERS ? sql`WHERE value <> 0` : sql``;
    const { rows } = await sql`SELECT 1 FROM ${sql.table(name)} ${inhabited} LIMIT 1`.execute(target);
    if (rows.length > 0) throw new Failure("conflict", "failure.move.not-empty", { table: name });
  }
}

async function countRows(tx: Tx, tables: readonly Table[]): Promise<number> {
  let total = 0;
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(name)}`.execute(
      tx,
    );
    total += rows[0]?.count ?? 0;
  }
  return total;
}

async function copyTable(
  source: Tx,
  target: Tx,
  table: Table,
  done: (table: string, rows: number) => void,
): Promise<void> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  for await (const page of pages(source, table)) {
    for (const part of parts(page, table.columns.length)) {
      const values = part.map((row) => sql`(${sql.join(table.columns.map((column) => row[column]))})`);
      try {
        await sql`INSERT INTO ${sql.table(table.name)} (${columns}) VALUES ${sql.join(values)}`.execute(
          target,
        );
      } catch (error) {
        if (!(error instanceof UnstorableValueError)) throw error;
        throw new Failure("invalid", "failure.move.unstorable", {
          table: table.name,
          row: unstorableIn(part, table),
        });
      }
    }
    done(table.name, page.length);
  }
}

/** The key of the first row with a text that no column can hold. */
function unstorableIn(rows: readonly Row[], table: Table): string {
  const bad = rows.find((row) =>
    table.columns.some((column) => {
      const value = row[column];
      return typeof value === "string" && (value.includes("\0") || !value.isWellFormed());
    }),
  );
  return bad === undefined ? "?" : keyOf(bad, table);
}

/** Compares a table of both sides row by row. */
async function compareTable(
  source: Tx,
  target: Tx,
  table: Table,
  done: (table: string, rows: number) => void,
): Promise<MovedTable> {
  const hash = createHash("sha256");
  const theirs = rowsOf(target, table);
  let count = 0;
  for await (const page of pages(source, table)) {
    for (const row of page) {
      const { value: other } = await theirs.next();
      const line = lineOf(row, table);
      if (other === undefined || lineOf(other, table) !== line) throw differs(table, row);
      hash.update(line);
    }
    count += page.length;
    done(table.name, page.length);
  }
  const { value: extra } = await theirs.next();
  if (extra !== undefined) throw differs(table, extra);
  return { table: table.name, rows: count, digest: hash.digest("hex") };
}

function differs(table: Table, row: Row): Failure {
  return new Failure("invalid", "failure.move.differs", { table: table.name, row: keyOf(row, table) });
}

async function* rowsOf(tx: Tx, table: Table): AsyncGenerator<Row, undefined> {
  for await (const page of pages(tx, table)) yield* page;
  return undefined;
}

/** The rows of a table in the order of their keys, which is the same in both databases; some at a time. */
async function* pages(tx: Tx, { name, columns, key }: Table): AsyncGenerator<Row[]> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const order = sql.join(key.map((column) => sql.ref(column)));
  let limit: number = PAGE_ROWS.first;
  let behind = sql``;
  for (;;) {
    const query = sql<Row>`SELECT ${list} FROM ${sql.table(name)} ${behind} ORDER BY ${order} LIMIT ${limit}`;
    const { rows } = await query.execute(tx);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
    behind = sql`WHERE (${order}) > (${sql.join(key.map((column) => last[column]))})`;
    // Twice as many at most: a table may begin with small rows.
    const wanted = Math.floor(PAGE_BYTES / (bytesOf(rows) / rows.length));
    limit = Math.max(1, Math.min(PAGE_ROWS.most, limit * 2, wanted));
  }
}

function bytesOf(rows: readonly Row[]): number {
  let bytes = 1;
  for (const row of rows) {
    for (const value of Object.values(row)) {
      bytes += typeof value === "string" || value instanceof Uint8Array ? value.length : 8;
    }
  }
  return bytes;
}

/** A row as both databases give it, in one line. */
function lineOf(row: Row, { columns }: Table): string {
  return `${JSON.stringify(columns.map((column) => plain(row[column])))}\n`;
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("base64") };
  return Object.is(value, -0) ? { number: "-0" } : value;
}

function keyOf(row: Row, { key }: Table): string {
  return key.map((column) => String(row[column])).join(" ");
}
