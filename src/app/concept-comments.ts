import type { OpenChange } from "./changes.ts";
import { openChange, repeated } from "./changes.ts";
import { checkedComment } from "./comments.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { getConceptRecord } from "./loading.ts";
import type { Actor, ChangeRecord, CommentState, StandingConceptComment } from "./records.ts";
import { excerpt } from "./segments.ts";
import type { StoreWriter } from "./store.ts";

/** Where a comment about a concept stands after a use case. */
export interface ConceptCommentRef {
  readonly conceptId: string;
  readonly commentId: string;
}

/** Writes a comment about a concept. A request that is repeated makes one. Fails invalid, not-found. */
export function writeConceptComment(
  deps: Deps,
  actor: Actor,
  input: { readonly conceptId: string; readonly text: string; readonly requestId?: string | undefined },
): Promise<ConceptCommentRef> {
  const text = checkedComment(input.text);
  return deps.store.write(async (tx) => {
    const conceptId = (await getConceptRecord(tx, input.conceptId)).concept.id;
    const earlier = await repeated(tx, input.requestId);
    const [step] = earlier === undefined ? [] : await tx.conceptCommentStepsOf(earlier.id);
    if (step !== undefined) return { conceptId, commentId: step.commentId };
    const change = await openChange(deps, tx, actor, {
      kind: "concept.comment",
      name: excerpt(text),
      requestId: earlier === undefined ? input.requestId : undefined,
    });
    const id = deps.newId();
    await tx.addConceptComment({ id, conceptId, changeId: change.id, createdAt: change.at, text });
    await tx.addConceptCommentStep({ commentId: id, changeId: change.id, state: "open", former: null });
    change.tell("concept.changed", null, conceptId);
    await change.close();
    return { conceptId, commentId: id };
  });
}

/** Says that what a comment asks for is done, or opens it again. Nothing happens where it was said before. Fails not-found. */
export function settleConceptComment(
  deps: Deps,
  actor: Actor,
  input: { readonly commentId: string; readonly state: "open" | "resolved" },
): Promise<ConceptCommentRef> {
  const { commentId, state } = input;
  return deps.store.write(async (tx) => {
    const current = await tx.conceptComment(commentId);
    if (current === undefined || current.state === "removed") {
      throw new Failure("not-found", "failure.no-comment", { id: commentId });
    }
    const { conceptId, text } = current.comment;
    if (current.state === state) return { conceptId, commentId };
    const kind = state === "resolved" ? "concept.comment-resolve" : "concept.comment-reopen";
    const change = await openChange(deps, tx, actor, { kind, name: excerpt(text) });
    await step(tx, change, current, state);
    await change.close();
    return { conceptId, commentId };
  });
}

/** Takes back what a change did to comments about concepts. */
export async function undoConceptComments(
  tx: StoreWriter,
  change: OpenChange,
  undone: ChangeRecord,
): Promise<void> {
  for (const { commentId, state, former } of await tx.conceptCommentStepsOf(undone.id)) {
    const current = await tx.conceptComment(commentId);
    if (current === undefined) continue;
    const wanted = former ?? "removed";
    // The writing is taken back also where others have resolved it since.
    if (current.state === wanted || (former !== null && current.state !== state)) continue;
    await step(tx, change, current, wanted);
  }
}

async function step(
  tx: StoreWriter,
  change: OpenChange,
  { comment, state: former }: StandingConceptComment,
  state: CommentState,
): Promise<void> {
  await tx.addConceptCommentStep({ commentId: comment.id, changeId: change.id, state, former });
  change.tell("concept.changed", null, comment.conceptId);
}
