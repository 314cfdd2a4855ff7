/** What the store holds, row by row. Offsets are UTF-16, times integer milliseconds UTC, ids time-ordered text. */
import type { Encoding } from "../formats/text/decode.ts";
import type { Bead, Block, Decision, SegmentState } from "../core/article/model.ts";
import type { Finding } from "../core/finding.ts";
import type { Concept } from "../core/glossary/model.ts";
import type { Change as TextChange, Hit } from "../core/rendering/model.ts";
import type { Span } from "../core/text/span.ts";
import type { RowChoice } from "./glossary-import/plan.ts";

export const ACTOR_KINDS = ["person", "import", "run"] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Who does something. Before there are accounts a person's name is what the reader says it is, and grants nothing. */
export interface Actor {
  readonly kind: ActorKind;
  readonly id: string;
  readonly name: string;
}

/** The Chinese of an article, and how it stands beside the English; the whole of it is kept in every revision. */
export interface SourceContent {
  /** The Chinese text, if there is one. */
  readonly sourceText: string | null;
  /** Whether the Chinese is a reconstruction, not the published text. */
  readonly sourceReconstructed: boolean;
  readonly sourceSentences: readonly Span[];
  readonly beads: readonly Bead[];
  /** How far the two texts looked like translations of each other when they were aligned, 0–1; null: not judged. */
  readonly sourceFit: number | null;
  /** What the aligner noticed. */
  readonly sourceFindings: readonly Finding[];
}

export interface SourceRevisionRecord extends SourceContent {
  readonly articleId: string;
  /** Counts from 0, which is how the article came. */
  readonly revision: number;
  /** Null for revision 0. */
  readonly changeId: string | null;
}

export interface ArticleRecord extends SourceContent {
  readonly id: string;
  readonly title: string;
  /** The English as the machine wrote it; never changes. */
  readonly machine: string;
  /** SHA-256 of `machine`, hexadecimal. */
  readonly digest: string;
  readonly blocks: readonly Block[];
  /** Revision of the Chinese with its beads; 0: as it came. */
  readonly sourceRevision: number;
  /** The day it was written or published, `YYYY-MM-DD`; null: unknown, rendered as a text of today. */
  readonly date: string | null;
  /** Revision of the glossary that it was last rendered with. */
  readonly glossaryRevision: number;
  /** Whether it came with the sample and goes with it. */
  readonly sample: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
}

/** What a change of a segment changes; the whole of it is kept in every revision. */
export interface SegmentContent extends Span {
  readonly rendered: string;
  readonly text: string;
  readonly state: SegmentState;
  /** Changed spans of `rendered`; offsets `from`–`to` are relative to the segment's machine text. */
  readonly provenance: readonly TextChange[];
}

export interface SegmentRecord extends SegmentContent {
  readonly id: string;
  readonly articleId: string;
  /** Counts from 1; a new one for every change of the content. */
  readonly revision: number;
  readonly updatedAt: number;
  /** A segment that was joined to the one before it; its history stays. */
  readonly removed: boolean;
}

/** A segment as it is searched: what stands in it, and where. */
export type SegmentText = Pick<
  SegmentRecord,
  "id" | "articleId" | "revision" | "state" | "from" | "to" | "text"
>;

/** When somebody last wrote a revision of a segment by a kind of change. */
export interface SegmentTouch {
  readonly segmentId: string;
  readonly kind: ChangeKind;
  readonly actorKind: ActorKind;
  readonly actorName: string;
  /** Milliseconds UTC. */
  readonly at: number;
}

export interface RevisionRecord extends SegmentContent {
  readonly segmentId: string;
  readonly articleId: string;
  readonly revision: number;
  readonly changeId: string;
  readonly removed: boolean;
}

