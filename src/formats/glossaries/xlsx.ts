import { refuse, type Finding } from "../../core/finding.ts";
import type { FileBytes } from "../bytes.ts";
import type { Row } from "../csv/records.ts";
import { tooManyCells } from "../csv/rows.ts";
import { exhaust, ReadStop } from "../stop.ts";
import { openXlsx, type Workbook } from "../xlsx/read.ts";
import { writeXlsx } from "../xlsx/write.ts";
import {
  GLOSSARY_LIMIT,
  type FileHead,
  type GlossaryFormat,
  type GlossaryReading,
  type GlossaryReadOptions,
} from "./format.ts";
import type { Losses } from "./losses.ts";
import type { Layout, WrittenLayout } from "./layouts/layout.ts";
import { findLayout } from "./layouts/list.ts";
import { matecatLayout } from "./layouts/matecat.ts";
import { ownLayout } from "./layouts/own.ts";
import { readingRows } from "./reading.ts";

const MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A workbook in any layout that is known, written in our own. All cells are text. */
export const xlsxGlossary = workbook("xlsx", ownLayout);

/** MateCat's termbase as the workbook that it takes. */
export const matecatGlossary = workbook("matecat", matecatLayout);

function workbook(
  name: "xlsx" | "matecat",
  layout: WrittenLayout,
): GlossaryFormat & { readonly name: typeof name } {
  return {
    name,
    extensions: [".xlsx"],
    mediaType: MEDIA_TYPE,
    rereads: layout.rereads ?? false,
    recognises: isZip,
    read: readWorkbook,
    write: (entries, losses) => {
      const rows = layout.write(entries, losses);
      return writeXlsx("Glossary", name === "xlsx" ? told(rows, losses) : rows);
    },
  };
}

/** The longest cell that spreadsheets take, in UTF-16 units. */
const CELL_LENGTH = 32_767;

/** Rows of our own layout, of whose cells those are told that are longer than spreadsheets take. The first cell is the concept's id. */
function* told(rows: Iterable<readonly string[]>, losses: Losses): Generator<readonly string[]> {
  for (const row of rows) {
    const long = row.filter((cell) => cell.length > CELL_LENGTH);
    losses.lose("long-cell", row[0] ?? "", long.length);
    yield row;
  }
}

function isZip({ bytes }: FileHead): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** The first sheet whose first line is a header that we know. */
function* readWorkbook(bytes: FileBytes, options: GlossaryReadOptions = {}): GlossaryReading {
  if (bytes.length === 0) return refuse("empty");
  if (bytes.length > GLOSSARY_LIMIT) {
    const limit = GLOSSARY_LIMIT;
    return refuse("too-large", { limit, size: bytes.length, megabytes: limit / 1_000_000 });
  }
  const opened = openXlsx(bytes);
  if (!opened.ok) return opened;
  const table = new SheetTable(opened.value);
  const read = yield* readingRows(table, (rows) => table.layout().read(rows, options));
  return read.ok ? { ...read, findings: [...table.findings, ...read.findings] } : read;
}

/** The rows of the sheet that is read, as long as its header: blank cells at the end of a row are not in the file. */
class SheetTable implements Iterable<Row> {
  /** What was found in the workbook, when its rows were gone through. */
  findings: readonly Finding[] = [];
  readonly #workbook: Workbook;
  #chosen: { readonly sheet: number; readonly layout: Layout } | undefined;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  /** The layout of the sheet; where none is known the first is read as one of ours, which says what is missing. */
  layout(): Layout {
    return this.#choice().layout;
  }

  *[Symbol.iterator](): Generator<Row> {
    const { sheet } = this.#choice();
    let [count, width] = [0, 0];
    const reading = this.#workbook.rows();
    for (;;) {
      const step = reading.next();
      if (step.done === true) {
        const tooMany = tooManyCells(count, width);
        if (tooMany !== undefined) throw new ReadStop(tooMany.refusal);
        this.findings = step.value;
        return;
      }
      if (step.value.sheet !== sheet) continue;
      const { line, cells } = step.value.row;
      if (++count === 1) width = cells.length;
      if (tooManyCells(count, width) !== undefined) continue;
      const missing = Math.max(0, width - cells.length);
      yield { line, cells: missing === 0 ? cells : [...cells, ...Array<string>(missing).fill("")] };
    }
  }

  #choice(): { readonly sheet: number; readonly layout: Layout } {
    this.#chosen ??= this.#findSheet();
    return this.#chosen;
  }

  #findSheet(): { readonly sheet: number; readonly layout: Layout } {
    try {
      for (const sheet of this.#workbook.sheets.keys()) {
        const layout = findLayout(this.#workbook.firstRow(sheet)?.cells ?? []);
        if (layout !== undefined) return { sheet, layout };
      }
      return { sheet: 0, layout: ownLayout };
    } catch (error) {
      // What breaks in a sheet before is said first.
      if (error instanceof ReadStop) exhaust(this.#workbook.rows());
      throw error;
    }
  }
}
