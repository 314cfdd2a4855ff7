/** What is asked of the store to find out which articles concepts touch. */
import type { WordQuery } from "../core/postings/codes.ts";
import type { ArticleRecord } from "./records.ts";

export interface TouchedReads {
  /**
   * Ids in binary order of the articles in work whose texts have all words of one of the queries; some that have not may
   * be among them, none that has is left out.
   */
  articlesWith(queries: readonly WordQuery[]): Promise<string[]>;
  /** Ids in binary order of the articles in work that have a stored hit of one of the concepts. */
  articlesHit(conceptIds: readonly string[]): Promise<string[]>;
  /** The texts of some articles, by id. */
  articleTexts(
    ids: readonly string[],
  ): Promise<readonly Pick<ArticleRecord, "id" | "machine" | "sourceText">[]>;
}
