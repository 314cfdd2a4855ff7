import type { Kysely } from "kysely";
import { sentenceCodes } from "../../app/article-index.ts";
import type { ArticleRecord } from "../../app/records.ts";
import { sentenceKeys } from "../../app/sentence-keys.ts";
import type { Span } from "../../core/text/span.ts";
import type { Schema } from "../schema.ts";
import { readLinks } from "./sources.ts";
import { enterCodes } from "./word-index.ts";

type KeyColumns = Pick<Schema["segments"], "machine_key" | "source_key">;
type Texts = Pick<ArticleRecord, "machine" | "sourceText" | "beads">;

/** The keys of sentences within one transaction; the texts of an article are read once, when they are first needed. */
export class SentenceIndex {
  readonly #tx: Kysely<Schema>;
  readonly #texts = new Map<string, Texts | undefined>();

  constructor(tx: Kysely<Schema>) {
    this.#tx = tx;
  }

  /** The keys of a segment; undefined where its range is as it was, so that they stand. */
  async columnsFor(segmentId: string, articleId: string, range: Span): Promise<KeyColumns | undefined> {
    const stood = await this.#tx
      .selectFrom("segments")
      .select(["span_from", "span_to"])
      .where("id", "=", segmentId)
      .executeTakeFirst();
    if (stood?.span_from === range.from && stood.span_to === range.to) return undefined;
    const columns = columnsOf(await this.#textsOf(articleId), range);
    await this.#enter(articleId, [columns]);
    return columns;
  }

  async #enter(articleId: string, keys: readonly KeyColumns[]): Promise<void> {
    const codes = sentenceCodes(keys.map(({ machine_key: machineKey }) => ({ machineKey })));
    if (codes.length > 0) await enterCodes(this.#tx, articleId, codes);
  }

  /** Finds the keys of an article's segments anew: its Chinese or its beads are others. */
  async refill(articleId: string): Promise<void> {
    this.#texts.delete(articleId);
    const texts = await this.#textsOf(articleId);
    const segments = await this.#tx
      .selectFrom("segments")
      .select(["id", "span_from as from", "span_to as to", "machine_key", "source_key"])
      .where("article_id", "=", articleId)
      .execute();
    // An earlier program may have folded a sentence in another way: it is found by another key now.
    const refolded: KeyColumns[] = [];
    for (const segment of segments) {
      const columns = columnsOf(texts, segment);
      if (columns.machine_key === segment.machine_key && columns.source_key === segment.source_key) continue;
      if (columns.machine_key !== segment.machine_key) refolded.push(columns);
      await this.#tx.updateTable("segments").set(columns).where("id", "=", segment.id).execute();
    }
    await this.#enter(articleId, refolded);
  }

  async #textsOf(articleId: string): Promise<Texts | undefined> {
    if (!this.#texts.has(articleId)) this.#texts.set(articleId, await readTexts(this.#tx, articleId));
    return this.#texts.get(articleId);
  }
}

async function readTexts(tx: Kysely<Schema>, articleId: string): Promise<Texts | undefined> {
  const row = await tx
    .selectFrom("articles")
    .select(["machine", "source_text as sourceText"])
    .where("id", "=", articleId)
    .executeTakeFirst();
  return row && { ...row, beads: (await readLinks(tx, articleId)).beads };
}

function columnsOf(texts: Texts | undefined, range: Span): KeyColumns {
  if (texts === undefined) return { machine_key: null, source_key: null };
  const { machineKey, sourceKey } = sentenceKeys(texts, range);
  return { machine_key: machineKey, source_key: sourceKey };
}
