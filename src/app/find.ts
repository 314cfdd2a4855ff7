import { findChinese, isChineseQuery } from "../core/find/chinese.ts";
import { makeFinder, QUERY_LIMIT } from "../core/find/finder.ts";
import type { Finder, Made, Occurrence } from "../core/find/model.ts";
import { expand, parseReplacement, type Replacement } from "../core/find/replacement.ts";
import { overlaps, type Span } from "../core/text/span.ts";
import { chineseScript } from "../core/text/script.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import type {
  FindPlace,
  FindQuery,
  FindView,
  FoundArticle,
  FoundSegment,
  OccurrenceView,
} from "./find-views.ts";
import { getArticleRecord } from "./loading.ts";
import type { ArticleRecord, SegmentText } from "./records.ts";
import type { StoreReader } from "./store.ts";
import { turn } from "./turn.ts";
import { checked } from "./texts.ts";

/** The most places that one search gives; the segment that passes it is still searched whole, up to as many places. */
export const FIND_LIMIT = 1000;
/** How much text one search reads, in UTF-16 units. */
const READ_LIMIT = 20_000_000;
/** How many steps of the engine it takes; only hard patterns need so many. */
const STEP_LIMIT = 1_000_000_000;
/** Articles that are read together. */
const BATCH = 50;
/** What is shown around a place, and of one that is long. */
const AROUND = 60;
const SHOWN = 300;

export interface FindInput {
  readonly query: FindQuery;
  /** Undefined: nothing is to be replaced. */
  readonly replacement?: string | undefined;
  /** The article to search; all that are not archived without one. */
  readonly articleId?: string | undefined;
  /** Where an earlier search stopped. */
  readonly from?: FindPlace | undefined;
}

/**
 * The places where something stands in the segments as they read now, article by article, the newest first. Stops at
 * {@link FIND_LIMIT} places or when it has read enough, and says where to go on. Fails invalid with what is wrong in
 * the query or the replacement, not-found.
 */
export async function findInArticles(deps: Deps, input: FindInput): Promise<FindView> {
  const prepared = prepare(input.query, input.replacement);
  const { articleId, from } = input;
  const ids = await deps.store.read(async (tx) => {
    if (articleId !== undefined) return [(await getArticleRecord(tx, articleId)).id];
    return (await tx.articleIds({ archived: false })).sort().reverse();
  });
  const search = new Search(prepared, from);
  const start = from === undefined ? 0 : ids.filter((id) => id > from.articleId).length;
  for (let at = start; at < ids.length && search.next === undefined; at += BATCH) {
    const batch = ids.slice(at, at + BATCH);
    await deps.store.read((tx) => search.read(tx, batch));
    // Others are served between two batches.
    await turn();
  }
  return search.view();
}

/** A query and its replacement made ready. */
export interface Prepared {
  readonly query: FindQuery;
  readonly finder: Finder;
  readonly replacement: Replacement | undefined;
}

/** The query and the replacement made ready; fails invalid, `field` of the finding says which of them is wrong. */
export function prepare(query: FindQuery, replacement: string | undefined): Prepared {
  for (const text of [query.target, query.source, replacement ?? ""]) checked(text, "failure.find");
  const finder = made(makeFinder(query), "target");
  if (query.source.length > QUERY_LIMIT || (query.source !== "" && !isChineseQuery(query.source))) {
    const code = query.source.length > QUERY_LIMIT ? "find.too-long" : "empty";
    const finding = { code, severity: "error", params: { limit: QUERY_LIMIT, field: "source" } } as const;
    throw new Failure("invalid", "failure.find", {}, { findings: [finding] });
  }
  if (replacement === undefined) return { query, finder, replacement: undefined };
  const parsed = made(parseReplacement(replacement, query.kind, finder), "replacement");
  return { query, finder, replacement: parsed };
}

function made<T>(result: Made<T>, field: "target" | "replacement"): T {
  if (result.ok) return result.value;
  const { refusal } = result;
  const finding = { ...refusal, params: { ...refusal.params, field } };
  throw new Failure("invalid", "failure.find", {}, { findings: [finding] });
}

/** The stretches of Chinese beside a segment that have what is looked for; undefined where it does not stand there. */
export function chineseFound(
  article: Pick<ArticleRecord, "sourceText" | "beads">,
  segment: Span,
  wanted: string,
): FoundSegment["source"] | undefined {
  const text = sourceBeside(article, segment);
  const places = findChinese(text, wanted);
  if (places.length === 0) return undefined;
  const pieces: { text: string; found: boolean }[] = [];
  let at = 0;
  for (const { from, to } of places) {
    if (from > at) pieces.push({ text: text.slice(at, from), found: false });
    pieces.push({ text: text.slice(from, to), found: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), found: false });
  return pieces;
}

