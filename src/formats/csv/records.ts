import { refuse } from "../../core/finding.ts";
import { ReadStop } from "../stop.ts";
import { placeAt } from "../text/place.ts";

/** What may stand between two cells. Quotes have no meaning between tabs. */
export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The most cells of a record: a hostile line of commas would fill the memory. */
export const COLUMN_LIMIT = 10_000;

/** The longest record, in UTF-16 units, of a text that comes in pieces; in one that does not it is in memory anyway. */
export const RECORD_LIMIT = 1 << 25;

/** One record of a table, and the 1-based line of the file on which it begins. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The records of a table (RFC 4180) whose text comes in pieces, blank ones too. CR LF, LF and CR end a record; rows may have different
 * numbers of cells. Stops with a {@link ReadStop} at the quote that breaks it: one inside a cell that does not begin with one, what
 * follows a closing quote, or the opening quote that is never closed; and at a record of more than {@link COLUMN_LIMIT} cells or {@link RECORD_LIMIT}. Linear; memory holds a piece and the longest record twice.
 */
export function* recordsOf(pieces: Iterable<string>, delimiter: Delimiter): Generator<Row> {
  const reader = new RecordReader(delimiter);
  for (const piece of pieces) {
    reader.add(piece);
    for (let row = reader.next(); row !== undefined; row = reader.next()) yield row;
  }
  reader.end();
  for (let row = reader.next(); row !== undefined; row = reader.next()) yield row;
}

/** Whether nothing stands in a record. */
export function isBlank({ cells }: Row): boolean {
  return cells.every((cell) => cell.trim() === "");
}

class RecordReader {
  readonly #delimiter: Delimiter;
  readonly #quotes: boolean;
  #text = "";
  #at = 0;
  #line = 1;
  #ended = false;
  /** What came behind the text. It is looked at when it is as long as the record that is open, so that a long one is not read often. */
  #waiting = "";
  #isShort = true;
  /** The next line feed, carriage return and quote behind `#at`, as far as they were looked for. */
  #feed = -1;
  #return = -1;
  #quote = -1;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter;
    this.#quotes = delimiter !== "\t";
  }

  add(piece: string): void {
    // All that is held is the record that is open.
    if (this.#text.length - this.#at > RECORD_LIMIT) this.#stopLong();
    this.#waiting += piece;
    if (this.#waiting.length >= this.#text.length - this.#at) this.#load();
  }

  end(): void {
    this.#ended = true;
    this.#load();
  }

  /** The next record, undefined where more must be added first, or in the end. */
  next(): Row | undefined {
    if (this.#isShort || this.#at >= this.#text.length) return undefined;
    const row = this.#record();
    this.#isShort = row === undefined;
    return row;
  }

  #load(): void {
    this.#text = this.#text.slice(this.#at) + this.#waiting;
    this.#waiting = "";
    this.#at = 0;
    this.#isShort = false;
    this.#feed = this.#return = this.#quote = -1;
  }

  #record(): Row | undefined {
    const from = this.#at;
    if (this.#feed < from) this.#feed = this.#find("\n", from);
    if (this.#return < from) this.#return = this.#find("\r", from);
    if (this.#quotes && this.#quote < from) this.#quote = this.#find('"', from);
    const end = Math.min(this.#feed, this.#return);
    if (this.#quotes && this.#quote < end) return this.#quoted();
    const isLast = end === Infinity;
    const next = isLast ? this.#text.length : this.#behindLine(end);
    if (next === undefined || (isLast && !this.#ended)) return undefined;
    const cells = this.#text.slice(from, isLast ? next : end).split(this.#delimiter, COLUMN_LIMIT + 1);
    return this.#take(cells, next, 1);
  }

  #take(cells: readonly string[], next: number, lines: number): Row {
    if (cells.length > COLUMN_LIMIT) this.#stopWide();
    const row = { line: this.#line, cells };
    this.#line += lines;
    this.#at = next;
    return row;
  }

  #find(mark: string, from: number): number {
    const at = this.#text.indexOf(mark, from);
    return at < 0 ? Infinity : at;
  }

  /** Where the line behind a line end begins; undefined for a CR behind which a LF may come. */
  #behindLine(end: number): number | undefined {
    if (this.#text[end] !== "\r") return end + 1;
    if (end + 1 === this.#text.length && !this.#ended) return undefined;
    return this.#text[end + 1] === "\n" ? end + 2 : end + 1;
  }

  /** A record in which there are quotes. */
  #quoted(): Row | undefined {
    const text = this.#text;
    const cells: string[] = [];
    for (let at = this.#at; ; at++) {
      const end = text[at] === '"' ? this.#quotedEnd(at) : this.#plainEnd(at);
      if (end === undefined || (end === text.length && !this.#ended)) return undefined;
      if (cells.length > COLUMN_LIMIT) this.#stopWide();
      cells.push(text[at] === '"' ? unquoted(text, at, end) : text.slice(at, end));
      at = end;
      if (text[at] === this.#delimiter) continue;
      const next = at === text.length ? at : this.#behindLine(at);
      if (next === undefined) return undefined;
      const single = this.#feed >= at && this.#return >= at;
      const lines = single ? 1 : placeAt(text.slice(this.#at, next), next - this.#at).line - 1;
      return this.#take(cells, next, lines);
    }
  }

  /** Where a cell without quotes ends. */
  #plainEnd(from: number): number {
    let at = from;
    while (at < this.#text.length && !this.#endsCell(at)) {
      if (this.#text[at] === '"') this.#stop(at);
      at++;
    }
    return at;
  }

  /** Where a cell between quotes ends, undefined where it may go on behind the text. */
  #quotedEnd(opening: number): number | undefined {
    const text = this.#text;
    let at = text.indexOf('"', opening + 1);
    while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
    if (at < 0) return this.#ended ? this.#stop(opening) : undefined;
    if (at + 1 < text.length && !this.#endsCell(at + 1)) this.#stop(at + 1);
    return at + 1;
  }

  #endsCell(at: number): boolean {
    const char = this.#text[at];
    return char === this.#delimiter || char === "\n" || char === "\r";
  }

  #stopLong(): never {
    // What opens and is not closed is told as if the text ended here.
    const place = { line: this.#line };
    this.#ended = true;
    this.#record();
    throw new ReadStop(refuse("record-too-long", { limit: RECORD_LIMIT, ...place }, place).refusal);
  }

  #stopWide(): never {
    const place = { line: this.#line };
    throw new ReadStop(refuse("table-too-many-columns", { limit: COLUMN_LIMIT, ...place }, place).refusal);
  }

  #stop(at: number): never {
    const { line, column } = placeAt(this.#text.slice(this.#at), at - this.#at);
    const place = { line: this.#line + line - 1, column };
    throw new ReadStop(refuse("csv-quotes", { ...place }, place).refusal);
  }
}

function unquoted(text: string, opening: number, end: number): string {
  const inside = text.slice(opening + 1, end - 1);
  return inside.includes('"') ? inside.replaceAll('""', '"') : inside;
}
