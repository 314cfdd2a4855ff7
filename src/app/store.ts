/**
 * The port to the store. Every use case does its work in one `write`; what it wrote is all there or not at all.
 * Both stores pass `test/storage/contract.ts`.
 */
import type { ArticleIndex } from "./article-index.ts";
import type {
  ArticleRecord,
  ArticleStanding,
  ArticleStep,
  ArticleSummary,
  ChangeKind,
  ChangeRecord,
  CommentRecord,
  CommentStep,
  ConceptRecord,
  ConceptRevisionRecord,
  ConceptUse,
  DecisionRecord,
  EventRecord,
  HitRecord,
  JudgementRecord,
  PinRecord,
  ProposalKind,
  ProposalRecord,
  RevisionRecord,
  SegmentRecord,
  SegmentText,
  SegmentTouch,
  SourceContent,
  SourceRevisionRecord,
  ConceptCommentRecord,
  StandingComment,
  StandingConceptComment,
  UploadRecord,
  VisitRecord,
} from "./records.ts";
import type {
  ConceptFilter,
  ConceptRow,
  FoundConcept,
  KeyedConcept,
  KeyNumbers,
  KeyPlace,
  KeyRange,
} from "./concept-search/model.ts";
import type { ConceptTally, GrowthDay } from "./glossary-statistics.ts";
import type { RepetitionRecord, ReuseRecord } from "./reuse-records.ts";
import type { TouchedReads } from "./touched-store.ts";
import type { ConceptView } from "./views.ts";
import type { StagingReads, StagingWrites } from "./glossary-import/staging.ts";
import type { RunReads, RunWrites } from "./runs/store.ts";

/** Whether somebody waits for a write, or it is a run's. */
export type WriteMode = "foreground" | "background";
/** Whether a read is a short one, or goes through very much: such reads hold up each other at most. */
export type ReadMode = "foreground" | "background";

export interface Store {
  /** Runs `work` on one consistent state. */
  read<T>(work: (tx: StoreReader) => Promise<T>, how?: ReadMode): Promise<T>;
  /**
   * Runs `work` in one durable transaction, one after another; rolls back when it throws. Never nest. One in the
   * `background` lets all others go first that wait, of other processes too, where the store can (PostgreSQL).
   */
  write<T>(work: (tx: StoreWriter) => Promise<T>, how?: WriteMode): Promise<T>;
  /**
   * Calls `listener` when another process may have appended events, and how it wrote them, at once where the store is told (PostgreSQL), else
   * never; until the function that it gives is called. Whoever must not miss any looks now and then besides.
   */
  watch(listener: (by: WriteMode) => void): () => void;
  /** Writes a consistent copy to `file`, which must not exist, while others go on working. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** An article that comes in, with its segments at revision 1 and the hits of its rendering. */
export interface NewArticle {
  readonly article: ArticleRecord;
  readonly segments: readonly SegmentRecord[];
  readonly hits: readonly HitRecord[];
  /** The change that brings it, and is about it alone. */
  readonly changeId: string;
  /** What {@link articleIndex} gives, if it was asked before. */
  readonly index?: ArticleIndex;
}

export interface StoreReader extends RunReads, TouchedReads, StagingReads {
  /** The revision of the glossary: 0 before the first concept, one more for every change that touches concepts. */
  glossaryRevision(): Promise<number>;
  /** Id of the change that made the glossary's revision, undefined before the first. */
  glossaryChange(): Promise<string | undefined>;
  /** Number of the newest event, 0 before the first. */
  lastEvent(): Promise<number>;
  /** Events after `seq`, oldest first, at most `limit`. */
  eventsAfter(seq: number, limit: number): Promise<EventRecord[]>;
  setting(key: string): Promise<string | undefined>;
  /** A file that waits to be imported. */
  upload(id: string): Promise<UploadRecord | undefined>;
  /** When an actor, by id, was in an article; undefined before the first time. */
  visit(articleId: string, reader: string): Promise<VisitRecord | undefined>;

  article(id: string): Promise<ArticleRecord | undefined>;
  articleByDigest(digest: string): Promise<ArticleRecord | undefined>;
  /** Those of some digests that an article's machine text has, in no order. */
  knownDigests(digests: readonly string[]): Promise<string[]>;
  /** Those of some articles, in no order. */
  articleSummariesOf(ids: readonly string[]): Promise<ArticleSummary[]>;
  articleSummary(id: string): Promise<ArticleSummary | undefined>;
  /** One page of the list of articles, newest first: its ids. A sample that was removed is in neither list. */
  articleListIds(page: {
    readonly archived: boolean;
    readonly offset: number;
    readonly limit: number;
  }): Promise<string[]>;
  /** How many articles the list has. */
  articleListCount(archived: boolean): Promise<number>;
  /** Ids of all articles, oldest first. */
  articleIds(filter?: { readonly sample?: boolean; readonly archived?: boolean }): Promise<string[]>;

