import { refuse } from "../../core/finding.ts";
import { CELL_LIMIT } from "../csv/rows.ts";
import type { Row } from "../csv/records.ts";
import { ReadStop } from "../stop.ts";
import { checkText } from "../text/decode.ts";
import type { XmlElement, XmlHandler } from "../xml/read.ts";
import { TextRuns, unescapeCell } from "./text-runs.ts";

/**
 * The most rows and columns of a sheet that are read, and UTF-16 units in the cells of a workbook and in the texts that its cells share,
 * which are held in memory.
 */
export const SHEET_LIMITS = {
  rows: 1_048_576,
  columns: 1_000,
  text: 400_000_000,
  shared: 100_000_000,
} as const;

/** What may still be read of a workbook: a small file can name one text in a million cells. */
export interface Room {
  cells: number;
  text: number;
}

/** As much as may be read of a workbook. */
export function wholeRoom(): Room {
  return { cells: CELL_LIMIT, text: SHEET_LIMITS.text };
}

/** Reads the rows of a sheet that are not blank; take them away as they come. */
export class SheetReader implements XmlHandler {
  formulas = 0;
  #rows: Row[] = [];
  #count = 0;
  readonly #strings: readonly string[];
  readonly #inline = new TextRuns();
  #line = 0;
  #cells: string[] = [];
  #column = 0;
  #type = "";
  #value = "";
  #inValue = false;

  readonly #left: Room;

  constructor(strings: readonly string[], left: Room) {
    this.#strings = strings;
    this.#left = left;
  }

  /** The rows that ended since the last call. */
  taken(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(element: XmlElement): void {
    const { local } = element;
    this.#inline.open(local);
    if (local === "row") {
      const number = Number(element.attribute("r") ?? this.#line + 1);
      this.#line = Number.isSafeInteger(number) && number > this.#line ? number : this.#line + 1;
      this.#cells = [];
      this.#column = 0;
    } else if (local === "c") {
      this.#column = columnOf(element.attribute("r")) ?? this.#column + 1;
      this.#type = element.attribute("t") ?? "n";
      this.#value = "";
      this.#inline.start();
    } else if (local === "v") this.#inValue = true;
    else if (local === "f") this.formulas++;
  }

  text(piece: string): void {
    if (this.#inValue) this.#value += piece;
    this.#inline.add(piece);
  }

  close(local: string): void {
    this.#inline.close(local);
    if (local === "v") this.#inValue = false;
    else if (local === "c") this.#closeCell();
    else if (local === "row" && this.#cells.some((cell) => cell.trim() !== "")) {
      if (++this.#count > SHEET_LIMITS.rows)
        throw new ReadStop(refuse("xlsx-too-many-rows", { limit: SHEET_LIMITS.rows }).refusal);
      this.#take({ cells: this.#cells.length, text: 0 });
      this.#rows.push({
        line: this.#line,
        cells: Array.from(this.#cells, (cell: string | undefined) => cell ?? ""),
      });
    }
  }

  #closeCell(): void {
    const text = this.#cellText();
    if (text === "") return;
    if (this.#column > SHEET_LIMITS.columns) {
      const place = { line: this.#line };
      throw new ReadStop(
        refuse("table-too-many-columns", { limit: SHEET_LIMITS.columns, ...place }, place).refusal,
      );
    }
    this.#take({ cells: 0, text: text.length });
    // An escape may have written what no text of ours may have.
    const fault = checkText(text, Infinity);
    if (fault !== undefined) {
      const place = { line: this.#line };
      throw new ReadStop(refuse(fault.code, place, place).refusal);
    }
    this.#cells[this.#column - 1] = text;
  }

  #take({ cells, text }: Room): void {
    this.#left.cells -= cells;
    this.#left.text -= text;
    if (this.#left.cells >= 0 && this.#left.text >= 0) return;
    const place = { line: this.#line };
    throw new ReadStop(refuse("table-too-large", { limit: CELL_LIMIT, ...place }, place).refusal);
  }

  #cellText(): string {
    if (this.#type === "s") return this.#strings[Number(this.#value)] ?? "";
    if (this.#type === "inlineStr") return this.#inline.take();
    if (this.#type === "b") return this.#value === "1" ? "TRUE" : "FALSE";
    // An error (#REF!) is no text of the author.
    return this.#type === "e" ? "" : unescapeCell(this.#value);
  }
}

/** The 1-based column of a reference: `AB12` is 28. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? "")?.[1];
  if (letters === undefined) return undefined;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
