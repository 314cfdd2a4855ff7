/** Far below the limits on bound variables (32,766 in SQLite, 65,535 in PostgreSQL), and no slower. */
const MAX_VARIABLES = 4000;

/** The rows in parts that one INSERT of `columns` columns can take. */
export function* parts<T>(rows: readonly T[], columns: number): Generator<T[]> {
  const size = Math.max(1, Math.floor(MAX_VARIABLES / columns));
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

/** A boolean as both databases hold it. */
export function flag(value: boolean): number {
  return value ? 1 : 0;
}

/** Throws when an update that names a row by its id met none: a bug of the caller. */
export function mustTouch(result: { readonly numUpdatedRows: bigint }, what: string, id: string): void {
  if (result.numUpdatedRows === 0n) throw new Error(`There is no ${what} ${id} to update.`);
}

/** In binary order, as both databases have it; ids have no characters beyond the basic plane. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
