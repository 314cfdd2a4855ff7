import type { Kysely } from "kysely";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Schema } from "../schema.ts";

/** The reading methods of the articles' states. */
export function articleStateReads(
  tx: Kysely<Schema>,
): Pick<StoreReader, "articleStandings" | "articleStepsOf"> {
  return {
    async articleStandings(articleId) {
      const all = tx
        .selectFrom("article_states as steps")
        .innerJoin("changes", "changes.id", "steps.change_id")
        .select(["steps.article_id", "steps.change_id", "steps.state", "steps.former", "changes.at"])
        .select(["changes.actor_kind", "changes.actor_id", "changes.actor_name"])
        .orderBy("steps.article_id")
        .orderBy("changes.seq");
      const query = articleId === undefined ? all : all.where("steps.article_id", "=", articleId);
      // The last step of an article is the one that counts.
      const last = new Map((await query.execute()).map((row) => [row.article_id, row]));
      return [...last.values()].map((row) => ({
        articleId: row.article_id,
        changeId: row.change_id,
        state: row.state,
        former: row.former,
        by: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
        at: row.at,
      }));
    },
    async articleStepsOf(changeId) {
      const rows = await tx
        .selectFrom("article_states")
        .selectAll()
        .where("change_id", "=", changeId)
        .orderBy("article_id")
        .execute();
      return rows.map(({ article_id: articleId, change_id, state, former }) => ({
        articleId,
        changeId: change_id,
        state,
        former,
      }));
    },
  };
}

/** The writing methods of the articles' states. */
export function articleStateWrites(tx: Kysely<Schema>): Pick<StoreWriter, "addArticleStep"> {
  return {
    async addArticleStep({ articleId, changeId, state, former }) {
      const row = { article_id: articleId, change_id: changeId, state, former };
      await tx.insertInto("article_states").values(row).execute();
    },
  };
}
