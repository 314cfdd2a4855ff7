import type { SegmentState } from "../core/article/model.ts";
import type { Query } from "../core/find/model.ts";
import type { Span } from "../core/text/span.ts";

/** What is looked for in what stands in the segments now. */
export interface FindQuery extends Query {
  /** Chinese that must stand beside it; empty: anything may. */
  readonly source: string;
}

/** One place that was found, with some of what stands around it. */
export interface OccurrenceView extends Span {
  /** `segment:revision:from:to`; comes back from a form. */
  readonly key: string;
  readonly lead: string;
  readonly before: string;
  /** What would stand there; undefined when nothing is to be replaced. */
  readonly after: string | undefined;
  readonly trail: string;
}

export interface FoundSegment {
  readonly id: string;
  /** 1-based place in the article. */
  readonly number: number;
  readonly state: SegmentState;
  readonly occurrences: readonly OccurrenceView[];
  /** Whether it may have more places than are shown. */
  readonly more: boolean;
  /** The Chinese beside it, where it was asked for: stretches, of which `found` are what was looked for. */
  readonly source: readonly { readonly text: string; readonly found: boolean }[];
}

export interface FoundArticle {
  readonly id: string;
  readonly title: string;
  /** Places in it. */
  readonly count: number;
  /** The script of its Chinese, as for `lang`; undefined without Chinese. */
  readonly sourceLang: "zh-Hans" | "zh-Hant" | undefined;
  readonly segments: readonly FoundSegment[];
}

/** What was found. */
export interface FindView {
  readonly articles: readonly FoundArticle[];
  readonly total: number;
  /** How many of them stand in approved segments. */
  readonly approved: number;
  /** In how many articles was searched. */
  readonly searched: number;
  /** Where to go on, when not everything was searched. */
  readonly next: FindPlace | undefined;
}

/** A place in the order of the search: the articles, the newest first, and so many segments of one that were searched. */
export interface FindPlace {
  readonly articleId: string;
  readonly segments: number;
}

/** What a replacement did, in places; `skipped` says what was left and why. */
export interface ReplaceReport {
  /** Undefined where nothing was replaced. */
  readonly changeId: string | undefined;
  readonly replaced: number;
  readonly articles: number;
  readonly skipped: Readonly<Record<SkipReason, number>>;
}

/**
 * Why a place was left: its segment was `changed` since it was shown, is `approved`, or would hold nothing or what no
 * text may (`unfit`).
 */
export const SKIP_REASONS = ["changed", "approved", "unfit"] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
