/** Who is in which article: known to this server only, in memory, and gone with it. */

/** How long somebody is held present without a sign of life, in milliseconds. */
export const SILENCE = 30_000;
/** How many pages of one article, and how many articles, are held at most: more would be a fault or an attack. */
const PAGES_LIMIT = 100;
const ARTICLES_LIMIT = 1000;

/** A page that somebody has open. */
export interface Present {
  /** An id that the page made for itself. */
  readonly page: string;
  /** The name that the person gave themself; empty without one. */
  readonly name: string;
  /** The segment whose text the person is changing, if any. */
  readonly segmentId: string | undefined;
}

/** Who is in an article. Time is given in milliseconds, from any beginning. */
export interface Presence {
  /** A sign of life of a page; says whether anybody sees something new by it. */
  enter(articleId: string, present: Present, now: number): boolean;
  /** The page was closed or left; says whether it was there. */
  leave(articleId: string, page: string): boolean;
  /** Those in the article, first come first. Who was silent for longer than {@link SILENCE} is gone. */
  list(articleId: string, now: number): readonly Present[];
}

/** Nobody anywhere. */
export function createPresence(): Presence {
  const articles = new Map<string, Map<string, Present & { readonly seenAt: number }>>();
  const forget = (articleId: string, now: number): void => {
    const pages = articles.get(articleId);
    for (const [page, { seenAt }] of pages ?? []) if (now - seenAt > SILENCE) pages?.delete(page);
    if (pages?.size === 0) articles.delete(articleId);
  };
  return {
    enter(articleId, present, now) {
      forget(articleId, now);
      if (!articles.has(articleId) && articles.size >= ARTICLES_LIMIT) {
        for (const id of [...articles.keys()]) forget(id, now);
        if (articles.size >= ARTICLES_LIMIT) return false;
      }
      const pages = articles.get(articleId) ?? new Map<string, Present & { readonly seenAt: number }>();
      const before = pages.get(present.page);
      if (before === undefined && pages.size >= PAGES_LIMIT) return false;
      articles.set(articleId, pages);
      pages.set(present.page, { ...present, seenAt: now });
      return before?.name !== present.name || before.segmentId !== present.segmentId;
    },
    leave(articleId, page) {
      const pages = articles.get(articleId);
      const left = pages?.delete(page) === true;
      if (pages?.size === 0) articles.delete(articleId);
      return left;
    },
    list(articleId, now) {
      forget(articleId, now);
      return [...(articles.get(articleId)?.values() ?? [])].map(({ page, name, segmentId }) => ({
        page,
        name,
        segmentId,
      }));
    },
  };
}
