/** One change of several concepts: what bulk edits, merges and splits have in common. */
import type { CompiledGlossary } from "../../core/glossary/compile.ts";
import type { Finding } from "../../core/finding.ts";
import { lintConcept, lintSome } from "../../core/glossary/lint.ts";
import type { Concept } from "../../core/glossary/model.ts";
import { conceptLabel, sameConcept } from "../../core/glossary/model.ts";
import { openChange, type OpenChange } from "../changes.ts";
import { followsConcept, impactOf, type SeenImpact, totalsOf } from "../concept-impact.ts";
import type { Deps } from "../deps.ts";
import { Failure } from "../failure.ts";
import { freshGlossary, glossaryFor, glossaryWith, type LoadedGlossary } from "../glossary.ts";
import type { Actor, ChangeKind, ConceptRecord } from "../records.ts";
import type { StoreReader, StoreWriter } from "../store.ts";
import { findTouched } from "../touched.ts";
import type { Impact } from "../views.ts";

/** So many articles are rendered to tell what a change would do; what is beyond is counted. */
export const LOOKED_AT = 100;
/** Of more articles that have the words of a form it is not asked which have the form. */
const ASKED = 1000;

/** A concept in the state that somebody looked at. */
export interface SeenConcept {
  readonly id: string;
  readonly revision: number;
}

/** A concept before and after a change. */
export interface ConceptStep {
  /** Undefined for one that is new. */
  readonly before: ConceptRecord | undefined;
  readonly after: Concept;
  /** Whether it is taken out of the glossary. */
  readonly removed?: boolean;
}

/** What a change of concepts does in the articles: in the first {@link LOOKED_AT} that it can touch. */
export interface ConceptsImpact extends Pick<Impact, "articles" | "totals" | "unseen"> {
  /** How many articles were looked at, at most. */
  readonly looked: number;
}

/** What a change of concepts did. */
export interface ConceptsChanged {
  /** Undefined where nothing was to be done. */
  readonly changeId: string | undefined;
  /** How many concepts it wrote. */
  readonly concepts: number;
  /** Articles that can follow; those beyond the first {@link LOOKED_AT} are all counted. */
  readonly followers: number;
}

/** What steps would do in the articles. Nothing is written. */
export async function foreseeSteps(
  deps: Deps,
  tx: StoreReader,
  steps: readonly ConceptStep[],
): Promise<ConceptsImpact> {
  const acting = steps.filter(actsOtherwise);
  if (acting.length === 0) return { articles: [], totals: totalsOf([]), unseen: 0, looked: LOOKED_AT };
  const untouched = { articles: [], totals: totalsOf([]), unseen: 0, looked: LOOKED_AT };
  // Nothing is compiled where no article can follow.
  if ((await findTouched(tx, conceptsOf(acting), ASKED)).articleIds.length === 0) return untouched;
  const removed = new Set(acting.filter((step) => step.removed).map(({ after }) => after.id));
  const loaded = await glossaryFor(deps, tx);
  const concepts = acting.map(({ after }) => after);
  const impact = await lookAt(tx, acting, loaded.compiled, glossaryWith(loaded, concepts, removed));
  const { articles, unseen } = impact;
  return { articles, totals: totalsOf(articles), unseen: unseen.length, looked: LOOKED_AT };
}

function lookAt(
  tx: StoreReader,
  steps: readonly ConceptStep[],
  before: CompiledGlossary,
  after: CompiledGlossary,
): Promise<SeenImpact> {
  return impactOf(tx, { concepts: conceptsOf(steps), before, after }, { atMost: LOOKED_AT });
}

/** The concepts of steps as they are and as they would be. */
function conceptsOf(steps: readonly ConceptStep[]): readonly Concept[] {
  return steps.flatMap(({ before, after }) => (before === undefined ? [after] : [before.concept, after]));
}

/** In a larger glossary nobody waits until concepts are compared with all others: the check does that afterwards. */
const COMPARED = 5000;

