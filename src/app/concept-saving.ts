import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Concept, Form } from "../core/glossary/model.ts";
import { conceptLabel, holdsOn, sameConcept } from "../core/glossary/model.ts";
import { relatedConcepts } from "../core/glossary/related.ts";
import type { OpenChange } from "./changes.ts";
import { openChange, repeated } from "./changes.ts";
import { checkConcept, conceptOf } from "./concept-drafts.ts";
import { conceptView, preferredOf } from "./concepts.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import type { LoadedGlossary } from "./glossary.ts";
import { findingsOn } from "./concept-edits/change.ts";
import { freshGlossary, glossaryFor, glossaryWith } from "./glossary.ts";
import { followsConcept, impactOf, totalsOf } from "./concept-impact.ts";
import { parsePlaceKey } from "./impact.ts";
import { keepPlaces, placesOf, stepWithKept } from "./kept-places.ts";
import { getArticleRecord, getConceptRecord } from "./loading.ts";
import { once } from "./once.ts";
import type { Actor, ConceptRecord } from "./records.ts";
import { renderArticle } from "./rendering.ts";
import { AT_ONCE } from "./runs/begin.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import type {
  ConceptDraft,
  Impact,
  ImpactArticle,
  RelatedConcept,
  RerenderReport,
  SaveConceptResult,
} from "./views.ts";

export interface PreviewConceptInput {
  /** Absent for a new concept. */
  readonly conceptId?: string | undefined;
  readonly draft: ConceptDraft;
  /** The article in hand, told first. */
  readonly articleId?: string | undefined;
}

/**
 * What saving a draft would do, with the related concepts changed too: in all articles that it can touch, of more than a
 * thousand in some from all over, or in the first `atMost`. Nothing is written. Fails invalid, not-found.
 */
export function previewConcept(deps: Deps, input: PreviewConceptInput, atMost?: number): Promise<Impact> {
  return deps.store.read(async (tx) => {
    const current = input.conceptId === undefined ? undefined : await getConceptRecord(tx, input.conceptId);
    const concept = conceptOf(input.draft, current?.concept.id ?? deps.newId(), current?.concept.extra ?? {});
    checkConcept(concept);
    const loaded = await glossaryFor(deps, tx);
    const related = relatedOf(loaded, current?.concept, concept);
    const changed = [concept, ...related.map(({ concept: carried }) => carried)];
    const before = [current?.concept, ...related.map(({ was }) => was)].filter((one) => one !== undefined);
    const step = {
      concepts: [...before, ...changed],
      before: loaded.compiled,
      after: glossaryWith(loaded, changed),
    };
    const { articles, looked, unseen } = await impactOf(tx, step, { ...input, atMost });
    // A line about the effect does without.
    const findings = once(() => findingsOn(loaded, [concept]));
    const estimated = atMost === undefined && unseen.length > 0;
    return {
      get findings() {
        return findings();
      },
      articles,
      totals: totalsOf(articles, estimated ? (looked + unseen.length) / looked : 1),
      looked,
      unseen: unseen.length,
      estimated,
      related: related.map(({ was, before: from, after }): RelatedConcept => ({
        conceptId: was.id,
        status: was.status,
        before: from,
        after,
      })),
      changed: current === undefined || !sameConcept(current.concept, concept),
    };
  });
}

interface Carried {
  readonly was: Concept;
  readonly concept: Concept;
  readonly before: string;
  readonly after: string;
}

/** Concepts whose preferred form has the one that changes in it, as they would be. */
function relatedOf(loaded: LoadedGlossary, old: Concept | undefined, next: Concept): Carried[] {
  const others = [...loaded.records.values()].flatMap(({ concept }) =>
    concept.id === next.id ? [] : [concept],
  );
  return relatedConcepts(others, preferredOf(old), preferredOf(next)).map(({ concept, before, after }) => ({
    was: concept,
    concept: carriedOver(concept, after),
    before,
    after,
  }));
}

