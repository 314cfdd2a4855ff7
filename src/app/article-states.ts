import type { OpenChange } from "./changes.ts";
import { openChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { getArticleRecord } from "./loading.ts";
import type { Actor, ArticleState, ChangeRecord } from "./records.ts";
import { articleStateOf, isReviewing } from "./review-start.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import type { ArticleStateView } from "./views.ts";

/** How far back work on an article is looked for. */
const DEPTH = 50;

/**
 * Brings an article into a state. `seen` is the one that the person had before them. Every state can follow every other,
 * also with segments that are not approved: `unapproved` says how many those are. Fails conflict when the article is in
 * another state than `seen`, not-found.
 */
export function setArticleState(
  deps: Deps,
  actor: Actor,
  input: { readonly articleId: string; readonly state: ArticleState; readonly seen: ArticleState },
): Promise<{ readonly articleId: string; readonly unapproved: number }> {
  return deps.store.write(async (tx) => {
    const { articleId, state } = input;
    await getArticleRecord(tx, articleId);
    const former = await articleStateOf(tx, articleId);
    const unapproved = await countUnapproved(tx, articleId);
    if (former === state) return { articleId, unapproved };
    if (former !== input.seen) throw new Failure("conflict", "failure.stale-article-state", {});
    const change = await openChange(deps, tx, actor, { kind: "article.state", name: state, articleId });
    await tx.addArticleStep({ articleId, changeId: change.id, state, former });
    await tx.updateArticle(articleId, { updatedAt: change.at });
    change.tell("article.changed", articleId, articleId);
    await change.close();
    return { articleId, unapproved };
  });
}

/** The state of an article with who brought it there and when. */
export async function articleStateView(tx: StoreReader, articleId: string): Promise<ArticleStateView> {
  const [last] = await tx.articleStandings(articleId);
  if (last === undefined) return { state: "new", by: undefined, at: undefined };
  return { state: last.state, by: last.by.name, at: last.at };
}

/**
 * Takes back what a change did to the states of articles, where no later change stands in the way: another state, or,
 * where the state came by itself with the first work on the article, other work.
 */
export async function undoArticleStates(
  tx: StoreWriter,
  change: OpenChange,
  undone: ChangeRecord,
): Promise<void> {
  for (const { articleId, state, former } of await tx.articleStepsOf(undone.id)) {
    const [last] = await tx.articleStandings(articleId);
    if (last?.changeId !== undone.id) continue;
    if (isReviewing(undone.kind) && (await worksSince(tx, undone))) continue;
    await tx.addArticleStep({ articleId, changeId: change.id, state: former, former: state });
    change.tell("article.changed", articleId, articleId);
  }
}

async function worksSince(tx: StoreReader, undone: ChangeRecord): Promise<boolean> {
  if (undone.articleId === null) return false;
  const changes = await tx.changes({ articleId: undone.articleId, limit: DEPTH });
  const at = changes.findIndex(({ id }) => id === undone.id);
  for (const later of at < 0 ? changes : changes.slice(0, at)) {
    if (isReviewing(later.kind) && (await tx.undoneBy(later.id)) === undefined) return true;
  }
  return false;
}

async function countUnapproved(tx: StoreReader, articleId: string): Promise<number> {
  return (await tx.segments(articleId)).filter(({ state }) => state !== "approved").length;
}
