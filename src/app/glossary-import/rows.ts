import type { Finding } from "../../core/finding.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";
import type { StoreReader } from "../store.ts";
import type { ImportGlossaryResult } from "../views.ts";
import { planRow, type ImportPolicy, type ImportRow, type RowChoice } from "./plan.ts";
import type { GlossaryInput } from "./source.ts";
import type { StoredConcepts } from "./stored.ts";

/** Rows that are planned and written at a time. */
export const BATCH = 500;

/** What becomes of rows in conflict: they are left out, or added as concepts beside those of the same Chinese. */
export const CONFLICT_RULES = ["wait", "add"] as const;
export type ConflictRule = (typeof CONFLICT_RULES)[number];

export interface ImportInput extends GlossaryInput {
  /** What becomes of concepts that are there; `update` if not given. */
  readonly policy?: ImportPolicy | undefined;
  /** What a person decided about single rows, by number. */
  readonly choices?: ReadonlyMap<number, RowChoice> | undefined;
  /** What becomes of rows in conflict that nobody decided about: they wait if not given. */
  readonly conflicts?: ConflictRule | undefined;
  readonly requestId?: string | undefined;
}

/** What an import did; rows in conflict and skipped ones are as they were. */
export interface ImportedGlossary extends ImportGlossaryResult {
  readonly conflicts: number;
  readonly skipped: number;
  /** The change that one undo takes back; undefined where nothing was written. */
  readonly changeId: string | undefined;
}

/** Does work in a transaction that is open, or in one of its own. */
export type Reading = (work: (tx: StoreReader) => Promise<void>) => Promise<void>;

/** The rows of a file with what becomes of them, batch by batch; `reading` is asked once a batch. */
export async function* plannedRows(
  entries: Iterable<GlossaryEntry>,
  known: StoredConcepts,
  { policy = "update", choices, conflicts = "wait" }: Pick<ImportInput, "policy" | "choices" | "conflicts">,
  reading: Reading,
): AsyncGenerator<readonly ImportRow[]> {
  const choiceOf = (number: number): RowChoice | undefined =>
    choices?.get(number) ?? (conflicts === "add" ? { kind: "add" } : undefined);
  let number = 0;
  for (const batch of batches(entries)) {
    const first = number + 1;
    const chosen = batch.map((_, index) => choiceOf(first + index));
    await reading((tx) => known.load(tx, batch, chosen));
    yield batch.map((entry) => {
      number++;
      return planRow(entry, number, known, { policy, choice: choiceOf(number) });
    });
  }
}

function* batches(entries: Iterable<GlossaryEntry>): Generator<readonly GlossaryEntry[]> {
  let batch: GlossaryEntry[] = [];
  for (const entry of entries) {
    batch.push(entry);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The concepts that the rows of a batch write: of several rows of one concept the last has what all of them say. */
export function writtenBy(rows: readonly ImportRow[]): readonly ImportRow["concept"][] {
  const written = rows.filter(({ kind }) => kind === "new" || kind === "changed");
  return [...new Map(written.map(({ concept }) => [concept.id, concept])).values()];
}

/** How many concepts that a finding names. */
const NAMED = 20;

/** The concepts that a file proposes and somebody has rejected. */
export class RejectedRows {
  readonly #ids = new Set<string>();
  #count = 0;

  note({ staysRetired, concept }: ImportRow): void {
    if (!staysRetired) return;
    this.#count++;
    if (this.#ids.size < NAMED) this.#ids.add(concept.id);
  }

  findings(): readonly Finding[] {
    const [count, conceptIds] = [this.#count, [...this.#ids]];
    return count === 0 ? [] : [{ code: "import-rejected", severity: "info", params: { count }, conceptIds }];
  }
}
