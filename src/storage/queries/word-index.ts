import type { Kysely } from "kysely";
import type { ArticleRecord } from "../../app/records.ts";
import type { TouchedReads } from "../../app/touched-store.ts";
import { bucketOf, codesOf, type Word, type WordQuery } from "../../core/postings/codes.ts";
import {
  type CodedArticle,
  hasCode,
  packBlock,
  packCodes,
  readPostings,
  unpackCodes,
} from "../../core/postings/packing.ts";
import { insertRows } from "../insert.ts";
import { parts } from "../rows.ts";
import type { Schema } from "../schema.ts";
import { advance } from "./counters.ts";

/** So many articles that came last are turned over together. */
const BLOCK = 512;
/** Every so many articles it is looked whether there are as many. */
const LOOK_EVERY = 32;
/** A place is a bucket times this, and a block's number. */
const BLOCKS = 2 ** 20;
/** With so few articles left it is quicker to look at these than for further words. */
const FEW = 64;

/** The methods by which articles are found that a concept may touch. */
export function wordReads(tx: Kysely<Schema>): TouchedReads {
  return {
    async articlesWith(queries) {
      const wanted = [...new Map(queries.map((query) => [JSON.stringify(query), query])).values()];
      if (wanted.length === 0) return [];
      const numbers = await numbersWith(tx, wanted);
      const found: string[] = [];
      for (const some of parts([...numbers], 1)) {
        const rows = await tx
          .selectFrom("article_numbers")
          .innerJoin("articles", "articles.id", "article_numbers.article_id")
          .where("article_numbers.number", "in", some)
          .where("articles.archived_at", "is", null)
          .select("articles.id")
          .execute();
        for (const { id } of rows) found.push(id);
      }
      return found.sort();
    },
    async articlesHit(conceptIds) {
      const found = new Set<string>();
      for (const some of parts([...new Set(conceptIds)], 1)) {
        const rows = await tx
          .selectFrom("hits")
          .innerJoin("articles", "articles.id", "hits.article_id")
          .where("hits.concept_id", "in", some)
          .where("articles.archived_at", "is", null)
          .select("hits.article_id as id")
          .distinct()
          .execute();
        for (const { id } of rows) found.add(id);
      }
      return [...found].sort();
    },
    async articleTexts(ids) {
      const found = [];
      for (const some of parts([...new Set(ids)], 1)) {
        const rows = await tx
          .selectFrom("articles")
          .select(["id", "machine", "source_text as sourceText"])
          .where("id", "in", some)
          .orderBy("id")
          .execute();
        for (const row of rows) found.push(row);
      }
      return found;
    },
  };
}

/** Gives new articles their numbers and enters the words of their texts. */
export async function enterArticles(
  tx: Kysely<Schema>,
  articles: readonly Pick<ArticleRecord, "id" | "machine" | "sourceText">[],
): Promise<void> {
  const last = await tx
    .selectFrom("article_numbers")
    .select(({ fn }) => fn.max("number").as("number"))
    .executeTakeFirst();
  // Writers come one after another: nobody else takes these.
  const before = last?.number ?? 0;
  const numbered = articles.map((article, index) => ({ number: before + index + 1, article }));
  await insertRows(
    tx,
    "article_numbers",
    numbered.map(({ number, article: { id } }) => ({ number, article_id: id })),
  );
  const words = numbered.map(({ number, article: { machine, sourceText } }) => ({
    number,
    codes: packCodes(codesOf(machine, sourceText)),
  }));
  await insertRows(tx, "article_words", words);
  if (words.some(({ number }) => number % LOOK_EVERY === 0)) await turnOver(tx);
}

/** Enters the words of an article's texts as they are now. Those that are gone lead to the article as before. */
export async function enterAgain(tx: Kysely<Schema>, articleId: string): Promise<void> {
  const article = await tx
    .selectFrom("articles")
    .innerJoin("article_numbers", "article_numbers.article_id", "articles.id")
    .where("articles.id", "=", articleId)
    .select(["article_numbers.number", "articles.machine", "articles.source_text as sourceText"])
    .executeTakeFirstOrThrow();
  const { number } = article;
  const before = await tx
    .selectFrom("article_words")
    .select("codes")
    .where("number", "=", number)
    .executeTakeFirst();
  const now = codesOf(article.machine, article.sourceText);
  const all = before === undefined ? now : new Set([...now, ...unpackCodes(before.codes)]);
  const codes = packCodes(Float64Array.from(all).sort());
  await tx
    .insertInto("article_words")
    .values({ number, codes })
    .onConflict((conflict) => conflict.column("number").doUpdateSet({ codes }))
    .execute();
  await turnOver(tx);
}

