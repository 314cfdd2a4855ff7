import { refuse } from "../../core/finding.ts";
import { wholeOf, type FileBytes } from "../bytes.ts";
import { tooManyCells } from "../csv/rows.ts";
import { readXlsx } from "../xlsx/read.ts";
import { writeXlsx } from "../xlsx/write.ts";
import {
  GLOSSARY_LIMIT,
  type FileHead,
  type GlossaryFormat,
  type GlossaryReading,
  type GlossaryReadOptions,
} from "./format.ts";
import type { WrittenLayout } from "./layouts/layout.ts";
import { findLayout } from "./layouts/list.ts";
import { matecatLayout } from "./layouts/matecat.ts";
import { ownLayout } from "./layouts/own.ts";

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
    write: (entries, losses) => writeXlsx("Glossary", layout.write(entries, losses)),
  };
}

function isZip({ bytes }: FileHead): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** The first sheet whose first line is a header that we know. */
function* readWorkbook(file: FileBytes, options: GlossaryReadOptions = {}): GlossaryReading {
  const bytes = wholeOf(file);
  if (bytes.length === 0) return refuse("empty");
  if (bytes.length > GLOSSARY_LIMIT) {
    const limit = GLOSSARY_LIMIT;
    return refuse("too-large", { limit, size: bytes.length, megabytes: limit / 1_000_000 });
  }
  const sheets = readXlsx(bytes);
  if (!sheets.ok) return sheets;
  const known = sheets.value
    .map(({ rows }) => ({ rows, layout: findLayout(rows[0]?.cells ?? []) }))
    .find(({ layout }) => layout !== undefined);
  const rows = known?.rows ?? sheets.value[0]?.rows ?? [];
  // Blank cells at the end of a row are not in the file.
  const width = rows[0]?.cells.length ?? 0;
  const tooMany = tooManyCells(rows.length, width);
  if (tooMany !== undefined) return tooMany;
  const even = rows.map(({ line, cells }) => ({
    line,
    cells: cells.length < width ? [...cells, ...Array<string>(width - cells.length).fill("")] : cells,
  }));
  const read = yield* (known?.layout ?? ownLayout).read(even, options);
  return read.ok ? { ...read, findings: [...sheets.findings, ...read.findings] } : read;
}
