/** A run: one rendering of many articles in the background, previewed before, and what is told about it. */
import type { DiffPart } from "../../core/merge/model.ts";
import type { Actor } from "../records.ts";

export const RUN_KINDS = ["render", "undo"] as const;
/** `undo` takes another run back. */
export type RunKind = (typeof RUN_KINDS)[number];

export const RUN_STATES = ["waiting", "running", "paused", "cancelled", "done", "failed"] as const;
/** `waiting`: nobody has begun. `cancelled` and `failed` may be taken up again as long as they are not taken back. */
export type RunState = (typeof RUN_STATES)[number];

/** States in which somebody works, or would if there were a worker. */
export const ACTIVE_STATES = ["waiting", "running"] as const satisfies readonly RunState[];

/** Why a run failed. The sentence is the locale key `run-failure.<code>`. */
export const RUN_FAILURES = ["forbidden", "disk-full", "deadly", "internal"] as const;
export type RunFailure = (typeof RUN_FAILURES)[number];

/** Which articles of those that a scope means are taken; what is absent does not matter. Archived ones never are. */
export interface ArticleFilter {
  /** Stands in the title, without regard to case. */
  readonly title?: string;
  /** Days, `YYYY-MM-DD`, both included; an article without a date is in no range. */
  readonly from?: string;
  readonly until?: string;
  /** Whether it has Chinese. */
  readonly bilingual?: boolean;
}

/** What a run is about. */
export type RunTarget =
  | { readonly kind: "all" }
  /** Articles that a concept touches which changed since they were last rendered. */
  | { readonly kind: "stale" }
  /** Articles that these concepts touch, as they are. */
  | { readonly kind: "concepts"; readonly conceptIds: readonly string[] }
  | { readonly kind: "articles"; readonly articleIds: readonly string[] };

/** What a run is about, and what was left out by hand. */
export interface RunScope {
  readonly target: RunTarget;
  readonly filter?: ArticleFilter;
  /** Ids of articles that are left out. */
  readonly withoutArticles?: readonly string[];
  /** Ids of concepts because of which alone no article is taken; of a `concepts` or `stale` target. */
  readonly withoutConcepts?: readonly string[];
}

/** How many articles and segments a run did what to. */
export interface RunCounts {
  /** Articles that were looked at. */
  readonly articles: number;
  /** Articles in which something was written: a text, a proposal, an exception. */
  readonly touched: number;
  /** Segments whose text changed. */
  readonly changed: number;
  /** Segments of approved text with a new proposal. */
  readonly proposals: number;
  /** Segments where a hand edit and the rendering touch. */
  readonly conflicts: number;
  /** Segments that an undo let stand, because what came later is in the way. */
  readonly exceptions: number;
}

export const NO_COUNTS: RunCounts = {
  articles: 0,
  touched: 0,
  changed: 0,
  proposals: 0,
  conflicts: 0,
  exceptions: 0,
};

/** A run as it is stored. */
export interface Run {
  readonly id: string;
  /** The change that all its revisions and proposals point to. */
  readonly changeId: string;
  /** What it is called, for people. */
  readonly name: string;
  readonly kind: RunKind;
  /** The run that an `undo` takes back. */
  readonly undoes: string | null;
  readonly state: RunState;
  readonly scope: RunScope;
  /** Whether approved text changes instead of getting a proposal. */
  readonly touchApproved: boolean;
  /** The glossary that it renders by, whatever becomes of it meanwhile. */
  readonly glossaryRevision: number;
  readonly actor: Actor;
  /** How many articles it looks at, as counted when it was started. */
  readonly total: number;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** When its progress was last told. */
  readonly toldAt: number;
  readonly requestId: string | null;
  readonly failure: RunFailure | null;
}

export const CHUNK_STATES = ["waiting", "claimed", "done"] as const;
export type ChunkState = (typeof CHUNK_STATES)[number];

/** The articles of a chunk: a list, or those of a run's scope whose ids lie in a range. */
export type ChunkRange =
  | { readonly kind: "list"; readonly articleIds: readonly string[] }
  /** `from` is included, `to` is not; null is open. */
  | { readonly kind: "range"; readonly from: string | null; readonly to: string | null };

