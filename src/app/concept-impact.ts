/** What changed concepts would do in the articles. */
import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Concept } from "../core/glossary/model.ts";
import { articleImpact } from "./impact.ts";
import { getArticleRecord } from "./loading.ts";
import { loadArticles } from "./runs/material.ts";
import type { StoreReader } from "./store.ts";
import { findTouched } from "./touched.ts";
import { PLACE_KINDS, type Impact, type ImpactArticle, type Place, type PlaceKind } from "./views.ts";

/** So many articles are read at once. */
const READ = 50;

/** How far an impact is looked at. */
export interface ImpactReach {
  /** The article in hand, looked at first. */
  readonly articleId?: string | undefined;
  /** So many articles are rendered at most; all without. */
  readonly atMost?: number | undefined;
  /** Of more articles that have the words of a form it is not asked which have the form; of all without. */
  readonly most?: number | undefined;
}

/**
 * The articles that concepts touch, and the one in hand, where a glossary renders them otherwise than now: that one first,
 * then by title. `unseen` more may be touched and were not looked at.
 */
export async function impactOf(
  tx: StoreReader,
  next: CompiledGlossary,
  concepts: readonly Concept[],
  { articleId: inHand, atMost, most }: ImpactReach,
): Promise<Pick<Impact, "articles" | "unseen">> {
  const articles: ImpactArticle[] = [];
  const edited = new Set(concepts.map((concept) => concept.id));
  const { articleIds: touched } = await findTouched(tx, concepts, most);
  const ids = [...new Set([...(inHand === undefined ? [] : [inHand]), ...touched])];
  const looked = ids.slice(0, atMost);
  if (inHand !== undefined) await getArticleRecord(tx, inHand);
  for (let from = 0; from < looked.length; from += READ) {
    const some = await loadArticles(tx, looked.slice(from, from + READ));
    for (const article of some.values()) {
      const impact = await articleImpact(tx, article, next, edited);
      if (impact !== undefined) articles.push(impact);
    }
  }
  articles.sort(
    (a, b) =>
      Number(b.articleId === inHand) - Number(a.articleId === inHand) ||
      (a.title < b.title ? -1 : a.title > b.title ? 1 : 0),
  );
  return { articles, unseen: ids.length - looked.length };
}

/** How many places of each kind there are in articles. */
export function totalsOf(articles: readonly ImpactArticle[]): Impact["totals"] {
  const places = articles.flatMap((article) => article.places);
  const counts = Object.fromEntries(
    PLACE_KINDS.map((kind) => [kind, places.filter((place) => place.kind === kind).length]),
  ) as Record<PlaceKind, number>;
  return { ...counts, articles: articles.length, places: places.length };
}

/** Whether a place follows the glossary, at once or as a proposal. */
export function followsConcept(place: Place): boolean {
  return place.kind !== "doubtful";
}
