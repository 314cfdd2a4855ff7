/** What taking back a revision of a segment makes of what stands now. */
import { merge3 } from "../core/merge/merge3.ts";
import type { ProposalRecord, RevisionRecord, SegmentContent, SegmentRecord } from "./records.ts";
import type { StoreReader } from "./store.ts";

export type Content = SegmentContent & { readonly removed: boolean };

/** Whether a segment stands as a revision left it; changed and changed back counts as standing. */
export function sameContent(a: Content, b: Content): boolean {
  return sameRange(a, b) && a.rendered === b.rendered && a.text === b.text && a.state === b.state;
}

export function sameRange(a: Content | undefined, b: Content): boolean {
  return a?.from === b.from && a.to === b.to && a.removed === b.removed;
}

/**
 * The content that taking back `before` → `after` gives what stands now. `in-the-way`: later changes touch it.
 * `rendered-since`: nobody wrote there, and a later rendering stands.
 */
export function restored(
  before: RevisionRecord | undefined,
  after: RevisionRecord,
  current: SegmentRecord,
): Partial<Content> | "in-the-way" | "rendered-since" {
  const untouched = sameContent(current, after);
  if (before === undefined) return untouched ? { removed: true } : "in-the-way";
  const { from, to, rendered, text, state, provenance, removed } = before;
  if (untouched) return { from, to, rendered, text, state, provenance, removed };
  if (!sameRange(current, after)) return "in-the-way";
  const based = current.rendered === after.rendered;
  if (!based && [before, after, current].every((one) => one.text === one.rendered)) return "rendered-since";
  const merged = merge3(after.text, current.text, text).text;
  // Later approval stands for the text that was approved.
  const unapproved = current.state === "approved" && merged !== current.text;
  if (merged === undefined || unapproved) return "in-the-way";
  const base = based ? { rendered, provenance } : {};
  const wanted = current.state === after.state ? before : current;
  const kept =
    wanted.state === "open" ? merged === (base.rendered ?? current.rendered) : merged === wanted.text;
  const settled = wanted.state === "open" || wanted.state === "approved" ? kept : true;
  return { ...base, text: merged, state: settled ? wanted.state : "edited" };
}

/** Whether the segment of a proposal is cut as it was when the proposal was made. */
export async function fits(tx: StoreReader, proposal: ProposalRecord): Promise<boolean> {
  const current = await tx.segment(proposal.segmentId);
  const history = await tx.segmentHistory(proposal.segmentId);
  const then = history.find(({ change }) => change.at <= proposal.createdAt)?.revision;
  return current !== undefined && sameRange(then, current);
}
