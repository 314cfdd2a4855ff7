import type { ArticleHistoryView } from "../../app/article-history.ts";
import type { Paging } from "./paging.ts";

/** What the page of an article's history gets. */
export interface ArticleHistoryModel {
  readonly view: ArticleHistoryView;
  readonly paging: Paging;
  /** Ids of the changes that can be taken back. */
  readonly undoable: readonly string[];
  /** Ids of the changes that are or would be compared. */
  readonly chosen: { readonly from: string | undefined; readonly to: string | undefined };
}
