/** What a cell may only have between quotes; a lone CR ends a record for readers of ours, too. */
const QUOTED = /[",\n\r]/;

/**
 * A record of a comma-separated table with its line end (LF): cells that have a comma, a quote or a line end stand between quotes
 * (RFC 4180). A table has millions of cells, nearly all of them plain.
 */
export function csvRecord(cells: readonly string[]): string {
  let record = "";
  for (const [index, cell] of cells.entries()) {
    const written = QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    record += index === 0 ? written : `,${written}`;
  }
  return `${record}\n`;
}
