/** What changed concepts would do in the articles. */
import type { Concept } from "../core/glossary/model.ts";
import { articleImpact } from "./impact.ts";
import { getArticleRecord } from "./loading.ts";
import { type GlossaryStep, prospectsOf, prospectsOfStep } from "./prospects.ts";
import type { StoreReader } from "./store.ts";
import { findCandidates, findTouched } from "./touched.ts";
import { PLACE_KINDS, type Impact, type ImpactArticle, type Place, type PlaceKind } from "./views.ts";

/** All articles up to so many are looked at; beyond it is worked out from some. */
export const EXACT = 1000;
/** So many of them, from all over. */
export const SAMPLED = 300;

/** Concepts before and after, and the glossaries that they are in. */
export interface ConceptsStep extends Pick<GlossaryStep, "before" | "after"> {
  readonly concepts: readonly Concept[];
}

/** How far an impact is looked at. */
export interface ImpactReach {
  /** The article in hand, looked at first, and whatever it is behind in. */
  readonly articleId?: string | undefined;
  /** So many articles are looked at at most, the first ones; without, all or some from all over. */
  readonly atMost?: number | undefined;
  /** Of more than {@link EXACT} these are looked at, instead of some from all over. */
  readonly instead?: readonly string[] | undefined;
}

/** What was seen of an impact. */
export interface SeenImpact {
  /** The article in hand first, then by title. */
  readonly articles: readonly ImpactArticle[];
  /** How many articles were looked at. */
  readonly looked: number;
  /** Ids of the articles that the concepts can touch and that were not looked at. */
  readonly unseen: readonly string[];
}

/** What a step of concepts does in the articles that they touch, and in the one in hand. Fails not-found. */
export async function impactOf(
  tx: StoreReader,
  { concepts, ...step }: ConceptsStep,
  { articleId: inHand, atMost, instead }: ImpactReach,
): Promise<SeenImpact> {
  const conceptIds = [...new Set(concepts.map(({ id }) => id))];
  const others = (await touchedBy(tx, concepts, atMost ?? EXACT)).filter((id) => id !== inHand);
  const looked = others.length <= (atMost ?? EXACT) ? others : some(others, { atMost, instead });
  const articles = await impactIn(tx, looked, { ...step, conceptIds });
  const own = inHand === undefined ? undefined : await impactInHand(tx, inHand, { ...step, conceptIds });
  articles.sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  const seen = new Set(looked);
  return {
    articles: own === undefined ? articles : [own, ...articles],
    looked: looked.length + (inHand === undefined ? 0 : 1),
    unseen: others.length === looked.length ? [] : others.filter((id) => !seen.has(id)),
  };
}

function some(ids: readonly string[], { atMost, instead }: ImpactReach): readonly string[] {
  if (atMost !== undefined) return ids.slice(0, atMost);
  const wanted = new Set(instead);
  return instead === undefined ? spread(ids, SAMPLED) : ids.filter((id) => wanted.has(id));
}

/** Some from all over a list, always the same ones. */
export function spread(ids: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => ids[Math.floor((index * ids.length) / count)] ?? "");
}

/** Ids of the articles that concepts touch; where they are few, some that are not touched may be among them. */
async function touchedBy(
  tx: StoreReader,
  concepts: readonly Concept[],
  few: number,
): Promise<readonly string[]> {
  const candidates = await findCandidates(tx, concepts);
  const ids = [...candidates.hit, ...candidates.others].sort();
  // Rendering these tells as much as looking for the forms.
  return ids.length <= few ? ids : (await findTouched(tx, concepts, EXACT, candidates)).articleIds;
}

/** What a step does in some articles. */
async function impactIn(
  tx: StoreReader,
  ids: readonly string[],
  step: GlossaryStep,
): Promise<ImpactArticle[]> {
  const concepts = new Set(step.conceptIds);
  const found: ImpactArticle[] = [];
  for await (const prospect of prospectsOfStep(tx, ids, step)) {
    const impact = articleImpact(prospect, concepts);
    if (impact !== undefined) found.push(impact);
  }
  return found;
}

/** What rendering the article in hand does, the step or not. Fails not-found. */
async function impactInHand(
  tx: StoreReader,
  id: string,
  { after, conceptIds }: GlossaryStep,
): Promise<ImpactArticle | undefined> {
  await getArticleRecord(tx, id);
  for await (const prospect of prospectsOf(tx, [id], after))
    return articleImpact(prospect, new Set(conceptIds));
  return undefined;
}

/** How many places of each kind there are in articles, times a factor. */
export function totalsOf(articles: readonly ImpactArticle[], factor = 1): Impact["totals"] {
  const places = articles.flatMap((article) => article.places);
  const scaled = (count: number): number => Math.round(count * factor);
  const counts = Object.fromEntries(
    PLACE_KINDS.map((kind) => [kind, scaled(places.filter((place) => place.kind === kind).length)]),
  ) as Record<PlaceKind, number>;
  return { ...counts, articles: scaled(articles.length), places: scaled(places.length) };
}

/** Whether a place follows the glossary, at once or as a proposal. */
export function followsConcept(place: Place): boolean {
  return place.kind !== "doubtful";
}
