import type { Row } from "../../csv/rows.ts";
import { addNote, addTerm, keepExtra, newDraft, type ConceptDraft } from "../draft.ts";
import { behindHeader, readDrafts } from "../reading.ts";
import { isShortType, readCategory, readStanding } from "../spellings.ts";
import { cellAt, type Layout } from "./layout.ts";

const COLUMN = /^(?<field>[^[\]]+?)\s*\[(?<lang>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\]$/;

/** Crowdin's glossary: concept columns, then `Term [en]`, `Status [en]`, `Type [en]`, `Description [en]`… for every language. */
export const crowdinLayout: Layout = {
  name: "crowdin",
  recognises: (header) => header.some((cell) => /^term\s*\[/i.test(cell.trim())),
  read: (rows, options) => readDrafts(() => behindHeader(rows, drafter), { ...options, grouped: true }),
};

function drafter(header: Row): (row: Row) => ConceptDraft {
  const cells = header.cells.map((cell) => cell.trim());
  // The name of a column is short; the expression would be slow on a long one.
  const columns = cells.map((cell) => (cell.length > 200 ? undefined : COLUMN.exec(cell)?.groups));
  const places = new Map<string, number>();
  for (const [index, each] of columns.entries()) {
    const name = `${each?.["field"]?.toLowerCase() ?? ""} @${each?.["lang"] ?? ""}`;
    if (!places.has(name)) places.set(name, index);
  }
  return (row) => {
    const draft = newDraft(row.line);
    const about = (field: string, lang: string): string =>
      cellAt(row, places.get(`${field} @${lang}`)).trim();
    for (const [index, name] of cells.entries()) {
      const cell = cellAt(row, index);
      if (cell.trim() === "") continue;
      const { field = "", lang = "" } = columns[index] ?? {};
      const lower = (field === "" ? name : field).toLowerCase();
      if (lower === "term") {
        const standing = readStanding(about("status", lang));
        const term = { text: cell, standing, short: isShortType(about("type", lang)) };
        if (!addTerm(draft, lang, term)) keepExtra(draft, name, cell);
      } else if (lower === "concept definition" || lower === "concept note") addNote(draft, cell);
      else if (lower === "concept subject" && readCategory(cell) !== undefined)
        draft.category = readCategory(cell);
      else if (!isRead(lower, cell)) keepExtra(draft, name, cell);
    }
    return draft;
  };
}

/** Whether a value of a term is what its form says already. */
function isRead(field: string, cell: string): boolean {
  if (field === "status") return ["preferred", "admitted", "deprecated"].includes(cell.trim().toLowerCase());
  return field === "type" && isShortType(cell);
}
