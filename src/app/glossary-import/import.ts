import type { Finding } from "../../core/finding.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";
import { repeated } from "../changes.ts";
import { ConceptWriting } from "../concept-writing.ts";
import type { Deps } from "../deps.ts";
import type { Actor } from "../records.ts";
import type { ImportGlossaryResult } from "../views.ts";
import {
  noRows,
  planRow,
  type ImportPlan,
  type ImportPolicy,
  type ImportRow,
  type RowChoice,
} from "./plan.ts";
import { openGlossary, type GlossaryInput } from "./source.ts";
import { StoredConcepts } from "./stored.ts";

/** Rows that are planned and written at a time. */
const BATCH = 500;

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

/** What importing a file would do, without its rows. */
export interface ImportPreview extends Pick<ImportPlan, "counts"> {
  readonly format: string;
  readonly findings: readonly Finding[];
}

/** What an import did; rows in conflict and skipped ones are as they were. */
export interface ImportedGlossary extends ImportGlossaryResult {
  readonly conflicts: number;
  readonly skipped: number;
  /** The change that one undo takes back; undefined where nothing was written. */
  readonly changeId: string | undefined;
}

/**
 * What importing a file would do; nothing is written. Each row is told when it is planned: what was told is to be dropped when this
 * fails, as {@link importGlossary} does.
 */
export async function previewImport(
  deps: Deps,
  input: ImportInput,
  tell: (row: ImportRow) => void,
): Promise<ImportPreview> {
  const source = openGlossary(deps, input);
  return deps.store.read(async (tx) => {
    const counts = noRows();
    const rejected = new RejectedRows();
    for await (const rows of plannedRows(source, new StoredConcepts(tx), input)) {
      for (const row of rows) {
        counts[row.kind]++;
        rejected.note(row);
        tell(row);
      }
    }
    return { counts, format: source.format, findings: [...source.findings, ...rejected.findings()] };
  });
}

/**
 * Imports a glossary file in one change: rows that are new are added, those of concepts that are there follow the policy, rows in
 * conflict wait unless a choice says what they are. Nothing is rendered. Memory holds a batch of rows, however long the file. Fails
 * invalid with every fault of the file, too-large; nothing is written then.
 */
export async function importGlossary(
  deps: Deps,
  actor: Actor,
  input: ImportInput,
): Promise<ImportedGlossary> {
  const source = openGlossary(deps, input);
  const { requestId } = input;
  return deps.store.write(async (tx) => {
    const known = new StoredConcepts(tx);
    const again = await repeated(tx, requestId);
    const writing = new ConceptWriting(deps, tx, actor, { sample: false, requestId });
    const counts = noRows();
    const rejected = new RejectedRows();
    for await (const rows of plannedRows(source, known, input)) {
      for (const row of rows) {
        counts[row.kind]++;
        rejected.note(row);
      }
      if (again !== undefined) continue;
      const written = rows.filter(({ kind }) => kind === "new" || kind === "changed");
      // Of several rows of one concept the last has what all of them say.
      const concepts = [...new Map(written.map(({ concept }) => [concept.id, concept])).values()];
      await writing.put(concepts, (id) => known.record(id));
      known.written();
    }
    await writing.close();
    const changeId = again?.id ?? writing.changeId;
    const findings = [...source.findings, ...rejected.findings()];
    const rest = { conflicts: counts.conflict, skipped: counts.skipped, findings, changeId };
    if (again !== undefined) return { added: 0, changed: 0, unchanged: source.count, ...rest };
    const { added, changed, unchanged } = writing.counts;
    return { added, changed, unchanged: unchanged + counts.unchanged, ...rest };
  });
}

/** How many concepts that a finding names. */
const NAMED = 20;

/** The concepts that a file proposes and somebody has rejected. */
class RejectedRows {
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

/** The rows of a file with what becomes of them, batch by batch. */
async function* plannedRows(
  entries: Iterable<GlossaryEntry>,
  known: StoredConcepts,
  { policy = "update", choices, conflicts = "wait" }: Pick<ImportInput, "policy" | "choices" | "conflicts">,
): AsyncGenerator<readonly ImportRow[]> {
  const choiceOf = (number: number): RowChoice | undefined =>
    choices?.get(number) ?? (conflicts === "add" ? { kind: "add" } : undefined);
  let number = 0;
  for (const batch of batches(entries)) {
    const first = number + 1;
    await known.load(
      batch,
      batch.map((_, index) => choiceOf(first + index)),
    );
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
