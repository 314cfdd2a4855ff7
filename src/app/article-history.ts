import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { getArticleRecord, getSummary } from "./loading.ts";
import type { ArticleSummary, ChangeRecord, RevisionRecord } from "./records.ts";
import { compareVersions, type VersionDifference, type VersionedSentence } from "./revision-compare.ts";

/** A change of an article with how many of its segments it wrote. */
export interface ArticleChange {
  readonly change: ChangeRecord;
  readonly segments: number;
}

/** What was done in an article. */
export interface ArticleHistoryView {
  readonly article: ArticleSummary;
  /** Newest first, those asked for. */
  readonly changes: readonly ArticleChange[];
  /** How many there are in all. */
  readonly total: number;
  /** What differs between the article after the one change and after the other; undefined when that was not asked. */
  readonly comparison: ArticleComparison | undefined;
}

/** The article after one change and after another. */
export interface ArticleComparison {
  readonly from: ChangeRecord;
  readonly to: ChangeRecord;
  readonly differences: readonly VersionDifference[];
}

/** What was done in an article, be it in it or in the glossary; with two of its versions compared. Fails not-found. */
export function getArticleHistory(
  deps: Deps,
  input: {
    readonly articleId: string;
    readonly offset: number;
    readonly limit: number;
    /** Ids of the changes after which the article is compared. */
    readonly compare?: { readonly from: string; readonly to: string } | undefined;
  },
): Promise<ArticleHistoryView> {
  const { articleId, compare } = input;
  return deps.store.read(async (tx) => {
    const article = await getArticleRecord(tx, articleId);
    const { changes, total } = await tx.articleChanges(articleId, input);
    const view = { article: await getSummary(tx, articleId), changes, total };
    if (compare === undefined) return { ...view, comparison: undefined };
    const getChange = async (id: string): Promise<ChangeRecord> => {
      const change = await tx.change(id);
      if (change === undefined) throw new Failure("not-found", "failure.no-change", { id });
      return change;
    };
    const [from, to] = [await getChange(compare.from), await getChange(compare.to)];
    const before = (await tx.segmentsAsOf(articleId, from.id)).map(sentence);
    const after = (await tx.segmentsAsOf(articleId, to.id)).map(sentence);
    return {
      ...view,
      comparison: { from, to, differences: compareVersions(article.machine, before, after) },
    };
  });
}

function sentence({ segmentId, from, to, text }: RevisionRecord): VersionedSentence {
  return { segmentId, from, to, text };
}
