import type { Concept, ConceptStatus } from "../../core/glossary/model.ts";
import type { FileBytes } from "../bytes.ts";
import { tableRows, tooManyCells, type Row } from "../csv/rows.ts";
import { exhaust, ReadStop } from "../stop.ts";
import { textPieces } from "../text/pieces.ts";
import { refuse } from "../../core/finding.ts";
import { ROW_LIMIT } from "./csv.ts";
import { addNote, addTerm, join, keepExtra, newDraft, type ConceptDraft } from "./draft.ts";
import type { GlossaryEntry } from "./entry.ts";
import {
  GLOSSARY_LIMIT,
  type FileHead,
  type GlossaryFormat,
  type GlossaryReading,
  type GlossaryReadOptions,
} from "./format.ts";
import { joinedDrafts } from "./joined-rows.ts";
import type { Losses } from "./losses.ts";
import { standsInRows } from "./made-ids.ts";
import { readDrafts, readingRows } from "./reading.ts";
import { languageOfTerm, readStanding, type Standing } from "./spellings.ts";
import { bilingualTerms, entriesInUse, lostDays, lostFields, onOneLine } from "./targets.ts";

const FIRST = /^#\s*UTX(?:-S(?:imple)?)?\s/i;

interface TermStatus {
  readonly standing?: Standing | undefined;
  readonly status?: ConceptStatus;
}

/** What UTX calls the standing of an entry, and ours: a provisional one is the preferred form of a proposed concept. */
const STATUSES: ReadonlyMap<string, TermStatus> = new Map<string, TermStatus>([
  ["approved", { standing: "preferred", status: "approved" }],
  ["provisional", { standing: "preferred", status: "proposed" }],
  ["non-standard", { standing: "admitted" }],
  ["forbidden", { standing: "deprecated" }],
]);

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
  const pieces = (): Iterable<string> =>
    textPieces(file, { encoding: options.encoding, limit: GLOSSARY_LIMIT });
  return yield* readingRows(tableRows(pieces, "\t", ROW_LIMIT + 100), (rows) => readRows(rows, options));
}

function* readRows(rows: Iterable<Row>, options: GlossaryReadOptions): GlossaryReading {
  const { first, header } = headOf(rows);
  if (first === undefined || !FIRST.test(first.cells.join("\t"))) return refuse("utx-none");
  const languages = /;\s*([A-Za-z]{2,3}(?:[-_]\w+)?)\s*\/\s*([A-Za-z]{2,3}(?:[-_]\w+)?)\s*;?/.exec(
    first.cells.join("\t"),
  );
  const [source, target] = [languages?.[1], languages?.[2]];
  if (header === undefined || header === first || source === undefined || target === undefined) {
    return refuse("utx-header", { line: first.line }, { line: first.line });
  }
  return yield* readDrafts(() => drafts(header, rows, [source, target]), {
    ...options,
    grouped: true,
    stands: standsInRows(rows),
  });
}

/** The first row, and the last before the first that does not begin with a number sign. */
function headOf(rows: Iterable<Row>): { readonly first?: Row; readonly header?: Row } {
  let [first, header]: (Row | undefined)[] = [];
  for (const row of rows) {
    if (!isComment(row)) break;
    first ??= row;
    header = row;
  }
  return { ...(first === undefined ? {} : { first }), ...(header === undefined ? {} : { header }) };
}

function isComment({ cells }: Row): boolean {
  return cells[0]?.startsWith("#") === true;
}

function drafts(
  header: Row,
  rows: Iterable<Row>,
  languages: readonly [string, string],
): Generator<ConceptDraft> {
  const names = header.cells.map((cell) => cell.trim().replace(/^#/, "").toLowerCase());
  const cellOf = cellsBy(names);
  const hasId = names.some((name, index) => name === ID && index > 0 && !isTarget(names, index));
  return joinedDrafts({
    rows: { [Symbol.iterator]: () => bodyOf(rows, header.cells.length) },
    idOf: (row) => (hasId ? cellOf(row, ID) : ""),
    draftOf: (row) => draftOf(row, names, languages),
    join(into, draft) {
      join(into, draft);
      into.status ??= draft.status;
    },
  });
}

/** The rows that are no comments; later lines with a number sign are, too. */
function* bodyOf(rows: Iterable<Row>, columns: number): Generator<Row> {
  let count = 0;
  for (const row of rows) {
    const tooMany = tooManyCells(++count, columns);
    if (tooMany !== undefined) {
      exhaust(rows);
      throw new ReadStop(tooMany.refusal);
    }
    if (!isComment(row)) yield row;
  }
}

const ID = "concept id";

/** The column of the target is named with a number sign in some files. */
function isTarget(names: readonly string[], index: number): boolean {
  return names[index] === "tgt" || (index === 1 && !names.includes("tgt"));
}

function cellsBy(names: readonly string[]): (row: Row, name: string) => string {
  return ({ cells }, name) => {
    const text = (cells[names.indexOf(name)] ?? "").trim();
    return text === "-" ? "" : text;
  };
}

function draftOf(
  row: Row,
  names: readonly string[],
  [source, target]: readonly [string, string],
): ConceptDraft {
  const draft = newDraft(row.line);
  const cellOf = cellsBy(names);
  const cell = (name: string): string => cellOf(row, name);
  const raw = cell("term status");
  const own = STATUSES.get(raw.toLowerCase());
  const { standing, status } = own ?? { standing: readStanding(raw) };
  draft.status = status;
  // What other tools say is kept beside what it is here.
  if (own === undefined) keepExtra(draft, "term status", raw);
  for (const [index, name] of names.entries()) {
    const text = cell(name);
    if (text === "" || name === "term status") continue;
    if (index === 0 || isTarget(names, index)) {
      const code = index === 0 ? source : target;
      const english = languageOfTerm(code, text) === "en";
      addTerm(draft, code, { text, ...(english ? { standing } : {}) });
    } else if (name === ID) draft.id = text;
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
