import type { Kysely } from "kysely";
import type { ChangeRecord } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import { insertRows } from "../insert.ts";
import { mustTouch } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { advance } from "./counters.ts";

/** The reading methods of the changes. */
export function changeReads(
  tx: Kysely<Schema>,
): Pick<StoreReader, "change" | "changeByRequest" | "changes" | "standingChanges" | "undoneBy"> {
  const undoneBy = async (changeId: string): Promise<ChangeRecord | undefined> => {
    const undoing = await tx
      .selectFrom("changes")
      .selectAll()
      .where("undoes", "=", changeId)
      .orderBy("seq", "desc")
      .execute();
    for (const row of undoing) if (!(await undoneBy(row.id))) return changeOf(row);
    return undefined;
  };
  return {
    undoneBy,
    async change(id) {
      const row = await tx.selectFrom("changes").selectAll().where("id", "=", id).executeTakeFirst();
      return row && changeOf(row);
    },
    async changeByRequest(requestId) {
      const query = tx.selectFrom("changes").selectAll().where("request_id", "=", requestId);
      const row = await query.executeTakeFirst();
      return row && changeOf(row);
    },
    async changes({ articleId, limit }) {
      let query = tx.selectFrom("changes").selectAll().orderBy("seq", "desc").limit(limit);
      if (articleId !== undefined) query = query.where("article_id", "=", articleId);
      return (await query.execute()).map(changeOf);
    },
    async standingChanges(kind) {
      const rows = await tx
        .selectFrom("changes")
        .selectAll()
        .where("kind", "=", kind)
        .orderBy("seq")
        .execute();
      if (rows.length === 0) return [];
      const undoing = await tx
        .selectFrom("changes")
        .select(["id", "undoes"])
        .where("undoes", "is not", null)
        .execute();
      const by = Map.groupBy(undoing, (row) => row.undoes);
      const stands = (id: string): boolean => !(by.get(id) ?? []).some((row) => stands(row.id));
      return rows.filter(({ id }) => stands(id)).map(changeOf);
    },
  };
}

/** The writing methods of the changes. */
export function changeWrites(
  tx: Kysely<Schema>,
): Pick<StoreWriter, "addChange" | "addChanges" | "nameChange"> {
  return {
    addChange: (change) => addChanges(tx, [change]),
    addChanges: (changes) => addChanges(tx, changes),
    async nameChange(id, name) {
      mustTouch(
        await tx.updateTable("changes").set({ name }).where("id", "=", id).executeTakeFirstOrThrow(),
        "change",
        id,
      );
    },
  };
}

async function addChanges(tx: Kysely<Schema>, changes: readonly ChangeRecord[]): Promise<void> {
  if (changes.length === 0) return;
  const before = (await advance(tx, "change", changes.length)) - changes.length;
  const rows = changes.map(({ id, at, actor, kind, name, undoes, ...change }, index) => ({
    ...{ id, at, kind, name, undoes, seq: before + index + 1 },
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    article_id: change.articleId,
    glossary_revision: change.glossaryRevision,
    request_id: change.requestId,
  }));
  await insertRows(tx, "changes", rows);
}

/** Pairs each revision of a history with its change, of whose rows `changes` has all that are needed. */
export function withChanges<R extends { readonly changeId: string }>(
  revisions: readonly R[],
  changes: readonly Schema["changes"][],
): { readonly revision: R; readonly change: ChangeRecord }[] {
  const byId = new Map(changes.map((row) => [row.id, changeOf(row)]));
  return revisions.flatMap((revision) => {
    const change = byId.get(revision.changeId);
    return change ? [{ revision, change }] : [];
  });
}

/** The record of a change's row. */
export function changeOf(row: Schema["changes"]): ChangeRecord {
  return {
    id: row.id,
    at: row.at,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    kind: row.kind,
    name: row.name,
    articleId: row.article_id,
    glossaryRevision: row.glossary_revision,
    undoes: row.undoes,
    requestId: row.request_id,
  };
}
