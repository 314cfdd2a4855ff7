import { type Kysely, sql } from "kysely";
import type { RepetitionRecord, ReuseBy, ReuseRecord } from "../../app/reuse-records.ts";
import type { StoreReader } from "../../app/store.ts";
import type { SegmentState } from "../../core/article/model.ts";
import { parts } from "../rows.ts";
import type { Schema } from "../schema.ts";

/** States of what people made of a sentence, written out: only so an index of these alone is used. */
const JUDGED = [sql.lit("approved" as const), sql.lit("edited" as const)];
/** Equal beginnings of keys, as they are indexed. */
const SAME_BEGINNING = sql<boolean>`substr("other"."machine_key", 1, 8) = substr("own"."machine_key", 1, 8)`;

/** The most texts that are looked at for the sentences of one article. */
const MOST_TEXTS = 2000;

/** The reading methods of what became of the same sentence in other places. */
export function reuseReads(
  tx: Kysely<Schema>,
): Pick<StoreReader, "reuses" | "repetitions" | "repetitionCounts"> {
  return {
    async reuses(articleId) {
      const byMachine = await textsBy(tx, articleId, "machine");
      const bySource = await textsBy(tx, articleId, "source");
      const ids = [...byMachine, ...bySource].map(({ example }) => example);
      const examples = await examplesOf(tx, ids);
      return [
        ...byMachine.flatMap((row) => recordOf(row, "machine", examples.get(row.example))),
        ...bySource.flatMap((row) => recordOf(row, "source", examples.get(row.example))),
      ];
    },
    async repetitionCounts(articleId) {
      const rows = await tx
        .selectFrom("segments as own")
        .crossJoin("segments as other")
        .innerJoin("articles", "articles.id", "other.article_id")
        .select("own.id")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("own.article_id", "=", articleId)
        .where("own.removed", "=", 0)
        .where("own.state", "in", ["approved", "edited"])
        .where(SAME_BEGINNING)
        .whereRef("other.machine_key", "=", "own.machine_key")
        .where("other.state", "=", "open")
        .where("other.removed", "=", 0)
        .whereRef("other.text", "<>", "own.text")
        .where("articles.archived_at", "is", null)
        .groupBy("own.id")
        .execute();
      return new Map(rows.map(({ id, count }) => [id, count]));
    },
    async repetitions(segmentId, text, limit) {
      const rows = await tx
        .selectFrom("segments as own")
        .crossJoin("segments as other")
        .innerJoin("articles", "articles.id", "other.article_id")
        .select(["other.id", "other.article_id", "other.revision", "other.text", "articles.title"])
        .where("own.id", "=", segmentId)
        .where(SAME_BEGINNING)
        .whereRef("other.machine_key", "=", "own.machine_key")
        .where("other.state", "=", "open")
        .where("other.removed", "=", 0)
        .whereRef("other.id", "<>", "own.id")
        .where("other.text", "<>", text)
        .where("articles.archived_at", "is", null)
        .orderBy("other.article_id")
        .orderBy("other.span_from")
        .orderBy("other.id")
        .limit(limit)
        .execute();
      return rows.map((row): RepetitionRecord => ({
        segmentId: row.id,
        articleId: row.article_id,
        articleTitle: row.title,
        revision: row.revision,
        text: row.text,
      }));
    },
  };
}

interface Found {
  readonly segment_id: string;
  readonly text: string;
  readonly state: SegmentState;
  readonly count: number;
  readonly example: string;
}

/** What people made of the same sentences, each text once, those of most places first. */
function textsBy(tx: Kysely<Schema>, articleId: string, by: ReuseBy): Promise<Found[]> {
  const key = by === "machine" ? "machine_key" : "source_key";
  // SQLite keeps the order of a cross join: from the article's sentences to their equals.
  return tx
    .selectFrom("segments as own")
    .crossJoin("segments as other")
    .innerJoin("articles", "articles.id", "other.article_id")
    .select(["own.id as segment_id", "other.text", "other.state"])
    .select(({ fn }) => [fn.countAll<number>().as("count"), fn.max("other.id").as("example")])
    .where("own.article_id", "=", articleId)
    .where("own.removed", "=", 0)
    .whereRef(`other.${key}`, "=", `own.${key}`)
    .where("other.state", "in", JUDGED)
    .where("other.removed", "=", 0)
    .whereRef("other.id", "<>", "own.id")
    .where("articles.archived_at", "is", null)
    .groupBy(["own.id", "other.text", "other.state"])
    .orderBy("count", "desc")
    .orderBy("example", "desc")
    .orderBy("segment_id")
    .limit(MOST_TEXTS)
    .execute();
}

type Example = ReuseRecord["example"];

/** Where the examples stand, by id. */
async function examplesOf(tx: Kysely<Schema>, ids: readonly string[]): Promise<Map<string, Example>> {
  const found = new Map<string, Example>();
  for (const part of parts([...new Set(ids)], 1)) {
    const rows = await tx
      .selectFrom("segments")
      .innerJoin("articles", "articles.id", "segments.article_id")
      .select(["segments.id", "segments.article_id", "segments.revision", "articles.title"])
      .where("segments.id", "in", part)
      .execute();
    for (const { id, article_id: articleId, title: articleTitle, revision } of rows)
      found.set(id, { segmentId: id, articleId, articleTitle, revision });
  }
  return found;
}

function recordOf(row: Found, by: ReuseBy, example: Example | undefined): ReuseRecord[] {
  if (example === undefined) return [];
  const { segment_id: segmentId, text, count } = row;
  return [{ by, segmentId, text, state: row.state === "approved" ? "approved" : "edited", count, example }];
}
