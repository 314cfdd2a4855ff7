import { conceptLabel, sameConcept } from "../core/glossary/model.ts";
import type { OpenChange } from "./changes.ts";
import { Failure } from "./failure.ts";
import type { ConceptRevisionRecord } from "./records.ts";
import type { StoreWriter } from "./store.ts";

/**
 * Gives concepts the content they had before a change, as their next revision, and the articles that were rendered with
 * what the change made of them. Fails conflict when one of them was changed since.
 */
export async function undoConcepts(
  tx: StoreWriter,
  change: OpenChange,
  revisions: readonly ConceptRevisionRecord[],
  glossaryRevision: number,
): Promise<string[]> {
  const articles = new Set<string>();
  for (const after of revisions) {
    const current = await tx.concept(after.conceptId);
    // Taken back and made again in between is no change.
    if (current?.removed !== after.removed || !sameConcept(current.concept, after.concept)) {
      throw new Failure("conflict", "failure.undo-concept-changed", { concept: conceptLabel(after.concept) });
    }
    const before = await tx.conceptRevision(after.conceptId, after.revision - 1);
    for (const hit of await tx.hitsOfConcept(after.conceptId)) articles.add(hit.articleId);
    await tx.putConcept(
      {
        concept: before?.concept ?? after.concept,
        removed: before?.removed ?? true,
        revision: current.revision + 1,
        updatedAt: change.at,
        sample: current.sample,
      },
      change.id,
      glossaryRevision,
    );
    change.tell("concept.changed", null, after.conceptId);
  }
  for (const revision of revisions.length === 0 ? [] : await tx.revisionsOf(revisions[0]?.changeId ?? "")) {
    articles.add(revision.articleId);
  }
  // An article that was not rendered since is not touched by the change, nor by taking it back. One that is archived
  // is rendered when it is in work again.
  const rendered: string[] = [];
  for (const id of articles) {
    const article = await tx.article(id);
    const since = Math.min(...revisions.map((revision) => revision.glossaryRevision));
    if (article?.archivedAt === null && article.glossaryRevision >= since) rendered.push(id);
  }
  return rendered;
}
