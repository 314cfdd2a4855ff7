export const STORE_VERSION_CODES = ["store-newer", "store-changed"] as const;
export type StoreVersionCode = (typeof STORE_VERSION_CODES)[number];

/**
 * A refusal to open a database that this version of the program does not know: `store-newer` was written by a later
 * version, `store-changed` has a migration whose text is not ours. Nothing was changed in it.
 */
export class StoreVersionError extends Error {
  override readonly name = "StoreVersionError";
  readonly code: StoreVersionCode;
  /** Number of the migration that is not known or differs. */
  readonly migration: number;

  constructor(code: StoreVersionCode, migration: number) {
    super(`${code}: migration ${migration}`);
    this.code = code;
    this.migration = migration;
  }
}

/** A value that no column can hold without loss: a bug of the caller, whose edge should have refused it. */
export class UnstorableValueError extends Error {
  override readonly name = "UnstorableValueError";
}

/** Two writers made the same revision of a segment: a bug of the caller, who should have read the segment where it is written. */
export class RevisionTakenError extends Error {
  override readonly name = "RevisionTakenError";
}

/** SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY. */
const SQLITE_UNIQUE = new Set<unknown>([2067, 1555]);
/** PostgreSQL's unique_violation. */
const POSTGRES_UNIQUE = "23505";

/** Whether a store refused a row because a unique key of it exists, as for a `requestId` that was used before. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("errcode" in error) return SQLITE_UNIQUE.has(error.errcode);
  return "code" in error && error.code === POSTGRES_UNIQUE;
}
