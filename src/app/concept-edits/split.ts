/** One concept that is two things becomes two. */
import type { Finding } from "../../core/finding.ts";
import { conceptLabel, holdsOn, type Category, type Concept, type Form } from "../../core/glossary/model.ts";
import { repeated } from "../changes.ts";
import { checkConcept, conceptOf, draftOf } from "../concept-drafts.ts";
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import { glossaryFor } from "../glossary.ts";
import { getConceptRecord } from "../loading.ts";
import type { Actor, ConceptRecord } from "../records.ts";
import type { ConceptDraft } from "../views.ts";
import {
  findingsOn,
  foreseeSteps,
  takeSteps,
  unchangedSince,
  type ConceptsChanged,
  type ConceptsImpact,
  type ConceptStep,
} from "./change.ts";

/** Which of the two concepts has a form afterwards. */
export const FORM_SHARES = ["stays", "goes", "both"] as const;
export type FormShare = (typeof FORM_SHARES)[number];

/** How a concept is split. */
export interface SplitChoices {
  /** By the place of a form in the concept, from 0; one that is not named stays. */
  readonly shares: ReadonlyMap<number, FormShare>;
  readonly category: Category;
  /** The English of the new concept, where it is to have another than what goes along. */
  readonly preferred: string;
  readonly scope: readonly string[];
  readonly newScope: readonly string[];
}

/** What splitting a concept would do. */
export interface SplitPreview {
  readonly stays: ConceptDraft;
  readonly fresh: ConceptDraft;
  /** About the two. */
  readonly findings: readonly Finding[];
  readonly impact: ConceptsImpact;
}

/** The concept to be split. Fails not-found. */
export function getSplittable(deps: Deps, conceptId: string): Promise<ConceptRecord> {
  return deps.store.read((tx) => getConceptRecord(tx, conceptId));
}

/** What splitting would do; nothing is written. Fails not-found, invalid where one of the two cannot be stored. */
export function previewSplit(
  deps: Deps,
  input: { readonly conceptId: string; readonly choices: SplitChoices },
): Promise<SplitPreview> {
  return deps.store.read(async (tx) => {
    const before = await getConceptRecord(tx, input.conceptId);
    const { stays, fresh } = splitConcept(before.concept, input.choices, deps.newId());
    return {
      stays: draftOf(stays),
      fresh: draftOf(fresh),
      findings: findingsOn(await glossaryFor(deps, tx), [stays, fresh]),
      impact: await foreseeSteps(deps, tx, stepsOf(before, stays, fresh)),
    };
  });
}

function stepsOf(before: ConceptRecord, stays: Concept, fresh: Concept): ConceptStep[] {
  return [
    { before, after: stays },
    { before: undefined, after: fresh },
  ];
}

/**
 * Splits a concept in two as one change. Decisions and comments stay with the one that was there. A request that is repeated
 * makes one change. Fails conflict where the concept was changed since it was looked at, invalid, not-found.
 */
export function saveSplit(
  deps: Deps,
  actor: Actor,
  input: {
    readonly conceptId: string;
    readonly revision: number;
    readonly choices: SplitChoices;
    readonly requestId?: string | undefined;
  },
): Promise<ConceptsChanged & { readonly newId: string }> {
  const { conceptId, revision, requestId } = input;
  return deps.store.write(async (tx) => {
    const earlier = await repeated(tx, requestId);
    if (earlier !== undefined) {
      const written = await tx.conceptRevisionsOf(earlier.id);
      const newId = written.find((one) => one.conceptId !== conceptId)?.conceptId ?? conceptId;
      return { changeId: earlier.id, concepts: written.length, followers: 0, newId };
    }
    const [before] = await unchangedSince(tx, [{ id: conceptId, revision }]);
    if (before === undefined) throw new Error("a concept was asked for");
    const { stays, fresh } = splitConcept(before.concept, input.choices, deps.newId());
    const done = await takeSteps(deps, tx, actor, {
      kind: "concept.split",
      name: conceptLabel(before.concept),
      steps: stepsOf(before, stays, fresh),
      requestId,
    });
    return { ...done, newId: fresh.id };
  });
}

/**
 * The two concepts that one becomes, which share its note, evidence and rules. Fails invalid, with findings, where one of them
 * has no form or cannot be stored.
 */
export function splitConcept(
  concept: Concept,
  choices: SplitChoices,
  newId: string,
): { readonly stays: Concept; readonly fresh: Concept } {
  const share = (at: number): FormShare => choices.shares.get(at) ?? "stays";
  const had = concept.forms.filter((_, at) => share(at) !== "goes");
  const moved = concept.forms.filter((_, at) => share(at) !== "stays");
  const stays = arranged({ ...concept, forms: had, scope: choices.scope });
  const fresh = withPreferred(
    arranged({ ...concept, id: newId, forms: moved, scope: choices.newScope, category: choices.category }),
    choices.preferred,
  );
  if (stays.forms.length === 0 || fresh.forms.length === 0)
    throw new Failure("invalid", "failure.split-empty", {});
  for (const one of [stays, fresh]) checkConcept(one);
  return { stays, fresh };
}

/** The first Chinese form leads. */
function arranged(concept: Concept): Concept {
  return conceptOf(draftOf(concept), concept.id, concept.extra);
}

/** A concept with another preferred English, what it had being let stand. */
function withPreferred(concept: Concept, preferred: string): Concept {
  if (preferred.trim() === "") return concept;
  const forms = concept.forms.map((form): Form => {
    const leads = form.lang === "en" && form.kind === "preferred" && holdsOn(form, undefined);
    return leads ? { ...form, kind: "admitted" } : form;
  });
  const draft = draftOf({ ...concept, forms });
  return conceptOf({ ...draft, preferred: preferred.trim() }, concept.id, concept.extra);
}
