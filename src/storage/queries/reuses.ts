import { type Kysely, sql } from "kysely";
import type { RepetitionRecord, ReuseBy, ReuseRecord } from "../../app/reuse-records.ts";
import type { StoreReader } from "../../app/store.ts";
import type { SegmentState } from "../../core/article/model.ts";
import { sentenceCode } from "../../core/postings/codes.ts";
import { parts } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { numbersByCode } from "./word-index.ts";

/** Variables that one article counts for: of a hundred the segments are looked at by one statement. */
const ARTICLE = 40;
/** States of what people made of a sentence, written out: only so an index of these alone is used. */
const JUDGED = [sql.lit("approved" as const), sql.lit("edited" as const)];
/** The most texts that are looked at for the sentences of one article. */
const MOST_TEXTS = 2000;

/** The most articles, the newest, in which repetitions of one article's sentences are counted. */
const COUNTED = 1000;

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
      const own = await tx
        .selectFrom("segments")
        .select(["id", "machine_key", "text"])
        .where("article_id", "=", articleId)
        .where("removed", "=", 0)
        .where("state", "in", ["approved", "edited"])
        .where("machine_key", "is not", null)
        .execute();
      const keys = [...new Set(own.flatMap(({ machine_key: key }) => key ?? []))];
      const numbers = [...(await numbersByCode(tx, keys.map(sentenceCode))).values()].flat();
      const newest = [...new Set(numbers)].sort((a, b) => b - a).slice(0, COUNTED);
      const found = [];
      const ids = await idsOf(tx, newest);
      // A long article may have more sentences than a statement takes variables.
      for (const some of ids.length === 0 ? [] : parts(keys, 1)) {
        const rows = await untouched(tx, ids)
          .select(["machine_key", "text"])
          .where("machine_key", "in", some)
          .execute();
        for (const row of rows) found.push(row);
      }
      const byKey = Map.groupBy(found, (row) => row.machine_key);
      const counts = own.map(({ id, machine_key: key, text }) => {
        const others = byKey.get(key) ?? [];
        return [id, others.filter((row) => row.text !== text).length] as const;
      });
      return new Map(counts.filter(([, count]) => count > 0));
    },
    async repetitions(segmentId, text, limit) {
      const own = await tx
        .selectFrom("segments")
        .select("machine_key")
        .where("id", "=", segmentId)
        .executeTakeFirst();
      const key = own?.machine_key ?? null;
      if (key === null) return [];
      const numbers = [...(await numbersByCode(tx, [sentenceCode(key)])).values()].flat();
      const found: RepetitionRecord[] = [];
      for (const some of parts((await idsOf(tx, numbers)).sort(), ARTICLE)) {
        const rows = await untouched(tx, some)
          .innerJoin("articles", "articles.id", "segments.article_id")
          .select([
            "segments.id",
            "segments.article_id",
            "segments.revision",
            "segments.text",
            "articles.title",
          ])
          .where("machine_key", "=", key)
          .where("segments.id", "<>", segmentId)
          .where("segments.text", "<>", text)
          .orderBy("segments.article_id")
          .orderBy("segments.span_from")
          .orderBy("segments.id")
          .limit(limit - found.length)
          .execute();
        for (const row of rows)
          found.push({
            segmentId: row.id,
            articleId: row.article_id,
            articleTitle: row.title,
            revision: row.revision,
            text: row.text,
          });
        if (found.length === limit) break;
      }
      return found;
    },
  };
}

/** Of the articles of some numbers those in work. */
async function idsOf(tx: Kysely<Schema>, numbers: readonly number[]): Promise<string[]> {
  const ids: string[] = [];
  for (const some of parts(numbers, 1)) {
    const rows = await tx
      .selectFrom("article_numbers")
      .innerJoin("articles", "articles.id", "article_numbers.article_id")
      .select("articles.id")
      .where("article_numbers.number", "in", some)
      .where("articles.archived_at", "is", null)
      .execute();
    for (const { id } of rows) ids.push(id);
  }
  return ids;
}

/** Segments of some articles that nobody has touched. */
function untouched(tx: Kysely<Schema>, articleIds: readonly string[]) {
  return tx
    .selectFrom("segments")
    .where("segments.article_id", "in", articleIds)
    .where("segments.state", "=", "open")
    .where("segments.removed", "=", 0);
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
