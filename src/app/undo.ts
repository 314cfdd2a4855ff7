import { undoArticleStates } from "./article-states.ts";
import type { OpenChange } from "./changes.ts";
import { openChange, rootOf } from "./changes.ts";
import { undoComments } from "./comments.ts";
import { undoConceptComments } from "./concept-comments.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { settle } from "./glossary-import/staged-import.ts";
import type {
  Actor,
  ChangeRecord,
  DecisionRecord,
  ProposalRecord,
  ProposalStatus,
  RevisionRecord,
  SegmentRecord,
} from "./records.ts";
import { fallBehind, putContent } from "./rendering.ts";
import { regroup } from "./segment-cuts.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import { undoMergedDecisions } from "./concept-edits/undo-merge.ts";
import { lastUndoable } from "./undo-choice.ts";
import { MANY, undoConcepts, undoManyConcepts } from "./undo-concepts.ts";
import { fits, restored, sameContent, sameRange } from "./taking-back.ts";
import { undoSources } from "./undo-sources.ts";
import { renderAgain, renderedSince, renderedSinceMany } from "./undo-rendering.ts";
import type { UndoResult, UndoView } from "./views.ts";

/** The last change that can be taken back, whoever made it: in an article, or of those outside any. */
export function findUndo(
  deps: Deps,
  input: { readonly articleId?: string | undefined },
): Promise<UndoView | undefined> {
  return deps.store.read((tx) => lastUndoable(tx, input.articleId));
}

/**
 * Takes a change back by a new one. Segments that were changed since are merged in reverse; those where that would touch
 * the later change stand as they are and are listed. Fails conflict when it was taken back before, a concept that it
 * changed was changed since, or it is a run's; not-found.
 */
export async function undoChange(
  deps: Deps,
  actor: Actor,
  input: { readonly changeId: string },
): Promise<UndoResult> {
  const { waiting, ...result } = await takeBack(deps, actor, input.changeId);
  if (waiting !== undefined) await settle(deps, waiting);
  return result;
}

/** Takes a change back; `waiting` names the import as which its concepts, if they are many, wait to be entered in the search. */
function takeBack(
  deps: Deps,
  actor: Actor,
  changeId: string,
): Promise<UndoResult & { readonly waiting: string | undefined }> {
  return deps.store.write(async (tx) => {
    const undone = await tx.change(changeId);
    if (undone === undefined) throw new Failure("not-found", "failure.no-change", { id: changeId });
    if ((await tx.undoneBy(undone.id)) !== undefined)
      throw new Failure("conflict", "failure.undone-before", {});
    const run = await tx.runOfChange(undone.id);
    if (run !== undefined) throw new Failure("conflict", "failure.undo-run", { name: run.name });
    const { root, forward } = await rootOf(tx, undone);
    if (root.kind === "sample.load" || root.kind === "sample.remove") {
      // The sample comes and goes by its own use cases.
      throw new Failure("not-found", "failure.no-change", { id: undone.id });
    }
    const many = root.kind === "glossary.import" && (await tx.conceptsWritten(undone.id)) > MANY;
    const concepts = many ? [] : await tx.conceptRevisionsOf(undone.id);
    const sources = await tx.sourceRevisionsOf(undone.id);
    const dated = root.kind === "article.date" && undone.articleId !== null ? [undone.articleId] : [];
    const evidence = [...dated, ...sources.map(({ articleId }) => articleId)];
    const decisions = await decisionsBy(tx, { undone, root });
    const causes = { changeId: undone.id, articleId: undone.articleId, concepts, decisions, evidence };
    const since = many ? await renderedSinceMany(deps, tx, undone) : await renderedSince(deps, tx, causes);
    const glossaryRevision = many || concepts.length > 0 ? await tx.nextGlossaryRevision() : undefined;
    const change = await openChange(deps, tx, actor, {
      kind: forward ? "undo" : "redo",
      name: await formerly(tx, { undone, root }),
      articleId: undone.articleId ?? undefined,
      undoes: undone.id,
      ...(glossaryRevision === undefined ? {} : { glossaryRevision }),
    });
    await undoArticle(tx, change, { undone, root, forward });
    await undoSources(tx, change, sources);
    await undoJudgements(tx, change, { undone, root, forward });
    await undoDecisions(deps, tx, change, { undone, root, forward });
    const rendersAgain = many || decisions.length + concepts.length + evidence.length > 0;
    const { exceptions, restored } = await undoSegments(tx, change, { undone, root, rendersAgain });
    await undoProposals(tx, change, { undone, root });
    await undoArticleStates(tx, change, undone);
    await undoComments(tx, change, undone);
    await undoConceptComments(tx, change, undone);
    await undoConcepts(tx, change, concepts, glossaryRevision ?? 0);
    const waiting = many
      ? await undoManyConcepts(deps, tx, change, undone.id, glossaryRevision ?? 0)
      : undefined;
    await renderAgain(deps, tx, change, { since, restored });
    await change.close();
    return { changeId: change.id, articleId: undone.articleId, exceptions, redone: !forward, waiting };
  });
}

