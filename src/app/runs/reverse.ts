/** What taking back a rendering makes of the articles it changed. */
import type { OpenChange } from "../changes.ts";
import type { ProposalRecord, ProposalStatus, RevisionRecord, SegmentRecord } from "../records.ts";
import type { StoreWriter } from "../store.ts";
import { fits, restored, sameContent, sameRange } from "../taking-back.ts";

type Restored = Pick<SegmentRecord, "rendered" | "text" | "state" | "provenance">;

/** What was taken back in an article. */
export interface Reversed {
  /** Segments whose text is another now. */
  readonly changed: number;
  /** Ids of segments that stand as they are, since what came later is in the way. */
  readonly exceptions: readonly string[];
}

/**
 * Takes back what a change wrote in some articles. Where nothing came later all is as it was before, proposals
 * included; later words are kept by merging in reverse, and where that touches them the segment stands. What articles
 * are said to be rendered with stays, so that they are not stale again until a concept changes that touches them.
 */
export async function reverseChange(
  tx: StoreWriter,
  change: OpenChange,
  undoneChangeId: string,
  articleIds: readonly string[],
): Promise<ReadonlyMap<string, Reversed>> {
  const revisions = await tx.revisionsOfIn(undoneChangeId, articleIds);
  const bySegment = Map.groupBy(revisions, (revision) => revision.segmentId);
  const earlier = await tx.segmentRevisionsOf(
    [...bySegment].map(([segmentId, [first]]) => ({ segmentId, revision: (first?.revision ?? 1) - 1 })),
  );
  const before = new Map(earlier.map((revision) => [revision.segmentId, revision]));
  const current = new Map((await tx.segmentsOf([...bySegment.keys()])).map((one) => [one.id, one]));
  const put: SegmentRecord[] = [];
  const done = new Map(articleIds.map((id) => [id, { changed: 0, exceptions: [] as string[] }]));
  for (const [segmentId, own] of bySegment) {
    const [after, stands] = [own.at(-1), current.get(segmentId)];
    const counts = after === undefined ? undefined : done.get(after.articleId);
    if (after === undefined || stands === undefined || counts === undefined) continue;
    const content = contentOf(before.get(segmentId), after, stands);
    if (content === undefined) counts.exceptions.push(segmentId);
    else if (!sameContent({ ...stands, ...content }, stands)) {
      put.push({ ...stands, ...content, revision: stands.revision + 1, updatedAt: change.at });
      change.tell("segment.changed", stands.articleId, segmentId);
      if (content.text !== stands.text) counts.changed++;
    }
  }
  await tx.putRendered(put, change.id);
  for (const articleId of articleIds) {
    await reverseProposals(tx, change, undoneChangeId, articleId);
    change.tell("article.changed", articleId, articleId);
  }
  return done;
}

/** The content that taking back `before` → `after` gives what stands now; undefined: later changes are in the way. */
function contentOf(
  before: RevisionRecord | undefined,
  after: RevisionRecord,
  current: SegmentRecord,
): Restored | undefined {
  // A rendering neither makes nor cuts segments.
  if (before === undefined || !sameRange(before, after)) return undefined;
  // An undo that was stopped half-way took it back already.
  const content = sameContent(current, before) ? before : restored(before, after, current);
  if (typeof content === "string") return undefined;
  const { rendered, text, state, provenance } = { ...current, ...content };
  return text.trim() === "" && current.text.trim() !== "" ? undefined : { rendered, text, state, provenance };
}

/** Proposals that the change made go; those that it resolved are open again, unless another one is. */
async function reverseProposals(
  tx: StoreWriter,
  change: OpenChange,
  undoneChangeId: string,
  articleId: string,
): Promise<void> {
  const touched = await tx.proposalsTouchedIn(undoneChangeId, [articleId]);
  if (touched.length === 0) return;
  const set = async (proposal: ProposalRecord, status: ProposalStatus): Promise<void> => {
    await tx.setProposalStatus(proposal.id, status, change.id);
    change.tell("proposal.changed", articleId, proposal.id);
  };
  // What an undo opened again is resolved by it too; taking that back overtakes it again.
  for (const proposal of touched) if (proposal.status === "open") await set(proposal, "superseded");
  const waiting = new Set((await tx.openProposals(articleId, "rendering")).map((one) => one.segmentId));
  for (const proposal of touched) {
    const closed = proposal.status === "superseded" && proposal.resolvedBy === undoneChangeId;
    if (!closed || waiting.has(proposal.segmentId) || !(await fits(tx, proposal))) continue;
    await set(proposal, "open");
    waiting.add(proposal.segmentId);
  }
}
