/** What runs ask of the store. */
import type { Concept } from "../../core/glossary/model.ts";
import type {
  ArticleRecord,
  DecisionRecord,
  HitRecord,
  ProposalRecord,
  RevisionRecord,
  SegmentRecord,
} from "../records.ts";
import type {
  ChunkClaim,
  ChunkRange,
  ChunkState,
  Run,
  RunArticle,
  RunChunk,
  RunCounts,
  RunState,
} from "./model.ts";

/** As much of an article as tells whether a run takes it. */
export type ArticleHead = Pick<ArticleRecord, "id" | "title" | "date" | "glossaryRevision" | "archivedAt"> & {
  readonly bilingual: boolean;
};

/** As much of an article as tells whether it is behind. */
export type ArticleMark = Pick<ArticleRecord, "id" | "glossaryRevision" | "archivedAt">;

/** As much of an article as its rendering goes by. */
export type RenderSource = Pick<
  ArticleRecord,
  | "id"
  | "title"
  | "machine"
  | "digest"
  | "blocks"
  | "date"
  | "sourceText"
  | "sourceRevision"
  | "beads"
  | "glossaryRevision"
  | "archivedAt"
>;

/** As much of a segment as its rendering goes by, and what changed in its last one. */
export type SegmentOutline = Pick<SegmentRecord, "id" | "articleId" | "from" | "to" | "provenance">;

/** Where a hit is in its article. */
export type HitPlace = Pick<HitRecord, "articleId" | "from" | "to">;

/** A run with its counts, added up. */
export interface CountedRun {
  readonly run: Run;
  readonly counts: RunCounts;
}

/** Some articles of a run: those behind `after`, from `from` on, before `to`, at most `limit`. */
export interface RunArticleRange {
  readonly after?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly limit: number;
}

export interface RunReads {
  run(id: string): Promise<Run | undefined>;
  runOfChange(changeId: string): Promise<Run | undefined>;
  runByRequest(requestId: string): Promise<Run | undefined>;
  /** Newest first; those before a run's id, or from the newest. */
  runs(page: { readonly before?: string | undefined; readonly limit: number }): Promise<CountedRun[]>;
  /** The counts of a run's chunks, added up. */
  runCounts(runId: string): Promise<RunCounts>;
  /** Runs of kind `undo` that take a run back, newest first. */
  undosOfRun(runId: string): Promise<Run[]>;
  runChunk(runId: string, number: number): Promise<RunChunk | undefined>;
  /** By number. */
  runChunks(runId: string): Promise<RunChunk[]>;
  /** Whether an active run has a chunk that this worker would get. */
  hasRunWork(input: Omit<ClaimInput, "now">): Promise<boolean>;
  /** How many chunks of a run are not done. */
  openRunChunks(runId: string): Promise<number>;
  /** Names of the workers that have claims on chunks of active runs, each once. */
  runWorkers(): Promise<string[]>;
  /** What a run wrote, by article id; of a range of them. */
  runArticles(runId: string, range: RunArticleRange): Promise<RunArticle[]>;
  /** How many articles a run wrote in. */
  runArticleCount(runId: string): Promise<number>;

  /** The concepts as they stood at a revision of the glossary, those removed by then left out; by id in binary order. */
  conceptsAt(glossaryRevision: number): Promise<Concept[]>;
  /** The concepts that changed after a revision of the glossary, by id, each with the revision of its last change. */
  conceptsChangedAfter(
    glossaryRevision: number,
  ): Promise<{ readonly conceptId: string; readonly glossaryRevision: number }[]>;
  /** What some concepts have been since a revision of the glossary: as they stood then, and all that came later. */
  conceptContentsSince(conceptIds: readonly string[], glossaryRevision: number): Promise<Concept[]>;

  /** How many articles in work there are; only those that were not rendered with a revision of the glossary, if given. */
  articleCount(notRenderedWith?: number): Promise<number>;
  /** Ids in binary order of the articles in work that were not rendered with a revision of the glossary. */
  articlesNotRenderedWith(glossaryRevision: number): Promise<string[]>;
  /** Those that were rendered with a revision of the glossary or a later one, and those that fell behind since. */
  articlesRenderedSince(glossaryRevision: number): Promise<string[]>;
  /** Ids in order that cut all articles into ranges of about `step`: of those that came one after another every `step`th. */
  articleCuts(step: number): Promise<string[]>;
  /** The same of the articles that a run wrote in. */
  runArticleCuts(runId: string, step: number): Promise<string[]>;
  /** Heads of the articles in a range of ids, by id, at most `limit`; archived ones too. */
  articleHeads(
    range: { readonly after: string | null; readonly from: string | null; readonly to: string | null },
    limit: number,
  ): Promise<ArticleHead[]>;
  /** Heads of some articles, by id. */
  articleHeadsOf(ids: readonly string[]): Promise<ArticleHead[]>;
  /** The same by as much of them as is read quickly however many there are. */
  articleMarksOf(ids: readonly string[]): Promise<ArticleMark[]>;
  /** Lowest revision of the glossary that an article in work is said to be rendered with; undefined without articles. */
  oldestRendering(): Promise<number | undefined>;

