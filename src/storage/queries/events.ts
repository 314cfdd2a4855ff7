import type { Kysely } from "kysely";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import { insertRows } from "../insert.ts";
import type { Schema } from "../schema.ts";
import { advance, counter } from "./counters.ts";

/** The reading methods of the events. */
export function eventReads(tx: Kysely<Schema>): Pick<StoreReader, "lastEvent" | "eventsAfter"> {
  return {
    lastEvent: () => counter(tx, "event"),
    async eventsAfter(seq, limit) {
      const rows = await tx
        .selectFrom("events")
        .selectAll()
        .where("seq", ">", seq)
        .orderBy("seq")
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        seq: row.seq,
        changeId: row.change_id,
        at: row.at,
        kind: row.kind,
        articleId: row.article_id,
        subjectId: row.subject_id,
      }));
    },
  };
}

/** The writing methods of the events; `announce` is called in the transaction when some were appended. */
export function eventWrites(
  tx: Kysely<Schema>,
  announce: () => Promise<void>,
): Pick<StoreWriter, "addEvents"> {
  return {
    async addEvents(events) {
      if (events.length === 0) return;
      const before = (await advance(tx, "event", events.length)) - events.length;
      const rows = events.map((event, index) => ({
        seq: before + index + 1,
        change_id: event.changeId,
        at: event.at,
        kind: event.kind,
        article_id: event.articleId,
        subject_id: event.subjectId,
      }));
      await insertRows(tx, "events", rows);
      await announce();
    },
  };
}