interface Undoing {
  readonly undone: ChangeRecord;
  /** The change that `undone` is, or that its undos lead back to. */
  readonly root: ChangeRecord;
}

/** A change of a title or date bears the one that stood before it, which is what taking it back gives back. */
async function formerly(tx: StoreReader, { undone, root }: Undoing): Promise<string> {
  if (root.kind === "segment.restore") return "";
  if (root.kind !== "article.rename" && root.kind !== "article.date") return undone.name;
  const article = await tx.article(undone.articleId ?? "");
  if (article === undefined) return undone.name;
  return root.kind === "article.rename" ? article.title : (article.date ?? "");
}

async function undoArticle(
  tx: StoreWriter,
  change: OpenChange,
  { undone, root, forward }: Undoing & { readonly forward: boolean },
): Promise<void> {
  const { articleId } = undone;
  if (articleId === null) return;
  switch (root.kind) {
    case "article.rename":
      await tx.updateArticle(articleId, { title: undone.name, updatedAt: change.at });
      break;
    case "article.date":
      await tx.updateArticle(articleId, { date: undone.name || null, updatedAt: change.at });
      break;
    case "article.archive":
      await tx.updateArticle(articleId, { archivedAt: forward ? null : change.at });
      break;
    case "article.import":
    case "article.unarchive":
      await tx.updateArticle(articleId, { archivedAt: forward ? change.at : null });
      break;
    default:
      return;
  }
  change.tell("article.changed", articleId, articleId);
}

/**
 * Gives every segment of a change its former content, as far as nothing later stands in the way. `restored` are those
 * that stood as the change left them and are now as they were before.
 */
async function undoSegments(
  tx: StoreWriter,
  change: OpenChange,
  { undone, root, rendersAgain }: Undoing & { readonly rendersAgain: boolean },
): Promise<Pick<UndoResult, "exceptions"> & { readonly restored: ReadonlySet<string> }> {
  const done = new Set<string>();
  if (root.kind === "article.import") return { exceptions: [], restored: done };
  const steps = await stepsOf(tx, undone.id);
  const cut = steps.filter(({ before, after }) => !sameRange(before, after));
  // Halves are whole only together: a split or join is taken back as it was made or not at all.
  if (cut.some(({ after, current }) => !sameContent(current, after))) {
    throw new Failure("conflict", "failure.undo-cut-changed", {});
  }
  const exceptions: { segmentId: string; articleId: string }[] = [];
  for (const { before, after, current } of steps) {
    if (sameContent(current, after)) done.add(current.id);
    const content = restored(before, after, current);
    if (content === "in-the-way" || (content === "rendered-since" && !rendersAgain)) {
      exceptions.push({ segmentId: after.segmentId, articleId: after.articleId });
    } else if (content !== "rendered-since" && !sameContent({ ...current, ...content }, current)) {
      await putContent(tx, change, current, content);
    }
  }
  for (const articleId of new Set(steps.map(({ after }) => after.articleId))) {
    if (cut.length > 0) {
      const ids = cut.map(({ after }) => after.segmentId);
      await regroup(tx, change, articleId, ids);
    }
    if (root.kind === "render") await fallBehind(tx, articleId);
    await tx.updateArticle(articleId, { updatedAt: change.at });
  }
  return { exceptions, restored: done };
}

