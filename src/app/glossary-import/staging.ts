import type { Concept } from "../../core/glossary/model.ts";
import type { ConceptRevisionRecord } from "../records.ts";

/** A concept that waits to be shown with the others of its import. */
export interface StagedConcept {
  readonly concept: Concept;
  /** The revision that it follows, 0 for one that was never there. */
  readonly base: number;
  /** Whether the glossary has it now. */
  readonly stands: boolean;
}

/** An import whose concepts wait, or are not all entered in the search yet. */
export interface StagedImport {
  readonly id: string;
  /** When something was last done for it. */
  readonly at: number;
  /** The change that showed its concepts. */
  readonly changeId: string | null;
}

/** What a store tells of concepts that wait; no other method sees them. */
export interface StagingReads {
  stagedImports(): Promise<StagedImport[]>;
  /** Those of some ids that wait in an import, in no order. */
  stagedConcepts(importId: string, ids: readonly string[]): Promise<Concept[]>;
  /** How many concepts a change wrote, which wrote each once. */
  conceptsWritten(changeId: string): Promise<number>;
  /** What a change made of concepts that are written otherwise now, at most `limit`, by id. */
  conceptsOvertaken(changeId: string, limit: number): Promise<ConceptRevisionRecord[]>;
}

/** How a store takes in many concepts without a long transaction: they wait in small ones, and are shown in one. */
export interface StagingWrites {
  /** Begins an import, or says that it goes on. */
  putStagedImport(stagedImport: StagedImport): Promise<void>;
  /** Has concepts of different ids wait; one that waits already is replaced. */
  stageConcepts(importId: string, concepts: readonly StagedConcept[]): Promise<void>;
  /**
   * Writes all that wait in an import into the glossary with their revisions, as few statements whatever their number; they are not in
   * the search until {@link StagingWrites.settleStaged}. Gives how many there are.
   */
  showStaged(
    importId: string,
    change: { readonly id: string; readonly at: number },
    glossaryRevision: number,
  ): Promise<{ readonly added: number; readonly changed: number }>;
  /**
   * Gives all concepts that a change wrote, each once, the content that they had before it, as their next revisions, in as few statements;
   * they are not in the search as they are now until {@link StagingWrites.settleStaged}, those that go are in no list at once.
   */
  takeBackConcepts(
    importId: string,
    undone: string,
    change: { readonly id: string; readonly at: number },
    glossaryRevision: number,
  ): Promise<void>;
  /** Enters the next `limit` concepts of what was shown or taken back in the search as they are now. Gives whether there are more. */
  settleStaged(importId: string, limit: number): Promise<boolean>;
  /** Drops the next `limit` concepts of an import that was not shown. Gives whether there are more. */
  dropStaged(importId: string, limit: number): Promise<boolean>;
  /** Ends an import in which nothing waits. */
  removeStagedImport(importId: string): Promise<void>;
}
