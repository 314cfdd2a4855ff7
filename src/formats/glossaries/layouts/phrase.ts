import type { Row } from "../../csv/rows.ts";
import { addNote, addTerm, keepExtra, newDraft, type ConceptDraft } from "../draft.ts";
import { behindHeader, readDrafts } from "../reading.ts";
import { readLanguage } from "../spellings.ts";
import { cellAt, namesOf, saysYes, type Layout } from "./layout.ts";

/**
 * Phrase's term base: `term, case sensitive, translatable, description` and a column a locale. The term itself is in the language
 * of the project: English here unless it has Chinese characters. What is not to be translated stays as it is.
 */
export const phraseLayout: Layout = {
  name: "phrase",
  recognises(header) {
    const names = namesOf(header);
    return names.includes("term") && names.includes("case sensitive");
  },
  read: (rows, options) => readDrafts(() => behindHeader(rows, drafter), { ...options, grouped: false }),
};

function drafter(header: Row): (row: Row) => ConceptDraft {
  const names = namesOf(header.cells);
  return (row) => {
    const draft = newDraft(row.line);
    for (const [index, name] of names.entries()) {
      const cell = cellAt(row, index);
      if (cell.trim() === "") continue;
      if (name === "term") addTerm(draft, /\p{Script=Han}/u.test(cell) ? "zh" : "en", { text: cell });
      else if (name === "description") addNote(draft, cell);
      else if (name === "case sensitive") keepExtra(draft, name, saysYes(cell) ? "true" : "false");
      else if (readLanguage(name) === undefined || !addTerm(draft, name, { text: cell })) {
        keepExtra(draft, header.cells[index]?.trim() ?? name, cell);
      }
    }
    return draft;
  };
}
