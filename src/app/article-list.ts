/** The lists of articles: those in work and the archived ones. */
import type { Deps } from "./deps.ts";
import { ARTICLE_STATES, type ArticleState, type ArticleSummary } from "./records.ts";
import type { StoreReader } from "./store.ts";
import type { ArticleStateView } from "./views.ts";

/** How many articles are looked through at once. */
const STEP = 1000;

export interface ArticleListFilter {
  readonly archived: boolean;
  /** Only the articles in one state. */
  readonly state?: ArticleState | undefined;
}

/** Which articles of a list, by their places in it. */
export interface ArticleListPlace {
  readonly offset: number;
  readonly limit: number;
}

/** A page of a list. */
export interface ArticleList {
  /** Newest first. */
  readonly articles: readonly ArticleSummary[];
  /** The states of those that are not new, by article id. */
  readonly standings: ReadonlyMap<string, ArticleStateView>;
  /** How many articles the list has, whatever their state, and in each state. */
  readonly total: number;
  readonly counts: Readonly<Record<ArticleState, number>>;
}

/** A page of the articles in work, or of the archived ones; the counts are those of the whole list. */
export function listArticlePage(
  deps: Deps,
  filter: ArticleListFilter,
  place: ArticleListPlace,
): Promise<ArticleList> {
  return deps.store.read(async (tx) => {
    const total = await tx.articleListCount(filter.archived);
    const known = await tx.articleStandings();
    const marks = await tx.articleMarksOf(known.map(({ articleId }) => articleId));
    const inList = new Set(
      marks.filter(({ archivedAt }) => (archivedAt !== null) === filter.archived).map(({ id }) => id),
    );
    const standing = known.filter(({ articleId }) => inList.has(articleId));
    const stateOf = new Map(standing.map(({ articleId, state }) => [articleId, state]));
    const counts = Object.fromEntries(
      ARTICLE_STATES.map((state) => [state, standing.filter((one) => one.state === state).length]),
    ) as Record<ArticleState, number>;
    // Most articles never made a step.
    counts.new += Math.max(0, total - standing.length);
    const ids =
      filter.state === undefined
        ? await tx.articleListIds({ archived: filter.archived, ...place })
        : await idsInState(tx, filter.archived, (id) => (stateOf.get(id) ?? "new") === filter.state, place);
    const standings = new Map(
      standing.map(({ articleId, state, by, at }) => [articleId, { state, by: by.name, at }]),
    );
    return { articles: await summariesInOrder(tx, ids), standings, total, counts };
  });
}

/** All articles of a list, newest first. */
export async function listArticles(
  deps: Deps,
  { archived }: Pick<ArticleListFilter, "archived">,
): Promise<ArticleSummary[]> {
  return deps.store.read(async (tx) => {
    const all: ArticleSummary[] = [];
    for (let from = 0; ; from += STEP) {
      const some = await summariesInOrder(
        tx,
        await tx.articleListIds({ archived, offset: from, limit: STEP }),
      );
      for (const one of some) all.push(one);
      if (some.length < STEP) return all;
    }
  });
}

async function summariesInOrder(tx: StoreReader, ids: readonly string[]): Promise<ArticleSummary[]> {
  const found = new Map((await tx.articleSummariesOf(ids)).map((summary) => [summary.id, summary]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function idsInState(
  tx: StoreReader,
  archived: boolean,
  isInState: (id: string) => boolean,
  { offset, limit }: ArticleListPlace,
): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; found.length < offset + limit; at += STEP) {
    const ids = await tx.articleListIds({ archived, offset: at, limit: STEP });
    found.push(...ids.filter(isInState));
    if (ids.length < STEP) break;
  }
  return found.slice(offset, offset + limit);
}