export const CHANGE_KINDS = [
  "article.import",
  "article.rename",
  "article.date",
  "article.source",
  "article.align",
  "article.archive",
  "article.unarchive",
  "article.state",
  "source.edit",
  "bead.correct",
  "segment.edit",
  "segment.state",
  "segment.restore",
  "segment.replace",
  "segment.reuse",
  "segment.split",
  "segment.join",
  "decision.make",
  "decision.revoke",
  "proposal.accept",
  "proposal.reject",
  "edit.propose",
  "comment.write",
  "comment.resolve",
  "comment.reopen",
  "concept.comment",
  "concept.comment-resolve",
  "concept.comment-reopen",
  "form.reject",
  "edit.reject",
  "concept.save",
  "concept.merge",
  "concept.split",
  "concept.approve",
  "concept.reject",
  "concept.keep-apart",
  "glossary.edit",
  "glossary.import",
  "render",
  "undo",
  "redo",
  "sample.load",
  "sample.remove",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Kinds of changes after which a text may be a person's and not the rendering. */
export const HAND_KINDS = [
  "segment.edit",
  "segment.restore",
  "segment.replace",
  "segment.reuse",
  "segment.split",
  "segment.join",
  "proposal.accept",
] as const satisfies readonly ChangeKind[];

/** One use case's work; its revisions point to it. */
export interface ChangeRecord {
  readonly id: string;
  readonly at: number;
  readonly actor: Actor;
  readonly kind: ChangeKind;
  /** What it was about, for people: an article's title, a concept's name. */
  readonly name: string;
  /** The article it was made in; null for the glossary as a whole. */
  readonly articleId: string | null;
  readonly glossaryRevision: number;
  /** The change that this one takes back. */
  readonly undoes: string | null;
  /** The client's id of the request; a second change with the same one is never written. */
  readonly requestId: string | null;
}

export interface ConceptRecord {
  readonly concept: Concept;
  /** Counts from 1. */
  readonly revision: number;
  readonly updatedAt: number;
  /** Deleted; its history stays and its id is not used again but by an undo. */
  readonly removed: boolean;
  readonly sample: boolean;
}

export interface ConceptRevisionRecord {
  readonly conceptId: string;
  readonly revision: number;
  readonly changeId: string;
  readonly glossaryRevision: number;
  readonly concept: Concept;
  readonly removed: boolean;
}

export interface DecisionRecord extends Decision {
  readonly id: string;
  readonly articleId: string;
  readonly changeId: string;
  /** The change that took it back. */
  readonly revokedBy: string | null;
}

/** A decision for a segment or an article (a pin), with what it was made among. */
export interface PinRecord {
  readonly decision: DecisionRecord;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly articleTitle: string;
  /** Ids of the concepts with hits in its article, in binary order. */
  readonly concepts: readonly string[];
}

/** An editor's word that a form which was found in the machine's text does not stand for a concept. */
export interface JudgementRecord {
  readonly id: string;
  readonly conceptId: string;
  /** The form, folded. */
  readonly form: string;
  readonly changeId: string;
  /** The change that took it back. */
  readonly revokedBy: string | null;
}

export const PROPOSAL_KINDS = ["rendering", "edit", "form", "concept", "mention"] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

export const PROPOSAL_STATUSES = ["open", "accepted", "rejected", "superseded"] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** A change that waits for a person. At most one is open for a segment and kind; of edits, one of each person. */
export interface ProposalRecord {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly articleId: string;
  readonly segmentId: string;
  /** The new rendering; of an edit, the text that was proposed. */
  readonly rendered: string;
  readonly provenance: readonly TextChange[];
  /** The text it would make; null where the editor's text and the rendering touch (a conflict). */
  readonly merged: string | null;
  readonly glossaryRevision: number;
  readonly status: ProposalStatus;
  readonly changeId: string;
  readonly createdAt: number;
  /** The change that accepted, rejected or superseded it. */
  readonly resolvedBy: string | null;
  /** For an edit, the text that it was made from. */
  readonly base?: string;
}

export const COMMENT_STATES = ["open", "resolved", "removed"] as const;
/** `removed`: its writing was taken back. */
export type CommentState = (typeof COMMENT_STATES)[number];

/** What a person said about a segment. It stays with the segment that it was written under, also when that is cut. */
export interface CommentRecord {
  readonly id: string;
  readonly articleId: string;
  readonly segmentId: string;
  /** The change that wrote it, whose actor is its author. */
  readonly changeId: string;
  readonly createdAt: number;
  readonly text: string;
}

/** A step of a comment from one state to another; `former` is null for its writing. */
export interface CommentStep {
  readonly commentId: string;
  readonly changeId: string;
  readonly state: CommentState;
  readonly former: CommentState | null;
}

/** What a person said about a concept. */
export interface ConceptCommentRecord extends Pick<CommentRecord, "id" | "changeId" | "createdAt" | "text"> {
  readonly conceptId: string;
}

/** A comment as it stands. */
export interface StandingComment extends CommentStanding {
  readonly comment: CommentRecord;
}

/** A comment about a concept as it stands. */
export interface StandingConceptComment extends CommentStanding {
  readonly comment: ConceptCommentRecord;
}

/** How any comment stands. */
export interface CommentStanding {
  readonly comment: Pick<CommentRecord, "id" | "createdAt" | "text">;
  /** Name of the person who wrote it. */
  readonly author: string;
  readonly state: CommentState;
  /** Who brought it into this state, and when. */
  readonly by: string;
  readonly at: number;
}

export const ARTICLE_STATES = ["new", "in-review", "approved", "published"] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** A step of an article from one state to another. */
export interface ArticleStep {
  readonly articleId: string;
  readonly changeId: string;
  readonly state: ArticleState;
  readonly former: ArticleState;
}

/** The last step of an article, with who made it and when. */
export interface ArticleStanding extends ArticleStep {
  readonly by: Actor;
  readonly at: number;
}

/** A hit of an article's last rendering; offsets are relative to the article's machine text. */
export interface HitRecord extends Hit {
  readonly articleId: string;
  readonly segmentId: string;
}

export const EVENT_KINDS = [
  "article.changed",
  "segment.changed",
  "concept.changed",
  "glossary.changed",
  "proposal.changed",
  "comment.changed",
  "run.progress",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that happened, numbered in the order in which it can be seen. */
export interface EventRecord {
  readonly seq: number;
  readonly changeId: string;
  readonly at: number;
  readonly kind: EventKind;
  readonly articleId: string | null;
  /** The segment, concept, proposal, comment or run. */
  readonly subjectId: string | null;
}

export interface ArticleSummary {
  readonly id: string;
  readonly title: string;
  readonly date: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
  readonly sample: boolean;
  readonly glossaryRevision: number;
  /** Segments by state. */
  readonly states: Readonly<Record<SegmentState, number>>;
  readonly openProposals: number;
}

/** Where a concept stands: hits of one article by outcome. */
export interface ConceptUse {
  readonly conceptId: string;
  readonly articleId: string;
  readonly outcome: Hit["outcome"];
  readonly count: number;
}

/** When a reader was in an article, in milliseconds UTC: last, and at the end of the visit before this one. */
export interface VisitRecord {
  readonly at: number;
  readonly before: number | undefined;
}

/** A file that somebody looks at before it is imported. */
export interface UploadRecord {
  readonly id: string;
  readonly createdAt: number;
  /** The file's own name; "" for a pasted text. */
  readonly name: string;
  /** The format that reads it. */
  readonly format: string;
  readonly encoding?: Encoding;
  readonly content: Uint8Array;
  /** What a person decided about its rows, by their numbers. */
  readonly choices: Readonly<Record<string, RowChoice>>;
}
