import { contains } from "../core/text/span.ts";
import type { OpenChange } from "./changes.ts";
import { openChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { getArticleRecord, getSegment } from "./loading.ts";
import type { Actor, SegmentRecord } from "./records.ts";
import { fallBehind, putContent } from "./rendering.ts";
import type { SplitRefusal } from "./segment-split.ts";
import { joinContent, splitContent, textOffset } from "./segment-split.ts";
import { excerpt } from "./segments.ts";
import type { StoreWriter } from "./store.ts";

const SPLIT_FAILURES: Readonly<Record<SplitRefusal, string>> = {
  outside: "failure.split-outside",
  "inside-character": "failure.split-inside-character",
  "inside-change": "failure.split-inside-change",
  "no-place": "failure.split-no-place",
};

/**
 * Splits a segment in two at an offset of its machine text; `textAt` is the offset in its current text, found by itself
 * when absent. Fails invalid (no place to split at), conflict, not-found.
 */
export function splitSegment(
  deps: Deps,
  actor: Actor,
  input: {
    readonly segmentId: string;
    readonly revision: number;
    readonly at: number;
    readonly textAt?: number | undefined;
  },
): Promise<Cut & { readonly newSegmentId: string }> {
  return deps.store.write(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    if (segment.revision !== input.revision) throw new Failure("conflict", "failure.stale-state", {});
    const { articleId } = segment;
    const article = await getArticleRecord(tx, articleId);
    const machine = article.machine.slice(segment.from, segment.to);
    const textAt = input.textAt ?? textOffset(segment, input.at);
    const halves = splitContent(segment, machine, input.at, textAt);
    if (typeof halves === "string") throw new Failure("invalid", SPLIT_FAILURES[halves], {});
    const change = await openChange(deps, tx, actor, {
      kind: "segment.split",
      name: excerpt(segment.text),
      articleId,
    });
    const [left, right] = halves;
    const first = await putContent(tx, change, segment, left);
    const second: SegmentRecord = {
      ...right,
      id: deps.newId(),
      articleId,
      revision: 1,
      updatedAt: change.at,
      removed: false,
    };
    await tx.putSegment(second, change.id);
    change.tell("segment.changed", articleId, second.id);
    const closedEdits = await regroup(tx, change, articleId, [first.id]);
    await tx.updateArticle(articleId, { updatedAt: change.at });
    await change.close();
    return { articleId, segmentId: first.id, newSegmentId: second.id, closedEdits };
  });
}

/** What was done to segments: where, and how many proposed edits it closed. */
interface Cut {
  readonly articleId: string;
  readonly segmentId: string;
  readonly closedEdits: number;
}

/** Joins a segment with the one after it in the same block. Fails invalid (there is none), conflict, not-found. */
export function joinSegment(
  deps: Deps,
  actor: Actor,
  input: { readonly segmentId: string; readonly revision: number },
): Promise<Cut> {
  return deps.store.write(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    if (segment.revision !== input.revision) throw new Failure("conflict", "failure.stale-state", {});
    const { articleId } = segment;
    const article = await getArticleRecord(tx, articleId);
    const segments = await tx.segments(articleId);
    const next = segments[segments.findIndex((candidate) => candidate.id === segment.id) + 1];
    const block = article.blocks.find((candidate) => contains(candidate, segment));
    if (next === undefined || block === undefined || !contains(block, next)) {
      throw new Failure("invalid", "failure.join-last", {});
    }
    const change = await openChange(deps, tx, actor, {
      kind: "segment.join",
      name: excerpt(segment.text),
      articleId,
    });
    const joined = joinContent(segment, next, article.machine.slice(segment.to, next.from));
    await putContent(tx, change, next, { removed: true });
    await putContent(tx, change, segment, joined);
    const closedEdits = await regroup(tx, change, articleId, [segment.id, next.id]);
    await tx.updateArticle(articleId, { updatedAt: change.at });
    await change.close();
    return { articleId, segmentId: segment.id, closedEdits };
  });
}

/**
 * Gives the article's hits to the segments that stand now, and closes proposals for those that were cut or joined; the
 * article is then behind, so that they are proposed again for the segments that stand. Gives how many edits that somebody
 * proposed were closed: nobody proposes those again.
 */
export async function regroup(
  tx: StoreWriter,
  change: OpenChange,
  articleId: string,
  cut: readonly string[],
): Promise<number> {
  const segments = await tx.segments(articleId);
  const hits = (await tx.hits(articleId)).flatMap((hit) => {
    const segment = segments.find((candidate) => candidate.from <= hit.from && hit.from < candidate.to);
    return segment === undefined ? [] : [{ ...hit, segmentId: segment.id }];
  });
  await tx.replaceHits(articleId, hits);
  // Every segment after them has another number.
  change.tell("article.changed", articleId, articleId);
  let edits = 0;
  for (const proposal of await tx.openProposals(articleId)) {
    if (!cut.includes(proposal.segmentId)) continue;
    if (proposal.kind === "edit") edits++;
    await tx.setProposalStatus(proposal.id, "superseded", change.id);
    change.tell("proposal.changed", articleId, proposal.id);
    await fallBehind(tx, articleId);
  }
  return edits;
}
