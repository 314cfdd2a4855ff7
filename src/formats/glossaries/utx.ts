import type { Concept, ConceptStatus } from "../../core/glossary/model.ts";
import { wholeOf, type FileBytes } from "../bytes.ts";
import { readRows, tooManyCells, type Row } from "../csv/rows.ts";
import { decodeText } from "../text/decode.ts";
import { refuse } from "../../core/finding.ts";
import { ROW_LIMIT } from "./csv.ts";
import { addNote, addTerm, isTooLarge, join, keepExtra, newDraft, type ConceptDraft } from "./draft.ts";
import type { GlossaryEntry } from "./entry.ts";
import {
  GLOSSARY_LIMIT,
  type FileHead,
  type GlossaryFormat,
  type GlossaryReading,
  type GlossaryReadOptions,
} from "./format.ts";
import type { Losses } from "./losses.ts";
import { standsInRows } from "./made-ids.ts";
import { readDrafts } from "./reading.ts";
import { languageOfTerm, type Standing } from "./spellings.ts";
import { bilingualTerms, entriesInUse, lostDays, lostFields, onOneLine } from "./targets.ts";

const FIRST = /^#\s*UTX(?:-S(?:imple)?)?\s/i;

/** What UTX calls the standing of an entry, and ours: a provisional one is the preferred form of a proposed concept. */
const STATUSES: Readonly<Record<string, { readonly standing: Standing; readonly status?: ConceptStatus }>> = {
  approved: { standing: "preferred", status: "approved" },
  provisional: { standing: "preferred", status: "proposed" },
  "non-standard": { standing: "admitted" },
  forbidden: { standing: "deprecated" },
};

/**
 * UTX 1.11 of the AAMT: UTF-8, tabs without quotes, CR LF, header lines that begin with `#`, of which the last names the columns.
 * Chinese is the source. Entries of one concept ID are one concept.
 */
export const utxGlossary = {
  name: "utx",
  extensions: [".utx"],
  mediaType: "text/tab-separated-values",
  recognises: ({ text }: FileHead) => FIRST.test(text),
  read: readUtx,
  write: writeUtx,
} as const satisfies GlossaryFormat;

function* readUtx(file: FileBytes, options: GlossaryReadOptions = {}): GlossaryReading {
  const bytes = wholeOf(file);
  const decoded = decodeText(bytes, { encoding: options.encoding, limit: GLOSSARY_LIMIT });
  if (!decoded.ok) return decoded;
  const rows = readRows(decoded.value.text, "\t", ROW_LIMIT + 100);
  if (!rows.ok) return rows;
  const [first] = rows.value;
  if (first === undefined || !FIRST.test(first.cells.join("\t"))) return refuse("utx-none");
  const from = rows.value.findIndex(({ cells }) => cells[0]?.startsWith("#") !== true);
  const header = rows.value[(from < 0 ? rows.value.length : from) - 1];
  const languages = /;\s*([A-Za-z]{2,3}(?:[-_]\w+)?)\s*\/\s*([A-Za-z]{2,3}(?:[-_]\w+)?)\s*;?/.exec(
    first.cells.join("\t"),
  );
  const [source, target] = [languages?.[1], languages?.[2]];
  if (header === undefined || header === first || source === undefined || target === undefined) {
    return refuse("utx-header", { line: first.line }, { line: first.line });
  }
  const tooMany = tooManyCells(rows.value.length, header.cells.length);
  if (tooMany !== undefined) return tooMany;
  const body = from < 0 ? [] : rows.value.slice(from);
  return yield* readDrafts(drafts(header, body, [source, target]), {
    ...options,
    grouped: true,
    stands: standsInRows(rows.value),
  });
}

