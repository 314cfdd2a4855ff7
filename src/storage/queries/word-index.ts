import type { Kysely } from "kysely";
import { sentenceCodes } from "../../app/article-index.ts";
import type { TouchedReads } from "../../app/touched-store.ts";
import {
  bucketOf,
  BUCKETS,
  codesOf,
  codesOfBoth,
  type Word,
  type WordQuery,
} from "../../core/postings/codes.ts";
import {
  type CodedArticle,
  hasCode,
  mergePostings,
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
/** With each block one of so many parts of the buckets is looked through for rows to be merged. */
const MERGED_PARTS = 64;
/** A row is merged with the newer ones unless it is so many times as long as these together. */
const MUCH_LONGER = 1.5;
/** Variables that one code counts for: of some hundred the buckets are read by one statement. */
const CODES_AT_ONCE = 40;
/** So many bytes of rows are merged at once, or those of one bucket. */
const MERGED_AT_ONCE = 2 * 2 ** 20;
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

/** An article by what it is found by: its codes, packed. */
export interface EnteredArticle {
  readonly id: string;
  readonly codes: Uint8Array;
}

/**
 * By code, the numbers of articles in which it is, the newest first; archived ones too. What a few others have in the same
 * code is not told apart.
 */
export async function numbersByCode(
  tx: Kysely<Schema>,
  codes: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const found = new Map([...new Set(codes)].map((code) => [code, new Set<number>()]));
  const byBucket = Map.groupBy(found.keys(), bucketOf);
  for (const buckets of parts([...byBucket.keys()], CODES_AT_ONCE)) {
    const rows = await tx
      .selectFrom("word_blocks")
      .selectAll()
      .where((row) =>
        row.or(
          buckets.map((bucket) =>
            row.and([row("place", ">=", bucket * BLOCKS), row("place", "<", (bucket + 1) * BLOCKS)]),
          ),
        ),
      )
      .execute();
    for (const { place, postings } of rows)
      for (const code of byBucket.get(Math.floor(place / BLOCKS)) ?? [])
        readPostings(postings, { from: code, to: code + 1 }, (number) => found.get(code)?.add(number));
  }
  if (found.size === 0) return new Map();
  const last = await tx.selectFrom("article_words").selectAll().execute();
  for (const { number, codes: own } of last)
    for (const code of unpackCodes(own)) found.get(code)?.add(number);
  return new Map([...found].map(([code, numbers]) => [code, [...numbers].sort((a, b) => b - a)]));
}

/** Gives new articles their numbers and enters what they are found by. */
export async function enterArticles(tx: Kysely<Schema>, articles: readonly EnteredArticle[]): Promise<void> {
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
  const words = numbered.map(({ number, article: { codes } }) => ({ number, codes }));
  await insertRows(tx, "article_words", words);
  if (words.some(({ number }) => number % LOOK_EVERY === 0)) await turnOver(tx);
}

/** Enters the words of an article's texts as they are now. Those that are gone lead to the article as before. */
export async function enterAgain(tx: Kysely<Schema>, articleId: string): Promise<void> {
  const { machine, sourceText } = await tx
    .selectFrom("articles")
    .where("id", "=", articleId)
    .select(["machine", "source_text as sourceText"])
    .executeTakeFirstOrThrow();
  await enterCodes(tx, articleId, codesOf(machine, sourceText));
}

/** Enters what an article is found by besides what it was found by before. */
export async function enterCodes(
  tx: Kysely<Schema>,
  articleId: string,
  added: Iterable<number>,
): Promise<void> {
  const { number } = await tx
    .selectFrom("article_numbers")
    .where("article_id", "=", articleId)
    .select("number")
    .executeTakeFirstOrThrow();
  const before = await tx
    .selectFrom("article_words")
    .select("codes")
    .where("number", "=", number)
    .executeTakeFirst();
  const codes = packCodes(codesOfBoth(added, before === undefined ? [] : unpackCodes(before.codes)));
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
  await mergeBuckets(tx, block % MERGED_PARTS);
}

/**
 * Merges the rows of the buckets of one part: the newest of each, and older ones while they are not much longer than those
 * together. However many blocks there are, a bucket has a few rows (O'Neil et al. 1996, “The log-structured merge-tree”).
 */
async function mergeBuckets(tx: Kysely<Schema>, part: number): Promise<void> {
  const size = BUCKETS / MERGED_PARTS;
  const rows = await tx
    .selectFrom("word_blocks")
    .select("place")
    .select(({ fn }) => fn<number>("length", ["postings"]).as("length"))
    .where("place", ">=", part * size * BLOCKS)
    .where("place", "<", (part + 1) * size * BLOCKS)
    .orderBy("place")
    .execute();
  let merged: number[][] = [];
  let bytes = 0;
  for (const own of Map.groupBy(rows, ({ place }) => Math.floor(place / BLOCKS)).values()) {
    const { places, length } = newestOf(own);
    if (places.length < 2) continue;
    merged.push(places);
    bytes += length;
    if (bytes < MERGED_AT_ONCE) continue;
    await mergeRows(tx, merged);
    [merged, bytes] = [[], 0];
  }
  await mergeRows(tx, merged);
}

/** Puts one row in the place of several, for some buckets. */
async function mergeRows(tx: Kysely<Schema>, merged: readonly (readonly number[])[]): Promise<void> {
  const found = new Map<number, Uint8Array>();
  for (const places of parts(merged.flat(), 1)) {
    const rows = await tx.selectFrom("word_blocks").selectAll().where("place", "in", places).execute();
    for (const { place, postings } of rows) found.set(place, postings);
    await tx.deleteFrom("word_blocks").where("place", "in", places).execute();
  }
  const rows = merged.map((places) => ({
    place: places[0] ?? 0,
    postings: mergePostings(places.flatMap((place) => found.get(place) ?? [])),
  }));
  await insertRows(tx, "word_blocks", rows);
}

/** The places of the rows of a bucket that are merged, in order, and how long these are together. */
function newestOf(rows: readonly { readonly place: number; readonly length: number }[]): {
  readonly places: number[];
  readonly length: number;
} {
  let together = 0;
  let from = rows.length;
  for (; from > 0; from--) {
    const length = rows[from - 1]?.length ?? 0;
    if (together > 0 && length > MUCH_LONGER * together) break;
    together += length;
  }
  return { places: rows.slice(from).map(({ place }) => place), length: together };
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

/** Enters the sentences of all articles that are there. */
export async function fillSentences(tx: Kysely<Schema>): Promise<void> {
  for (let after = 0; ;) {
    const numbered = await tx
      .selectFrom("article_numbers")
      .selectAll()
      .where("number", ">", after)
      .orderBy("number")
      .limit(8 * BLOCK)
      .execute();
    const last = numbered.at(-1);
    if (last === undefined) return;
    after = last.number;
    const articles: CodedArticle[] = [];
    for (const some of parts(numbered, 1)) {
      const rows = await tx
        .selectFrom("segments")
        .select(["article_id", "machine_key"])
        .where(
          "article_id",
          "in",
          some.map(({ article_id: id }) => id),
        )
        .where("machine_key", "is not", null)
        .execute();
      const byArticle = Map.groupBy(rows, (row) => row.article_id);
      for (const { number, article_id: id } of some)
        articles.push({
          number,
          codes: codesOfBoth(
            [],
            sentenceCodes((byArticle.get(id) ?? []).map(({ machine_key }) => ({ machineKey: machine_key }))),
          ),
        });
    }
    await addBlock(tx, articles);
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