/** Makes a block of the articles that came last, once there are enough. */
async function turnOver(tx: Kysely<Schema>): Promise<void> {
  const { count } = await tx
    .selectFrom("article_words")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  if (count < BLOCK) return;
  const rows = await tx.selectFrom("article_words").selectAll().execute();
  await addBlock(
    tx,
    rows.map(({ number, codes }) => ({ number, codes: unpackCodes(codes) })),
  );
  await tx.deleteFrom("article_words").execute();
}

async function addBlock(tx: Kysely<Schema>, articles: readonly CodedArticle[]): Promise<void> {
  const block = await advance(tx, "word-block");
  const rows = packBlock(articles).map(({ bucket, postings }) => ({
    place: bucket * BLOCKS + block,
    postings,
  }));
  await insertRows(tx, "word_blocks", rows);
}

/** Enters all articles that are there. */
export async function fillWords(tx: Kysely<Schema>): Promise<void> {
  const rows = await tx.selectFrom("articles").select("id").orderBy("created_at").orderBy("id").execute();
  const numbered = rows.map(({ id }, index) => ({ number: index + 1, article_id: id }));
  await insertRows(tx, "article_numbers", numbered);
  for (const some of parts(numbered, 4000 / BLOCK)) {
    const texts = await tx
      .selectFrom("article_numbers")
      .innerJoin("articles", "articles.id", "article_numbers.article_id")
      .where(
        "number",
        "in",
        some.map(({ number }) => number),
      )
      .select(["number", "machine", "source_text as sourceText"])
      .execute();
    await addBlock(
      tx,
      texts.map(({ number, machine, sourceText }) => ({ number, codes: codesOf(machine, sourceText) })),
    );
  }
}

/** The numbers of the articles that have all words of one of the queries, and of a few that have not. */
async function numbersWith(tx: Kysely<Schema>, queries: readonly WordQuery[]): Promise<Set<number>> {
  const found = new Set<number>();
  const lists = new WordLists(tx);
  for (const query of queries) for (const number of await lists.having(query)) found.add(number);
  const rows = await tx.selectFrom("article_words").selectAll().execute();
  for (const { number, codes } of rows) {
    const own = unpackCodes(codes);
    const has = (word: Word): boolean => word.some((range) => hasCode(own, range));
    if (queries.some((query) => query.every(has))) found.add(number);
  }
  return found;
}

/** The articles of words in the blocks, each word read once. */
class WordLists {
  readonly #tx: Kysely<Schema>;
  readonly #read = new Map<string, Int32Array>();

  constructor(tx: Kysely<Schema>) {
    this.#tx = tx;
  }

  /** Articles that have all words of a query, word by word until few are left: these may not have the other ones. */
  async having(query: WordQuery): Promise<Int32Array> {
    let left: Int32Array | undefined;
    for (const word of query) {
      if (left !== undefined && left.length <= FEW) break;
      const list = await this.#list(word);
      left = left === undefined ? list : inBoth(left, list);
    }
    return left ?? new Int32Array();
  }

  async #list(word: Word): Promise<Int32Array> {
    const key = word.map(({ from, to }) => `${from}-${to}`).join();
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const numbers: number[] = [];
    for (const range of word) {
      const first = bucketOf(range.from) * BLOCKS;
      const rows = await this.#tx
        .selectFrom("word_blocks")
        .select("postings")
        .where("place", ">=", first)
        .where("place", "<", first + BLOCKS)
        .orderBy("place")
        .execute();
      for (const { postings } of rows) readPostings(postings, range, (number) => numbers.push(number));
    }
    const list = Int32Array.from(numbers).sort();
    this.#read.set(key, list);
    return list;
  }
}

/** What two rising lists both have. */
function inBoth(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(Math.min(a.length, b.length));
  let count = 0;
  let at = 0;
  for (const number of a) {
    while (at < b.length && (b[at] ?? 0) < number) at++;
    if (b[at] === number && both[count - 1] !== number) both[count++] = number;
  }
  return both.subarray(0, count);
}
