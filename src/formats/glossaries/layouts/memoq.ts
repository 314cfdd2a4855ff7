import type { Concept, Form, FormLanguage } from "../../../core/glossary/model.ts";
import { FORM_LANGUAGES } from "../../../core/glossary/model.ts";
import type { Row } from "../../csv/rows.ts";
import { addNote, addTerm, join, keepExtra, newDraft, type ConceptDraft } from "../draft.ts";
import type { GlossaryEntry } from "../entry.ts";
import { joinedDrafts } from "../joined-rows.ts";
import type { Losses } from "../losses.ts";
import { standsInRows } from "../made-ids.ts";
import { behindHeader, firstRow, readDrafts } from "../reading.ts";
import { readCategory } from "../spellings.ts";
import { entriesInUse, lostDays, lostFields, lostStatus } from "../targets.ts";
import { cellAt, namesOf, type WrittenLayout } from "./layout.ts";

/** memoQ's names of the languages that are written. */
const LANGUAGES: Readonly<Record<FormLanguage, string>> = {
  "zh-Hans": "Chinese_PRC",
  "zh-Hant": "Chinese_Taiwan",
  en: "English",
};

const ID = "Entry_ID";
const ENTRY_COLUMNS = [
  ID,
  "Entry_Subject",
  "Entry_Domain",
  "Entry_ClientID",
  "Entry_ProjectID",
  "Entry_Created",
  "Entry_Creator",
  "Entry_LastModified",
  "Entry_Modifier",
  "Entry_Note",
] as const;

/** How terms match and whether they are forbidden, as memoQ says it in `Term_Info`. */
const INFO = "CasePermissive;HalfPrefix";
const FORBIDDEN = "Forbidden";

/**
 * memoQ's term base: an entry a row, then for every language its definition and its terms, each with `Term_Info` and
 * `Term_Example`. The columns of an entry stand in memoQ's order; terms of one language follow each other in repeated columns.
 */
export const memoqLayout: WrittenLayout = {
  name: "memoq",
  rereads: true,
  recognises: (header) => namesOf(header)[0] === "entry_id",
  read: (rows, options) =>
    readDrafts(() => drafts(rows), { ...options, grouped: false, stands: standsInRows(rows) }),
  write: writeRows,
};

/** Entries of several rows have one id. */
function drafts(rows: Iterable<Row>): Generator<ConceptDraft> {
  const cells = firstRow(rows)?.cells.map((cell) => cell.trim()) ?? [];
  const places = cells.flatMap((name, index) => (name === ID ? [index] : []));
  return joinedDrafts({
    rows: { [Symbol.iterator]: () => behindHeader(rows, () => (row) => row) },
    idOf: (row) => idOf(row, places),
    draftOf: (row) => draftOf(row, cells),
    join,
  });
}

function idOf(row: Row, places: readonly number[]): string {
  const cells = places.map((place) => cellAt(row, place).trim());
  return cells.findLast((cell) => cell !== "") ?? "";
}

function draftOf(row: Row, header: readonly string[]): ConceptDraft {
  const draft = newDraft(row.line);
  for (const [index, name] of header.entries()) {
    const cell = cellAt(row, index);
    if (cell.trim() === "" || name === "Term_Info" || name === "Term_Example") continue;
    if (name === ID) draft.id = cell.trim();
    else if (name === "Entry_Subject" && readCategory(cell) !== undefined)
      draft.category = readCategory(cell);
    else if (name === "Entry_Note") addNote(draft, cell);
    else if (name.startsWith("Entry_") || name.endsWith("_Def")) keepExtra(draft, name, cell);
    else {
      const info = header[index + 1] === "Term_Info" ? cellAt(row, index + 1) : "";
      const forbidden = /(?:^|;)\s*forbidden\s*(?:;|$)/i.test(info);
      const term = { text: cell, ...(forbidden ? { standing: "deprecated" as const } : {}) };
      if (!addTerm(draft, name.replace("_", " "), term)) keepExtra(draft, name, cell);
    }
  }
  return draft;
}

function* writeRows(entries: Iterable<GlossaryEntry>, losses: Losses): Generator<readonly string[]> {
  const most = FORM_LANGUAGES.map(() => 1);
  for (const { concept } of entriesInUse(entries)) {
    for (const [index, lang] of FORM_LANGUAGES.entries()) {
      most[index] = Math.max(most[index] ?? 1, formsIn(concept, lang).length);
    }
  }
  yield [
    ...ENTRY_COLUMNS,
    ...FORM_LANGUAGES.flatMap((lang, index) => [
      `${LANGUAGES[lang]}_Def`,
      ...Array.from({ length: most[index] ?? 1 }, () => [
        LANGUAGES[lang],
        "Term_Info",
        "Term_Example",
      ]).flat(),
    ]),
  ];
  for (const { concept } of entriesInUse(entries, losses)) {
    const { id, category, note } = concept;
    yield [
      ...[id, category === "other" ? "" : category, "", "", "", "", "", "", "", note],
      ...FORM_LANGUAGES.flatMap((lang, index) => [
        "",
        ...Array.from({ length: most[index] ?? 1 }, (_, at) => termCells(formsIn(concept, lang)[at])).flat(),
      ]),
    ];
    losses.lose(
      "fields",
      id,
      lostFields(concept, { note: true, category: true, short: false }) + lostStatus(concept),
    );
    losses.lose("days", id, lostDays(concept));
  }
}

/** The forms of a language, what should be written first. */
function formsIn(concept: Concept, lang: FormLanguage): readonly Form[] {
  const forms = concept.forms.filter((form) => form.lang === lang);
  return [
    ...forms.filter(({ kind }) => kind === "preferred"),
    ...forms.filter(({ kind }) => kind !== "preferred"),
  ];
}

function termCells(form: Form | undefined): string[] {
  if (form === undefined) return ["", "", ""];
  const forbidden = form.lang === "en" && form.kind === "deprecated";
  return [form.text, forbidden ? `${INFO};${FORBIDDEN}` : INFO, ""];
}
