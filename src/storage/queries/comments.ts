import type { Kysely } from "kysely";
import type { CommentState, StandingComment } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Schema } from "../schema.ts";

/** The reading methods of the comments. */
export function commentReads(
  tx: Kysely<Schema>,
): Pick<StoreReader, "comment" | "comments" | "commentStepsOf"> {
  return {
    async comment(id) {
      const rows = await standing(tx).where("comments.id", "=", id).execute();
      return lastSteps(rows)[0];
    },
    async comments(articleId) {
      const rows = await standing(tx).where("comments.article_id", "=", articleId).execute();
      return lastSteps(rows).filter(({ state }) => state !== "removed");
    },
    async commentStepsOf(changeId) {
      const rows = await tx
        .selectFrom("comment_states")
        .selectAll()
        .where("change_id", "=", changeId)
        .orderBy("comment_id")
        .execute();
      return rows.map(({ comment_id: commentId, change_id, state, former }) => ({
        commentId,
        changeId: change_id,
        state,
        former,
      }));
    },
  };
}

/** The writing methods of the comments. */
export function commentWrites(tx: Kysely<Schema>): Pick<StoreWriter, "addComment" | "addCommentStep"> {
  return {
    async addComment({ id, articleId, segmentId, changeId, createdAt, text }) {
      await tx
        .insertInto("comments")
        .values({
          id,
          article_id: articleId,
          segment_id: segmentId,
          change_id: changeId,
          created_at: createdAt,
          body: text,
        })
        .execute();
    },
    async addCommentStep({ commentId, changeId, state, former }) {
      const row = { comment_id: commentId, change_id: changeId, state, former };
      await tx.insertInto("comment_states").values(row).execute();
    },
  };
}

/** Every step of the comments, those of one comment together from first to last. */
function standing(tx: Kysely<Schema>) {
  return tx
    .selectFrom("comments")
    .innerJoin("changes as written", "written.id", "comments.change_id")
    .innerJoin("comment_states as steps", "steps.comment_id", "comments.id")
    .innerJoin("changes as made", "made.id", "steps.change_id")
    .select(["comments.id", "comments.article_id", "comments.segment_id", "comments.change_id"])
    .select(["comments.created_at", "comments.body", "steps.state", "made.at"])
    .select(["written.actor_name as author", "made.actor_name as by"])
    .orderBy("comments.created_at")
    .orderBy("comments.id")
    .orderBy("made.seq");
}

interface StepRow {
  readonly id: string;
  readonly article_id: string;
  readonly segment_id: string;
  readonly change_id: string;
  readonly created_at: number;
  readonly body: string;
  readonly state: CommentState;
  readonly at: number;
  readonly author: string;
  readonly by: string;
}

/** A comment has few steps: they are read with it, and the last one counts. */
function lastSteps(rows: readonly StepRow[]): StandingComment[] {
  const last = new Map(rows.map((row) => [row.id, row]));
  return [...last.values()].map((row) => ({
    comment: {
      id: row.id,
      articleId: row.article_id,
      segmentId: row.segment_id,
      changeId: row.change_id,
      createdAt: row.created_at,
      text: row.body,
    },
    author: row.author,
    state: row.state,
    by: row.by,
    at: row.at,
  }));
}
