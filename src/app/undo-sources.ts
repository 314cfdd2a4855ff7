import type { OpenChange } from "./changes.ts";
import { Failure } from "./failure.ts";
import { getArticleRecord } from "./loading.ts";
import type { SourceContent, SourceRevisionRecord } from "./records.ts";
import type { StoreWriter } from "./store.ts";

/**
 * Gives articles the Chinese and the beads that they had before a change, as their next revision. Fails conflict when
 * they were changed since, and not back.
 */
export async function undoSources(
  tx: StoreWriter,
  change: OpenChange,
  revisions: readonly SourceRevisionRecord[],
): Promise<void> {
  for (const after of revisions) {
    const { articleId } = after;
    const current = await getArticleRecord(tx, articleId);
    if (!sameSource(current, after)) throw new Failure("conflict", "failure.undo-source-changed", {});
    const before = await tx.sourceRevision(articleId, after.revision - 1);
    if (before === undefined) continue;
    await tx.putSource(articleId, before, change.id);
    change.tell("article.changed", articleId, articleId);
  }
}

function sameSource(a: SourceContent, b: SourceContent): boolean {
  const links = ({ sourceSentences, beads }: SourceContent): string =>
    JSON.stringify([sourceSentences, beads]);
  return (
    a.sourceText === b.sourceText && a.sourceReconstructed === b.sourceReconstructed && links(a) === links(b)
  );
}
