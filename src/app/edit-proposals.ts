import { merge3 } from "../core/merge/merge3.ts";
import { openChange, repeated } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { getSegment } from "./loading.ts";
import type { Actor, ChangeRecord, ProposalRecord, SegmentContent, SegmentRecord } from "./records.ts";
import { excerpt } from "./segments.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import { checked } from "./texts.ts";

/** What a person proposes for a segment. */
export interface ProposeEditInput {
  readonly segmentId: string;
  /** The revision that the person had before them. */
  readonly revision: number;
  readonly text: string;
  /** The text that the typing started from; the revision's own without one. */
  readonly base?: string | undefined;
  readonly requestId?: string | undefined;
}

/** `proposed` is false where the text says nothing but what stands or waits already. */
export interface ProposedEdit {
  readonly articleId: string;
  readonly segmentId: string;
  readonly proposed: boolean;
}

/**
 * Proposes another text for a segment, which stays as it is until somebody accepts. A person's new proposal takes the
 * place of their former one. A request that is repeated makes one proposal. Fails invalid (blank, no text), conflict (the
 * segment was cut meanwhile), not-found.
 */
export function proposeEdit(deps: Deps, actor: Actor, input: ProposeEditInput): Promise<ProposedEdit> {
  const text = checked(input.text, "failure.segment-text");
  return deps.store.write(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    const { articleId, id: segmentId } = segment;
    if (text.trim() === "" && segment.text !== "") throw emptyText();
    const earlier = await repeated(tx, input.requestId);
    if (earlier !== undefined && (await proposes(tx, earlier, segmentId, text)))
      return { articleId, segmentId, proposed: true };
    const base = await baseOf(tx, segment, input);
    const open = await openEdits(tx, segment);
    const said = open.some(({ proposal }) => proposal.rendered === text && proposal.base === base);
    if (text === base || said || merge3(base, text, segment.text).text === segment.text)
      return { articleId, segmentId, proposed: false };
    const change = await openChange(deps, tx, actor, {
      kind: "edit.propose",
      name: excerpt(text),
      articleId,
      requestId: earlier === undefined ? input.requestId : undefined,
    });
    // People without a name share one id: theirs stand beside each other.
    const own = open.filter(({ by }) => by.id === actor.id && actor.id.startsWith("local:"));
    for (const { proposal } of own) {
      await tx.setProposalStatus(proposal.id, "superseded", change.id);
      change.tell("proposal.changed", articleId, proposal.id);
    }
    const id = deps.newId();
    await tx.addProposal(await editProposal(tx, segment, { id, base, text, change }));
    change.tell("proposal.changed", articleId, id);
    await tx.updateArticle(articleId, { updatedAt: change.at });
    await change.close();
    return { articleId, segmentId, proposed: true };
  });
}

/** What accepting a proposed edit as `text` makes of a segment; approval stays with the merge that was shown. */
export function acceptedEdit(
  segment: SegmentRecord,
  text: string,
  merged: string | null,
): Pick<SegmentContent, "text" | "state"> {
  if (segment.state === "approved" && text === merged) return { text, state: "approved" };
  return { text, state: text === segment.rendered ? "open" : "edited" };
}

async function openEdits(
  tx: StoreReader,
  segment: SegmentRecord,
): Promise<{ readonly proposal: ProposalRecord; readonly by: Actor }[]> {
  const found: { proposal: ProposalRecord; by: Actor }[] = [];
  for (const proposal of await tx.openProposals(segment.articleId, "edit")) {
    const change = proposal.segmentId === segment.id ? await tx.change(proposal.changeId) : undefined;
    if (change !== undefined) found.push({ proposal, by: change.actor });
  }
  return found;
}

async function proposes(
  tx: StoreReader,
  change: ChangeRecord,
  segmentId: string,
  text: string,
): Promise<boolean> {
  const made = await tx.proposalsOf(change.id);
  return made.some((proposal) => proposal.segmentId === segmentId && proposal.rendered === text);
}

/** The text that the typing started from. */
async function baseOf(tx: StoreReader, segment: SegmentRecord, input: ProposeEditInput): Promise<string> {
  const seen = await tx.segmentRevision(segment.id, input.revision);
  if (seen?.from !== segment.from || seen.to !== segment.to)
    throw new Failure("conflict", "failure.stale-state", {});
  return input.base ?? seen.text;
}

async function editProposal(
  tx: StoreWriter,
  segment: SegmentRecord,
  made: {
    readonly id: string;
    readonly base: string;
    readonly text: string;
    readonly change: { readonly id: string; readonly at: number };
  },
): Promise<ProposalRecord> {
  const { id, base, text, change } = made;
  return {
    id,
    kind: "edit",
    articleId: segment.articleId,
    segmentId: segment.id,
    rendered: text,
    provenance: [],
    merged: merge3(base, segment.text, text).text ?? null,
    glossaryRevision: await tx.glossaryRevision(),
    status: "open",
    changeId: change.id,
    createdAt: change.at,
    resolvedBy: null,
    base,
  };
}

function emptyText(): Failure {
  const finding = { code: "empty", severity: "error", params: {} } as const;
  return new Failure("invalid", "failure.segment-text", {}, { findings: [finding] });
}
