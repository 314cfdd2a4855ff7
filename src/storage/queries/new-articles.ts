import type { Kysely } from "kysely";
import { sentenceKeys } from "../../app/sentence-keys.ts";
import type { ArticleRecord, SegmentRecord } from "../../app/records.ts";
import type { NewArticle, StoreWriter } from "../../app/store.ts";
import { insertRows } from "../insert.ts";
import { flag } from "../rows.ts";
import type { ConceptIndex } from "./concept-index.ts";
import { usesIn } from "./concept-uses.ts";
import { hitRowsOf } from "./hits.ts";
import type { Schema } from "../schema.ts";
import { linkRowsOf } from "./sources.ts";
import { enterArticles } from "./word-index.ts";

/** The methods that store new articles: a few statements for all that comes with them. */
export function newArticleWrites(
  tx: Kysely<Schema>,
  index: ConceptIndex,
): Pick<StoreWriter, "addArticle" | "addArticles"> {
  return {
    addArticle: (article) => addArticles(tx, index, [{ article, segments: [], hits: [], changeId: "" }]),
    addArticles: (articles) => addArticles(tx, index, articles),
  };
}

async function addArticles(
  tx: Kysely<Schema>,
  index: ConceptIndex,
  added: readonly NewArticle[],
): Promise<void> {
  const articles = added.map(({ article }) => article);
  await insertRows(tx, "articles", articles.map(rowOf));
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
  await enterArticles(tx, articles);
  const segments = added.flatMap(segmentRowsOf);
  await insertRows(tx, "segments", segments);
  await insertRows(tx, "segment_revisions", added.flatMap(revisionRowsOf));
  const hits = added.flatMap((one) => one.hits);
  await insertRows(tx, "hits", hitRowsOf(hits));
  const inWork = articles.filter(({ archivedAt }) => archivedAt === null).map(({ id }) => id);
  index.countUses(inWork, new Map(), usesIn(hits));
}

function rowOf(article: ArticleRecord): Schema["articles"] {
  return {
    id: article.id,
    title: article.title,
    machine: article.machine,
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

function segmentRowsOf({ article, segments }: NewArticle): Schema["segments"][] {
  return segments.map((segment) => {
    const { machineKey, sourceKey } = sentenceKeys(article, segment);
    return {
      id: segment.id,
      updated_at: segment.updatedAt,
      ...contentColumns(segment),
      machine_key: machineKey,
      source_key: sourceKey,
    };
  });
}

function revisionRowsOf({ segments, changeId }: NewArticle): Schema["segment_revisions"][] {
  return segments.map((segment) => ({
    segment_id: segment.id,
    change_id: changeId,
    ...contentColumns(segment),
  }));
}

type ContentRow = Omit<Schema["segment_revisions"], "segment_id" | "change_id">;

/** What a segment's row and that of its revision both have. */
export function contentColumns(segment: SegmentRecord): ContentRow {
  return {
    article_id: segment.articleId,
    revision: segment.revision,
    span_from: segment.from,
    span_to: segment.to,
    state: segment.state,
    removed: flag(segment.removed),
    rendered: segment.rendered,
    text: segment.text,
    provenance_json: JSON.stringify(segment.provenance),
  };
}
