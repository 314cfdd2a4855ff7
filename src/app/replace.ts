import { replaceAt } from "../core/find/replacement.ts";
import type { Occurrence } from "../core/find/model.ts";
import type { SegmentState } from "../core/article/model.ts";
import { checkText } from "../formats/text/decode.ts";
import { openChange, repeated, type OpenChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { Failure } from "./failure.ts";
import { chineseFound, FIND_LIMIT, prepare, type Prepared } from "./find.ts";
import type { FindQuery, ReplaceReport, SkipReason } from "./find-views.ts";
import type { Actor, ArticleRecord, SegmentRecord } from "./records.ts";
import { putContent } from "./rendering.ts";
import { excerpt } from "./segments.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

/** A place as it was shown and ticked. */
export interface Ticked {
  readonly segmentId: string;
  readonly revision: number;
  readonly from: number;
  readonly to: number;
}

export interface ReplaceInput {
  readonly query: FindQuery;
  readonly replacement: string;
  readonly places: readonly Ticked[];
  /** Whether approved text is changed too; it is then edited, for somebody to approve again. */
  readonly approved: boolean;
  readonly requestId?: string | undefined;
}

/** The most places that are replaced at once: what one search shows, and what its last segment has over. */
export const REPLACE_LIMIT = 2 * FIND_LIMIT;

/**
 * Replaces the ticked places in one change, and says what was left and why. A segment whose text was changed since it
 * was shown is left, as is a place that the query does not find any more. Open and edited text is then edited (open
 * where it reads as rendered), what needs work still does. Fails invalid, too-large.
 */
export function replacePlaces(deps: Deps, actor: Actor, input: ReplaceInput): Promise<ReplaceReport> {
  const prepared = prepare(input.query, input.replacement);
  if (input.places.length > REPLACE_LIMIT)
    throw new Failure("too-large", "failure.replace-places", { limit: REPLACE_LIMIT });
  return deps.store.write(async (tx) => {
    const earlier = await repeated(tx, input.requestId);
    if (earlier !== undefined) return reportOf(tx, earlier.id);
    const skipped = { changed: 0, approved: 0, unfit: 0 };
    const steps: Step[] = [];
    const articles = new Map<string, ArticleRecord | undefined>();
    for (const [segmentId, places] of Map.groupBy(input.places, (place) => place.segmentId)) {
      const segment = await standing(tx, segmentId, places);
      if (segment === undefined) {
        skipped.changed += places.length;
        continue;
      }
      const { articleId } = segment;
      if (!articles.has(articleId)) articles.set(articleId, await tx.article(articleId));
      const found = ticked(prepared, segment, articles.get(articleId), places);
      const step = stepOf(prepared, segment, found, input.approved);
      skipped.changed += places.length - found.length;
      if (typeof step === "string") skipped[step] += found.length;
      else if (step !== undefined) steps.push(step);
    }
    if (steps.length === 0) return { changeId: undefined, replaced: 0, articles: 0, skipped };
    const touched = new Set(steps.map(({ segment }) => segment.articleId));
    const [only] = touched;
    const change = await openChange(deps, tx, actor, {
      kind: "segment.replace",
      name: replacementName(input.query.target, input.replacement),
      articleId: touched.size === 1 ? only : undefined,
      requestId: input.requestId,
    });
    await write(tx, change, steps);
    await change.close();
    const replaced = steps.reduce((sum, { count }) => sum + count, 0);
    return { changeId: change.id, replaced, articles: touched.size, skipped };
  });
}

/** What a replacement is called in the history. */
export function replacementName(target: string, replacement: string): string {
  return `${excerpt(target)} → ${replacement.trim() === "" ? "∅" : excerpt(replacement)}`;
}

/** A segment with its new text. */
interface Step {
  readonly segment: SegmentRecord;
  readonly text: string;
  /** Places that were replaced. */
  readonly count: number;
}

/** The segment, if it reads as it did when the places were shown. */
async function standing(
  tx: StoreReader,
  segmentId: string,
  places: readonly Ticked[],
): Promise<SegmentRecord | undefined> {
  const segment = await tx.segment(segmentId);
  if (segment === undefined || segment.removed) return undefined;
  for (const revision of new Set(places.map((place) => place.revision))) {
    if (revision === segment.revision) continue;
    if ((await tx.segmentRevision(segmentId, revision))?.text !== segment.text) return undefined;
  }
  return segment;
}

/** Those of the ticked places that the query still finds, in order. */
function ticked(
  { finder, query }: Prepared,
  segment: SegmentRecord,
  article: ArticleRecord | undefined,
  places: readonly Ticked[],
): Occurrence[] {
  const beside = article && (query.source === "" || chineseFound(article, segment, query.source));
  if (beside === undefined) return [];
  const keys = new Set(places.map(({ from, to }) => `${from}:${to}`));
  return finder
    .find(segment.text, FIND_LIMIT)
    .occurrences.filter(({ from, to }) => keys.has(`${from}:${to}`));
}

/** What becomes of a segment; undefined: nothing was found or nothing changes, else why it is left. */
function stepOf(
  { replacement }: Prepared,
  segment: SegmentRecord,
  found: readonly Occurrence[],
  approved: boolean,
): Step | SkipReason | undefined {
  const text = replaceAt(segment.text, found, replacement ?? []);
  if (found.length === 0 || text === segment.text) return undefined;
  if (segment.state === "approved" && !approved) return "approved";
  if (text.trim() === "" || checkText(text) !== undefined) return "unfit";
  return { segment, text, count: found.length };
}

async function write(tx: StoreWriter, change: OpenChange, steps: readonly Step[]): Promise<void> {
  for (const { segment, text } of steps) {
    await putContent(tx, change, segment, { text, state: stateAfter(segment, text) });
  }
  for (const articleId of new Set(steps.map(({ segment }) => segment.articleId)))
    await tx.updateArticle(articleId, { updatedAt: change.at });
}

/** A word that was replaced is not the work that somebody asked for, so what needs work still does. */
function stateAfter(segment: SegmentRecord, text: string): SegmentState {
  if (segment.state === "needs-work") return "needs-work";
  return text === segment.rendered ? "open" : "edited";
}

/** What an earlier request with the same id did; how many places a segment had is not kept, so segments are counted. */
async function reportOf(tx: StoreReader, changeId: string): Promise<ReplaceReport> {
  const revisions = await tx.revisionsOf(changeId);
  return {
    changeId,
    replaced: revisions.length,
    articles: new Set(revisions.map(({ articleId }) => articleId)).size,
    skipped: { changed: 0, approved: 0, unfit: 0 },
  };
}
