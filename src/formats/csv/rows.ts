import { parse } from "csv-parse/sync";
import { refuse, type ReadResult } from "../../core/finding.ts";
import { placeAt } from "../text/place.ts";

/** What may stand between two cells. Quotes have no meaning between tabs. */
export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** One record of a table, and the 1-based line of the file on which it begins. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The most cells of a table, rows times columns: readers look at every column of every row. */
export const CELL_LIMIT = 30_000_000;

/** The refusal of a table that has more than {@link CELL_LIMIT}, undefined for any other. */
export function tooManyCells(rows: number, columns: number): ReadResult<never> | undefined {
  return rows * columns > CELL_LIMIT ? refuse("table-too-large", { limit: CELL_LIMIT }) : undefined;
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * The records of a table, blank ones left out, or a refusal with the place of a quote that breaks it. Rows may have
 * different numbers of cells. No more than `most` records are read, the blank ones counted.
 */
export function readRows(text: string, delimiter: Delimiter, most: number): ReadResult<readonly Row[]> {
  // As bytes, because the parser tells where a record ends in bytes (and its count of lines is wrong for CR LF in cells).
  const bytes = Buffer.from(text);
  const rows: Row[] = [];
  let line = 1;
  let read = 0;
  try {
    parse(bytes, {
      delimiter,
      quote: delimiter === "\t" ? null : '"',
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      to: most,
      on_record: (cells: string[], context) => {
        if (cells.some((cell) => cell.trim() !== "")) rows.push({ line, cells });
        line += countLineEnds(bytes, read, context.bytes);
        read = context.bytes;
        return null;
      },
    });
  } catch {
    const place = placeAt(text, quoteFault(text, delimiter) ?? text.length);
    return refuse("csv-quotes", { ...place }, place);
  }
  return { ok: true, value: rows, findings: [] };
}

function countLineEnds(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    if (bytes[at] === LINE_FEED || (bytes[at] === RETURN && bytes[at + 1] !== LINE_FEED)) count += 1;
  }
  return count;
}

/**
 * Where the quoting of a table breaks: a quote inside a cell that does not begin with one, what follows a closing
 * quote, or the opening quote that is never closed. The parser only knows the record.
 */
function quoteFault(text: string, delimiter: Delimiter): number | undefined {
  let at = 0;
  while (at < text.length) {
    if (text[at] === '"') {
      const closing = closingQuote(text, at);
      if (closing === undefined) return at;
      at = closing + 1;
      if (at < text.length && !endsCell(text[at], delimiter)) return at;
    }
    while (at < text.length && !endsCell(text[at], delimiter)) {
      if (text[at] === '"') return at;
      at += 1;
    }
    at += 1;
  }
  return undefined;
}

function closingQuote(text: string, opening: number): number | undefined {
  let at = text.indexOf('"', opening + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? undefined : at;
}

function endsCell(char: string | undefined, delimiter: Delimiter): boolean {
  return char === delimiter || char === "\n" || char === "\r";
}