/** A part of a run that one worker works off; the truth about how far it is. */
export interface RunChunk {
  readonly runId: string;
  /** Counts from 1. */
  readonly number: number;
  readonly range: ChunkRange;
  /** The last article that is done, in the order of ids (of a list: of the list); null before the first. */
  readonly cursor: string | null;
  readonly state: ChunkState;
  /** How many workers have taken it: one whose number is lower writes nothing any more. */
  readonly attempt: number;
  readonly worker: string | null;
  /** When its worker last gave a sign of life; 0: never. */
  readonly heartbeatAt: number;
  /** How many workers that had it died, one after another, since it last went on. */
  readonly deaths: number;
  readonly counts: RunCounts;
}

/** What names a worker's claim on a chunk. */
export interface ChunkClaim {
  readonly runId: string;
  readonly number: number;
  readonly attempt: number;
}

/** What a run wrote in one article. Articles in which it wrote nothing have none. */
export interface RunArticle {
  readonly runId: string;
  readonly articleId: string;
  readonly changed: number;
  readonly proposals: number;
  readonly conflicts: number;
  /** Ids of segments that an undo let stand. */
  readonly exceptions: readonly string[];
}

/** How far a run is. Times in milliseconds. */
export interface RunProgress {
  readonly counts: RunCounts;
  readonly total: number;
  /** Articles a second, since it was started or taken up again in this process's sight; undefined before there are figures. */
  readonly rate: number | undefined;
  /** How long it will still take at that rate; undefined when it is not known or nothing remains. */
  readonly remaining: number | undefined;
}

/** A run as it is shown. */
export interface RunView {
  readonly run: Run;
  readonly progress: RunProgress;
  /** The run that took it back or is about to, if that was not taken back itself. */
  readonly undoneBy: string | undefined;
  /** Which of these a person may do now. */
  readonly can: {
    readonly pause: boolean;
    readonly resume: boolean;
    readonly cancel: boolean;
    readonly undo: boolean;
  };
}

/** A line of a run's report. */
export interface RunReportLine extends Omit<RunArticle, "runId"> {
  readonly title: string;
}

/** One page of a run's report, by article id. */
export interface RunReport {
  readonly lines: readonly RunReportLine[];
  /** What to ask for the next page after; undefined on the last. */
  readonly next: string | undefined;
}

export const PREVIEW_KINDS = ["change", "approved", "conflict", "doubtful"] as const;
/** `change`: follows. `approved`: a proposal (a change, if the run may). `conflict`: touches a hand edit. `doubtful`: asks. */
export type PreviewKind = (typeof PREVIEW_KINDS)[number];

/** A segment as a run would leave it. */
export interface PreviewSample {
  readonly articleId: string;
  readonly title: string;
  readonly segmentId: string;
  /** 1-based. */
  readonly segmentNumber: number;
  readonly kind: Exclude<PreviewKind, "doubtful">;
  /** What stands against what would stand; in a conflict against the rendering. */
  readonly diff: readonly DiffPart[];
}

/** An article that a run would write in, with its places by kind. */
export interface PreviewArticle {
  readonly articleId: string;
  readonly title: string;
  readonly places: Readonly<Record<PreviewKind, number>>;
}

/** A concept because of which articles are taken. */
export interface PreviewConcept {
  readonly conceptId: string;
  readonly label: string;
  readonly articles: number;
}

/** What a run would do. */
export interface RunPreview {
  readonly glossaryRevision: number;
  /** Articles that it would look at. */
  readonly articles: number;
  /** Articles in which it would write something, and places by kind. */
  readonly touched: number;
  readonly places: Readonly<Record<PreviewKind, number>>;
  /** Whether `touched` and `places` are worked out from some of the articles. */
  readonly estimated: boolean;
  readonly samples: readonly PreviewSample[];
  /** The first articles that it would write in, for ticks. */
  readonly listed: readonly PreviewArticle[];
  /** The concepts behind a `concepts` or `stale` target; those with most articles first. */
  readonly concepts: readonly PreviewConcept[];
}