/** What the check would find about concepts that are put into a glossary from which others are gone. */
export function findingsOn(
  { records }: Pick<LoadedGlossary, "records">,
  concepts: readonly Concept[],
  gone: readonly string[] = [],
): readonly Finding[] {
  if (records.size > COMPARED) return concepts.flatMap(lintConcept);
  const ids = new Set(concepts.map(({ id }) => id));
  const others = Array.from(records.values(), ({ concept }) => concept).filter(
    ({ id }) => !ids.has(id) && !gone.includes(id),
  );
  return lintSome([...others, ...concepts], ids);
}

/** Whether a step changes what a text becomes: notes and evidence do not. */
function actsOtherwise({ before, after, removed }: ConceptStep): boolean {
  if (before === undefined || removed === true) return true;
  const acting = (concept: Concept): Concept => ({ ...concept, note: "", evidence: [], extra: {} });
  return !sameConcept(acting(before.concept), acting(after));
}

/** Writes steps in one change that undo takes back as a whole. `also` writes what goes with them. */
export async function takeSteps(
  deps: Deps,
  tx: StoreWriter,
  actor: Actor,
  input: {
    readonly kind: ChangeKind;
    readonly name: string;
    readonly steps: readonly ConceptStep[];
    readonly requestId: string | undefined;
    readonly also?: (change: OpenChange) => Promise<void>;
  },
): Promise<ConceptsChanged> {
  const { kind, name, steps, requestId } = input;
  const { compiled } = await glossaryFor(deps, tx);
  const glossaryRevision = await tx.nextGlossaryRevision();
  const change = await openChange(deps, tx, actor, { kind, name, glossaryRevision, requestId });
  const records = steps.map(({ before, after, removed = false }): ConceptRecord => ({
    concept: after,
    revision: (before?.revision ?? 0) + 1,
    updatedAt: change.at,
    removed,
    // What a person changed is theirs: it stays when the sample is removed.
    sample: false,
  }));
  await tx.putConcepts(records, change.id, glossaryRevision);
  for (const { concept } of records) change.tell("concept.changed", null, concept.id);
  await input.also?.(change);
  const acting = steps.filter(actsOtherwise);
  const followers = acting.length === 0 ? 0 : await countFollowers(tx, acting, compiled);
  await change.close();
  return { changeId: change.id, concepts: records.length, followers };
}

/** How many articles follow what was written; those with hits of a concept that is gone, whatever their text. */
async function countFollowers(
  tx: StoreReader,
  acting: readonly ConceptStep[],
  before: CompiledGlossary,
): Promise<number> {
  const { articles, unseen } = await lookAt(tx, acting, before, (await freshGlossary(tx)).compiled);
  const removed = acting.filter((step) => step.removed).map(({ after }) => after.id);
  const ids = new Set(removed.length === 0 ? [] : await tx.articlesHit(removed));
  for (const { articleId, places } of articles) if (places.some(followsConcept)) ids.add(articleId);
  // Of the unseen ones some may have been counted by their hits.
  return unseen.length === 0 ? ids.size : unseen.length + Math.min(LOOKED_AT, ids.size);
}

/** What a request that is repeated did the first time. */
export async function takenBefore(tx: StoreReader, changeId: string): Promise<ConceptsChanged> {
  return { changeId, concepts: (await tx.conceptRevisionsOf(changeId)).length, followers: 0 };
}

/** How many names a refusal gives. */
const NAMED = 5;

/**
 * The records of concepts as they were looked at, in that order. Fails conflict where some were changed or deleted since,
 * with their names.
 */
export async function unchangedSince(
  tx: StoreReader,
  seen: readonly SeenConcept[],
): Promise<readonly ConceptRecord[]> {
  const records = new Map(
    (await tx.conceptsWithIds(seen.map(({ id }) => id))).map((record) => [record.concept.id, record]),
  );
  const standing: ConceptRecord[] = [];
  const changed: string[] = [];
  for (const { id, revision } of seen) {
    const record = records.get(id);
    if (record?.removed === false && record.revision === revision) standing.push(record);
    else changed.push(record === undefined ? id : conceptLabel(record.concept));
  }
  if (changed.length === 0) return standing;
  const names = changed.slice(0, NAMED).join("; ") + (changed.length > NAMED ? "; …" : "");
  throw new Failure("conflict", "failure.concepts-changed", { count: changed.length, names });
}
