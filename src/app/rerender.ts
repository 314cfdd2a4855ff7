import { openChange, repeated } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { glossaryFor, labelOf } from "./glossary.ts";
import { touchedArticles } from "./touched.ts";
import { getArticleRecord } from "./loading.ts";
import type { Actor } from "./records.ts";
import { renderArticle } from "./rendering.ts";
import type { StoreReader } from "./store.ts";
import type { RerenderReport } from "./views.ts";

export interface RerenderInput {
  /** These articles. */
  readonly articleIds?: readonly string[] | undefined;
  /** The articles that a concept touches. */
  readonly conceptId?: string | undefined;
  /** Those rendered with an older glossary; also the meaning of an input that names nothing. */
  readonly stale?: boolean | undefined;
  readonly requestId?: string | undefined;
}

/** Renders articles in work again by the glossary as it is, in one change. Fails not-found. */
export function rerender(deps: Deps, actor: Actor, input: RerenderInput): Promise<RerenderReport> {
  return deps.store.write(async (tx) => {
    const earlier = await repeated(tx, input.requestId);
    const report = { changeId: earlier?.id, articles: 0, changed: 0, proposals: 0, conflicts: 0 };
    if (earlier !== undefined) return report;
    const glossary = await glossaryFor(deps, tx);
    const ids = await chosen(tx, input);
    if (ids.length === 0) return report;
    const [only] = ids;
    const name =
      input.conceptId !== undefined
        ? labelOf(glossary, input.conceptId)
        : ids.length === 1 && only !== undefined
          ? (await getArticleRecord(tx, only)).title
          : "";
    const change = await openChange(deps, tx, actor, {
      kind: "render",
      name,
      articleId: ids.length === 1 ? only : undefined,
      requestId: input.requestId,
    });
    for (const id of ids) {
      const article = await getArticleRecord(tx, id);
      const counts = await renderArticle(deps, tx, change, article, glossary.compiled);
      report.articles++;
      report.changed += counts.changed;
      report.proposals += counts.proposals;
      report.conflicts += counts.conflicts;
    }
    await change.close();
    return { ...report, changeId: change.id };
  });
}

async function chosen(tx: StoreReader, input: RerenderInput): Promise<readonly string[]> {
  if (input.articleIds !== undefined) return [...new Set(input.articleIds)];
  if (input.conceptId !== undefined) {
    // One that was removed has its places until they are rendered again.
    const record = await tx.concept(input.conceptId);
    if (record === undefined) throw new Failure("not-found", "failure.no-concept", { id: input.conceptId });
    return touchedArticles(tx, [record.concept]);
  }
  const revision = await tx.glossaryRevision();
  return tx.articlesNotRenderedWith(revision);
}
