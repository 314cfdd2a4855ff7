/** What people made of a sentence is offered where the same sentence stands again. */
import { diffTexts } from "../core/merge/diff.ts";
import type { DiffPart } from "../core/merge/model.ts";
import { openChange, repeated, type OpenChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { getArticleRecord, getSegment, getSummary } from "./loading.ts";
import type { Actor, ArticleRecord, ArticleSummary, SegmentRecord } from "./records.ts";
import { putContent } from "./rendering.ts";
import type { RepetitionRecord, ReuseBy, ReuseRecord } from "./reuse-records.ts";
import { excerpt, type SegmentRef } from "./segments.ts";
import { sentenceKeys, wordCount } from "./sentence-keys.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

/** A text that the same sentence has elsewhere. */
export interface ReuseOffer {
  readonly by: ReuseBy;
  readonly text: string;
  readonly state: "approved" | "edited";
  /** Places that read so and are in that state. */
  readonly count: number;
  /** Where it stands, the newest place. */
  readonly from: ReuseRecord["example"];
  /** Whether that is in the same article. */
  readonly here: boolean;
  /** What stands against what is offered. */
  readonly diff: readonly DiffPart[];
}

/** The fewest words of a sentence whose translation is offered after one editor's word. */
const FEWEST_WORDS = 3;
/** The fewest places where a shorter one was approved alike. */
const FEWEST_PLACES = 2;
/** How many texts a segment is offered. */
const MOST_OFFERS = 3;
/** The most places that one text is applied to at once. */
export const REPETITION_LIMIT = 500;

/**
 * What each segment of an article is offered, by segment id, the likeliest first: approved before edited, of the same
 * English before the same Chinese, then what stands in more places, then the newer. Approved segments are offered
 * nothing.
 */
export async function reuseOffers(
  tx: StoreReader,
  article: Pick<ArticleRecord, "id" | "machine">,
  segments: readonly SegmentRecord[],
): Promise<ReadonlyMap<string, readonly ReuseOffer[]>> {
  const found = Map.groupBy(await tx.reuses(article.id), ({ segmentId }) => segmentId);
  const offers = new Map<string, readonly ReuseOffer[]>();
  for (const segment of segments) {
    if (segment.state === "approved") continue;
    const records = (found.get(segment.id) ?? []).filter((record) =>
      isOffered(record, segment, article.machine),
    );
    const best = distinct([...records].sort(byWorth)).slice(0, MOST_OFFERS);
    if (best.length === 0) continue;
    offers.set(
      segment.id,
      best.map(({ by, text, state, count, example }) => ({
        by,
        text,
        state,
        count,
        from: example,
        here: example.articleId === article.id,
        diff: diffTexts(segment.text, text),
      })),
    );
  }
  return offers;
}

/** How many untouched repetitions each segment of an article could give its text to, by segment id; none of short ones. */
export async function repetitionCounts(
  tx: StoreReader,
  article: Pick<ArticleRecord, "id" | "machine">,
  segments: readonly SegmentRecord[],
): Promise<ReadonlyMap<string, number>> {
  const counts = await tx.repetitionCounts(article.id);
  return new Map(
    segments.flatMap(({ id, from, to }) => {
      const count = counts.get(id);
      const offered = count !== undefined && wordCount(article.machine.slice(from, to)) >= FEWEST_WORDS;
      return offered ? [[id, count] as const] : [];
    }),
  );
}

function isOffered(record: ReuseRecord, segment: SegmentRecord, machine: string): boolean {
  if (record.text === segment.text || record.text.trim() === "") return false;
  if (wordCount(machine.slice(segment.from, segment.to)) >= FEWEST_WORDS) return true;
  return record.state === "approved" && record.count >= FEWEST_PLACES;
}

function byWorth(a: ReuseRecord, b: ReuseRecord): number {
  const rank = ({ state, by }: ReuseRecord): number =>
    (state === "approved" ? 0 : 2) + (by === "machine" ? 0 : 1);
  const newer = a.example.segmentId < b.example.segmentId ? 1 : -1;
  return rank(a) - rank(b) || b.count - a.count || newer;
}

/** Those with a text that none before them has. */
function distinct(records: readonly ReuseRecord[]): ReuseRecord[] {
  return records.filter(({ text }, index) => records.findIndex((each) => each.text === text) === index);
}

/**
 * Gives a segment the text that the same sentence had elsewhere when it was offered. A request that is repeated makes
 * one revision. Fails conflict when the segment was changed since, invalid when the two are not the same sentence,
 * not-found.
 */
export function acceptReuse(
  deps: Deps,
  actor: Actor,
  input: {
    readonly segmentId: string;
    readonly revision: number;
    /** Whose text it is, and at which revision. */
    readonly of: string;
    readonly ofRevision: number;
    readonly requestId?: string | undefined;
  },
): Promise<SegmentRef> {
  return deps.store.write(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    if ((await repeated(tx, input.requestId)) !== undefined) return refOf(segment);
    const offered = await tx.segmentRevision(input.of, input.ofRevision);
    if (offered === undefined)
      throw new Failure("not-found", "failure.no-revision", { revision: input.ofRevision });
    if (segment.revision !== input.revision) throw new Failure("conflict", "failure.stale-state", {});
    const own = sentenceKeys(await getArticleRecord(tx, segment.articleId), segment);
    const other = sentenceKeys(await getArticleRecord(tx, offered.articleId), offered);
    const same =
      (own.machineKey !== null && own.machineKey === other.machineKey) ||
      (own.sourceKey !== null && own.sourceKey === other.sourceKey);
    if (!same) throw new Failure("invalid", "failure.not-the-same-sentence", {});
    if (offered.text === segment.text) return refOf(segment);
    const change = await openChange(deps, tx, actor, {
      kind: "segment.reuse",
      name: excerpt(offered.text),
      articleId: segment.articleId,
      requestId: input.requestId,
    });
    const saved = await write(tx, change, segment, offered.text);
    await tx.updateArticle(segment.articleId, { updatedAt: change.at });
    await change.close();
    return refOf(saved);
  });
}

