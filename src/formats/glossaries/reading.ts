import { refuse, type Finding, type ReadResult } from "../../core/finding.ts";
import { chineseKeys, entryOfDraft, isTooLarge, join, VALUE_LIMIT, type ConceptDraft } from "./draft.ts";
import type { GlossaryReading, GlossaryReadOptions } from "./format.ts";
import { madeIds, type Stands } from "./made-ids.ts";

/** The longest term of any file, in UTF-16 units: what is longer is no term. */
export const TERM_LIMIT = 5_000;

/** The refusal of a term that is longer than {@link TERM_LIMIT}. */
export function termTooLong(line: number): ReadResult<never> & { readonly ok: false } {
  return refuse("term-too-long", { limit: TERM_LIMIT, line }, { line });
}

/** The refusal of a concept with more terms, notes or other values than any has. */
export function conceptTooLarge(line: number, limit: number): ReadResult<never> & { readonly ok: false } {
  return refuse("concept-too-large", { limit, line }, { line });
}

/** How drafts become concepts: whether those that follow each other may be one, and which ids must not be made. */
export interface DraftOptions extends GlossaryReadOptions {
  readonly grouped: boolean;
  readonly stands: Stands;
}

/**
 * Entries from drafts: where `grouped`, those without ids that follow each other and share a Chinese term are one concept. A row
 * without a Chinese or English term is told and left out; a term of more than {@link TERM_LIMIT}, a concept with more than
 * {@link VALUE_LIMIT} values of a kind or an id that stands twice refuses the file.
 */
export function* readDrafts(drafts: Iterable<ConceptDraft>, options: DraftOptions): GlossaryReading {
  const findings: Finding[] = [];
  const lines = new Map<string, number>();
  let count = 0;
  const made = madeIds("row", options.stands);
  const makeId = options.newId ?? ((): string => made(count + 1));
  for (const draft of options.grouped ? grouped(drafts) : drafts) {
    if (isTooLarge(draft)) return conceptTooLarge(draft.line, VALUE_LIMIT);
    if ([...draft.terms.values()].flat().some(({ text }) => text.length > TERM_LIMIT)) {
      return termTooLong(draft.line);
    }
    const { id, line } = draft;
    const firstLine = lines.get(id);
    if (firstLine !== undefined) {
      return refuse("csv-duplicate-id", { id: id.slice(0, 80).toWellFormed(), firstLine, line }, { line });
    }
    if (id !== "") lines.set(id, line);
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
