import type { Kysely } from "kysely";
import type { ArticleRecord, ArticleSummary } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import { SEGMENT_STATES, type SegmentState } from "../../core/article/model.ts";
import { flag, mustTouch, parts } from "../rows.ts";
import type { ConceptIndex } from "./concept-index.ts";
import { inWork, storedUses, type Uses } from "./concept-uses.ts";
import type { Schema } from "../schema.ts";
import { factsOf, readLinks } from "./sources.ts";

type Reads = Pick<
  StoreReader,
  | "article"
  | "articleByDigest"
  | "knownDigests"
  | "articleSummariesOf"
  | "articleSummary"
  | "articleListIds"
  | "articleListCount"
  | "articleIds"
>;

/** The reading methods of the articles. */
export function articleReads(tx: Kysely<Schema>): Reads {
  const article: Reads["article"] = async (id) => {
    const row = await tx.selectFrom("articles").selectAll().where("id", "=", id).executeTakeFirst();
    return row && (await articleOf(tx, row));
  };
  return {
    article,
    async articleByDigest(digest) {
      const row = await tx
        .selectFrom("articles")
        .select("id")
        .where("digest", "=", digest)
        .orderBy("created_at")
        .orderBy("id")
        .executeTakeFirst();
      return row && (await article(row.id));
    },
    async articleSummariesOf(ids) {
      const found: ArticleSummary[] = [];
      for (const some of parts(ids, 1)) found.push(...(await summaries(tx, some)));
      return found;
    },
    articleSummary: async (id) => (await summaries(tx, [id]))[0],
    async knownDigests(digests) {
      const found: string[] = [];
      for (const some of parts([...new Set(digests)], 1)) {
        const rows = await tx.selectFrom("articles").select("digest").where("digest", "in", some).execute();
        for (const { digest } of rows) found.push(digest);
      }
      return found;
    },
    async articleListIds({ archived, offset, limit }) {
      const rows = await listed(tx, archived)
        .select("id")
        .orderBy("created_at", "desc")
        .orderBy("id", "desc")
        .offset(offset)
        .limit(limit)
        .execute();
      return rows.map((row) => row.id);
    },
    async articleListCount(archived) {
      const query = listed(tx, archived).select(({ fn }) => fn.countAll<number>().as("count"));
      return (await query.executeTakeFirstOrThrow()).count;
    },
    async articleIds(filter = {}) {
      let query = tx.selectFrom("articles").select("id").orderBy("created_at").orderBy("id");
      if (filter.sample !== undefined) query = query.where("sample", "=", flag(filter.sample));
      if (filter.archived !== undefined)
        query = query.where("archived_at", filter.archived ? "is not" : "is", null);
      return (await query.execute()).map((row) => row.id);
    },
  };
}

/** The writing methods of the articles. */
export function articleWrites(tx: Kysely<Schema>, index: ConceptIndex): Pick<StoreWriter, "updateArticle"> {
  return {
    async updateArticle(id, patch) {
      const columns = columnsOf(patch);
      const uses = patch.archivedAt === undefined ? undefined : await usesByStanding(tx, id);
      if (Object.keys(columns).length > 0)
        mustTouch(
          await tx.updateTable("articles").set(columns).where("id", "=", id).executeTakeFirst(),
          "article",
          id,
        );
      if (uses?.counted === (patch.archivedAt !== null)) {
        const [before, after] = uses.counted ? [uses.all, new Map()] : [new Map(), uses.all];
        index.countUses([id], before, after);
      }
    },
  };
}

/** The uses of concepts in an article, and whether they count now: those of archived articles do not. */
async function usesByStanding(
  tx: Kysely<Schema>,
  articleId: string,
): Promise<{ readonly all: Uses; readonly counted: boolean }> {
  return { all: await storedUses(tx, [articleId]), counted: (await inWork(tx, [articleId])).length > 0 };
}

type Patch = Parameters<StoreWriter["updateArticle"]>[1];

/** Names what may change one by one: `machine` must not slip in with a record that is given as its own patch. */
function columnsOf(patch: Patch): Partial<Schema["articles"]> {
  const { title, date, glossaryRevision, updatedAt, archivedAt, sample } = patch;
  return {
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(glossaryRevision !== undefined && { glossary_revision: glossaryRevision }),
    ...(updatedAt !== undefined && { updated_at: updatedAt }),
    ...(archivedAt !== undefined && { archived_at: archivedAt }),
    ...(sample !== undefined && { sample: flag(sample) }),
  };
}

async function articleOf(tx: Kysely<Schema>, row: Schema["articles"]): Promise<ArticleRecord> {
  const blocks = await tx
    .selectFrom("blocks")
    .select(["kind", "span_from as from", "span_to as to"])
    .where("article_id", "=", row.id)
    .orderBy("position")
    .execute();
  return {
    id: row.id,
    title: row.title,
    machine: row.machine,
    digest: row.digest,
    blocks: blocks.map(({ kind, from, to }) => ({ kind, from, to })),
    sourceRevision: row.source_revision,
    ...factsOf(row),
    ...(await readLinks(tx, row.id)),
    date: row.date,
    glossaryRevision: row.glossary_revision,
    sample: row.sample === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    archivedAt: row.archived_at,
  };
}

/** The list of articles in work, or that of the archived ones. */
function listed(tx: Kysely<Schema>, archived: boolean) {
  const query = tx.selectFrom("articles");
  if (!archived) return query.where("archived_at", "is", null);
  return query.where("archived_at", "is not", null).where("sample", "=", 0);
}

/** Two queries however many articles there are: the articles with their open proposals, their segments by state. */
async function summaries(tx: Kysely<Schema>, ids: readonly string[]): Promise<ArticleSummary[]> {
  const articles = await tx
    .selectFrom("articles")
    .where("articles.id", "in", ids)
    .select(["id", "title", "date", "created_at as createdAt", "updated_at as updatedAt"])
    .select(["archived_at as archivedAt", "sample", "glossary_revision as glossaryRevision"])
    .select((column) =>
      column
        .selectFrom("proposals")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .whereRef("proposals.article_id", "=", "articles.id")
        .where("proposals.status", "=", "open")
        .as("open"),
    )
    .execute();
  const states = await tx
    .selectFrom("segments")
    .where("article_id", "in", ids)
    .where("removed", "=", 0)
    .groupBy(["article_id", "state"])
    .select(["article_id", "state"])
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .execute();
  const byArticle = Map.groupBy(states, (row) => row.article_id);
  return articles.map(({ open, sample, ...rest }) => ({
    ...rest,
    sample: sample === 1,
    states: stateCounts(byArticle.get(rest.id) ?? []),
    openProposals: open ?? 0,
  }));
}

function stateCounts(
  rows: readonly { readonly state: SegmentState; readonly count: number }[],
): ArticleSummary["states"] {
  const zero = Object.fromEntries(SEGMENT_STATES.map((state) => [state, 0]));
  return { ...zero, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) } as Record<
    SegmentState,
    number
  >;
}
