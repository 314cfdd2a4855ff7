import type { OpenChange } from "./changes.ts";
import { openChange, repeated } from "./changes.ts";
import { coveredBy } from "./comment-views.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { getSegment } from "./loading.ts";
import type { Actor, ChangeRecord, CommentState, StandingComment } from "./records.ts";
import { excerpt } from "./segments.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import { checked } from "./texts.ts";

/** The longest comment, in UTF-16 units. */
export const COMMENT_LIMIT = 4000;

/** Where a comment stands after a use case. */
export interface CommentRef {
  readonly articleId: string;
  readonly segmentId: string;
  readonly commentId: string;
}

/**
 * Writes a comment under a segment. A request that is repeated makes one comment. Fails invalid (blank, longer than
 * {@link COMMENT_LIMIT}, no text), not-found.
 */
export function writeComment(
  deps: Deps,
  actor: Actor,
  input: { readonly segmentId: string; readonly text: string; readonly requestId?: string | undefined },
): Promise<CommentRef> {
  const text = checkedComment(input.text);
  return deps.store.write(async (tx) => {
    const { articleId, id: segmentId } = await getSegment(tx, input.segmentId);
    const earlier = await repeated(tx, input.requestId);
    const [step] = earlier === undefined ? [] : await tx.commentStepsOf(earlier.id);
    if (step !== undefined) return { articleId, segmentId, commentId: step.commentId };
    const change = await openChange(deps, tx, actor, {
      kind: "comment.write",
      name: excerpt(text),
      articleId,
      requestId: earlier === undefined ? input.requestId : undefined,
    });
    const id = await addComment(deps, tx, change, { articleId, segmentId, text });
    await tx.updateArticle(articleId, { updatedAt: change.at });
    await change.close();
    return { articleId, segmentId, commentId: id };
  });
}

/** Writes a comment as part of a change; gives its id. */
export async function addComment(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  said: { readonly articleId: string; readonly segmentId: string; readonly text: string },
): Promise<string> {
  const id = deps.newId();
  await tx.addComment({ id, ...said, changeId: change.id, createdAt: change.at });
  await tx.addCommentStep({ commentId: id, changeId: change.id, state: "open", former: null });
  change.tell("comment.changed", said.articleId, id);
  return id;
}

/** Says that what a comment asks for is done. Nothing happens where it was said before. Fails not-found. */
export function resolveComment(
  deps: Deps,
  actor: Actor,
  input: { readonly commentId: string },
): Promise<CommentRef> {
  return settle(deps, actor, input.commentId, "resolved");
}

/** Opens a resolved comment again. Fails not-found. */
export function reopenComment(
  deps: Deps,
  actor: Actor,
  input: { readonly commentId: string },
): Promise<CommentRef> {
  return settle(deps, actor, input.commentId, "open");
}

/** Takes back what a change did to comments: those that it wrote go, others are as they were before. */
export async function undoComments(tx: StoreWriter, change: OpenChange, undone: ChangeRecord): Promise<void> {
  for (const { commentId, state, former } of await tx.commentStepsOf(undone.id)) {
    const current = await tx.comment(commentId);
    if (current === undefined) continue;
    const wanted = former ?? "removed";
    // The writing is taken back also where others have resolved it since.
    if (current.state === wanted || (former !== null && current.state !== state)) continue;
    await step(tx, change, current, wanted);
  }
}

async function settle(
  deps: Deps,
  actor: Actor,
  commentId: string,
  state: "open" | "resolved",
): Promise<CommentRef> {
  return deps.store.write(async (tx) => {
    const current = await tx.comment(commentId);
    if (current === undefined || current.state === "removed") {
      throw new Failure("not-found", "failure.no-comment", { id: commentId });
    }
    const { articleId, segmentId, text } = current.comment;
    const ref = { articleId, segmentId: await shownUnder(tx, articleId, segmentId), commentId };
    if (current.state === state) return ref;
    const kind = state === "resolved" ? "comment.resolve" : "comment.reopen";
    const change = await openChange(deps, tx, actor, { kind, name: excerpt(text), articleId });
    await step(tx, change, current, state);
    await tx.updateArticle(articleId, { updatedAt: change.at });
    await change.close();
    return ref;
  });
}

async function step(
  tx: StoreWriter,
  change: OpenChange,
  { comment, state: former }: StandingComment,
  state: CommentState,
): Promise<void> {
  await tx.addCommentStep({ commentId: comment.id, changeId: change.id, state, former });
  change.tell("comment.changed", comment.articleId, comment.id);
}

async function shownUnder(tx: StoreReader, articleId: string, segmentId: string): Promise<string> {
  const segments = await tx.segments(articleId);
  if (segments.some(({ id }) => id === segmentId)) return segmentId;
  return (await coveredBy(tx, segmentId, segments)) ?? segmentId;
}

/** What was typed as a comment. Fails invalid: blank, longer than {@link COMMENT_LIMIT}, no text. */
export function checkedComment(typed: string): string {
  const text = checked(typed, "failure.comment").trim();
  const code = text === "" ? "empty" : text.length > COMMENT_LIMIT ? "comment-too-long" : undefined;
  if (code === undefined) return text;
  const finding = { code, severity: "error", params: { limit: COMMENT_LIMIT } } as const;
  throw new Failure("invalid", "failure.comment", {}, { findings: [finding] });
}