  /** The Chinese of an article as it was; revision 0 is how it came. Undefined for one that was never written. */
  sourceRevision(articleId: string, revision: number): Promise<SourceRevisionRecord | undefined>;
  /** The revisions of Chinese texts that a change wrote, by article id and revision. */
  sourceRevisionsOf(changeId: string): Promise<SourceRevisionRecord[]>;

  segment(id: string): Promise<SegmentRecord | undefined>;
  /** The article's segments that are not removed, in order of `from`. */
  segments(articleId: string): Promise<SegmentRecord[]>;
  /**
   * Segments whose text was written by hand and is not as it was rendered, of articles that are not archived; those that
   * were written last first. Only the newest `limit` revisions by hand are looked at.
   */
  editedSegments(limit: number): Promise<SegmentRecord[]>;
  /** The segments of some articles that are not removed, by article id, `from` and id. */
  segmentTexts(articleIds: readonly string[]): Promise<SegmentText[]>;
  /** Who wrote revisions of an article's segments by what, and when last: by segment, then kinds and name. */
  segmentTouches(articleId: string): Promise<SegmentTouch[]>;
  /** What became of the same sentences as an article's where a person edited or approved them; archived articles left out. */
  reuses(articleId: string): Promise<ReuseRecord[]>;
  /**
   * Open segments of the same machine sentence that do not read `text`, by article and place, at most `limit`; archived
   * articles left out.
   */
  repetitions(segmentId: string, text: string, limit: number): Promise<RepetitionRecord[]>;
  /**
   * How many such there are for each edited or approved segment of an article and its text, by segment id; in the newest
   * thousand of the articles that have one of its sentences.
   */
  repetitionCounts(articleId: string): Promise<ReadonlyMap<string, number>>;
  segmentRevision(segmentId: string, revision: number): Promise<RevisionRecord | undefined>;
  /** Newest first, each with its change. */
  segmentHistory(
    segmentId: string,
  ): Promise<{ readonly revision: RevisionRecord; readonly change: ChangeRecord }[]>;
  /** The revisions that a change wrote. */
  revisionsOf(changeId: string): Promise<RevisionRecord[]>;

