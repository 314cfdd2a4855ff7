/** What a spreadsheet takes for a formula: a cell that begins so, behind any apostrophes that were put there before. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A cell that no spreadsheet computes: one that would be a formula has an apostrophe before it. {@link unguardCell} takes it away. */
export function guardCell(cell: string): string {
  return cell !== "" && FORMULA.test(cell) ? `'${cell}` : cell;
}

/** The cell that was guarded; any other as it is. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
