import { conceptLabel, sameConcept } from "../core/glossary/model.ts";
import type { OpenChange } from "./changes.ts";
import { Failure } from "./failure.ts";
import type { ConceptRevisionRecord } from "./records.ts";
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
    // Taken back and made again in between is no change.
    if (current?.removed !== after.removed || !sameConcept(current.concept, after.concept)) {
      throw new Failure("conflict", "failure.undo-concept-changed", { concept: conceptLabel(after.concept) });
    }
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