  change(id: string): Promise<ChangeRecord | undefined>;
  changeByRequest(requestId: string): Promise<ChangeRecord | undefined>;
  /** Newest first. Those made in the article, or all. */
  changes(options: { readonly articleId?: string; readonly limit: number }): Promise<ChangeRecord[]>;
  /** What was done in an article or wrote in it, newest first, and how much there is; each with the segments it wrote there. */
  articleChanges(
    articleId: string,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{
    readonly changes: readonly { readonly change: ChangeRecord; readonly segments: number }[];
    readonly total: number;
  }>;
  /** The segments as they stood after a change, those removed by then left out, in order of `from`. */
  segmentsAsOf(articleId: string, changeId: string): Promise<RevisionRecord[]>;
  /** Those of a kind that are not undone, or restored since; oldest first. */
  standingChanges(kind: ChangeKind): Promise<ChangeRecord[]>;
  /** The change that undid this one, if that was not undone itself. */
  undoneBy(changeId: string): Promise<ChangeRecord | undefined>;

  concept(id: string): Promise<ConceptRecord | undefined>;
  /** All that are not removed, by id in binary order. */
  concepts(): Promise<ConceptRecord[]>;
  /** As {@link concepts}, at most `limit` of those whose id comes after one; "" comes before all. */
  conceptsAfter(id: string, limit: number): Promise<ConceptRecord[]>;
  /** Those of some ids that were ever there, the removed ones too, in any order. */
  conceptsWithIds(ids: readonly string[]): Promise<ConceptRecord[]>;
  /** The keys of a range with their concepts. */
  conceptsByKey(range: KeyRange): Promise<KeyedConcept[]>;
  /** The keys of a range alone. */
  keyPlaces(range: KeyRange): Promise<KeyPlace[]>;
  /** Those of some concepts, named by their numbers, that pass the filter; in any order. */
  conceptsNumbered(numbers: readonly number[], filter: ConceptFilter): Promise<FoundConcept[]>;
  /** Concepts that pass the filter in the order in which they were added, those with a greater number than `after`. */
  conceptsInOrder(search: {
    readonly after: number;
    readonly filter: ConceptFilter;
    readonly limit: number;
  }): Promise<Omit<FoundConcept, "lines">[]>;
  /**
   * All concepts that pass a filter which asks for something, in the order in which they were added; undefined where there are more than
   * `most`.
   */
  fewConcepts(filter: ConceptFilter, most: number): Promise<FoundConcept[] | undefined>;
  /** Those of some concepts that pass the filter, in the order in which they were added. */
  conceptsAmong(ids: readonly string[], filter: ConceptFilter): Promise<FoundConcept[]>;
  /**
   * The articles in work in which a concept stands, those with the greatest ids first, of ids before one; each with its first
   * segment and its hits by outcome.
   */
  usesOfConcept(
    conceptId: string,
    page: { readonly before: string | undefined; readonly limit: number },
  ): Promise<ConceptView["usedIn"]>;
  /** Comments about a concept that are not removed, oldest first. */
  conceptComments(conceptId: string): Promise<StandingConceptComment[]>;
  conceptComment(id: string): Promise<StandingConceptComment | undefined>;
  /** The steps of comments about concepts that a change made. */
  conceptCommentStepsOf(changeId: string): Promise<CommentStep[]>;
  /** How many concepts there are of each kind, in the order of their fields; goes through all of them. */
  conceptTally(): Promise<ConceptTally[]>;
  /** Ids of the concepts that stand in most articles, those first; of equally many the ones that were added first. */
  mostUsedConcepts(limit: number): Promise<string[]>;
  /** Concepts that stand by the day on which they were added; goes through all of them. */
  conceptGrowth(): Promise<GrowthDay[]>;
  /** The newest changes that wrote concepts, newest first. */
  conceptChanges(limit: number): Promise<ChangeRecord[]>;
  /**
   * Numbers of the concepts of keys, of each list those behind its first `from` in binary order up to the first `most`. Of the filter all
   * is asked but how much they are used. Ten times as fast as reading the keys.
   */
  numbersByKeys(
    lists: readonly { readonly beginning: string; readonly from: number }[],
    filter: ConceptFilter,
    most: number,
  ): Promise<readonly KeyNumbers[]>;
  /** The same of the first `most` keys that begin so and whose concepts pass the filter likewise; if there are fewer, these are all. */
  firstNumbers(beginning: string, filter: ConceptFilter, most: number): Promise<Uint32Array>;
  /** Numbers of the concepts that stand in so many articles, one at least; undefined where there are more than `most`. */
  numbersInUse(least: number, most: number): Promise<Uint32Array | undefined>;
  /** How many concepts pass the filter, at most `limit`. */
  conceptCount(filter: ConceptFilter, limit: number): Promise<number>;
  /** Concepts with how much they are used, in the order of the ids; those that were never there are left out. */
  conceptRows(ids: readonly string[]): Promise<ConceptRow[]>;
  /** Newest first, each with its change. */
  conceptHistory(
    id: string,
  ): Promise<{ readonly revision: ConceptRevisionRecord; readonly change: ChangeRecord }[]>;
  conceptRevision(id: string, revision: number): Promise<ConceptRevisionRecord | undefined>;
  conceptRevisionsOf(changeId: string): Promise<ConceptRevisionRecord[]>;

  /** Those not revoked, oldest first. */
  decisions(articleId: string): Promise<DecisionRecord[]>;
  decision(id: string): Promise<DecisionRecord | undefined>;
  /** Those for a concept that are not revoked, oldest first. */
  decisionsAbout(conceptId: string): Promise<DecisionRecord[]>;
  /** Decisions that a change made. */
  decisionsOf(changeId: string): Promise<DecisionRecord[]>;
  /** Decisions that a change revoked. */
  decisionsRevokedBy(changeId: string): Promise<DecisionRecord[]>;
  /**
   * Concepts chosen for a segment or an article under one of these folded forms, not revoked, newest first, at most
   * `limit`; each with the ids of the concepts that stand in its article.
   */
  pins(forms: readonly string[], limit: number): Promise<PinRecord[]>;

  /** Those not revoked, by concept, form and id. */
  judgements(): Promise<JudgementRecord[]>;
  /** Judgements that a change made. */
  judgementsOf(changeId: string): Promise<JudgementRecord[]>;

  proposal(id: string): Promise<ProposalRecord | undefined>;
  /** The open ones, of one kind or of all, oldest first. */
  openProposals(articleId: string, kind?: ProposalKind): Promise<ProposalRecord[]>;
  /** The open ones of a kind in all articles in work, with the title of each; oldest first, at most `limit`. */
  waitingProposals(
    kind: ProposalKind,
    limit: number,
  ): Promise<{ readonly proposal: ProposalRecord; readonly title: string }[]>;
  /** The rejected ones of a segment, newest first. */
  rejectedProposals(segmentId: string): Promise<ProposalRecord[]>;
  proposalsOf(changeId: string): Promise<ProposalRecord[]>;
  proposalsResolvedBy(changeId: string): Promise<ProposalRecord[]>;

  comment(id: string): Promise<StandingComment | undefined>;
  /** All comments of an article that are not removed, oldest first. */
  comments(articleId: string): Promise<StandingComment[]>;
  /** What a change did to comments, by comment id. */
  commentStepsOf(changeId: string): Promise<CommentStep[]>;

  /** The last steps of the articles that made one: of one article, or of all by article id. */
  articleStandings(articleId?: string): Promise<ArticleStanding[]>;
  /** What a change did to the states of articles, by article id. */
  articleStepsOf(changeId: string): Promise<ArticleStep[]>;

  /** Hits of an article's last rendering, in order of `from`, longer first. */
  hits(articleId: string): Promise<HitRecord[]>;
  /** Hits of one concept, by article id and `from`. */
  hitsOfConcept(conceptId: string): Promise<HitRecord[]>;
  /** Where each concept stands, archived articles left out; of one article or of all. */
  conceptUse(articleId?: string): Promise<ConceptUse[]>;
}

export interface StoreWriter extends StoreReader, RunWrites, StagingWrites {
  /** One more than before; the row stays locked until the transaction ends. */
  nextGlossaryRevision(): Promise<number>;
  setSetting(key: string, value: string): Promise<void>;
  addUpload(upload: UploadRecord): Promise<void>;
  /** Replaces what was decided about the rows of a file. */
  putUploadChoices(id: string, choices: UploadRecord["choices"]): Promise<void>;
  /** One, or those that were kept before a time. */
  removeUploads(which: { readonly id: string } | { readonly before: number }): Promise<void>;
  putVisit(articleId: string, reader: string, visit: VisitRecord): Promise<void>;
  /** As {@link addChange} for each, in their order. */
  addChanges(changes: readonly ChangeRecord[]): Promise<void>;
  /** Must come before the rows that point to it. A `requestId` that was used before is a unique violation. */
  addChange(change: ChangeRecord): Promise<void>;
  /** Names a change that was added in this transaction, when its work is done. */
  nameChange(id: string, name: string): Promise<void>;
  /** Numbers the events and appends them, in order. */
  addEvents(events: readonly Omit<EventRecord, "seq">[]): Promise<void>;

