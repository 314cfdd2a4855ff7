/** Two concepts that are one thing become one. */
import type { Finding } from "../../core/finding.ts";
import type { Concept, Form, FormKind } from "../../core/glossary/model.ts";
import { conceptLabel, holdsOn } from "../../core/glossary/model.ts";
import { repeated, type OpenChange } from "../changes.ts";
import { checkConcept, draftOf } from "../concept-drafts.ts";
import { conceptChanges } from "../concepts.ts";
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import { inOrder } from "../glossary-import/merge.ts";
import { glossaryFor } from "../glossary.ts";
import { getConceptRecord } from "../loading.ts";
import type { Actor, ConceptRecord } from "../records.ts";
import type { StoreReader, StoreWriter } from "../store.ts";
import type { ConceptDraft, ConceptHistoryEntry } from "../views.ts";
import {
  findingsOn,
  foreseeSteps,
  takenBefore,
  takeSteps,
  unchangedSince,
  type ConceptsChanged,
  type ConceptsImpact,
  type ConceptStep,
  type SeenConcept,
} from "./change.ts";

/** What the preferred English of the concept that goes becomes in the one that stays. */
export const LOSER_KINDS = ["admitted", "deprecated"] as const satisfies readonly FormKind[];
export type LoserKind = (typeof LOSER_KINDS)[number];

/** One of two concepts before they are merged. */
export interface MergeSide {
  readonly record: ConceptRecord;
  readonly label: string;
  readonly draft: ConceptDraft;
  readonly articles: number;
  readonly places: number;
  readonly comments: number;
  /** Decisions of editors that choose it. */
  readonly decisions: number;
}

/** What merging two concepts would do. */
export interface MergePreview {
  readonly stays: MergeSide;
  readonly goes: MergeSide;
  readonly merged: ConceptDraft;
  /** What changes in the one that stays. */
  readonly changes: ConceptHistoryEntry["changes"];
  /** About the concept that comes of it. */
  readonly findings: readonly Finding[];
  readonly impact: ConceptsImpact;
}

/** What merging would do; nothing is written. Fails not-found, invalid for one concept with itself. */
export function previewMerge(
  deps: Deps,
  input: { readonly staysId: string; readonly goesId: string; readonly loser: LoserKind },
): Promise<MergePreview> {
  return deps.store.read(async (tx) => {
    const [stays, goes] = [await sideOf(tx, input.staysId), await sideOf(tx, input.goesId)];
    const steps = mergeSteps(stays.record, goes.record, input.loser);
    const merged = mergedConcept(stays.record.concept, goes.record.concept, input.loser);
    return {
      stays,
      goes,
      merged: draftOf(merged),
      changes: conceptChanges(stays.record.concept, merged),
      findings: findingsOn(await glossaryFor(deps, tx), [merged], [goes.record.concept.id]),
      impact: await foreseeSteps(deps, tx, steps),
    };
  });
}

async function sideOf(tx: StoreReader, id: string): Promise<MergeSide> {
  const record = await getConceptRecord(tx, id);
  const [row] = await tx.conceptRows([id]);
  return {
    record,
    label: conceptLabel(record.concept),
    draft: draftOf(record.concept),
    articles: row?.articles ?? 0,
    places: row?.places ?? 0,
    comments: (await tx.conceptComments(id)).length,
    decisions: (await tx.decisionsAbout(id)).length,
  };
}

function mergeSteps(stays: ConceptRecord, goes: ConceptRecord, loser: LoserKind): readonly ConceptStep[] {
  if (stays.concept.id === goes.concept.id) throw new Failure("invalid", "failure.merge-itself", {});
  const after = mergedConcept(stays.concept, goes.concept, loser);
  return [
    { before: stays, after },
    { before: goes, after: goes.concept, removed: true },
  ];
}

/**
 * Merges two concepts as one change: the one that stays takes in the forms, notes and evidence of the other, which is deleted.
 * Decisions and judgements about that are about the one that stays from now on; its comments and history are found there.
 * A request that is repeated makes one change. Fails conflict where one was changed since it was looked at, invalid.
 */
export function mergeConcepts(
  deps: Deps,
  actor: Actor,
  input: {
    readonly stays: SeenConcept;
    readonly goes: SeenConcept;
    readonly loser: LoserKind;
    readonly requestId?: string | undefined;
  },
): Promise<ConceptsChanged> {
  return deps.store.write(async (tx) => {
    const earlier = await repeated(tx, input.requestId);
    if (earlier !== undefined) return takenBefore(tx, earlier.id);
    const [stays, goes] = await unchangedSince(tx, [input.stays, input.goes]);
    if (stays === undefined || goes === undefined) throw new Error("two concepts were asked for");
    const steps = mergeSteps(stays, goes, input.loser);
    for (const { after, removed } of steps) if (removed !== true) checkConcept(after);
    const ids = { stays: stays.concept.id, goes: goes.concept.id };
    return takeSteps(deps, tx, actor, {
      kind: "concept.merge",
      name: conceptLabel(goes.concept),
      steps,
      requestId: input.requestId,
      also: async (change) => {
        await followDecisions(deps, tx, change, ids);
        for (const { conceptId, form } of await tx.judgements()) {
          if (conceptId !== ids.goes) continue;
          const judgement = { id: deps.newId(), conceptId: ids.stays, form };
          await tx.addJudgement({ ...judgement, changeId: change.id, revokedBy: null });
        }
      },
    });
  });
}

/** Decisions for a concept are made again for the one that it became. */
export async function followDecisions(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  { stays, goes }: { readonly stays: string; readonly goes: string },
): Promise<void> {
  for (const decision of await tx.decisionsAbout(goes)) {
    await tx.setDecisionRevoked(decision.id, change.id);
    const again = { ...decision, id: deps.newId(), conceptId: stays };
    await tx.addDecision({ ...again, changeId: change.id, revokedBy: null });
    change.tell("article.changed", decision.articleId, decision.articleId);
  }
}

/**
 * The concept that two become. It has what the one that stays has, and of the other the forms that it lacks, whose preferred
 * English becomes `loser` where there is one already; it acts wherever one of them acted.
 */
export function mergedConcept(stays: Concept, goes: Concept, loser: LoserKind): Concept {
  const notes = [stays.note, ...(stays.note.includes(goes.note) ? [] : [goes.note])];
  return {
    ...goes,
    ...stays,
    forms: inOrder([...stays.forms, ...takenOver(stays.forms, goes.forms, loser)]),
    scope:
      stays.scope.length > 0 && goes.scope.length > 0 ? [...new Set([...stays.scope, ...goes.scope])] : [],
    note: notes.filter((note) => note !== "").join("\n"),
    evidence: [...new Set([...stays.evidence, ...goes.evidence])],
    extra: { ...goes.extra, ...stays.extra },
  };
}

function takenOver(standing: readonly Form[], added: readonly Form[], loser: LoserKind): Form[] {
  const stands = new Set(standing.map(({ lang, text }) => `${lang}\n${text}`));
  const leads = new Set(standing.filter(isLeading).map(({ lang }) => lang));
  return added
    .filter(({ lang, text }) => !stands.has(`${lang}\n${text}`))
    .map((form) => {
      if (form.kind !== "preferred" || !leads.has(form.lang)) return form;
      return { ...form, kind: form.lang === "en" ? loser : "admitted" };
    });
}

/** Whether a form is what is written today. */
function isLeading(form: Form): boolean {
  return form.kind === "preferred" && holdsOn(form, undefined);
}
