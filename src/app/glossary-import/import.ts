import type { Finding } from "../../core/finding.ts";
import { repeated } from "../changes.ts";
import { ConceptWriting } from "../concept-writing.ts";
import type { Deps } from "../deps.ts";
import type { Actor } from "../records.ts";
import { turn } from "../turn.ts";
import { noRows, type ImportPlan, type ImportRow } from "./plan.ts";
import {
  plannedRows,
  RejectedRows,
  writtenBy,
  type ImportedGlossary,
  type ImportInput,
  type Reading,
} from "./rows.ts";
import { openGlossary } from "./source.ts";
import { importInParts } from "./staged-import.ts";
import { StoredConcepts } from "./stored.ts";

export { CONFLICT_RULES, type ConflictRule, type ImportedGlossary, type ImportInput } from "./rows.ts";

/** A file of up to so many bytes (some hundred concepts) is imported in one transaction. */
const SMALL = 100_000;

/** What importing a file would do, without its rows. */
export interface ImportPreview extends Pick<ImportPlan, "counts"> {
  readonly format: string;
  readonly findings: readonly Finding[];
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
  const counts = noRows();
  const rejected = new RejectedRows();
  // Others are served between two batches, and may change the glossary: importing plans anew.
  const reading: Reading = async (work) => {
    await turn();
    await deps.store.read(work);
  };
  for await (const rows of plannedRows(source, new StoredConcepts(), input, reading)) {
    for (const row of rows) {
      counts[row.kind]++;
      rejected.note(row);
      tell(row);
    }
  }
  return { counts, format: source.format, findings: [...source.findings, ...rejected.findings()] };
}

/**
 * Imports a glossary file in one change: rows that are new are added, those of concepts that are there follow the policy, rows in
 * conflict wait unless a choice says what they are. Nothing is rendered. Memory holds a batch of rows, and whoever saves waits for no more
 * than one batch and the short end of it, however long the file. Fails invalid with every fault of the file, too-large, conflict where
 * the glossary was changed again and again meanwhile; nothing is written then.
 */
export function importGlossary(deps: Deps, actor: Actor, input: ImportInput): Promise<ImportedGlossary> {
  const size = input.bytes?.length ?? input.text?.length ?? 0;
  return size <= SMALL ? importAtOnce(deps, actor, input) : importInParts(deps, actor, input);
}

/** As {@link importGlossary}, in one transaction: the shorter way for a short file. */
export async function importAtOnce(deps: Deps, actor: Actor, input: ImportInput): Promise<ImportedGlossary> {
  const source = openGlossary(deps, input);
  const { requestId } = input;
  return deps.store.write(async (tx) => {
    const known = new StoredConcepts();
    const again = await repeated(tx, requestId);
    const writing = new ConceptWriting(deps, tx, actor, { sample: false, requestId });
    const counts = noRows();
    const rejected = new RejectedRows();
    for await (const rows of plannedRows(source, known, input, (work) => work(tx))) {
      for (const row of rows) {
        counts[row.kind]++;
        rejected.note(row);
      }
      if (again !== undefined) continue;
      await writing.put(writtenBy(rows), (id) => known.record(id));
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
