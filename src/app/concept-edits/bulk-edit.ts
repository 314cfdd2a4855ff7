/** One edit of many concepts: looked at before, written as one change. */
import type { Finding } from "../../core/finding.ts";
import type { Category, Concept, ConceptStatus } from "../../core/glossary/model.ts";
import { conceptLabel, sameConcept } from "../../core/glossary/model.ts";
import { repeated } from "../changes.ts";
import { checkConcept } from "../concept-drafts.ts";
import type { ConceptSearch } from "../concept-search/model.ts";
import { findConceptIds } from "../concept-search/search.ts";
import { conceptChanges } from "../concepts.ts";
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import type { Actor, ConceptRecord } from "../records.ts";
import type { StoreReader } from "../store.ts";
import type { ConceptHistoryEntry } from "../views.ts";
import {
  foreseeSteps,
  takenBefore,
  takeSteps,
  unchangedSince,
  type ConceptsChanged,
  type ConceptsImpact,
  type SeenConcept,
} from "./change.ts";

/** So many concepts are changed at once. */
export const BULK_LIMIT = 1000;

/** What is changed in each concept; what is undefined or empty stays. */
export interface BulkEdit {
  readonly status: ConceptStatus | undefined;
  readonly category: Category | undefined;
  /** Lines that are added behind those that are there. */
  readonly evidence: readonly string[];
  /** Added as lines of their own behind the note that is there. */
  readonly note: string;
}

/** Which concepts are meant: some by their ids, or all that a search finds. */
export type ConceptSelection =
  | { readonly kind: "ids"; readonly ids: readonly string[] }
  | { readonly kind: "found"; readonly search: Pick<ConceptSearch, "query" | "filter" | "finding"> };

/** What becomes of one concept: a refused one could not be stored so, and is left out. */
export const BULK_KINDS = ["changed", "unchanged", "refused"] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

export interface BulkRow extends SeenConcept {
  readonly kind: BulkKind;
  readonly label: string;
  readonly concept: Concept;
  readonly changes: ConceptHistoryEntry["changes"];
  /** Why it is refused. */
  readonly findings: readonly Finding[];
}

/** What an edit of many concepts would do. */
export interface BulkPreview {
  /** In the order of the selection, at most {@link BULK_LIMIT}. */
  readonly rows: readonly BulkRow[];
  /** Whether there are more than that: they are left for another time. */
  readonly more: boolean;
  readonly impact: ConceptsImpact;
}

/** Whether an edit says nothing. */
export function isEmptyEdit({ status, category, evidence, note }: BulkEdit): boolean {
  return status === undefined && category === undefined && evidence.length === 0 && note.trim() === "";
}

/** What an edit would do to concepts and in articles. Nothing is written; a concept that is gone is left out. */
export function previewBulkEdit(
  deps: Deps,
  input: { readonly selection: ConceptSelection; readonly edit: BulkEdit },
): Promise<BulkPreview> {
  return deps.store.read(async (tx) => {
    const ids = await selected(deps, tx, input.selection);
    const chosen = ids.slice(0, BULK_LIMIT);
    const records = new Map((await tx.conceptsWithIds(chosen)).map((one) => [one.concept.id, one]));
    const standing = chosen.flatMap((id) => records.get(id) ?? []).filter(({ removed }) => !removed);
    const steps = standing.map((before) => ({ before, after: edited(before.concept, input.edit) }));
    const rows = steps.map(({ before, after }) => rowOf(before, after));
    const changed = new Set(rows.filter(({ kind }) => kind === "changed").map(({ id }) => id));
    return {
      rows,
      more: ids.length > chosen.length,
      impact: await foreseeSteps(
        deps,
        tx,
        steps.filter(({ after }) => changed.has(after.id)),
      ),
    };
  });
}

async function selected(
  deps: Deps,
  tx: StoreReader,
  selection: ConceptSelection,
): Promise<readonly string[]> {
  if (selection.kind === "ids") return [...new Set(selection.ids)];
  return findConceptIds(deps, tx, { ...selection.search, limit: BULK_LIMIT + 1 });
}

function rowOf(before: ConceptRecord, after: Concept): BulkRow {
  const { concept, revision } = before;
  const findings = faultsOf(after);
  const kind = sameConcept(concept, after) ? "unchanged" : findings.length > 0 ? "refused" : "changed";
  return {
    ...{ id: concept.id, revision, kind, concept, label: conceptLabel(concept) },
    changes: conceptChanges(concept, after),
    findings: kind === "refused" ? findings : [],
  };
}

function faultsOf(concept: Concept): readonly Finding[] {
  try {
    checkConcept(concept);
    return [];
  } catch (error) {
    if (error instanceof Failure) return error.findings;
    throw error;
  }
}

function edited(concept: Concept, { status, category, evidence, note }: BulkEdit): Concept {
  const added = note.trim();
  const has = added === "" || `\n${concept.note}\n`.includes(`\n${added}\n`);
  return {
    ...concept,
    status: status ?? concept.status,
    category: category ?? concept.category,
    note: has ? concept.note : concept.note === "" ? added : `${concept.note}\n${added}`,
    evidence: [...new Set([...concept.evidence, ...evidence])],
  };
}

/**
 * Edits concepts as one change; those that say it already are left. A request that is repeated makes one change. Fails
 * conflict where one was changed since it was looked at, invalid where one cannot be stored so or nothing is to be changed,
 * too-large.
 */
export function editConcepts(
  deps: Deps,
  actor: Actor,
  input: {
    readonly concepts: readonly SeenConcept[];
    readonly edit: BulkEdit;
    /** What the change is called in the history; how many concepts it changed without one. */
    readonly name: string;
    readonly requestId?: string | undefined;
  },
): Promise<ConceptsChanged> {
  const { edit, requestId } = input;
  const seen = [...new Map(input.concepts.map((one) => [one.id, one])).values()];
  return deps.store.write(async (tx) => {
    const earlier = await repeated(tx, requestId);
    if (earlier !== undefined) return takenBefore(tx, earlier.id);
    if (isEmptyEdit(edit)) throw new Failure("invalid", "failure.bulk-nothing", {});
    if (seen.length > BULK_LIMIT) throw new Failure("too-large", "failure.bulk-limit", { limit: BULK_LIMIT });
    const steps = (await unchangedSince(tx, seen))
      .map((before) => ({ before, after: edited(before.concept, edit) }))
      .filter(({ before, after }) => !sameConcept(before.concept, after));
    for (const { after } of steps) checkConcept(after);
    if (steps.length === 0) return { changeId: undefined, concepts: 0, followers: 0 };
    const name = input.name || String(steps.length);
    return takeSteps(deps, tx, actor, { kind: "glossary.edit", name, steps, requestId });
  });
}
