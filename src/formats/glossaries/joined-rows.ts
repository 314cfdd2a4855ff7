import type { Row } from "../csv/records.ts";
import { isTooLarge, type ConceptDraft } from "./draft.ts";
import { hashOf, Hashes } from "../../core/text/hashes.ts";

/** How rows of one id become one concept. */
export interface JoinedRows {
  /** The rows, read anew whenever they are gone through. */
  readonly rows: Iterable<Row>;
  /** The id of a row, "" for one that is a concept of its own. */
  readonly idOf: (row: Row) => string;
  readonly draftOf: (row: Row) => ConceptDraft;
  readonly join: (into: ConceptDraft, draft: ConceptDraft) => void;
}

/**
 * The drafts of a table in which several rows may be one concept, by their ids, in the order of their first rows. Goes through the rows
 * twice, three times where rows of one id stand apart. Holds eight bytes for each run of rows of one id, the concept whose rows
 * follow each other, and those whose rows stand apart: all of them only in a file that is sorted by something else.
 */
export function* joinedDrafts(table: JoinedRows): Generator<ConceptDraft> {
  const { rows, idOf, draftOf, join } = table;
  const apart = idsApart(rows, idOf);
  const held = apart.size === 0 ? new Map<string, ConceptDraft>() : draftsApart(table, apart);
  const given = new Set<string>();
  let open: ConceptDraft | undefined;
  for (const row of rows) {
    const id = idOf(row);
    if (open?.id === id && id !== "") {
      addTo(open, row, draftOf, join);
      continue;
    }
    if (open !== undefined) yield open;
    open = undefined;
    const whole = held.get(id);
    if (whole === undefined) open = draftOf(row);
    else if (!given.has(id)) yield whole;
    if (whole !== undefined) given.add(whole.id);
  }
  if (open !== undefined) yield open;
}

/** The hashes of ids whose rows do not all follow each other. */
function idsApart(rows: Iterable<Row>, idOf: (row: Row) => string): ReadonlySet<number> {
  const runs = new Hashes();
  let last = "";
  for (const row of rows) {
    const id = idOf(row);
    if (id !== last && id !== "") runs.add(id);
    last = id;
  }
  return runs.twins();
}

function draftsApart(
  { rows, idOf, draftOf, join }: JoinedRows,
  apart: ReadonlySet<number>,
): Map<string, ConceptDraft> {
  const drafts = new Map<string, ConceptDraft>();
  for (const row of rows) {
    const id = idOf(row);
    if (id === "" || !apart.has(hashOf(id))) continue;
    const known = drafts.get(id);
    if (known !== undefined) {
      addTo(known, row, draftOf, join);
      continue;
    }
    const draft = draftOf(row);
    drafts.set(draft.id, draft);
  }
  return drafts;
}

function addTo(
  draft: ConceptDraft,
  row: Row,
  draftOf: JoinedRows["draftOf"],
  join: JoinedRows["join"],
): void {
  // One that is too large already is refused, and need not grow.
  if (!isTooLarge(draft)) join(draft, draftOf(row));
}
