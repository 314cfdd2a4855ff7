import { conceptLabel, sameConcept } from "../core/glossary/model.ts";
import type { OpenChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import type { ConceptRecord, ConceptRevisionRecord } from "./records.ts";
import type { StoreWriter } from "./store.ts";

/**
 * Gives concepts the content they had before a change, as their next revision. Fails conflict when one of them was
 * changed since.
 */
export async function undoConcepts(
  tx: StoreWriter,
  change: OpenChange,
  revisions: readonly ConceptRevisionRecord[],
  glossaryRevision: number,
): Promise<void> {
  for (const after of revisions) {
    const current = await tx.concept(after.conceptId);
    if (current === undefined || !standsAs(current, after)) throw overtaken(after);
    const before = await tx.conceptRevision(after.conceptId, after.revision - 1);
    await tx.putConcept(
      {
        concept: before?.concept ?? after.concept,
        removed: before?.removed ?? true,
        revision: current.revision + 1,
        updatedAt: change.at,
        sample: current.sample,
      },
      change.id,
      glossaryRevision,
    );
    change.tell("concept.changed", null, after.conceptId);
  }
}

/** A change that wrote more concepts is taken back by few statements, and not by some for each. */
export const MANY = 500;

/** So many concepts that are written otherwise than a change left them are looked at. */
const LOOKED_AT = 1000;

/**
 * As {@link undoConcepts} for a change that wrote many, each once. They are to be entered in the search when the transaction has ended,
 * as those of an import of the id that this gives.
 */
export async function undoManyConcepts(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  undone: string,
  glossaryRevision: number,
): Promise<string> {
  const others = await tx.conceptsOvertaken(undone, LOOKED_AT);
  for (const [at, after] of others.entries()) {
    const current = await tx.concept(after.conceptId);
    if (current === undefined || !standsAs(current, after) || at === LOOKED_AT - 1) throw overtaken(after);
  }
  const importId = deps.newId();
  await tx.putStagedImport({ id: importId, at: change.at, changeId: change.id });
  await tx.takeBackConcepts(importId, undone, change, glossaryRevision);
  change.tell("glossary.changed", null, null);
  return importId;
}

/** Whether a concept is as a change left it: what was taken back and made again in between is no change. */
function standsAs(current: ConceptRecord, after: ConceptRevisionRecord): boolean {
  return current.removed === after.removed && sameConcept(current.concept, after.concept);
}

function overtaken({ concept }: ConceptRevisionRecord): Failure {
  return new Failure("conflict", "failure.undo-concept-changed", { concept: conceptLabel(concept) });
}
