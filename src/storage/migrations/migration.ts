import type { Kysely } from "kysely";
import type { Schema } from "../schema.ts";

/** How the two databases spell what they share. */
export interface Dialect {
  readonly name: "sqlite" | "postgres";
  /** Text in binary order. */
  readonly text: string;
  /** An integer of 64 bits. */
  readonly int: string;
  /** A floating-point number of 64 bits. */
  readonly real: string;
  /** A string of bytes. */
  readonly bytes: string;
  /** What closes a table. */
  readonly end: string;
  /** What closes a table of small rows that are only ever found by their key. */
  readonly endKeyed: string;
}

export const SQLITE: Dialect = {
  name: "sqlite",
  text: "TEXT",
  int: "INTEGER",
  real: "REAL",
  bytes: "BLOB",
  end: ") STRICT",
  endKeyed: ") STRICT, WITHOUT ROWID",
};

export const POSTGRES: Dialect = {
  name: "postgres",
  text: 'text COLLATE "C"',
  int: "bigint",
  real: "double precision",
  bytes: "bytea",
  end: ")",
  endKeyed: ")",
};

/** One step of the schema. Its statements are data and are never changed once released: their checksum is stored. */
export interface Migration {
  /** Counts from 1 without gaps. */
  readonly number: number;
  readonly name: string;
  readonly statements: (dialect: Dialect) => readonly string[];
  /** What is worked out for the rows that are there, after the statements and in their transaction. */
  readonly fill?: (tx: Kysely<Schema>) => Promise<void>;
}
