import type { Row } from "../../csv/rows.ts";
import { addNote, addTerm, keepExtra, newDraft, type ConceptDraft } from "../draft.ts";
import type { GlossaryEntry } from "../entry.ts";
import type { Losses } from "../losses.ts";
import { behindHeader, readDrafts } from "../reading.ts";
import { readLanguage } from "../spellings.ts";
import { bilingualTerms, lostDays, lostFields } from "../targets.ts";
import { cellAt, namesOf, type WrittenLayout } from "./layout.ts";

const NOTES = ["description", "note", "notes", "comment", "definition"];

/**
 * A column a language under its code or name, and perhaps a description: Google's equivalent term sets and what people make
 * by hand. It needs Chinese and English.
 */
export const termSetLayout: WrittenLayout = {
  name: "term-set",
  recognises(header) {
    const languages = header.map((cell) => (cell.trim() === "" ? undefined : readLanguage(cell)));
    return languages.includes("en") && languages.some((lang) => lang?.startsWith("zh") === true);
  },
  read: (rows, options) => readDrafts(() => behindHeader(rows, drafter), { ...options, grouped: false }),
  write: writeRows,
};

function drafter(header: Row): (row: Row) => ConceptDraft {
  const names = namesOf(header.cells);
  return (row) => {
    const draft = newDraft(row.line);
    for (const [index, name] of names.entries()) {
      const cell = cellAt(row, index);
      if (NOTES.includes(name)) addNote(draft, cell);
      else if (!addTerm(draft, name, { text: cell }))
        keepExtra(draft, header.cells[index]?.trim() ?? name, cell);
    }
    return draft;
  };
}

/** One term a language: the first Chinese form of each script and the preferred English one. */
function* writeRows(entries: Iterable<GlossaryEntry>, losses: Losses): Generator<readonly string[]> {
  yield ["zh-CN", "zh-TW", "en", "description"];
  for (const { concept } of entries) {
    const { sources, preferred, admitted, forbidden } = bilingualTerms(concept);
    const first = (lang: string): string => sources.find((form) => form.lang === lang)?.text ?? "";
    const chinese = [first("zh-Hans"), first("zh-Hant")].filter((text) => text !== "");
    if (concept.status !== "approved" || preferred === undefined || chinese.length === 0) {
      losses.lose("concept", concept.id);
      continue;
    }
    losses.lose("forms", concept.id, admitted.length + sources.length - chinese.length);
    losses.lose("forbidden", concept.id, forbidden.length);
    losses.lose("fields", concept.id, lostFields(concept, { note: true, category: false, short: true }));
    losses.lose("days", concept.id, lostDays(concept));
    yield [first("zh-Hans"), first("zh-Hant"), preferred, concept.note];
  }
}
