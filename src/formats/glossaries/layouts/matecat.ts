import type { Concept } from "../../../core/glossary/model.ts";
import type { Row } from "../../csv/rows.ts";
import { addNote, addTerm, keepExtra, newDraft, type ConceptDraft } from "../draft.ts";
import type { GlossaryEntry } from "../entry.ts";
import type { Losses } from "../losses.ts";
import { behindHeader, readDrafts } from "../reading.ts";
import { readCategory } from "../spellings.ts";
import { bilingualTerms, entriesInUse, lostDays, lostFields, lostStatus } from "../targets.ts";
import { cellAt, namesOf, saysYes, type WrittenLayout } from "./layout.ts";

const NOTES = "notes";
const EXAMPLE = "example of use";

/** The locales that are written, with a hyphen as MateCat wants them. */
const LOCALES = [
  { code: "zh-CN", lang: "zh-Hans" },
  { code: "zh-TW", lang: "zh-Hant" },
  { code: "en-US", lang: "en" },
] as const;

/**
 * MateCat's termbase: `Forbidden, Domain, Subdomain, Definition`, then for every locale the term, its notes and an example. A row
 * is one wording of a concept; TRUE in the first column forbids its target. Rows that follow each other with one Chinese term
 * are one concept.
 */
export const matecatLayout: WrittenLayout = {
  name: "matecat",
  recognises(header) {
    const names = namesOf(header);
    return names[0] === "forbidden" && names.includes("definition") && !names.includes("id");
  },
  read: (rows, options) => readDrafts(() => behindHeader(rows, drafter), { ...options, grouped: true }),
  write: writeRows,
};

function drafter(header: Row): (row: Row) => ConceptDraft {
  const names = namesOf(header.cells);
  return (row) => {
    const draft = newDraft(row.line);
    const forbidden = saysYes(cellAt(row, names.indexOf("forbidden")));
    let locale = "";
    for (const [index, name] of names.entries()) {
      const cell = cellAt(row, index);
      if (cell.trim() === "" || name === "forbidden") continue;
      if (name === "domain") readDomain(draft, cell);
      else if (name === "subdomain") keepExtra(draft, "subdomain", cell);
      else if (name === "definition") addNote(draft, cell);
      else if (name === NOTES || name === EXAMPLE) keepExtra(draft, `${name} ${locale}`.trim(), cell);
      else {
        locale = header.cells[index]?.trim() ?? "";
        const standing = forbidden && /^en/i.test(locale) ? { standing: "deprecated" as const } : {};
        if (!addTerm(draft, locale, { text: cell, ...standing })) keepExtra(draft, locale, cell);
      }
    }
    return draft;
  };
}

function readDomain(draft: ConceptDraft, cell: string): void {
  draft.category = readCategory(cell);
  if (draft.category === undefined) keepExtra(draft, "domain", cell);
}

function* writeRows(entries: Iterable<GlossaryEntry>, losses: Losses): Generator<readonly string[]> {
  yield [
    ...["Forbidden", "Domain", "Subdomain", "Definition"],
    ...LOCALES.flatMap(({ code }) => [code, "Notes", "Example of use"]),
  ];
  for (const { concept } of entriesInUse(entries, losses)) yield* rowsOf(concept, losses);
}

/** The preferred wording, then the others that may stand, then the forbidden ones, each beside the Chinese. */
function* rowsOf(concept: Concept, losses: Losses): Generator<readonly string[]> {
  const { sources, preferred, admitted, forbidden } = bilingualTerms(concept);
  const of = (lang: string): string[] => sources.filter((form) => form.lang === lang).map(({ text }) => text);
  const [hans, hant] = [of("zh-Hans"), of("zh-Hant")];
  const targets = [
    ...(preferred === undefined ? [] : [{ text: preferred, forbidden: false }]),
    ...admitted.map(({ text }) => ({ text, forbidden: false })),
    ...forbidden.map(({ text }) => ({ text, forbidden: true })),
  ];
  const lines = Math.max(hans.length, hant.length, targets.length, 1);
  for (let index = 0; index < lines; index++) {
    const target = targets[index];
    // The first Chinese stands in every row, so that the rows are seen to be one concept.
    const terms = [hans[index] ?? hans[0] ?? "", hant[index] ?? hant[0] ?? "", target?.text ?? ""];
    yield [
      target?.forbidden === true ? "TRUE" : "",
      concept.category === "other" ? "" : concept.category,
      "",
      index === 0 ? concept.note : "",
      ...terms.flatMap((term) => [term, "", ""]),
    ];
  }
  losses.lose(
    "fields",
    concept.id,
    lostFields(concept, { note: true, category: true, short: false }) + lostStatus(concept),
  );
  losses.lose("days", concept.id, lostDays(concept));
}
