/** The Chinese of an article that is there: given, replaced, taken away, corrected. */
import { coverBeads, cutAtBeads, rewriteBead } from "../core/article/beads.ts";
import { carriedBeads } from "../core/article/carried-beads.ts";
import type { Bead } from "../core/article/model.ts";
import { render, segmentRendering } from "../core/rendering/render.ts";
import { advance } from "../core/merge/advance.ts";
import { segmentText } from "../core/segmentation/segment.ts";
import type { Span } from "../core/text/span.ts";
import { alignmentHints, alignTexts } from "./alignment.ts";
import { readSource, type SourceInput } from "./article-draft.ts";
import type { ChangeInput } from "./changes.ts";
import { openChange, repeated } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { glossaryFor } from "./glossary.ts";
import { getArticleRecord } from "./loading.ts";
import type { Actor, ArticleRecord, SegmentRecord, SourceContent } from "./records.ts";
import { renderArticle, renderingInput, renderStored } from "./rendering.ts";
import { excerpt } from "./segments.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import { checked } from "./texts.ts";
import type { SourceReport } from "./views.ts";

/** The Chinese that an article has when it has none. */
const NO_SOURCE: SourceContent = {
  sourceText: null,
  sourceReconstructed: false,
  sourceSentences: [],
  beads: [],
  sourceFit: null,
  sourceFindings: [],
};

export interface GiveSourceInput {
  readonly articleId: string;
  readonly source: SourceInput;
  readonly requestId?: string | undefined;
}

/**
 * Gives an article its Chinese, or another one, aligned anew but for the beads that a person or a table set and whose
 * Chinese sentences are the same as before. The same text again changes nothing. Fails invalid, too-large, not-found.
 */
export async function giveSource(deps: Deps, actor: Actor, input: GiveSourceInput): Promise<SourceReport> {
  const source = readSource(input.source);
  return deps.store.write(async (tx) => {
    const article = await getArticleRecord(tx, input.articleId);
    const earlier = await repeated(tx, input.requestId);
    const reconstructed = input.source.reconstructed ?? false;
    if (article.sourceText === source && article.sourceReconstructed === reconstructed)
      return nothingDone(article, earlier?.id);
    const segments = await tx.segments(article.id);
    const sourceSentences = segmentText(source, "zh").segments;
    const { machine } = article;
    const { compiled } = await glossaryFor(deps, tx);
    const hints = await alignmentHints(deps, compiled, { source, machine });
    const settled = settledIn(article, segments, { text: source, sentences: sourceSentences });
    const aligned = alignTexts({ source, sourceSentences, machine, segments, hints }, settled);
    return putSource(deps, tx, actor, {
      article,
      segments,
      content: { sourceText: source, sourceReconstructed: reconstructed, sourceSentences, ...aligned },
      change: {
        kind: "article.source",
        name: excerpt(source),
        requestId: earlier === undefined ? input.requestId : undefined,
      },
    });
  });
}

/** The beads that somebody set, as far as they hold for the new Chinese. */
function settledIn(
  { sourceText: text, sourceSentences, machine, beads }: ArticleRecord,
  segments: readonly SegmentRecord[],
  next: { readonly text: string; readonly sentences: readonly Span[] },
): readonly Bead[] {
  if (text === null || !beads.some(({ setBy }) => setBy !== undefined)) return [];
  const target = cutAtBeads(machine, segments, beads);
  const cover = coverBeads({ source: sourceSentences, target, beads });
  return carriedBeads({ text, sentences: sourceSentences, beads: cover }, next);
}

/** Takes the Chinese away from an article. Fails not-found. */
export function removeSource(
  deps: Deps,
  actor: Actor,
  input: { readonly articleId: string },
): Promise<SourceReport> {
  return deps.store.write(async (tx) => {
    const article = await getArticleRecord(tx, input.articleId);
    if (article.sourceText === null) return nothingDone(article, undefined);
    return putSource(deps, tx, actor, {
      article,
      segments: await tx.segments(article.id),
      content: NO_SOURCE,
      change: { kind: "article.source", name: excerpt(article.sourceText) },
    });
  });
}

export interface CorrectSourceInput {
  readonly articleId: string;
  /** The revision of the Chinese that the editor had before them. */
  readonly revision: number;
  /** 0-based place of the bead whose Chinese it is. */
  readonly bead: number;
  readonly text: string;
}

/**
 * Writes the Chinese of one bead anew; all beads stay. Fails invalid (nothing left), conflict (it was changed
 * meanwhile), not-found.
 */
