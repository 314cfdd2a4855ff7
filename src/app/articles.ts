import { titleOf } from "../core/article/model.ts";
import { cutsPair } from "../core/text/span.ts";
import { openChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { glossaryFor } from "./glossary.ts";
import { getArticleRecord, getSummary } from "./loading.ts";
import type { Actor, ArticleSummary } from "./records.ts";
import { renderArticle } from "./rendering.ts";
import { proposalView } from "./segment-views.ts";
import { checkedDay, checkedName } from "./texts.ts";

/** One article's summary; fails not-found. */
export function getArticle(deps: Deps, articleId: string): Promise<ArticleSummary> {
  return deps.store.read((tx) => getSummary(tx, articleId));
}

/** Gives an article another title. Fails invalid, not-found. */
export async function renameArticle(
  deps: Deps,
  actor: Actor,
  input: { readonly articleId: string; readonly title: string },
): Promise<void> {
  const title = checkedName(input.title, "failure.title");
  return deps.store.write(async (tx) => {
    const article = await getArticleRecord(tx, input.articleId);
    if (article.title === title) return;
    // The change bears the former title, which is what undoing it gives back.
    const { id, title: name } = article;
    const change = await openChange(deps, tx, actor, { kind: "article.rename", name, articleId: id });
    await tx.updateArticle(id, { title, updatedAt: change.at });
    change.tell("article.changed", id, id);
    await change.close();
  });
}

/**
 * Gives an article another date, or none, and renders it again: which names hold depends on it. Fails invalid, not-found.
 */
export async function dateArticle(
  deps: Deps,
  actor: Actor,
  input: { readonly articleId: string; readonly date: string | null },
): Promise<void> {
  const date = checkedDay(input.date ?? "");
  return deps.store.write(async (tx) => {
    const article = await getArticleRecord(tx, input.articleId);
    if (article.date === date) return;
    const glossary = await glossaryFor(deps, tx);
    // The change bears the former date, which is what undoing it gives back.
    const { id, date: former } = article;
    const change = await openChange(deps, tx, actor, {
      kind: "article.date",
      name: former ?? "",
      articleId: id,
    });
    await tx.updateArticle(id, { date });
    await renderArticle(deps, tx, change, { ...article, date }, glossary.compiled);
    await change.close();
  });
}

/** Puts an article out of sight; nothing of it is lost. Fails not-found. */
export function archiveArticle(
  deps: Deps,
  actor: Actor,
  input: { readonly articleId: string },
): Promise<void> {
  return setArchived(deps, actor, input.articleId, true);
}

/** Brings an archived article back. Fails not-found. */
export function unarchiveArticle(
  deps: Deps,
  actor: Actor,
  input: { readonly articleId: string },
): Promise<void> {
  return setArchived(deps, actor, input.articleId, false);
}

function setArchived(deps: Deps, actor: Actor, articleId: string, archived: boolean): Promise<void> {
  return deps.store.write(async (tx) => {
    const article = await getArticleRecord(tx, articleId);
    if ((article.archivedAt !== null) === archived) return;
    const kind = archived ? "article.archive" : "article.unarchive";
    const change = await openChange(deps, tx, actor, { kind, name: article.title, articleId });
    await tx.updateArticle(articleId, { archivedAt: archived ? change.at : null });
    change.tell("article.changed", articleId, articleId);
    await change.close();
  });
}

export interface ExportedArticle {
  readonly fileName: string;
  /** The current texts of the segments with everything between them as the machine text has it. */
  readonly text: string;
  readonly openProposals: number;
  /** Proposals that touch a hand edit. */
  readonly openConflicts: number;
}

/** The article as it stands, for a text file. Fails not-found. */
export function exportArticle(deps: Deps, articleId: string): Promise<ExportedArticle> {
  return deps.store.read(async (tx) => {
    const article = await getArticleRecord(tx, articleId);
    const proposals = await tx.openProposals(articleId);
    const segments = await tx.segments(articleId);
    const conflicts = proposals.filter((proposal) => {
      const segment = segments.find(({ id }) => id === proposal.segmentId);
      return segment !== undefined && proposalView(proposal, segment).merged === null;
    });
    let text = "";
    let copied = 0;
    for (const segment of segments) {
      text += article.machine.slice(copied, segment.from) + segment.text;
      copied = segment.to;
    }
    return {
      fileName: `${fileStem(article.title)}.txt`,
      text: text + article.machine.slice(copied),
      openProposals: proposals.length,
      openConflicts: conflicts.length,
    };
  });
}

/** A title as the name of a file: letters, digits and hyphens, at most 60 UTF-16 units. */
function fileStem(title: string): string {
  const whole = titleOf(title).replace(/[^\p{L}\p{N}]+/gu, "-");
  const stem = whole.slice(0, cutsPair(whole, 60) ? 59 : 60).replace(/^-+|-+$/g, "");
  return stem === "" ? "article" : stem;
}
