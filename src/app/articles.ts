import { titleOf } from "../core/article/model.ts";
import { render, segmentRendering } from "../core/rendering/render.ts";
import { cutsPair } from "../core/text/span.ts";
import { segmentText } from "../core/segmentation/segment.ts";
import type { Finding } from "../core/finding.ts";
import type { Aligned } from "./alignment.ts";
import { alignmentHints, alignRows, alignTexts } from "./alignment.ts";
import type { ArticleDraft, ImportArticleInput } from "./article-draft.ts";
import { readDraft } from "./article-draft.ts";
import type { OpenChange } from "./changes.ts";
import { openChange, repeated } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import type { LoadedGlossary } from "./glossary.ts";
import { glossaryFor } from "./glossary.ts";
import { getArticleRecord, getSummary } from "./loading.ts";
import type { Actor, ArticleRecord, ArticleSummary } from "./records.ts";
import { hitRecords, renderArticle, renderingInput } from "./rendering.ts";
import { proposalView } from "./segment-views.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import { checkedDay, checkedName, digestOf } from "./texts.ts";
import type { ImportArticleResult } from "./views.ts";

function isRemovedSample(article: Pick<ArticleRecord, "sample" | "archivedAt">): boolean {
  return article.sample && article.archivedAt !== null;
}

/** One article's summary; fails not-found. */
export function getArticle(deps: Deps, articleId: string): Promise<ArticleSummary> {
  return deps.store.read((tx) => getSummary(tx, articleId));
}

/** Imports a machine-translated article, cut into segments and rendered by the glossary. Fails invalid, too-large. */
export async function importArticle(
  deps: Deps,
  actor: Actor,
  input: ImportArticleInput,
): Promise<ImportArticleResult> {
  const draft = readDraft(input);
  return deps.store.write((tx) => importDraft(deps, tx, actor, draft, input));
}

/**
 * Imports articles in one transaction, each with a change of its own: the disk is waited for once. For each of them what
 * {@link importArticle} gives, or its failure, which keeps none of the others out.
 */
export async function importArticles(
  deps: Deps,
  actor: Actor,
  inputs: readonly ImportArticleInput[],
): Promise<(ImportArticleResult | Failure)[]> {
  const drafts = inputs.map((input) => orFailure(() => readDraft(input)));
  return deps.store.write(async (tx) => {
    const results: (ImportArticleResult | Failure)[] = [];
    for (const [index, draft] of drafts.entries()) {
      results.push(
        draft instanceof Failure ? draft : await importDraft(deps, tx, actor, draft, inputs[index] ?? {}),
      );
    }
    return results;
  });
}

function orFailure<T>(work: () => T): T | Failure {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

async function importDraft(
  deps: Deps,
  tx: StoreWriter,
  actor: Actor,
  draft: ArticleDraft,
  { requestId, again }: Pick<ImportArticleInput, "requestId" | "again">,
): Promise<ImportArticleResult> {
  const digest = digestOf(draft.machine);
  const earlier = await repeated(tx, requestId);
  const made = earlier?.articleId ? await tx.article(earlier.articleId) : undefined;
  if (made?.digest === digest) return existing(tx, made);
  const double = again ? undefined : await tx.articleByDigest(digest);
  // A sample that was removed is in no list: nobody could find the article that is said to be there.
  if (double !== undefined && !isRemovedSample(double)) {
    const sourceMissing = draft.source !== "" && (double.sourceText ?? "") === "";
    return { ...(await existing(tx, double)), duplicate: true, sourceMissing };
  }
  const articleId = deps.newId();
  const glossary = await glossaryFor(deps, tx);
  const { title } = draft;
  const change = await openChange(deps, tx, actor, {
    kind: "article.import",
    name: title,
    articleId,
    // The id of a request that said something else stays that request's.
    requestId: earlier === undefined ? requestId : undefined,
  });
  const added = await addArticle(deps, tx, change, { ...draft, articleId, glossary, sample: false });
  await change.close();
  const findings = [...draft.findings, ...added.findings];
  return { articleId, title, duplicate: false, sourceMissing: false, segments: added.segments, findings };
}

/** Cuts, aligns and renders a new article and stores it under an open change. Gives the number of segments and what the aligner noticed. */
export async function addArticle(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  input: ArticleDraft & {
    readonly articleId: string;
    readonly glossary: LoadedGlossary;
    readonly sample: boolean;
  },
): Promise<{ readonly segments: number; readonly findings: readonly Finding[] }> {
  const { machine, source, glossary, articleId, rows } = input;
  const { compiled } = glossary;
  const { blocks, segments: spans } = segmentText(machine, "en", compiled.english.scan(machine));
  const sourceSentences = source === "" ? [] : segmentText(source, "zh").segments;
  const hints = source === "" ? {} : await alignmentHints(deps, compiled, { source, machine });
  const texts = { source, sourceSentences, machine, segments: spans, hints };
  const aligned = source === "" ? UNALIGNED : rows === undefined ? alignTexts(texts) : alignRows(texts, rows);
  const article: ArticleRecord = {
    id: articleId,
    title: input.title,
    machine,
    digest: digestOf(machine),
    blocks,
    sourceText: source === "" ? null : source,
    sourceReconstructed: input.reconstructed,
    sourceSentences,
    ...aligned,
    sourceRevision: 0,
    date: input.date,
    glossaryRevision: compiled.revision,
    sample: input.sample,
    createdAt: change.at,
    updatedAt: change.at,
    archivedAt: null,
  };
  await tx.addArticle(article);
  const segments = spans.map((span) => ({ ...span, id: deps.newId() }));
  const rendering = render({ ...renderingInput(article, []), segments }, compiled, []);
  const records = segments.map((span) => {
    const { text, changes } = segmentRendering(rendering, span);
    const content = { ...span, rendered: text, text, state: "open" as const, provenance: changes };
    return { ...content, articleId, revision: 1, updatedAt: change.at, removed: false };
  });
  await tx.addSegments(article, records, change.id);
  await tx.replaceHits(articleId, hitRecords(articleId, rendering, segments));
  change.tell("article.changed", articleId, articleId);
  return { segments: segments.length, findings: aligned.sourceFindings };
}

/** An article without Chinese. */
const UNALIGNED: Aligned = { beads: [], sourceFit: null, sourceFindings: [] };

async function existing(tx: StoreReader, { id, title }: ArticleRecord): Promise<ImportArticleResult> {
  const { length: segments } = await tx.segments(id);
  return { articleId: id, title, duplicate: false, sourceMissing: false, segments, findings: [] };
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
