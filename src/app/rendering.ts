import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Advance } from "../core/merge/advance.ts";
import { advance } from "../core/merge/advance.ts";
import type { Change, Rendering, RenderingInput, SegmentRendering } from "../core/rendering/model.ts";
import { render, segmentRendering } from "../core/rendering/render.ts";
import { indexAt, type Span } from "../core/text/span.ts";
import type { OpenChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import type { ArticleRecord, HitRecord, ProposalRecord, SegmentRecord } from "./records.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

/** What rendering an article again did, in segments. */
export interface RenderCounts {
  readonly changed: number;
  readonly proposals: number;
  readonly conflicts: number;
}

/** What is rendered of a stored article. */
export function renderingInput(
  article: Pick<ArticleRecord, "machine" | "blocks" | "date" | "sourceText" | "beads">,
  segments: readonly Span[],
): RenderingInput {
  return {
    machine: article.machine,
    blocks: article.blocks,
    segments,
    ...(article.date === null ? {} : { date: article.date }),
    ...(article.sourceText === null ? {} : { source: { text: article.sourceText, beads: article.beads } }),
  };
}

/** The rendering of a stored article by a glossary, with the decisions made in it. */
export async function renderStored(
  tx: StoreReader,
  article: ArticleRecord,
  segments: readonly SegmentRecord[],
  glossary: CompiledGlossary,
): Promise<Rendering> {
  return render(renderingInput(article, segments), glossary, await tx.decisions(article.id));
}

/** The hits of a rendering as they are stored, each with the segment it starts in. */
export function hitRecords(
  articleId: string,
  rendering: Pick<Rendering, "hits">,
  segments: readonly { readonly id: string; readonly from: number; readonly to: number }[],
): HitRecord[] {
  return rendering.hits.flatMap((hit) => {
    const segment = segments[indexAt(segments, hit.from)];
    return segment === undefined ? [] : [{ ...hit, articleId, segmentId: segment.id }];
  });
}

/**
 * Renders an article again and lets its segments advance: open text follows, edited text is merged, approved text gets a
 * proposal. `stepOf` may decide otherwise for a segment; one that it gives nothing for is left, and the article is behind
 * if that segment is. Nothing is written for a segment whose rendering is what it was.
 */
export async function renderArticle(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  article: ArticleRecord,
  glossary: CompiledGlossary,
  stepOf: (segment: SegmentRecord, next: SegmentRendering) => Advance | undefined = (segment, next) =>
    advance(segment, next.text),
): Promise<RenderCounts> {
  const segments = await tx.segments(article.id);
  const rendering = await renderStored(tx, article, segments, glossary);
  const open = new Map(
    (await tx.openProposals(article.id, "rendering")).map((proposal) => [proposal.segmentId, proposal]),
  );
  const counts = { changed: 0, proposals: 0, conflicts: 0 };
  let behind = false;
  for (const segment of segments) {
    const next = segmentRendering(rendering, segment);
    const step = stepOf(segment, next);
    if (step === undefined) {
      behind ||= await isBehind(tx, segment, next.text, open.get(segment.id));
      continue;
    }
    if (step.kind === "propose") {
      const waiting = open.get(segment.id);
      const { revision: glossaryRevision } = glossary;
      const proposing = { segment, next, step, waiting, glossaryRevision };
      const { proposed } = await proposeRendering(deps, tx, change, proposing);
      if (proposed && step.merged === undefined) counts.conflicts++;
      else if (proposed) counts.proposals++;
      continue;
    }
    await closeProposal(tx, change, open.get(segment.id));
    if (step.kind === "stay" && sameProvenance(segment.provenance, next.changes)) continue;
    const text = step.kind === "follow" ? step.text : segment.text;
    // Only words that a person wants differ from an open segment's rendering.
    const state = segment.state === "open" && text !== next.text ? "edited" : segment.state;
    await putContent(tx, change, segment, { rendered: next.text, provenance: next.changes, text, state });
    if (text !== segment.text) counts.changed++;
  }
  await tx.replaceHits(article.id, hitRecords(article.id, rendering, segments));
  await tx.updateArticle(article.id, { glossaryRevision: glossary.revision, updatedAt: change.at });
  if (behind) await fallBehind(tx, article.id);
  change.tell("article.changed", article.id, article.id);
  return counts;
}

/** Says that an article is behind the glossary, how far nobody knows: something of its last rendering was taken away. */
export function fallBehind(tx: StoreWriter, articleId: string): Promise<void> {
  return tx.updateArticle(articleId, { glossaryRevision: 0 });
}

/** Writes a segment's new content as its next revision. */
export async function putContent(
  tx: StoreWriter,
  change: OpenChange,
  segment: SegmentRecord,
  content: Partial<
    Pick<SegmentRecord, "from" | "to" | "rendered" | "provenance" | "text" | "state" | "removed">
  >,
): Promise<SegmentRecord> {
  const next = { ...segment, ...content, revision: segment.revision + 1, updatedAt: change.at };
  await tx.putSegment(next, change.id);
  change.tell("segment.changed", segment.articleId, segment.id);
  return next;
}

/** A rendering that waits for a person. */
interface Proposing {
  readonly segment: SegmentRecord;
  readonly next: SegmentRendering;
  readonly step: Extract<Advance, { kind: "propose" }>;
  readonly waiting: ProposalRecord | undefined;
  readonly glossaryRevision: number;
}

/** Proposes a rendering unless the same one waits or was rejected. Says whether it did, and whether it closed another. */
export async function proposeRendering(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  { segment, next, step, waiting, glossaryRevision }: Proposing,
): Promise<{ readonly proposed: boolean; readonly closed: boolean }> {
  const merged = step.merged ?? null;
  if (waiting?.rendered === next.text && waiting.merged === merged) return { proposed: false, closed: false };
  const closed = await closeProposal(tx, change, waiting);
  if (await isSettled(tx, undefined, segment.id, next.text)) return { proposed: false, closed };
  const id = deps.newId();
  await tx.addProposal({
    id,
    kind: "rendering",
    articleId: segment.articleId,
    segmentId: segment.id,
    rendered: next.text,
    provenance: next.changes,
    merged,
    glossaryRevision,
    status: "open",
    changeId: change.id,
    createdAt: change.at,
    resolvedBy: null,
  });
  change.tell("proposal.changed", segment.articleId, id);
  return { proposed: true, closed };
}

/** Whether a rendering was rejected before, or is the one that waits: proposing it again would say nothing new. */
export async function isSettled(
  tx: StoreReader,
  waiting: ProposalRecord | undefined,
  segmentId: string,
  rendered: string,
): Promise<boolean> {
  if (waiting?.rendered === rendered) return true;
  const rejected = await tx.rejectedProposals(segmentId);
  return rejected.some((proposal) => proposal.kind === "rendering" && proposal.rendered === rendered);
}

/** Whether rendering a segment would do something. */
export async function isBehind(
  tx: StoreReader,
  segment: SegmentRecord,
  next: string,
  waiting: ProposalRecord | undefined,
): Promise<boolean> {
  const step = advance(segment, next);
  if (step.kind === "stay") return false;
  return step.kind !== "propose" || !(await isSettled(tx, waiting, segment.id, next));
}

/** Closes a proposal that a rendering has overtaken, if there is one, and says whether there was. */
export async function closeProposal(
  tx: StoreWriter,
  change: OpenChange,
  proposal: ProposalRecord | undefined,
): Promise<boolean> {
  if (proposal === undefined) return false;
  await tx.setProposalStatus(proposal.id, "superseded", change.id);
  change.tell("proposal.changed", proposal.articleId, proposal.id);
  return true;
}

/** Whether two renderings of one text owe it to the same concepts; the revision of the glossary does not count. */
export function sameProvenance(a: readonly Change[], b: readonly Change[]): boolean {
  const key = (change: Change): string =>
    [change.from, change.to, change.conceptId, change.form, change.reason, change.after].join("\n");
  return a.length === b.length && a.every((change, index) => key(change) === key(b[index] ?? change));
}
