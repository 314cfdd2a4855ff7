import type { Kysely } from "kysely";
import type { StandingConceptComment } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Schema } from "../schema.ts";

type Reads = Pick<StoreReader, "conceptComment" | "conceptComments" | "conceptCommentStepsOf">;

/** The reading methods of the comments about concepts. */
export function conceptCommentReads(tx: Kysely<Schema>): Reads {
  return {
    async conceptComment(id) {
      const found = await standing(tx, (query) => query.where("concept_comments.id", "=", id));
      return found[0];
    },
    async conceptComments(conceptId) {
      const found = await standing(tx, (query) => query.where("concept_comments.concept_id", "=", conceptId));
      return found.filter(({ state }) => state !== "removed");
    },
    async conceptCommentStepsOf(changeId) {
      const rows = await tx
        .selectFrom("concept_comment_states")
        .selectAll()
        .where("change_id", "=", changeId)
        .orderBy("comment_id")
        .execute();
      return rows.map(({ comment_id: commentId, state, former }) => ({ commentId, changeId, state, former }));
    },
  };
}

/** The writing methods of the comments about concepts. */
export function conceptCommentWrites(
  tx: Kysely<Schema>,
): Pick<StoreWriter, "addConceptComment" | "addConceptCommentStep"> {
  return {
    async addConceptComment({ id, conceptId, changeId, createdAt, text }) {
      const row = { id, concept_id: conceptId, change_id: changeId, created_at: createdAt, body: text };
      await tx.insertInto("concept_comments").values(row).execute();
    },
    async addConceptCommentStep({ commentId, changeId, state, former }) {
      const row = { comment_id: commentId, change_id: changeId, state, former };
      await tx.insertInto("concept_comment_states").values(row).execute();
    },
  };
}

/** Every step of the comments, those of one together from first to last. */
function steps(tx: Kysely<Schema>) {
  return tx
    .selectFrom("concept_comments")
    .innerJoin("changes as written", "written.id", "concept_comments.change_id")
    .innerJoin("concept_comment_states as steps", "steps.comment_id", "concept_comments.id")
    .innerJoin("changes as made", "made.id", "steps.change_id")
    .selectAll("concept_comments")
    .select(["steps.state", "made.at", "written.actor_name as author", "made.actor_name as by"])
    .orderBy("concept_comments.created_at")
    .orderBy("concept_comments.id")
    .orderBy("made.seq");
}

/** A comment has few steps: they are read with it, and the last one counts. */
async function standing(
  tx: Kysely<Schema>,
  which: (query: ReturnType<typeof steps>) => ReturnType<typeof steps>,
): Promise<StandingConceptComment[]> {
  const rows = await which(steps(tx)).execute();
  return [...new Map(rows.map((row) => [row.id, row])).values()].map((row) => ({
    comment: {
      id: row.id,
      conceptId: row.concept_id,
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
