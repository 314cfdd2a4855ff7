import { openChange } from "./changes.ts";
import { addComment, checkedComment } from "./comments.ts";
import type { Deps } from "./deps.ts";
import { editAuthors } from "./edit-authors.ts";
import { acceptedEdit } from "./edit-proposals.ts";
import { Failure } from "./failure.ts";
import { glossaryFor } from "./glossary.ts";
import { getArticleRecord, getProposalRecord, getSegment, getSummary } from "./loading.ts";
import type { Actor, ArticleSummary } from "./records.ts";
import { putContent } from "./rendering.ts";
import { findSegmentView, proposalView, segmentMaterial } from "./segment-views.ts";
import { excerpt } from "./segments.ts";
import { checked } from "./texts.ts";
import type { ProposalView, SegmentView } from "./views.ts";

export interface ProposalPage {
  readonly article: ArticleSummary;
  readonly segment: SegmentView;
  readonly proposal: ProposalView;
}

/** A proposal with its segment. Fails not-found, also when it is not open any more. */
export function getProposal(deps: Deps, proposalId: string): Promise<ProposalPage> {
  return deps.store.read(async (tx) => {
    const proposal = await getProposalRecord(tx, proposalId);
    if (proposal.status !== "open") throw new Failure("not-found", "failure.proposal-closed", {});
    const segment = await getSegment(tx, proposal.segmentId);
    const article = await getArticleRecord(tx, proposal.articleId);
    const view = findSegmentView(await segmentMaterial(tx, article, await glossaryFor(deps, tx)), segment.id);
    if (view === undefined) throw new Failure("not-found", "failure.no-segment", { id: segment.id });
    return {
      article: await getSummary(tx, article.id),
      segment: view,
      proposal: proposalView(proposal, segment, (await editAuthors(tx, [proposal])).get(proposal.id)),
    };
  });
}

/**
 * Takes a proposal: the text becomes the merge, or `text` where an editor resolved it, and its rendering the new base.
 * The state stays, but that text of the editor's own makes a segment edited. Fails conflict when the segment changed
 * meanwhile, invalid when a conflict comes without `text`, not-found.
 */
export function acceptProposal(
  deps: Deps,
  actor: Actor,
  input: { readonly proposalId: string; readonly revision: number; readonly text?: string | undefined },
): Promise<{ readonly articleId: string; readonly segmentId: string }> {
  return deps.store.write(async (tx) => {
    const proposal = await getProposalRecord(tx, input.proposalId);
    if (proposal.status !== "open") throw new Failure("conflict", "failure.proposal-closed", {});
    const segment = await getSegment(tx, proposal.segmentId);
    if (segment.revision !== input.revision) throw new Failure("conflict", "failure.stale-state", {});
    const { merged } = proposalView(proposal, segment);
    const text = input.text === undefined ? merged : checked(input.text, "failure.segment-text");
    if (text === null || text.trim() === "") throw new Failure("invalid", "failure.proposal-unresolved", {});
    const { articleId } = segment;
    const change = await openChange(deps, tx, actor, {
      kind: "proposal.accept",
      name: excerpt(text),
      articleId,
      glossaryRevision: proposal.glossaryRevision,
    });
    await tx.setProposalStatus(proposal.id, "accepted", change.id);
    const { rendered, provenance } = proposal;
    // Approval is of the merge that was shown, and what is open is untouched.
    const own =
      segment.state === "open" ? text !== rendered : segment.state === "approved" && text !== merged;
    const state = own ? "edited" : segment.state;
    const content =
      proposal.kind === "edit" ? acceptedEdit(segment, text, merged) : { text, rendered, provenance, state };
    await putContent(tx, change, segment, content);
    change.tell("proposal.changed", articleId, proposal.id);
    await tx.updateArticle(articleId, { updatedAt: change.at });
    await change.close();
    return { articleId, segmentId: segment.id };
  });
}

/**
 * Turns a proposal down; the same rendering is not proposed again. A reason is written as a comment on the segment, and is
 * taken back with the rest. Fails conflict, invalid for a reason that is too long, not-found.
 */
export function rejectProposal(
  deps: Deps,
  actor: Actor,
  input: { readonly proposalId: string; readonly reason?: string | undefined },
): Promise<{ readonly articleId: string; readonly segmentId: string }> {
  const text = (input.reason ?? "").trim() === "" ? undefined : checkedComment(input.reason ?? "");
  return deps.store.write(async (tx) => {
    const proposal = await getProposalRecord(tx, input.proposalId);
    if (proposal.status !== "open") throw new Failure("conflict", "failure.proposal-closed", {});
    const { articleId, segmentId } = proposal;
    const change = await openChange(deps, tx, actor, {
      kind: "proposal.reject",
      name: excerpt(proposal.rendered),
      articleId,
      glossaryRevision: proposal.glossaryRevision,
    });
    await tx.setProposalStatus(proposal.id, "rejected", change.id);
    change.tell("proposal.changed", articleId, proposal.id);
    if (text !== undefined) await addComment(deps, tx, change, { articleId, segmentId, text });
    await tx.updateArticle(articleId, { updatedAt: change.at });
    await change.close();
    return { articleId, segmentId };
  });
}
