import type { ArticleState, ChangeKind } from "./records.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

/** What a person does in an article when they review it. */
const REVIEWING: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  "segment.edit",
  "segment.state",
  "segment.restore",
  "segment.reuse",
  "segment.split",
  "segment.join",
  "source.edit",
  "bead.correct",
  "decision.make",
  "decision.revoke",
  "proposal.accept",
  "proposal.reject",
  "edit.propose",
  "comment.write",
]);

/** Whether a change is work on the text of an article. */
export function isReviewing(kind: ChangeKind): boolean {
  return REVIEWING.has(kind);
}

/** The state that an article is in: `new` until somebody brought it into another. */
export async function articleStateOf(tx: StoreReader, articleId: string): Promise<ArticleState> {
  return (await tx.articleStandings(articleId))[0]?.state ?? "new";
}

/** Brings a new article into review when a change of a person begins it; says whether it did. */
export async function beginReview(
  tx: StoreWriter,
  change: {
    readonly id: string;
    readonly kind: ChangeKind;
    readonly byPerson: boolean;
    readonly articleId: string | null;
  },
): Promise<boolean> {
  const { articleId } = change;
  if (!change.byPerson || articleId === null || !isReviewing(change.kind)) return false;
  if ((await articleStateOf(tx, articleId)) !== "new") return false;
  await tx.addArticleStep({ articleId, changeId: change.id, state: "in-review", former: "new" });
  return true;
}