/** A concept with another text of its preferred form, which is then none of those that the machine gets wrong. */
function carriedOver(concept: Concept, preferred: string): Concept {
  const wrong = (form: Form): boolean => form.kind === "deprecated" && form.text === preferred;
  const before = concept.forms.find((form) => isPreferred(form) && holdsOn(form, undefined));
  const forms = concept.forms.map((form) => (form === before ? { ...form, text: preferred } : form));
  return { ...concept, forms: forms.filter((form) => !wrong(form)) };
}

function isPreferred({ lang, kind }: Form): boolean {
  return lang === "en" && kind === "preferred";
}

export interface SaveConceptInput extends PreviewConceptInput {
  /** The revision that the editor had before them; for an existing concept. */
  readonly revision?: number | undefined;
  /** Keys of the places that are to stay as they are. */
  readonly keep: readonly string[];
  /** Ids of the related concepts to change too. */
  readonly carry: readonly string[];
  /** Render every article that it affects, not only the one in hand, unless they are more than {@link AT_ONCE}. */
  readonly everywhere?: boolean | undefined;
  readonly requestId?: string | undefined;
}

/**
 * Saves a concept, renders the article in hand again, and says which others it affects. Fails conflict when somebody
 * else saved it (`current` is a ConceptView), invalid, not-found.
 */
export function saveConcept(deps: Deps, actor: Actor, input: SaveConceptInput): Promise<SaveConceptResult> {
  return deps.store.write(async (tx) => {
    const earlier = await repeated(tx, input.requestId);
    const before = earlier === undefined ? undefined : await repeatedSave(tx, earlier.id, input);
    if (before !== undefined) return before;
    const current = input.conceptId === undefined ? undefined : await getConceptRecord(tx, input.conceptId);
    await refuseStale(tx, current, input.revision);
    const id = current?.concept.id ?? deps.newId();
    const concept = conceptOf(input.draft, id, current?.concept.extra ?? {});
    checkConcept(concept);
    const loaded = await glossaryFor(deps, tx);
    const carried = relatedOf(loaded, current?.concept, concept)
      .filter(({ was }) => input.carry.includes(was.id))
      .map(({ concept: next }) => next);
    if (current !== undefined && sameConcept(current.concept, concept) && input.keep.length === 0) {
      return {
        conceptId: id,
        revision: current.revision,
        changeId: undefined,
        rendered: NOTHING,
        otherArticles: [],
      };
    }
    return applyConcepts(deps, tx, actor, {
      loaded,
      concepts: [concept, ...carried],
      removed: false,
      articleId: input.articleId,
      keep: input.keep,
      everywhere: input.everywhere ?? false,
      // The id of a request that said something else stays that request's.
      requestId: earlier === undefined ? input.requestId : undefined,
    });
  });
}

/** Removes a concept from the glossary; its history stays. Fails conflict, not-found. */
export function removeConcept(
  deps: Deps,
  actor: Actor,
  input: {
    readonly conceptId: string;
    readonly revision: number;
    readonly articleId?: string | undefined;
  },
): Promise<SaveConceptResult> {
  return deps.store.write(async (tx) => {
    const current = await getConceptRecord(tx, input.conceptId);
    await refuseStale(tx, current, input.revision);
    return applyConcepts(deps, tx, actor, {
      loaded: await glossaryFor(deps, tx),
      concepts: [current.concept],
      removed: true,
      articleId: input.articleId,
      keep: [],
      everywhere: false,
      requestId: undefined,
    });
  });
}

const NOTHING = { changeId: undefined, articles: 0, changed: 0, proposals: 0, conflicts: 0 };

interface Application {
  readonly loaded: LoadedGlossary;
  /** The first is the one that was edited. */
  readonly concepts: readonly Concept[];
  readonly removed: boolean;
  readonly articleId: string | undefined;
  readonly keep: readonly string[];
  readonly everywhere: boolean;
  readonly requestId: string | undefined;
}