function* drafts(
  header: Row,
  rows: readonly Row[],
  [source, target]: readonly [string, string],
): Generator<ConceptDraft> {
  const names = header.cells.map((cell) => cell.trim().replace(/^#/, "").toLowerCase());
  const byId = new Map<string, ConceptDraft>();
  const drafted: ConceptDraft[] = [];
  for (const row of rows) {
    // Later lines with a number sign are comments.
    if (row.cells[0]?.startsWith("#") === true) continue;
    const draft = draftOf(row, names, [source, target]);
    const known = draft.id === "" ? undefined : byId.get(draft.id);
    // One that is too large already is refused, and need not grow.
    if (known !== undefined && isTooLarge(known)) continue;
    if (known !== undefined) {
      join(known, draft);
      known.status ??= draft.status;
      continue;
    }
    if (draft.id !== "") byId.set(draft.id, draft);
    drafted.push(draft);
  }
  yield* drafted;
}

function draftOf(
  row: Row,
  names: readonly string[],
  [source, target]: readonly [string, string],
): ConceptDraft {
  const draft = newDraft(row.line);
  const cell = (name: string): string => {
    const text = (row.cells[names.indexOf(name)] ?? "").trim();
    return text === "-" ? "" : text;
  };
  const known = STATUSES[cell("term status").toLowerCase()];
  draft.status = known?.status;
  for (const [index, name] of names.entries()) {
    const text = cell(name);
    // The column of the target is named with a number sign in some files.
    const isTarget = name === "tgt" || (index === 1 && !names.includes("tgt"));
    if (text === "" || name === "term status") continue;
    if (index === 0 || isTarget) {
      const code = index === 0 ? source : target;
      const english = languageOfTerm(code, text) === "en";
      addTerm(draft, code, { text, ...(english ? { standing: known?.standing } : {}) });
    } else if (name === "concept id") draft.id = text;
    else if (name === "src:comment" || name === "comment") addNote(draft, text);
    else keepExtra(draft, name, text);
  }
  return draft;
}

function isNothing(text: string | undefined): boolean {
  return text === "" || text === "-";
}

const END = "\r\n";

function* writeUtx(entries: Iterable<GlossaryEntry>, losses: Losses): Generator<string> {
  yield `#UTX 1.11; zh/en; copyright: -; license: -;${END}`;
  yield `#src\ttgt\tsrc:pos\tterm status\tconcept ID\tsrc:comment${END}`;
  for (const { concept } of entriesInUse(entries, losses)) {
    for (const row of rowsOf(concept, losses)) yield `${row.join("\t")}${END}`;
  }
}

/** The first Chinese form beside every English one, then the other Chinese forms beside the preferred one. */
function rowsOf(concept: Concept, losses: Losses): (readonly string[])[] {
  const { id, note } = concept;
  const { sources, preferred, admitted, forbidden } = bilingualTerms(concept);
  const [lead, ...others] = sources.map(({ text }) => onOneLine(text));
  const status = concept.status === "approved" ? "approved" : "provisional";
  const target = preferred === undefined ? "" : onOneLine(preferred);
  const english: (readonly [target: string, status: string])[] = [
    ...(preferred === undefined ? [] : [[target, status] as const]),
    ...admitted.map(({ text }) => [onOneLine(text), "non-standard"] as const),
    ...forbidden.map(({ text }) => [onOneLine(text), "forbidden"] as const),
  ];
  const rows: (readonly [source: string | undefined, target: string | undefined, status: string])[] = [
    ...english.map((row) => [lead, ...row] as const),
    // The first Chinese form stands alone where there is no English one.
    ...(english.length === 0 ? [[lead, undefined, status] as const] : []),
    ...others.map((source) => [source, preferred === undefined ? undefined : target, status] as const),
  ];
  // A line that begins with a number sign is a comment, and "-" is nothing.
  const kept = rows.filter(
    ([source, text]) => source?.startsWith("#") !== true && ![source, text].some(isNothing),
  );
  losses.lose("characters", id, rows.length - kept.length);
  losses.lose("fields", id, lostFields(concept, { note: true, category: false, short: false }));
  losses.lose("days", id, lostDays(concept));
  const comment = onOneLine(note);
  return kept.map(([source = "-", text = "-", standing], index) => [
    source,
    text,
    "-",
    standing,
    onOneLine(id),
    index === 0 && comment !== "" ? comment : "-",
  ]);
}