/** The segments that repeat a sentence and that nobody touched, each against the text it would get. */
export interface RepetitionsView {
  readonly article: ArticleSummary;
  readonly segment: SegmentRecord;
  /** 1-based place in the article. */
  readonly number: number;
  /** By article and place. Those that read so already are left out. */
  readonly places: readonly (RepetitionRecord & { readonly diff: readonly DiffPart[] })[];
  /** Whether there are more than {@link REPETITION_LIMIT}. */
  readonly more: boolean;
}

/** Where the text of a segment can be applied: untouched repetitions of its sentence. Fails not-found. */
export function findRepetitions(deps: Deps, segmentId: string): Promise<RepetitionsView> {
  return deps.store.read(async (tx) => {
    const segment = await getSegment(tx, segmentId);
    const segments = await tx.segments(segment.articleId);
    const records = await tx.repetitions(segmentId, segment.text, REPETITION_LIMIT + 1);
    return {
      article: await getSummary(tx, segment.articleId),
      segment,
      number: segments.findIndex(({ id }) => id === segmentId) + 1,
      more: records.length > REPETITION_LIMIT,
      places: records
        .slice(0, REPETITION_LIMIT)
        .map((record) => ({ ...record, diff: diffTexts(record.text, segment.text) })),
    };
  });
}

/** What applying a text to repetitions did. */
export interface RepetitionReport {
  readonly articleId: string;
  readonly segmentId: string;
  /** Undefined where nothing was left to do. */
  readonly changeId: string | undefined;
  readonly changed: number;
  /** Ticked places that were touched or changed since they were shown; they stand. */
  readonly left: number;
}

/**
 * Gives the text of a segment to the ticked repetitions of its sentence, in one change. Fails conflict when the segment
 * was changed since, too-large, not-found.
 */
export function applyToRepetitions(
  deps: Deps,
  actor: Actor,
  input: {
    readonly segmentId: string;
    readonly revision: number;
    readonly places: readonly { readonly segmentId: string; readonly revision: number }[];
    readonly requestId?: string | undefined;
  },
): Promise<RepetitionReport> {
  if (input.places.length > REPETITION_LIMIT)
    throw new Failure("too-large", "failure.replace-places", { limit: REPETITION_LIMIT });
  return deps.store.write(async (tx) => {
    const segment = await getSegment(tx, input.segmentId);
    const ref = { articleId: segment.articleId, segmentId: segment.id };
    const earlier = await repeated(tx, input.requestId);
    if (earlier !== undefined)
      return { ...ref, changeId: earlier.id, changed: (await tx.revisionsOf(earlier.id)).length, left: 0 };
    if (segment.revision !== input.revision) throw new Failure("conflict", "failure.stale-state", {});
    const ticked = new Map(input.places.map((place) => [place.segmentId, place.revision]));
    const records = await tx.repetitions(segment.id, segment.text, 10 * REPETITION_LIMIT);
    const places = records.filter((record) => ticked.get(record.segmentId) === record.revision);
    const left = ticked.size - places.length;
    if (places.length === 0) return { ...ref, changeId: undefined, changed: 0, left };
    const touched = new Set(places.map(({ articleId }) => articleId));
    const change = await openChange(deps, tx, actor, {
      kind: "segment.reuse",
      name: excerpt(segment.text),
      articleId: touched.size === 1 ? [...touched][0] : undefined,
      requestId: input.requestId,
    });
    for (const place of places) await write(tx, change, await getSegment(tx, place.segmentId), segment.text);
    for (const articleId of touched) await tx.updateArticle(articleId, { updatedAt: change.at });
    await change.close();
    return { ...ref, changeId: change.id, changed: places.length, left };
  });
}

function write(
  tx: StoreWriter,
  change: OpenChange,
  segment: SegmentRecord,
  text: string,
): Promise<SegmentRecord> {
  return putContent(tx, change, segment, { text, state: text === segment.rendered ? "open" : "edited" });
}

function refOf({ articleId, id: segmentId, revision }: SegmentRecord): SegmentRef {
  return { articleId, segmentId, revision };
}
