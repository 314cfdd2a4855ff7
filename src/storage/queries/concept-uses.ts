import { type Kysely, sql } from "kysely";
import type { HitRecord } from "../../app/records.ts";
import type { Reason } from "../../core/rendering/model.ts";
import { parts } from "../rows.ts";
import type { Schema } from "../schema.ts";

/** Reasons of hits that are part of another and are no use of their concept. */
export const NOT_STANDING = ["inside", "overlap"] as const satisfies readonly Reason[];

const PARTS: ReadonlySet<Reason> = new Set(NOT_STANDING);

/** How often each concept stands in each article. */
export type Uses = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The uses that hits are, by article and concept. */
export function usesIn(hits: readonly Pick<HitRecord, "articleId" | "conceptId" | "reason">[]): Uses {
  const uses = new Map<string, Map<string, number>>();
  for (const { articleId, conceptId, reason } of hits) {
    if (PARTS.has(reason)) continue;
    const own = uses.get(articleId) ?? new Map<string, number>();
    uses.set(articleId, own.set(conceptId, (own.get(conceptId) ?? 0) + 1));
  }
  return uses;
}

/** The uses in some articles as they are stored. */
export async function storedUses(tx: Kysely<Schema>, articleIds: readonly string[]): Promise<Uses> {
  if (articleIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("hits")
    .where("article_id", "in", articleIds)
    .where("reason", "not in", NOT_STANDING)
    .groupBy(["article_id", "concept_id"])
    .select(["article_id", "concept_id"])
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .execute();
  const uses = new Map<string, Map<string, number>>();
  for (const { article_id, concept_id, count } of rows) {
    const own = uses.get(article_id) ?? new Map<string, number>();
    uses.set(article_id, own.set(concept_id, count));
  }
  return uses;
}

/** Those of the articles that are not archived: only they count. */
export async function inWork(tx: Kysely<Schema>, articleIds: readonly string[]): Promise<readonly string[]> {
  if (articleIds.length === 0) return [];
  const rows = await tx
    .selectFrom("articles")
    .select("id")
    .where("id", "in", articleIds)
    .where("archived_at", "is", null)
    .execute();
  return rows.map(({ id }) => id);
}

/** By how much a concept's counts change. */
export interface UseChange {
  articles: number;
  places: number;
}

/** Adds to `changes` by concept what the uses in some articles became. */
export function addUseChanges(
  changes: Map<string, UseChange>,
  articleIds: readonly string[],
  before: Uses,
  after: Uses,
): void {
  for (const articleId of articleIds) {
    const [old, now] = [before.get(articleId), after.get(articleId)];
    for (const conceptId of new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])) {
      const [was, is] = [old?.get(conceptId) ?? 0, now?.get(conceptId) ?? 0];
      const change = changes.get(conceptId) ?? { articles: 0, places: 0 };
      change.articles += Math.sign(is) - Math.sign(was);
      change.places += is - was;
      changes.set(conceptId, change);
    }
  }
}

/** Adds to the stored counts; concepts whose counts stay are not touched. */
export async function writeUseChanges(
  tx: Kysely<Schema>,
  changes: ReadonlyMap<string, UseChange>,
): Promise<void> {
  // In one order, so that writers on other nodes never wait for each other.
  const rows = [...changes]
    .filter(([, { articles, places }]) => articles !== 0 || places !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const some of parts(rows, 40)) {
    // PostgreSQL takes a value in such a list for a text unless it is told.
    const values = some.map(
      ([id, { articles, places }]) => sql`(${id}, CAST(${articles} AS bigint), CAST(${places} AS bigint))`,
    );
    await sql`
      UPDATE concept_facts
      SET articles = articles + changed.column2, places = places + changed.column3
      FROM (VALUES ${sql.join(values)}) AS changed
      WHERE concept_facts.id = changed.column1`.execute(tx);
  }
}
