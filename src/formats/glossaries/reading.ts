import { refuse, type Finding, type ReadResult } from "../../core/finding.ts";
import type { Row } from "../csv/records.ts";
import { exhaust, ReadStop } from "../stop.ts";
import { chineseKeys, entryOfDraft, isTooLarge, join, VALUE_LIMIT, type ConceptDraft } from "./draft.ts";
import type { GlossaryReading, GlossaryReadOptions } from "./format.ts";
import { Hashes } from "../../core/text/hashes.ts";
import { FirstLines } from "./id-hashes.ts";
import { madeIds, type Stands } from "./made-ids.ts";

/** The longest term of any file, in UTF-16 units: what is longer is no term. */
export const TERM_LIMIT = 5_000;

/** The longest id of a concept, in UTF-16 units: stores hold ids in indexes, and pages have them in their addresses. */
export const ID_LIMIT = 500;

/** The refusal of an id that is longer than {@link ID_LIMIT}. */
export function idTooLong(line: number): ReadResult<never> & { readonly ok: false } {
  return refuse("id-too-long", { limit: ID_LIMIT, line }, { line });
}

/** The refusal of a term that is longer than {@link TERM_LIMIT}. */
export function termTooLong(line: number): ReadResult<never> & { readonly ok: false } {
  return refuse("term-too-long", { limit: TERM_LIMIT, line }, { line });
}

/** The refusal of a concept with more terms, notes or other values than any has. */
export function conceptTooLarge(line: number, limit: number): ReadResult<never> & { readonly ok: false } {
  return refuse("concept-too-large", { limit, line }, { line });
}

/**
 * What a reader of rows gives. A refusal by the rows themselves, whose text may be broken further down, comes before what the reader
 * says of their content: after one that it says the rest of the rows is looked at, too.
 */
export function* readingRows(
  rows: Iterable<Row>,
  read: (rows: Iterable<Row>) => GlossaryReading,
): GlossaryReading {
  try {
    const result = yield* read(rows);
    if (!result.ok) exhaust(rows);
    return result;
  } catch (error) {
    if (error instanceof ReadStop) return { ok: false, refusal: error.finding };
    throw error;
  }
}

/** The first of some rows. */
export function firstRow(rows: Iterable<Row>): Row | undefined {
  for (const row of rows) return row;
  return undefined;
}

/** What is read of the rows behind a header, one after another. */
export function* behindHeader<Value>(
  rows: Iterable<Row>,
  of: (header: Row) => (row: Row) => Value,
): Generator<Value> {
  let read: ((row: Row) => Value) | undefined;
  for (const row of rows) {
    if (read === undefined) read = of(row);
    else yield read(row);
  }
}

/**
 * How drafts become concepts: whether those that follow each other may be one, and which ids must not be made; left out where no draft
 * has an id.
 */
export interface DraftOptions extends GlossaryReadOptions {
  readonly grouped: boolean;
  readonly stands?: Stands;
}

/**
 * Entries from drafts, which are gone through again where ids seem to stand twice: where `grouped`, those without ids that follow each
 * other and share a Chinese term are one concept. A row without a Chinese or English term is told and left out; a term of more than
 * {@link TERM_LIMIT}, a concept with more than {@link VALUE_LIMIT} values of a kind, an id of more than {@link ID_LIMIT} or one that
 * stands twice refuses the file. Holds eight bytes an id and what is told.
 */
export function* readDrafts(drafts: () => Iterable<ConceptDraft>, options: DraftOptions): GlossaryReading {
  const ids = new Hashes();
  try {
    const result = yield* entriesOf(drafts(), options, (id) => {
      ids.add(id);
      return undefined;
    });
    if (!ids.mayHaveTwins()) return result;
  } catch (error) {
    // What breaks further down is not said before an id that stands twice above it.
    if (!ids.mayHaveTwins()) throw error;
  }
  const lines = new FirstLines(ids);
  const again = entriesOf(drafts(), options, (id, line) => lines.before(id, line));
  for (;;) {
    const step = again.next();
    if (step.done === true) return step.value;
  }
}

/** `before`: the line on which an id stood before. */
function* entriesOf(
  drafts: Iterable<ConceptDraft>,
  options: DraftOptions,
  before: (id: string, line: number) => number | undefined,
): GlossaryReading {
  const findings: Finding[] = [];
  let count = 0;
  const made = madeIds("row", options.stands ?? (() => false));
  const makeId = options.newId ?? ((): string => made(count + 1));
  for (const draft of options.grouped ? grouped(drafts) : drafts) {
    if (isTooLarge(draft)) return conceptTooLarge(draft.line, VALUE_LIMIT);
    if (hasLongTerm(draft)) return termTooLong(draft.line);
    const { id, line } = draft;
    if (id.length > ID_LIMIT) return idTooLong(line);
    const firstLine = id === "" ? undefined : before(id, line);
    if (firstLine !== undefined) {
      return refuse("csv-duplicate-id", { id: id.slice(0, 80).toWellFormed(), firstLine, line }, { line });
    }
    const entry = entryOfDraft(draft, makeId);
    if (entry === undefined) {
      findings.push({ code: "no-form", severity: "warning", params: { line }, place: { line } });
      continue;
    }
    count++;
    yield entry;
  }
  return { ok: true, value: count, findings };
}

function hasLongTerm({ terms }: ConceptDraft): boolean {
  for (const list of terms.values()) if (list.some(({ text }) => text.length > TERM_LIMIT)) return true;
  return false;
}

function* grouped(drafts: Iterable<ConceptDraft>): Generator<ConceptDraft> {
  let open: ConceptDraft | undefined;
  const known = new Set<string>();
  for (const draft of drafts) {
    const keys = chineseKeys(draft);
    // What has an id is told apart by it; one that is too large already is refused, and need not grow.
    const nameless = draft.id === "" && open?.id === "";
    if (open !== undefined && nameless && !isTooLarge(open) && keys.some((key) => known.has(key)))
      join(open, draft);
    else {
      if (open !== undefined) yield open;
      open = draft;
      known.clear();
    }
    for (const key of keys) known.add(key);
  }
  if (open !== undefined) yield open;
}
