import type { Kysely } from "kysely";
import type { SentenceKeys } from "../../app/sentence-keys.ts";
import { articleIndex } from "../../app/article-index.ts";
import type { ArticleRecord } from "../../app/records.ts";
import type { NewArticle, StoreWriter } from "../../app/store.ts";
import { insertRows } from "../insert.ts";
import { flag } from "../rows.ts";
import type { ConceptIndex } from "./concept-index.ts";
import { usesIn } from "./concept-uses.ts";
import { hitRowsOf } from "./hits.ts";
import type { Schema } from "../schema.ts";
import { contentColumns } from "./segment-rows.ts";
import { linkRowsOf } from "./sources.ts";
import { enterArticles } from "./word-index.ts";

/** The methods that store new articles: a few statements for all that comes with them. */
export function newArticleWrites(
  tx: Kysely<Schema>,
  index: ConceptIndex,
): Pick<StoreWriter, "addArticle" | "addArticles"> {
  return {
    addArticle: (article) => addArticles(tx, index, [{ article, segments: [], hits: [], changeId: null }]),
    addArticles: (articles) => addArticles(tx, index, articles),
  };
}

/** Without segments an article may come without a change. */
type AddedArticle = Omit<NewArticle, "changeId"> & { readonly changeId: string | null };

async function addArticles(
  tx: Kysely<Schema>,
  index: ConceptIndex,
  added: readonly AddedArticle[],
): Promise<void> {
  const articles = added.map(({ article }) => article);
  await insertRows(tx, "articles", added.map(rowOf));
  await insertRows(tx, "blocks", articles.flatMap(blockRowsOf));
  const links = articles.map((article) => linkRowsOf(article.id, article));
  await insertRows(
    tx,
    "source_sentences",
    links.flatMap(({ sentences }) => sentences),
  );
  await insertRows(
    tx,
    "beads",
    links.flatMap(({ beads }) => beads),
  );
  const indexes = added.map(({ article, segments, index }) => index ?? articleIndex(article, segments));
  await enterArticles(
    tx,
    articles.map(({ id }, at) => ({ id, codes: indexes[at]?.codes ?? new Uint8Array() })),
  );
  const segments = added.flatMap((one, at) => segmentRowsOf(one, indexes[at]?.keys ?? []));
  await insertRows(tx, "segments", segments);
  const hits = added.flatMap((one) => one.hits);
  await insertRows(tx, "hits", hitRowsOf(hits));
  const inWork = articles.filter(({ archivedAt }) => archivedAt === null).map(({ id }) => id);
  index.countUses(inWork, new Map(), usesIn(hits));
}

function rowOf({ article, changeId }: AddedArticle): Schema["articles"] {
  return {
    id: article.id,
    title: article.title,
    machine: article.machine,
    change_id: changeId,
    digest: article.digest,
    source_text: article.sourceText,
    source_reconstructed: flag(article.sourceReconstructed),
    source_revision: article.sourceRevision,
    source_fit: article.sourceFit,
    source_findings_json: JSON.stringify(article.sourceFindings),
    date: article.date,
    glossary_revision: article.glossaryRevision,
    sample: flag(article.sample),
    created_at: article.createdAt,
    updated_at: article.updatedAt,
    archived_at: article.archivedAt,
  };
}

function blockRowsOf({ id, blocks }: ArticleRecord): Schema["blocks"][] {
  return blocks.map(({ kind, from, to }, position) => ({
    ...{ article_id: id, position, kind, span_from: from, span_to: to },
  }));
}

function segmentRowsOf({ segments }: AddedArticle, keys: readonly SentenceKeys[]): Schema["segments"][] {
  return segments.map((segment, at) => ({
    id: segment.id,
    updated_at: segment.updatedAt,
    // The article's.
    change_id: null,
    ...contentColumns(segment),
    machine_key: keys[at]?.machineKey ?? null,
    source_key: keys[at]?.sourceKey ?? null,
  }));
}