export async function correctSource(
  deps: Deps,
  actor: Actor,
  input: CorrectSourceInput,
): Promise<SourceReport> {
  const text = checked(input.text, "failure.source-text").trim();
  if (text === "") {
    const finding = { code: "empty", severity: "error", params: {} } as const;
    throw new Failure("invalid", "failure.source-text", {}, { findings: [finding] });
  }
  return deps.store.write(async (tx) => {
    const { article, segments, beads, source } = await getLinked(tx, input);
    const range = beads[input.bead]?.source;
    if (range === undefined) throw new Failure("not-found", "failure.no-bead", {});
    if (source.slice(range.from, range.to) === text) return nothingDone(article, undefined);
    const written = { text, sentences: segmentText(text, "zh").segments };
    const made = rewriteBead(
      { text: source, sentences: article.sourceSentences, beads },
      input.bead,
      written,
    );
    return putSource(deps, tx, actor, {
      article,
      segments,
      content: { ...article, sourceText: made.text, sourceSentences: made.sentences, beads: made.beads },
      change: { kind: "source.edit", name: excerpt(text) },
    });
  });
}

/** An article with Chinese, as an editor corrects it: every sentence in exactly one bead. */
export interface LinkedArticle {
  readonly article: ArticleRecord;
  readonly segments: readonly SegmentRecord[];
  readonly source: string;
  /** The sentences of the English: segments, cut where beads end. */
  readonly units: ReturnType<typeof cutAtBeads>;
  readonly beads: ReturnType<typeof coverBeads>;
}

/** The article with its beads. Fails not-found, also when it has no Chinese; conflict when that is not at the revision. */
export async function getLinked(
  tx: StoreReader,
  { articleId, revision }: { readonly articleId: string; readonly revision?: number },
): Promise<LinkedArticle> {
  const article = await getArticleRecord(tx, articleId);
  if (article.sourceText === null) throw new Failure("not-found", "failure.no-source", {});
  if (revision !== undefined && revision !== article.sourceRevision)
    throw new Failure("conflict", "failure.stale-source", {});
  const segments = await tx.segments(articleId);
  const units = cutAtBeads(article.machine, segments, article.beads);
  const beads = coverBeads({ source: article.sourceSentences, target: units, beads: article.beads });
  return { article, segments, source: article.sourceText, units, beads };
}

/** What is put in the place of an article's Chinese. */
export interface SourceChange {
  readonly article: ArticleRecord;
  readonly segments: readonly SegmentRecord[];
  readonly content: SourceContent;
  readonly change: Pick<ChangeInput, "kind" | "name" | "requestId">;
}

/**
 * Stores the Chinese of an article with its beads as the next revision, and renders again what says something else by
 * it. Segments that were behind the glossary for another reason stay so.
 */
export async function putSource(
  deps: Deps,
  tx: StoreWriter,
  actor: Actor,
  { article, segments, content, change: about }: SourceChange,
): Promise<SourceReport> {
  const articleId = article.id;
  const { compiled } = await glossaryFor(deps, tx);
  const next: ArticleRecord = { ...article, ...sourceOf(content) };
  const before = await renderStored(tx, article, segments, compiled);
  const after = render(renderingInput(next, segments), compiled, await tx.decisions(articleId));
  const said = (rendering: typeof before, segment: SegmentRecord): string => {
    const { text, changes } = segmentRendering(rendering, segment);
    return JSON.stringify([text, changes]);
  };
  const differ = new Set(
    segments.filter((segment) => said(before, segment) !== said(after, segment)).map(({ id }) => id),
  );
  const change = await openChange(deps, tx, actor, { ...about, articleId });
  await tx.putSource(articleId, sourceOf(content), change.id);
  const counts = await renderArticle(deps, tx, change, next, compiled, (segment, rendering) =>
    differ.has(segment.id) ? advance(segment, rendering.text) : undefined,
  );
  await change.close();
  const { changed, proposals, conflicts } = counts;
  const findings = content.sourceFindings;
  return { articleId, changeId: change.id, changed, proposals, conflicts, findings };
}

/** Only what belongs to the Chinese, of a record that may have more. */
function sourceOf(content: SourceContent): SourceContent {
  const { sourceText, sourceReconstructed, sourceSentences, beads, sourceFit, sourceFindings } = content;
  return { sourceText, sourceReconstructed, sourceSentences, beads, sourceFit, sourceFindings };
}

/** The report of a use case that had nothing to do. */
export function nothingDone(article: ArticleRecord, changeId: string | undefined): SourceReport {
  return { articleId: article.id, changeId, changed: 0, proposals: 0, conflicts: 0, findings: [] };
}
