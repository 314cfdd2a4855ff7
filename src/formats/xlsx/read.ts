import { refuse, type Finding, type ReadResult } from "../../core/finding.ts";
import type { FileBytes } from "../bytes.ts";
import type { Row } from "../csv/records.ts";
import { CELL_LIMIT } from "../csv/rows.ts";
import { exhaust, ReadStop } from "../stop.ts";
import { decodeXml } from "../xml/decode.ts";
import { detached } from "../xml/detached.ts";
import { readXml, type XmlElement, type XmlHandler } from "../xml/read.ts";
import type { PackedPart } from "../zip/packed-part.ts";
import { openZip, ZIP_LIMITS } from "../zip/read.ts";
import { SHEET_LIMITS, SheetReader, wholeRoom } from "./sheet.ts";
import { TextRuns } from "./text-runs.ts";

/** A sheet of a workbook: its rows that are not blank, in order, cells as text. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly Row[];
}

const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORKBOOK = "xl/workbook.xml";

/** As {@link openXlsx}, all sheets at once. */
export function readXlsx(bytes: FileBytes): ReadResult<readonly Sheet[]> {
  const opened = openXlsx(bytes);
  if (!opened.ok) return opened;
  const sheets = opened.value.sheets.map(({ name }) => ({ name, rows: [] as Row[] }));
  try {
    const reading = opened.value.rows();
    for (;;) {
      const step = reading.next();
      if (step.done === true) return { ok: true, value: sheets, findings: step.value };
      sheets[step.value.sheet]?.rows.push(step.value.row);
    }
  } catch (error) {
    if (error instanceof ReadStop) return { ok: false, refusal: error.finding };
    throw error;
  }
}

/**
 * An XLSX file (ECMA-376), hidden sheets left out. Every cell is text: what a formula gave when the file was saved is
 * read and told as a finding, nothing is computed; numbers and dates come as they are stored. Rich text is read without its
 * styles and without readings (rPh); `_x0041_` is the character it stands for. Memory holds the texts that cells share, which stand
 * in a part of their own, and of the sheets a few rows.
 */
export function openXlsx(bytes: FileBytes): ReadResult<Workbook> {
  const zip = openZip(bytes, (name) =>
    /^xl\/(?:workbook|sharedStrings|worksheets\/[^/]+)\.xml$|^xl\/_rels\/workbook\.xml\.rels$/.test(name),
  );
  if (!zip.ok) return zip;
  try {
    return { ok: true, value: new Workbook(zip.value), findings: [] };
  } catch (error) {
    if (error instanceof ReadStop) return { ok: false, refusal: error.finding };
    throw error;
  }
}

type Parts = ReadonlyMap<string, PackedPart>;

/** A workbook whose sheets are unpacked as they are read. A fault of the archive is told before one in a part. */
export class Workbook {
  /** Those that are not hidden, in order. */
  readonly sheets: readonly { readonly name: string; readonly part: PackedPart }[];
  readonly #parts: Parts;
  readonly #strings: readonly string[];

  constructor(parts: Parts) {
    this.#parts = parts;
    try {
      if (!parts.has(WORKBOOK)) throw new ReadStop(refuse("xlsx-none").refusal);
      const targets = targetsOf(parts.get("xl/_rels/workbook.xml.rels"));
      this.#strings = sharedStrings(parts.get("xl/sharedStrings.xml"));
      this.sheets = sheetsOf(parts, targets);
      if (this.sheets.length === 0) throw new ReadStop(refuse("xlsx-none").refusal);
    } catch (error) {
      throw this.#worst(error);
    }
  }

  /** The rows of all sheets in order, unpacked anew whenever they are asked for, and in the end what was found. */
  *rows(): Generator<{ readonly sheet: number; readonly row: Row }, readonly Finding[]> {
    const findings: Finding[] = [];
    const room = wholeRoom();
    try {
      for (const [sheet, { name, part }] of this.sheets.entries()) {
        const reader = new SheetReader(this.#strings, room);
        for (const row of rowsOf(part, reader)) yield { sheet, row };
        const count = reader.formulas;
        if (count > 0)
          findings.push({ code: "xlsx-formulas", severity: "warning", params: { count, sheet: name } });
      }
      this.#verify();
    } catch (error) {
      throw this.#worst(error);
    }
    return findings;
  }

  /** The first row of a sheet; undefined where it has none. */
  firstRow(sheet: number): Row | undefined {
    const part = this.sheets[sheet]?.part;
    if (part === undefined) return undefined;
    try {
      for (const row of rowsOf(part, new SheetReader(this.#strings, wholeRoom()))) return row;
      return undefined;
    } catch (error) {
      throw this.#worst(error);
    }
  }

  #worst(error: unknown): unknown {
    if (error instanceof ReadStop) this.#verify();
    return error;
  }

  #verify(): void {
    for (const part of this.#parts.values()) part.verify();
  }
}

function* rowsOf(part: PackedPart, reader: SheetReader): Generator<Row> {
  const reading = steps(part, reader);
  do yield* reader.taken();
  while (reading.next().done !== true);
}

/** Has a handler read a part; stops after every piece of it. */
function* steps(part: FileBytes | undefined, handler: XmlHandler): Generator<undefined> {
  if (part === undefined) return;
  const decoded = decodeXml(part, { limit: ZIP_LIMITS.unpacked });
  if (!decoded.ok) throw new ReadStop(decoded.refusal);
  const fault = yield* readXml(decoded.value, handler);
  if (fault !== undefined) throw new ReadStop(fault);
}

function run(part: FileBytes | undefined, handler: XmlHandler): void {
  exhaust(steps(part, handler));
}

const nothing = (): void => undefined;

/** Part names by the ids of relationships. */
function targetsOf(part: FileBytes | undefined): ReadonlyMap<string, string> {
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

/** The sheets that are not hidden. A part stands for one, however often a hostile workbook names it. */
function sheetsOf(
  parts: Parts,
  targets: ReadonlyMap<string, string>,
): { readonly name: string; readonly part: PackedPart }[] {
  const sheets = new Map<string, { readonly name: string; readonly part: PackedPart }>();
  run(parts.get(WORKBOOK), {
    open(element) {
      if (element.local !== "sheet" || (element.attribute("state") ?? "visible") !== "visible") return;
      const target = targets.get(relationshipOf(element)) ?? "";
      const part = parts.get(target);
      if (part === undefined || sheets.has(target)) return;
      sheets.set(target, { name: element.attribute("name") ?? "", part });
    },
    text: nothing,
    close: nothing,
  });
  return [...sheets.values()];
}

/** The relationship that an element names: its prefix is the file's choice, nearly always `r`. */
function relationshipOf(element: XmlElement): string {
  return (
    element.attribute("r:id") ?? element.attribute(`{${RELATIONSHIPS}}id`) ?? element.attribute("id") ?? ""
  );
}

/** The texts that cells share, no more than are held in memory. */
function sharedStrings(part: FileBytes | undefined): readonly string[] {
  const strings: string[] = [];
  const text = new TextRuns();
  let length = 0;
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
      if (local !== "si") return;
      const whole = detached(text.take());
      length += whole.length;
      if (length > SHEET_LIMITS.shared || strings.length >= CELL_LIMIT) {
        throw new ReadStop(refuse("table-too-large", { limit: CELL_LIMIT }).refusal);
      }
      strings.push(whole);
    },
  });
  return strings;
}