/** What a change did to a segment, and how it stands now. */
interface Step {
  readonly before: RevisionRecord | undefined;
  readonly after: RevisionRecord;
  readonly current: SegmentRecord;
}

async function stepsOf(tx: StoreReader, changeId: string): Promise<Step[]> {
  const revisions = await tx.revisionsOf(changeId);
  const steps: Step[] = [];
  for (const [segmentId, after] of new Map(revisions.map((revision) => [revision.segmentId, revision]))) {
    const first = revisions.find((revision) => revision.segmentId === segmentId) ?? after;
    const current = await tx.segment(segmentId);
    if (current === undefined) continue;
    steps.push({ before: await tx.segmentRevision(segmentId, first.revision - 1), after, current });
  }
  return steps;
}

/** Proposals that the change made go; those that it resolved are open again, unless another one is. */
async function undoProposals(tx: StoreWriter, change: OpenChange, { undone, root }: Undoing): Promise<void> {
  const set = async (proposal: ProposalRecord, status: ProposalStatus): Promise<void> => {
    await tx.setProposalStatus(proposal.id, status, change.id);
    change.tell("proposal.changed", proposal.articleId, proposal.id);
  };
  for (const proposal of await tx.proposalsOf(undone.id)) {
    if (proposal.status === "open") await set(proposal, "superseded");
  }
  const resolved = await tx.proposalsResolvedBy(undone.id);
  // One that an undo opened again is settled as it was; the undo stands as the change that resolved it.
  const settled =
    root.kind === "proposal.accept"
      ? "accepted"
      : root.kind === "proposal.reject"
        ? "rejected"
        : "superseded";
  for (const proposal of resolved) if (proposal.status === "open") await set(proposal, settled);
  for (const proposal of resolved) {
    if (proposal.status === "open" || !(await fits(tx, proposal))) continue;
    const open = await tx.openProposals(proposal.articleId);
    // Edits of several people may wait beside each other.
    const another = open.some(
      ({ segmentId, kind }) => segmentId === proposal.segmentId && kind === proposal.kind,
    );
    if (another && proposal.kind !== "edit") continue;
    await set(proposal, "open");
  }
}

/** The decisions that a change made or revoked. */
async function decisionsBy(tx: StoreReader, { undone, root }: Undoing): Promise<DecisionRecord[]> {
  if (root.kind !== "decision.revoke" && root.kind !== "concept.merge") return tx.decisionsOf(root.id);
  return [...(await tx.decisionsOf(undone.id)), ...(await tx.decisionsRevokedBy(undone.id))];
}

/** Judgements that the change made are revoked, or hold again. */
async function undoJudgements(
  tx: StoreWriter,
  change: OpenChange,
  { undone, root, forward }: Undoing & { readonly forward: boolean },
): Promise<void> {
  for (const { id, revokedBy } of await tx.judgementsOf(root.id)) {
    if (forward && revokedBy === null) await tx.setJudgementRevoked(id, change.id);
    else if (!forward && revokedBy === undone.id) await tx.setJudgementRevoked(id, null);
  }
}

/** Decisions that the change made are revoked, those that it revoked hold again. */
async function undoDecisions(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  { undone, root, forward }: Undoing & { readonly forward: boolean },
): Promise<void> {
  if (root.kind === "concept.merge") {
    await undoMergedDecisions(deps, tx, change, { undone, forward });
    return;
  }
  for (const decision of await decisionsBy(tx, { undone, root })) {
    const { id, revokedBy } = decision;
    if (root.kind === "decision.revoke") {
      if (revokedBy === null) await tx.setDecisionRevoked(id, change.id);
      // Made again, not only no longer revoked: so the change that does it is known, and can be taken back in turn.
      else if (revokedBy === undone.id)
        await tx.addDecision({ ...decision, id: deps.newId(), changeId: change.id, revokedBy: null });
    } else if (forward && revokedBy === null) await tx.setDecisionRevoked(id, change.id);
    else if (!forward && revokedBy === undone.id) await tx.setDecisionRevoked(id, null);
  }
}