/** The Chinese of the beads that a segment has a part in; empty without any. */
function sourceBeside(
  { sourceText, beads }: Pick<ArticleRecord, "sourceText" | "beads">,
  segment: Span,
): string {
  const own = beads.filter(({ source, target }) => source.to > source.from && overlaps(target, segment));
  const from = Math.min(...own.map(({ source }) => source.from));
  const to = Math.max(...own.map(({ source }) => source.to));
  return own.length === 0 ? "" : (sourceText ?? "").slice(from, to);
}

/** A search as far as it has got. */
class Search {
  readonly #prepared: Prepared;
  readonly #from: FindPlace | undefined;
  readonly #articles: FoundArticle[] = [];
  #total = 0;
  #approved = 0;
  #searched = 0;
  #units = 0;
  #steps = 0;
  /** Where to go on; undefined as long as nothing made it stop. */
  next: FindPlace | undefined;

  constructor(prepared: Prepared, from: FindPlace | undefined) {
    this.#prepared = prepared;
    this.#from = from;
  }

  view(): FindView {
    return {
      articles: this.#articles,
      total: this.#total,
      approved: this.#approved,
      searched: this.#searched,
      next: this.next,
    };
  }

  /** Searches some articles, in their order, until it has enough. */
  async read(tx: StoreReader, ids: readonly string[]): Promise<void> {
    const texts = Map.groupBy(await tx.segmentTexts(ids), ({ articleId }) => articleId);
    for (const id of ids) {
      if (this.#isEnough()) this.next ??= { articleId: id, segments: 0 };
      if (this.next !== undefined) return;
      await this.#readArticle(tx, id, texts.get(id) ?? []);
    }
  }

  #isEnough(): boolean {
    return this.#total >= FIND_LIMIT || this.#units >= READ_LIMIT || this.#steps >= STEP_LIMIT;
  }

  async #readArticle(tx: StoreReader, id: string, segments: readonly SegmentText[]): Promise<void> {
    this.#searched++;
    const found: FoundSegment[] = [];
    let article: ArticleRecord | undefined;
    const first = this.#from?.articleId === id ? this.#from.segments : 0;
    for (const [index, segment] of segments.entries()) {
      if (index < first) continue;
      if (this.#isEnough()) {
        this.next = { articleId: id, segments: index };
        break;
      }
      this.#units += segment.text.length;
      const { occurrences, more, steps } = this.#prepared.finder.find(segment.text, FIND_LIMIT);
      this.#steps += steps;
      if (occurrences.length === 0) continue;
      article ??= await getArticleRecord(tx, id);
      const { source } = this.#prepared.query;
      const beside = source === "" ? [] : chineseFound(article, segment, source);
      if (beside === undefined) continue;
      this.#total += occurrences.length;
      if (segment.state === "approved") this.#approved += occurrences.length;
      const views = occurrences.map((occurrence) => viewOf(segment, occurrence, this.#prepared.replacement));
      found.push({
        id: segment.id,
        number: index + 1,
        state: segment.state,
        occurrences: views,
        more,
        source: beside,
      });
    }
    if (article === undefined || found.length === 0) return;
    const count = found.reduce((sum, { occurrences }) => sum + occurrences.length, 0);
    const sourceLang = article.sourceText === null ? undefined : chineseScript(article.sourceText);
    this.#articles.push({ id, title: article.title, count, sourceLang, segments: found });
  }
}

function viewOf(
  segment: SegmentText,
  occurrence: Occurrence,
  replacement: Replacement | undefined,
): OccurrenceView {
  const { text } = segment;
  const { from, to } = occurrence;
  return {
    key: `${segment.id}:${segment.revision}:${from}:${to}`,
    from,
    to,
    lead: leadOf(text.slice(0, from)),
    before: shorten(text.slice(from, to)),
    after: replacement && shorten(expand(replacement, occurrence)),
    trail: trailOf(text.slice(to)),
  };
}

/** The end of what stands before a place, cut between words where that can be. */
function leadOf(text: string): string {
  if (text.length <= AROUND) return text;
  const space = text.slice(-AROUND - 1).search(/\s\S/);
  return `…${text.slice(space < 0 ? -AROUND : space - AROUND).toWellFormed()}`;
}

/** The beginning of what stands behind a place, cut between words where that can be. */
function trailOf(text: string): string {
  if (text.length <= AROUND) return text;
  const words = /^.*\S(?=\s)/su.exec(text.slice(0, AROUND + 1))?.[0];
  return `${(words ?? text.slice(0, AROUND)).toWellFormed()}…`;
}

function shorten(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1).toWellFormed()}…`;
}