  /** What some articles are rendered from, by id. */
  renderSources(ids: readonly string[]): Promise<RenderSource[]>;
  /** The segments of some articles that are not removed, by article id, `from` and id. */
  segmentsIn(articleIds: readonly string[]): Promise<SegmentRecord[]>;
  /** The same without their texts. */
  segmentOutlinesIn(articleIds: readonly string[]): Promise<SegmentOutline[]>;
  /** Decisions in some articles that are not revoked, oldest first. */
  decisionsIn(articleIds: readonly string[]): Promise<DecisionRecord[]>;
  /** The open proposals of renderings in some articles, oldest first. */
  renderingProposalsIn(articleIds: readonly string[]): Promise<ProposalRecord[]>;
  /** Hits in some articles, by article id and place. */
  hitsIn(articleIds: readonly string[]): Promise<HitRecord[]>;
  /** Where concepts stand in some articles, by their last renderings. */
  hitPlaces(conceptIds: readonly string[], articleIds: readonly string[]): Promise<HitPlace[]>;
  /** Where the last renderings of some articles ask. */
  questionsIn(articleIds: readonly string[]): Promise<HitPlace[]>;
  /** The renderings that wait as proposals for some segments, or were turned down there. */
  judgedRenderings(segmentIds: readonly string[]): Promise<Pick<ProposalRecord, "segmentId" | "rendered">[]>;
  /** Ids of those of some articles that events after `seq` are about. */
  changedAfter(seq: number, articleIds: readonly string[]): Promise<string[]>;
  /** The revisions that a change wrote in some articles, by article, place and revision. */
  revisionsOfIn(changeId: string, articleIds: readonly string[]): Promise<RevisionRecord[]>;
  /** Revisions by segment and number. */
  segmentRevisionsOf(
    keys: readonly { readonly segmentId: string; readonly revision: number }[],
  ): Promise<RevisionRecord[]>;
  /** Some segments, removed ones too. */
  segmentsOf(ids: readonly string[]): Promise<SegmentRecord[]>;
  /** Proposals in some articles that a change made or resolved, oldest first. */
  proposalsTouchedIn(changeId: string, articleIds: readonly string[]): Promise<ProposalRecord[]>;
}

/** What a claim asks for. Times in milliseconds UTC. */
export interface ClaimInput {
  /** One that works at no chunk: what it is said to have was never given back, and is its own again. */
  readonly worker: string;
  readonly now: number;
  /** Claims without a sign of life since then may be taken over. */
  readonly staleBefore: number;
  /** Only chunks of this run. */
  readonly runId?: string | undefined;
}

/** What becomes of a chunk when a part of it is done. */
export interface ChunkStep {
  readonly cursor: string | null;
  readonly state: ChunkState;
  readonly now: number;
  /** What was done since, to be added. */
  readonly counts: RunCounts;
}

export interface RunWrites {
  /** Its change must be there. */
  addRun(run: Run): Promise<void>;
  addRunChunks(
    runId: string,
    chunks: readonly { readonly number: number; readonly range: ChunkRange }[],
  ): Promise<void>;
  /** Changes a run that is in one of `states`; says whether it was. */
  updateRun(
    id: string,
    states: readonly RunState[],
    patch: Partial<Pick<Run, "state" | "startedAt" | "finishedAt" | "toldAt" | "failure" | "total">>,
  ): Promise<boolean>;
  /**
   * Gives the oldest active run's next chunk that is free or was left by its worker to a worker. One that was left by
   * another is one that it died at.
   */
  claimRunChunk(input: ClaimInput): Promise<RunChunk | undefined>;
  /** Writes how far a chunk is, unless another worker has it; says whether it did. */
  stepRunChunk(claim: ChunkClaim, step: ChunkStep): Promise<boolean>;
  /** Gives a chunk back, unless another worker has it; nobody died at it then. */
  releaseRunChunk(claim: ChunkClaim): Promise<void>;
  /** Gives the chunks of a worker that died at them back. */
  releaseRunWorker(worker: string): Promise<void>;
  /** Starts the count of workers that died at a run's chunks anew. */
  forgetRunDeaths(runId: string): Promise<void>;
  addRunArticles(articles: readonly RunArticle[]): Promise<void>;

  /** Writes over segments whose ranges stay, and appends their revisions. */
  putRendered(segments: readonly SegmentRecord[], changeId: string): Promise<void>;
  /** Replaces all hits of some articles; those without hits in `hits` have none. */
  replaceHitsIn(articleIds: readonly string[], hits: readonly HitRecord[]): Promise<void>;
  /** Says what glossary articles were rendered with. */
  setGlossaryRevisions(articleIds: readonly string[], glossaryRevision: number): Promise<void>;
  /** Says that articles changed. */
  touchArticles(articleIds: readonly string[], updatedAt: number): Promise<void>;
}
