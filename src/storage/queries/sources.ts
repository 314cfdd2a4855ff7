import type { Kysely } from "kysely";
import type { SourceContent, SourceRevisionRecord } from "../../app/records.ts";
import type { StoreReader, StoreWriter } from "../../app/store.ts";
import type { Bead } from "../../core/article/model.ts";
import type { Finding } from "../../core/finding.ts";
import type { Span } from "../../core/text/span.ts";
import { insertRows } from "../insert.ts";
import { flag, mustTouch } from "../rows.ts";
import type { Schema } from "../schema.ts";
import type { SentenceIndex } from "./sentence-keys.ts";
import { enterAgain } from "./word-index.ts";

/** The reading methods of the Chinese texts' history. */
export function sourceReads(tx: Kysely<Schema>): Pick<StoreReader, "sourceRevision" | "sourceRevisionsOf"> {
  return {
    async sourceRevision(articleId, revision) {
      const row = await tx
        .selectFrom("source_revisions")
        .selectAll()
        .where("article_id", "=", articleId)
        .where("revision", "=", revision)
        .executeTakeFirst();
      return row && revisionOf(row);
    },
    async sourceRevisionsOf(changeId) {
      const rows = await tx
        .selectFrom("source_revisions")
        .selectAll()
        .where("change_id", "=", changeId)
        .orderBy("article_id")
        .orderBy("revision")
        .execute();
      return rows.map(revisionOf);
    },
  };
}

/** The writing methods of the Chinese texts. */
export function sourceWrites(tx: Kysely<Schema>, index: SentenceIndex): Pick<StoreWriter, "putSource"> {
  return {
    async putSource(articleId, content, changeId) {
      const { source_revision: stood } = await tx
        .selectFrom("articles")
        .select("source_revision")
        .where("id", "=", articleId)
        .executeTakeFirstOrThrow();
      // How the article came is written down when it is about to go.
      if (stood === 0) await addRevision(tx, articleId, { revision: 0, changeId: null });
      const revision = stood + 1;
      const updated = await tx
        .updateTable("articles")
        .set({ ...columnsOf(content), source_revision: revision })
        .where("id", "=", articleId)
        .executeTakeFirst();
      mustTouch(updated, "article", articleId);
      await tx.deleteFrom("source_sentences").where("article_id", "=", articleId).execute();
      await tx.deleteFrom("beads").where("article_id", "=", articleId).execute();
      await writeLinks(tx, articleId, content);
      await index.refill(articleId);
      await enterAgain(tx, articleId);
      await addRevision(tx, articleId, { revision, changeId });
      return revision;
    },
  };
}

/** Keeps the Chinese of an article as it stands. */
async function addRevision(
  tx: Kysely<Schema>,
  articleId: string,
  { revision, changeId }: { readonly revision: number; readonly changeId: string | null },
): Promise<void> {
  const row = await tx
    .selectFrom("articles")
    .select(["source_text", "source_reconstructed", "source_fit", "source_findings_json"])
    .where("id", "=", articleId)
    .executeTakeFirstOrThrow();
  const { sourceSentences, beads } = await readLinks(tx, articleId);
  await tx
    .insertInto("source_revisions")
    .values({
      ...row,
      article_id: articleId,
      revision,
      change_id: changeId,
      sentences_json: JSON.stringify(sourceSentences),
      beads_json: JSON.stringify(beads),
    })
    .execute();
}

type Links = Pick<SourceContent, "sourceSentences" | "beads">;
type Facts = Omit<SourceContent, keyof Links>;
type FactColumns = Pick<
  Schema["articles"],
  "source_text" | "source_reconstructed" | "source_fit" | "source_findings_json"
>;

function columnsOf(facts: Facts): FactColumns {
  return {
    source_text: facts.sourceText,
    source_reconstructed: flag(facts.sourceReconstructed),
    source_fit: facts.sourceFit,
    source_findings_json: JSON.stringify(facts.sourceFindings),
  };
}

/** What an article's row says of its Chinese. */
export function factsOf(row: FactColumns): Facts {
  return {
    sourceText: row.source_text,
    sourceReconstructed: row.source_reconstructed === 1,
    sourceFit: row.source_fit,
    sourceFindings: JSON.parse(row.source_findings_json) as readonly Finding[],
  };
}

/** Writes the sentences and beads of an article that has none. */
async function writeLinks(tx: Kysely<Schema>, id: string, links: Links): Promise<void> {
  const { sentences, beads } = linkRowsOf(id, links);
  await insertRows(tx, "source_sentences", sentences);
  await insertRows(tx, "beads", beads);
}

/** The rows of an article's sentences and beads. */
export function linkRowsOf(
  id: string,
  links: Links,
): {
  readonly sentences: readonly Schema["source_sentences"][];
  readonly beads: readonly Schema["beads"][];
} {
  return {
    sentences: links.sourceSentences.map(({ from, to }, position) => ({
      ...{ article_id: id, position, span_from: from, span_to: to },
    })),
    beads: links.beads.map(({ source, target, confidence, setBy }, position) => ({
      article_id: id,
      position,
      source_from: source.from,
      source_to: source.to,
      target_from: target.from,
      target_to: target.to,
      confidence,
      set_by: setBy ?? null,
    })),
  };
}

/** The sentences and beads of an article, in order. */
export async function readLinks(tx: Kysely<Schema>, id: string): Promise<Links> {
  const sentences = await tx
    .selectFrom("source_sentences")
    .select(["span_from as from", "span_to as to"])
    .where("article_id", "=", id)
    .orderBy("position")
    .execute();
  const beads = await tx
    .selectFrom("beads")
    .selectAll()
    .where("article_id", "=", id)
    .orderBy("position")
    .execute();
  return {
    sourceSentences: sentences.map(({ from, to }) => ({ from, to })),
    beads: beads.map((bead) => ({
      source: { from: bead.source_from, to: bead.source_to },
      target: { from: bead.target_from, to: bead.target_to },
      confidence: bead.confidence,
      ...(bead.set_by === null ? {} : { setBy: bead.set_by }),
    })),
  };
}

function revisionOf(row: Schema["source_revisions"]): SourceRevisionRecord {
  return {
    articleId: row.article_id,
    revision: row.revision,
    changeId: row.change_id,
    ...factsOf(row),
    sourceSentences: JSON.parse(row.sentences_json) as readonly Span[],
    beads: JSON.parse(row.beads_json) as readonly Bead[],
  };
}
