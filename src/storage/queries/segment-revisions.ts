/*
 * The revisions of segments. The newest of a segment is its row of `segments`, those before are in `former_revisions`:
 * no text is kept twice. The change that made the newest is in its row, or, where none has followed what the article
 * came with, in the article's.
 */
import type { Kysely } from "kysely";
import type { RevisionRecord } from "../../app/records.ts";
import { RevisionTakenError } from "../errors.ts";
import { compareIds, parts } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { contentOf } from "./segment-rows.ts";

type RevisionRow = Schema["former_revisions"];

const CONTENT = ["article_id", "revision", "span_from", "span_to", "state", "removed"] as const;
const TEXTS = ["rendered", "text", "provenance_json"] as const;

/** The newest revisions of segments, as rows of those before. */
export function newestRevisions(tx: Kysely<Schema>) {
  return tx
    .selectFrom("segments as own")
    .innerJoin("articles as in", "in.id", "own.article_id")
    .select("own.id as segment_id")
    .select(({ fn }) => fn.coalesce("own.change_id", "in.change_id").$notNull().as("change_id"))
    .select([...CONTENT, ...TEXTS].map((column) => `own.${column}` as const));
}

/** The revisions that others followed. */
export function formerRevisions(tx: Kysely<Schema>) {
  return tx
    .selectFrom("former_revisions as own")
    .select(["own.segment_id", "own.change_id"])
    .select([...CONTENT, ...TEXTS].map((column) => `own.${column}` as const));
}

/** Keeps the newest revisions of segments that get another: before they do. Ids that are not there yet are passed over. */
export async function keepRevisions(tx: Kysely<Schema>, segmentIds: readonly string[]): Promise<void> {
  for (const ids of parts(segmentIds, 1)) {
    await tx
      .insertInto("former_revisions")
      .columns(["segment_id", "change_id", ...CONTENT, ...TEXTS])
      .expression(newestRevisions(tx).where("own.id", "in", ids))
      .execute();
  }
}

/** What a change wrote, by article, place, segment and revision; with `articleIds` in these only. */
export async function revisionsBy(
  tx: Kysely<Schema>,
  changeId: string,
  articleIds?: readonly string[],
): Promise<RevisionRecord[]> {
  const some = articleIds !== undefined;
  const newest = newestRevisions(tx)
    .where("own.change_id", "=", changeId)
    .$if(some, (query) => query.where("own.article_id", "in", articleIds ?? []));
  const former = formerRevisions(tx)
    .where("own.change_id", "=", changeId)
    .$if(some, (query) => query.where("own.article_id", "in", articleIds ?? []));
  // An article that came with it is the one that it is about.
  const came = newestRevisions(tx)
    .where("own.change_id", "is", null)
    .where("in.change_id", "=", changeId)
    .where("own.article_id", "=", (eb) =>
      eb.selectFrom("changes").select("changes.article_id").where("changes.id", "=", changeId),
    )
    .$if(some, (query) => query.where("own.article_id", "in", articleIds ?? []));
  const rows = [...(await came.execute()), ...(await newest.execute()), ...(await former.execute())];
  return rows.sort(byPlace).map(revisionOf);
}

/** Some revisions, those that there are. */
export async function revisionsAt(
  tx: Kysely<Schema>,
  places: readonly { readonly segmentId: string; readonly revision: number }[],
): Promise<RevisionRecord[]> {
  const found: RevisionRow[] = [];
  for (const some of parts(places, 8)) {
    const wanted = new Set(some.map(({ segmentId, revision }) => `${revision} ${segmentId}`));
    const ids = some.map(({ segmentId }) => segmentId);
    const newest = await newestRevisions(tx).where("own.id", "in", ids).execute();
    const isNewest = new Map(newest.map((row) => [row.segment_id, row.revision]));
    found.push(...newest.filter((row) => wanted.has(`${row.revision} ${row.segment_id}`)));
    const earlier = some.filter(({ segmentId, revision }) => isNewest.get(segmentId) !== revision);
    if (earlier.length === 0) continue;
    const former = formerRevisions(tx).where((eb) =>
      eb.or(
        earlier.map(({ segmentId, revision }) =>
          eb.and([eb("own.segment_id", "=", segmentId), eb("own.revision", "=", revision)]),
        ),
      ),
    );
    found.push(...(await former.execute()));
  }
  return found.map(revisionOf);
}

/** All revisions of an article's segments, without what they say. */
export function writingsIn(tx: Kysely<Schema>, articleId: string) {
  return tx
    .selectFrom("segments as own")
    .innerJoin("articles as in", "in.id", "own.article_id")
    .where("own.article_id", "=", articleId)
    .select(["own.id as segment_id", "own.revision", "own.removed"])
    .select(({ fn }) => fn.coalesce("own.change_id", "in.change_id").$notNull().as("change_id"))
    .unionAll(
      tx
        .selectFrom("segments as own")
        .innerJoin("former_revisions as former", "former.segment_id", "own.id")
        .where("own.article_id", "=", articleId)
        .select(["own.id as segment_id", "former.revision", "own.removed", "former.change_id"]),
    );
}

/** The record of a revision's row. */
export function revisionOf(row: RevisionRow): RevisionRecord {
  return {
    segmentId: row.segment_id,
    articleId: row.article_id,
    revision: row.revision,
    changeId: row.change_id,
    removed: row.removed === 1,
    ...contentOf(row),
  };
}

function byPlace(a: RevisionRow, b: RevisionRow): number {
  return (
    compareIds(a.article_id, b.article_id) ||
    a.span_from - b.span_from ||
    compareIds(a.segment_id, b.segment_id) ||
    a.revision - b.revision
  );
}

/** Throws a {@link RevisionTakenError} when not all of so many segments were written: those left out have the revision already. */
export function mustWrite(
  { numInsertedOrUpdatedRows: written }: { readonly numInsertedOrUpdatedRows?: bigint | undefined },
  segments: number,
): void {
  if (written !== BigInt(segments))
    throw new RevisionTakenError(`${written ?? 0} of ${segments} revisions are new.`);
}