async function applyConcepts(
  deps: Deps,
  tx: StoreWriter,
  actor: Actor,
  input: Application,
): Promise<SaveConceptResult> {
  const [first] = input.concepts;
  if (first === undefined) throw new Error("nothing to save");
  const { loaded } = input;
  const glossaryRevision = await tx.nextGlossaryRevision();
  const change = await openChange(deps, tx, actor, {
    kind: "concept.save",
    name: conceptLabel(first),
    articleId: input.articleId,
    glossaryRevision,
    requestId: input.requestId,
  });
  let revision = 0;
  for (const concept of [...input.concepts].reverse()) {
    const old = loaded.records.get(concept.id);
    revision = (old?.revision ?? 0) + 1;
    // What a person saved is theirs: it stays when the sample is removed.
    const record = { concept, revision, updatedAt: change.at, removed: input.removed, sample: false };
    await tx.putConcept(record, change.id, glossaryRevision);
    change.tell("concept.changed", null, concept.id);
  }
  const next = (await freshGlossary(tx)).compiled;
  const known = input.concepts.flatMap((concept) => loaded.records.get(concept.id)?.concept ?? []);
  const concepts = [...known, ...input.concepts];
  const step = { concepts, before: loaded.compiled, after: next };
  const instead = input.keep.flatMap((key) => parsePlaceKey(key)?.articleId ?? []);
  const { articles: affected, unseen } = await impactOf(tx, step, { articleId: input.articleId, instead });
  const everywhere = input.everywhere && unseen.length === 0 && affected.length <= AT_ONCE;
  const rendered = await renderInHand(deps, tx, change, { ...input, everywhere, next, affected });
  await change.close();
  return {
    conceptId: first.id,
    revision,
    changeId: change.id,
    rendered,
    otherArticles: everywhere ? [] : [...followers(affected, input.articleId), ...unseen],
  };
}

function followers(affected: readonly ImpactArticle[], inHand: string | undefined): string[] {
  return affected.flatMap(({ articleId, places }) =>
    articleId !== inHand && places.some(followsConcept) ? [articleId] : [],
  );
}

async function renderInHand(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  input: Application & { readonly next: CompiledGlossary; readonly affected: readonly ImpactArticle[] },
): Promise<RerenderReport> {
  const all = input.affected.flatMap((article) => article.places);
  const kept = await keepPlaces(deps, tx, change, placesOf(all, input.keep), input.next);
  // An article in which earlier words are kept is rendered with them, or a later rendering would take them away.
  const ids = new Set([
    ...(input.articleId === undefined ? [] : [input.articleId]),
    ...kept.map((p) => p.articleId),
    ...(input.everywhere ? input.affected.map(({ articleId }) => articleId) : []),
  ]);
  const report = { ...NOTHING, changeId: change.id };
  for (const id of ids) {
    const article = await getArticleRecord(tx, id);
    const counts = await renderArticle(deps, tx, change, article, input.next, (segment, next) =>
      stepWithKept(segment, next, kept),
    );
    report.articles++;
    report.changed += counts.changed;
    report.proposals += counts.proposals;
    report.conflicts += counts.conflicts;
  }
  return report;
}

async function refuseStale(
  tx: StoreReader,
  current: ConceptRecord | undefined,
  revision: number | undefined,
): Promise<void> {
  if (current === undefined || revision === undefined || current.revision === revision) return;
  throw new Failure(
    "conflict",
    "failure.stale-concept",
    {},
    { current: await conceptView(tx, current.concept.id) },
  );
}

/** What an earlier request with the same id did, if it said the same. */
async function repeatedSave(
  tx: StoreReader,
  changeId: string,
  input: SaveConceptInput,
): Promise<SaveConceptResult | undefined> {
  const saved = (await tx.conceptRevisionsOf(changeId)).find(({ conceptId, revision }) =>
    input.conceptId === undefined ? revision === 1 : conceptId === input.conceptId,
  );
  if (saved === undefined) return undefined;
  const { conceptId, revision, concept } = saved;
  if (!sameConcept(concept, conceptOf(input.draft, conceptId, concept.extra))) return undefined;
  return { conceptId, revision, changeId, rendered: NOTHING, otherArticles: [] };
}
