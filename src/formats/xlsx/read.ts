import { refuse, type Finding, type ReadResult } from "../../core/finding.ts";
import { CELL_LIMIT, type Row } from "../csv/rows.ts";
import { checkText } from "../text/decode.ts";
import { decodeXml, XmlBytes } from "../xml/decode.ts";
import { readXml, type XmlElement, type XmlHandler } from "../xml/read.ts";
import { readZip, ZIP_LIMITS } from "../zip/read.ts";

/** The most rows and columns of a sheet that are read, and UTF-16 units in the cells of a workbook. */
export const SHEET_LIMITS = { rows: 1_048_576, columns: 1_000, text: 400_000_000 } as const;

/** A sheet of a workbook: its rows that are not blank, in order, cells as text. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly Row[];
}

const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORKBOOK = "xl/workbook.xml";

/**
 * The sheets of an XLSX file (ECMA-376), hidden ones left out. Every cell is text: what a formula gave when the file was saved is
 * read and told as a finding, nothing is computed; numbers and dates come as they are stored. Rich text is read without its
 * styles and without readings (rPh); `_x0041_` is the character it stands for.
 */
export function readXlsx(bytes: Uint8Array): ReadResult<readonly Sheet[]> {
  const zip = readZip(bytes, (name) =>
    /^xl\/(?:workbook|sharedStrings|worksheets\/[^/]+)\.xml$|^xl\/_rels\/workbook\.xml\.rels$/.test(name),
  );
  if (!zip.ok) return zip;
  const parts = zip.value;
  if (!parts.has(WORKBOOK)) return refuse("xlsx-none");
  try {
    const targets = targetsOf(parts.get("xl/_rels/workbook.xml.rels"));
    const strings = sharedStrings(parts.get("xl/sharedStrings.xml"));
    const findings: Finding[] = [];
    const sheets: Sheet[] = [];
    const left: Room = { cells: CELL_LIMIT, text: SHEET_LIMITS.text };
    const seen = new Set<string>();
    for (const { name, id } of sheetNames(parts.get(WORKBOOK))) {
      const target = targets.get(id) ?? "";
      const part = parts.get(target);
      // A part stands for one sheet, however often a hostile workbook names it.
      if (part === undefined || seen.has(target)) continue;
      seen.add(target);
      const reader = new SheetReader(strings, left);
      run(part, reader);
      if (reader.formulas > 0) {
        findings.push({
          code: "xlsx-formulas",
          severity: "warning",
          params: { count: reader.formulas, sheet: name },
        });
      }
      sheets.push({ name, rows: reader.rows });
    }
    return sheets.length === 0 ? refuse("xlsx-none") : { ok: true, value: sheets, findings };
  } catch (error) {
    if (error instanceof PartFault) return { ok: false, refusal: error.finding };
    throw error;
  }
}

/** What may still be read of a workbook: a small file can name one text in a million cells. */
interface Room {
  cells: number;
  text: number;
}

class PartFault extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

function run(part: Uint8Array | undefined, handler: XmlHandler): void {
  if (part === undefined) return;
  const decoded = decodeXml(part, { limit: ZIP_LIMITS.unpacked });
  if (!decoded.ok) throw new PartFault(decoded.refusal);
  const steps = readXml(decoded.value, handler);
  try {
    for (;;) {
      const step = steps.next();
      if (step.done !== true) continue;
      if (step.value !== undefined) throw new PartFault(step.value);
      return;
    }
  } catch (error) {
    throw error instanceof XmlBytes ? new PartFault(refuse("zip-broken").refusal) : error;
  }
}

const nothing = (): void => undefined;

/** Part names by the ids of relationships. */
function targetsOf(part: Uint8Array | undefined): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  run(part, {
    open(element) {
      const [id, target] = [element.attribute("Id"), element.attribute("Target")];
      if (element.local !== "Relationship" || id === undefined || target === undefined) return;
      targets.set(id, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
    },
    text: nothing,
    close: nothing,
  });
  return targets;
}

function sheetNames(part: Uint8Array | undefined): { readonly name: string; readonly id: string }[] {
  const sheets: { name: string; id: string }[] = [];
  run(part, {
    open(element) {
      if (element.local !== "sheet" || (element.attribute("state") ?? "visible") !== "visible") return;
      sheets.push({ name: element.attribute("name") ?? "", id: relationshipOf(element) });
    },
    text: nothing,
    close: nothing,
  });
  return sheets;
}

/** The relationship that an element names: its prefix is the file's choice, nearly always `r`. */
function relationshipOf(element: XmlElement): string {
  return (
    element.attribute("r:id") ?? element.attribute(`{${RELATIONSHIPS}}id`) ?? element.attribute("id") ?? ""
  );
}

function sharedStrings(part: Uint8Array | undefined): readonly string[] {
  const strings: string[] = [];
  const text = new TextRuns();
  run(part, {
    open(element) {
      if (element.local === "si") text.start();
      text.open(element.local);
    },
    text: (piece) => {
      text.add(piece);
    },
    close(local) {
      text.close(local);
      if (local === "si") strings.push(text.take());
    },
  });
  return strings;
}

/** The text of `t` elements, those of readings left out. */
class TextRuns {
  #text = "";
  #inText = false;
  #reading = false;

  start(): void {
    this.#text = "";
  }

  open(local: string): void {
    if (local === "rPh") this.#reading = true;
    else if (local === "t") this.#inText = true;
  }

  add(piece: string): void {
    if (this.#inText && !this.#reading) this.#text += piece;
  }

  close(local: string): void {
    if (local === "rPh") this.#reading = false;
    else if (local === "t") this.#inText = false;
  }

  take(): string {
    return unescapeCell(this.#text);
  }
}

/** What `_xHHHH_` stands for (ST_Xstring, ECMA-376 part 1, 22.9.2.19). */
export function unescapeCell(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

class SheetReader implements XmlHandler {
  readonly rows: Row[] = [];
  formulas = 0;
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
      if (this.rows.length >= SHEET_LIMITS.rows)
        throw new PartFault(refuse("xlsx-too-many-rows", { limit: SHEET_LIMITS.rows }).refusal);
      this.#take({ cells: this.#cells.length, text: 0 });
      this.rows.push({
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
      throw new PartFault(
        refuse("xlsx-too-many-columns", { limit: SHEET_LIMITS.columns, ...place }, place).refusal,
      );
    }
    this.#take({ cells: 0, text: text.length });
    // An escape may have written what no text of ours may have.
    const fault = this.#type === "n" ? undefined : checkText(text, Infinity);
    if (fault !== undefined) {
      const place = { line: this.#line };
      throw new PartFault(refuse(fault.code, place, place).refusal);
    }
    this.#cells[this.#column - 1] = text;
  }

  #take({ cells, text }: Room): void {
    this.#left.cells -= cells;
    this.#left.text -= text;
    if (this.#left.cells >= 0 && this.#left.text >= 0) return;
    const place = { line: this.#line };
    throw new PartFault(refuse("table-too-large", { limit: CELL_LIMIT, ...place }, place).refusal);
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