  /** Inserts an article without segments. */
  addArticle(article: ArticleRecord): Promise<void>;
  /** Inserts articles with all that they come with; all ids are new. Their changes must be there. */
  addArticles(articles: readonly NewArticle[]): Promise<void>;
  updateArticle(
    id: string,
    patch: Partial<
      Pick<ArticleRecord, "title" | "date" | "glossaryRevision" | "updatedAt" | "archivedAt" | "sample">
    >,
  ): Promise<void>;
  /** Gives an article its next revision of the Chinese with its beads, and keeps the one before it. Gives its number. */
  putSource(articleId: string, content: SourceContent, changeId: string): Promise<number>;
  /** Inserts the segment or writes over it, and appends its revision. */
  putSegment(segment: SegmentRecord, changeId: string): Promise<void>;
  /** Inserts the concept or writes over it with its forms, and appends its revision. */
  putConcept(record: ConceptRecord, changeId: string, glossaryRevision: number): Promise<void>;
  /** As {@link putConcept} for each; ids are different. */
  putConcepts(records: readonly ConceptRecord[], changeId: string, glossaryRevision: number): Promise<void>;
  addDecision(decision: DecisionRecord): Promise<void>;
  setDecisionRevoked(id: string, changeId: string | null): Promise<void>;
  addJudgement(judgement: JudgementRecord): Promise<void>;
  setJudgementRevoked(id: string, changeId: string | null): Promise<void>;
  addProposal(proposal: ProposalRecord): Promise<void>;
  setProposalStatus(id: string, status: ProposalRecord["status"], resolvedBy: string | null): Promise<void>;
  /** Needs its first step to be seen. */
  addComment(comment: CommentRecord): Promise<void>;
  addCommentStep(step: CommentStep): Promise<void>;
  /** Needs its first step to be seen. */
  addConceptComment(comment: ConceptCommentRecord): Promise<void>;
  addConceptCommentStep(step: CommentStep): Promise<void>;
  addArticleStep(step: ArticleStep): Promise<void>;
  /** Replaces all hits of the article. */
  replaceHits(articleId: string, hits: readonly HitRecord[]): Promise<void>;
}
