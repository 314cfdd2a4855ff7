import type { Concept } from "../../core/glossary/model.ts";
import type { FileBytes } from "../bytes.ts";
import { isBlank, recordsOf, type Delimiter, type Row } from "../csv/records.ts";
import { tableRows } from "../csv/rows.ts";
import { ENCODINGS, type Encoding } from "../text/encodings.ts";
import { unmarkedPieces } from "../text/pieces.ts";
import { joinAlternatives, splitAlternatives } from "./alternatives.ts";
import { ROW_LIMIT } from "./csv.ts";
import { addNote, addTerm, newDraft, type ConceptDraft } from "./draft.ts";
import type { GlossaryEntry } from "./entry.ts";
import {
  GLOSSARY_LIMIT,
  type GlossaryFormat,
  type GlossaryReading,
  type GlossaryReadOptions,
} from "./format.ts";
import type { Losses } from "./losses.ts";
import { readDrafts, readingRows } from "./reading.ts";
import { bilingualTerms, entriesInUse, lostDays, lostFields, lostStatus, onOneLine } from "./targets.ts";

/** Where the forbidden forms stand in a comment: OmegaT shows it, and does not warn. */
const FORBIDDEN = /(?:^| )\[not: /;
const CHARSET = /^# -\*- coding: (?<name>[\w-]+) -\*-/;

/**
 * OmegaT's glossary: Chinese, English, comment, between tabs without quotes or (by its name, `.csv`) between commas; UTF-8 unless the
 * first line says otherwise. Rows that follow each other with one Chinese term are one concept. Forbidden forms stand at the end of
 * the comment, `[not: Bi Jianwen|Bi Jian-wen]`.
 */
export const omegatGlossary = {
  name: "omegat",
  extensions: [".txt", ".utf8", ".tab"],
  mediaType: "text/plain",
  read: readOmegat,
  write: writeOmegat,
} as const satisfies GlossaryFormat;

function* readOmegat(file: FileBytes, options: GlossaryReadOptions = {}): GlossaryReading {
  const encoding = options.encoding ?? charsetOf(file);
  const pieces = (): Iterable<string> => unmarkedPieces(file, { encoding, limit: GLOSSARY_LIMIT });
  const table = {
    *[Symbol.iterator]() {
      yield* tableRows(pieces, delimiterOf(pieces()), ROW_LIMIT);
    },
  };
  return yield* readingRows(table, (rows) => readDrafts(() => drafts(rows), { ...options, grouped: true }));
}

/** The encoding that the first line names, for the encodings that are read. */
function charsetOf(bytes: FileBytes): Encoding | undefined {
  const name = CHARSET.exec(String.fromCharCode(...bytes.subarray(0, 80)))?.groups?.["name"]?.toLowerCase();
  const known = name === "gbk" || name === "gb2312" ? "gb18030" : name;
  return ENCODINGS.find((encoding) => encoding === known);
}

/** The separator of the first line that is no comment. */
function delimiterOf(pieces: Iterable<string>): Delimiter {
  for (const row of recordsOf(pieces, "\t")) {
    const [first = "", ...others] = row.cells;
    if (isBlank(row) || first.startsWith("#")) continue;
    return others.length === 0 && first.includes(",") ? "," : "\t";
  }
  return "\t";
}

function* drafts(rows: Iterable<Row>): Generator<ConceptDraft> {
  for (const { line, cells } of rows) {
    const [source = "", target = "", comment = ""] = cells;
    // A comment, to OmegaT too.
    if (source.startsWith("#")) continue;
    const draft = newDraft(line);
    const language = (text: string, other: string): string => (/\p{Script=Han}/u.test(text) ? "zh" : other);
    addTerm(draft, language(source, "en"), { text: source });
    addTerm(draft, language(target, "en"), { text: target });
    const forms = comment.endsWith("]") ? FORBIDDEN.exec(comment) : null;
    const forbidden = forms === null ? "" : comment.slice(forms.index + forms[0].length, -1);
    for (const text of splitAlternatives(forbidden)) addTerm(draft, "en", { text, standing: "deprecated" });
    addNote(draft, comment.slice(0, forms?.index));
    yield draft;
  }
}

function* writeOmegat(entries: Iterable<GlossaryEntry>, losses: Losses): Generator<string> {
  for (const { concept } of entriesInUse(entries, losses)) {
    const rows = rowsOf(concept, losses).map((row) => row.map(onOneLine));
    // OmegaT passes over a line without a source, and one that begins with a number sign is a comment.
    const kept = rows.filter(
      ([source = "", target]) => source !== "" && target !== "" && !source.startsWith("#"),
    );
    losses.lose("characters", concept.id, rows.length - kept.length);
    for (const row of kept) yield `${row.join("\t")}\n`;
  }
}

/** The Chinese forms, each beside the preferred English form, then the first beside what else may stand. */
function rowsOf(concept: Concept, losses: Losses): (readonly string[])[] {
  const { id, note } = concept;
  const { sources, preferred, admitted, forbidden } = bilingualTerms(concept);
  const [lead] = sources;
  const target = preferred ?? admitted[0]?.text;
  if (lead === undefined || target === undefined) {
    losses.lose("concept", id);
    return [];
  }
  losses.lose(
    "fields",
    id,
    lostFields(concept, { note: true, category: false, short: false }) + lostStatus(concept),
  );
  losses.lose("days", id, lostDays(concept));
  // Kept in the comment, which warns nobody.
  losses.lose("forbidden", id, forbidden.length);
  const not = forbidden.length === 0 ? "" : `[not: ${joinAlternatives(forbidden.map(({ text }) => text))}]`;
  const comment = [onOneLine(note), not].filter((part) => part !== "").join(" ");
  return [
    ...sources.map(({ text }, index) => [text, target, index === 0 ? comment : ""]),
    ...admitted.filter(({ text }) => text !== target).map(({ text }) => [lead.text, text, ""]),
  ];
}
