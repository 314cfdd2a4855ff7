/** What the use cases show: values that a page, a fragment or `--json` can be made of. */
import type { MergedConcept } from "./concept-edits/survivors.ts";
import type { BlockKind, DecisionKind, DecisionScope, SegmentState } from "../core/article/model.ts";
import type { CheckFinding } from "../core/checks/check.ts";
import type { Finding } from "../core/finding.ts";
import type {
  CaseRule,
  Category,
  Concept,
  ConceptStatus,
  Definite,
  Indefinite,
  MentionRule,
} from "../core/glossary/model.ts";
import type { DiffPart, Region } from "../core/merge/model.ts";
import type { Outcome, Reason, Run } from "../core/rendering/model.ts";
import type { ReuseOffer } from "./reuse.ts";
import type {
  Actor,
  ArticleState,
  ArticleSummary,
  ChangeRecord,
  ConceptRecord,
  ProposalKind,
} from "./records.ts";
import type { CommentView } from "./together-views.ts";

export interface ProposalView {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly glossaryRevision: number;
  /** Of an edit: who proposed it, and when. */
  readonly author: { readonly name: string; readonly at: number } | undefined;
  /** The text that both grew from (the last rendering it was merged with), what stands, and the new rendering or edit. */
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** The text it would make; null when `regions` has conflicts. */
  readonly merged: string | null;
  readonly regions: readonly Region[];
  /** What stands against what it would make (against `theirs` in a conflict). */
  readonly diff: readonly DiffPart[];
}

/** The state of an article with who brought it there, and when; nobody did for a new one. */
export interface ArticleStateView {
  readonly state: ArticleState;
  readonly by: string | undefined;
  readonly at: number | undefined;
}

export interface DecisionView {
  readonly id: string;
  readonly kind: DecisionKind;
  readonly scope: DecisionScope;
  readonly form: string;
  readonly conceptId: string;
  readonly conceptLabel: string;
}

/**
 * Whether the approved English of a Chinese term stands beside it: `stands`, `missing`, or `unsettled` where the
 * concept is not approved or has no English to write.
 */
export const TERM_STATES = ["stands", "missing", "unsettled"] as const;
export type TermState = (typeof TERM_STATES)[number];

/** A stretch of Chinese; joining the texts of all runs gives the whole. */
export interface SourceRun {
  readonly text: string;
  readonly term?: { readonly conceptId: string; readonly form: string; readonly state: TermState };
}

/** A stretch of English. `link`: the concept whose Chinese stands beside it, where no mark names it. */
export interface LinkedRun extends Run {
  readonly link?: string;
}

export interface SegmentView {
  readonly id: string;
  readonly articleId: string;
  /** 1-based place in the article. */
  readonly number: number;
  readonly block: BlockKind;
  /** Whether a new block (paragraph, line) starts here. */
  readonly startsBlock: boolean;
  readonly state: SegmentState;
  readonly revision: number;
  readonly machine: string;
  readonly text: string;
  /** Whether a person changed the text. */
  readonly edited: boolean;
  /** The current text with its marks. */
  readonly runs: readonly LinkedRun[];
  /** Whether a mark asks an editor. */
  readonly asks: boolean;
  /** The machine text with the hits in it. */
  readonly machineRuns: readonly Run[];
  /** The Chinese beside it with the glossary's terms; empty without Chinese. */
  readonly sourceRuns: readonly SourceRun[];
  /** 1-based number of the first bead beside it; undefined without one. */
  readonly bead: number | undefined;
  /** Whether the alignment is unsure of what stands beside it. */
  readonly sourceDoubtful: boolean;
  readonly proposals: readonly ProposalView[];
  /** Decisions that concern this segment. */
  readonly decisions: readonly DecisionView[];
  /** Oldest first, the resolved ones among them. */
  readonly comments: readonly CommentView[];
  /** Whether another segment follows that it can be joined with. */
  readonly canJoin: boolean;
}

/** A concept with its hits in one article. */
export interface ArticleConcept {
  readonly record: ConceptRecord;
  readonly label: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Numbers of the segments it stands in. */
  readonly segments: readonly number[];
}

export interface UndoView {
  readonly changeId: string;
  readonly kind: ChangeRecord["kind"];
  readonly name: string;
  readonly at: number;
}

/** A concept that an editor chose before, in an article with the same names. */
export interface PinOffer {
  readonly conceptId: string;
  readonly conceptLabel: string;
  readonly articleId: string;
  readonly articleTitle: string;
}

export interface WorkbenchView {
  readonly article: ArticleSummary;
  readonly hasSource: boolean;
  readonly sourceReconstructed: boolean;
  /** What the aligner noticed about the two texts. */
  readonly sourceFindings: readonly Finding[];
  /** The script of the Chinese, as for `lang`; undefined without Chinese. */
  readonly sourceLang: "zh-Hans" | "zh-Hant" | undefined;
  /** The glossary's revision now. */
  readonly glossaryRevision: number;
  /** Whether rendering again would change something. */
  readonly stale: boolean;
  readonly segments: readonly SegmentView[];
  /** Concepts with hits here, by first place; those that only ask last. */
  readonly concepts: readonly ArticleConcept[];
  /** Labels of every concept that a mark or hit names. */
  readonly conceptLabels: ReadonlyMap<string, string>;
  /** The last change in this article that can be taken back. */
  readonly undo: UndoView | undefined;
  /** Decisions whose form no longer stands in the text, or that no longer act. */
  readonly inactiveDecisions: readonly DecisionView[];
  /** What was chosen before for hits that ask, by `from-to` of the machine text, the likeliest first. */
  readonly offers: ReadonlyMap<string, readonly PinOffer[]>;
  /** What segments are offered that have the same sentence elsewhere, by segment id. */
  readonly reuses: ReadonlyMap<string, readonly ReuseOffer[]>;
  /** How many untouched repetitions a segment could give its text to, by segment id. */
  readonly repetitions: ReadonlyMap<string, number>;
  /** What the checks find; `segment` is an index into `segments`. */
  readonly checks: readonly CheckFinding[];
  readonly standing: ArticleStateView;
  /** Number of the newest event that the page shows. */
  readonly lastEvent: number;
}

export interface HistoryEntry {
  readonly revision: number;
  readonly at: number;
  readonly actor: string;
  readonly actorKind: ChangeRecord["actor"]["kind"];
  /** Who had proposed the edit that the actor accepted. */
  readonly proposer: string | undefined;
  readonly kind: ChangeRecord["kind"];
  /** What the change was about: the name of a concept, a restored revision. */
  readonly name: string;
  readonly state: SegmentState;
  readonly text: string;
  /** Against the revision before it. */
  readonly diff: readonly DiffPart[];
  /** Whether it is what stands now. */
  readonly current: boolean;
}

export interface HistoryView {
  readonly article: ArticleSummary;
  readonly segment: SegmentView;
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
}

/** What an editor types for a concept: one form a line, the days on which it holds behind it (`Name [2023-07-01..]`). */
export interface ConceptDraft {
  readonly category: Category;
  readonly status: ConceptStatus;
  readonly zhHans: readonly string[];
  readonly zhHant: readonly string[];
  /** The one that is written now. */
  readonly preferred: string;
  /** What was or will be the preferred form at another time. */
  readonly formerPreferred: readonly string[];
  readonly short: readonly string[];
  readonly admitted: readonly string[];
  readonly deprecated: readonly string[];
  readonly scope: readonly string[];
  readonly case: "" | CaseRule;
  readonly definite: "" | Definite;
  readonly indefinite: "" | Indefinite;
  readonly surname: string;
  readonly mention: "" | MentionRule;
  readonly note: string;
  readonly evidence: readonly string[];
}

/** `change`: the text follows at once. `approved`: a proposal is made. `conflict`: touches a hand edit. `doubtful`: an editor is asked. */
export const PLACE_KINDS = ["change", "approved", "conflict", "doubtful"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** One place where saving a concept would change what is rendered. */
export interface Place {
  /** `articleId:from:to`; comes back from a form. */
  readonly key: string;
  readonly kind: PlaceKind;
  readonly articleId: string;
  readonly segmentId: string;
  readonly segmentNumber: number;
  readonly from: number;
  readonly to: number;
  /** A few words around it, in the text as rendered now and as it would be. */
  readonly lead: string;
  readonly before: string;
  readonly after: string;
  readonly trail: string;
  /** For a doubtful place, why an editor is asked. */
  readonly reason: Reason;
  readonly conceptId: string;
}

export interface ImpactArticle {
  readonly articleId: string;
  readonly title: string;
  readonly places: readonly Place[];
}

/** Another concept whose preferred form contains the one that is changed. */
export interface RelatedConcept {
  readonly conceptId: string;
  readonly status: ConceptStatus;
  readonly before: string;
  readonly after: string;
}

/** What saving a concept would do. */
export interface Impact {
  readonly findings: readonly Finding[];
  /** Of those that were looked at; the article in hand first, then by title. */
  readonly articles: readonly ImpactArticle[];
  readonly totals: Readonly<Record<PlaceKind | "articles" | "places", number>>;
  /** How many articles were looked at; `unseen` more can be touched. */
  readonly looked: number;
  readonly unseen: number;
  /** Whether the totals are worked out from those that were looked at for all; else they are theirs. */
  readonly estimated: boolean;
  readonly related: readonly RelatedConcept[];
  /** Whether the draft differs from what is stored. */
  readonly changed: boolean;
}

export interface RerenderReport {
  readonly changeId: string | undefined;
  readonly articles: number;
  /** Segments whose text changed. */
  readonly changed: number;
  /** Segments of approved text with a new proposal. */
  readonly proposals: number;
  /** Segments where a hand edit and the rendering touch. */
  readonly conflicts: number;
}

/** What another Chinese text or other beads did. */
export interface SourceReport {
  readonly articleId: string;
  /** Undefined where there was nothing to do. */
  readonly changeId: string | undefined;
  /** Segments whose text changed. */
  readonly changed: number;
  readonly proposals: number;
  readonly conflicts: number;
  /** What the aligner noticed. */
  readonly findings: readonly Finding[];
}

export interface SaveConceptResult {
  readonly conceptId: string;
  readonly revision: number;
  readonly changeId: string | undefined;
  /** What happened in the article in hand. */
  readonly rendered: RerenderReport;
  /** Ids of other articles that it affects, not rendered yet; of more than a thousand all that it can touch. */
  readonly otherArticles: readonly string[];
}

export interface ConceptListItem {
  readonly record: ConceptRecord;
  readonly label: string;
  /** Articles in which it has hits. */
  readonly articles: number;
  readonly places: number;
}

export interface ConceptHistoryEntry {
  readonly revision: number;
  readonly at: number;
  readonly actor: string;
  readonly actorKind: Actor["kind"];
  readonly kind: ChangeRecord["kind"];
  /** What the change was about: of a merge the concept that was taken in, of an edit of many its name. */
  readonly name: string;
  /** Why a proposed concept was rejected. */
  readonly reason?: string;
  readonly removed: boolean;
  readonly concept: Concept;
  /** Fields that differ from the revision before it, as shown texts. */
  readonly changes: readonly { readonly field: keyof ConceptDraft; readonly diff: readonly DiffPart[] }[];
}

export interface ConceptView {
  readonly record: ConceptRecord;
  readonly label: string;
  readonly draft: ConceptDraft;
  readonly usedIn: readonly {
    readonly articleId: string;
    readonly title: string;
    /** The segment of the first place. */
    readonly segmentId: string;
    readonly counts: Readonly<Record<Outcome, number>>;
  }[];
  /** Where the list of articles goes on; undefined at its end. */
  readonly usedOn: string | undefined;
  /** All of them. */
  readonly uses: { readonly articles: number; readonly places: number };
  /** Oldest first; also those about concepts that were merged into it. */
  readonly comments: readonly CommentView[];
  readonly history: readonly ConceptHistoryEntry[];
  /** The concepts that were merged into it, the last first. */
  readonly merged: readonly (MergedConcept & { readonly history: readonly ConceptHistoryEntry[] })[];
}

/** Two revisions of a concept. */
export interface ConceptComparison {
  readonly from: number;
  readonly to: number;
  readonly changes: ConceptHistoryEntry["changes"];
}

export interface ImportArticleResult {
  readonly articleId: string;
  readonly title: string;
  /** An article with the same machine text was there already; nothing was written. */
  readonly duplicate: boolean;
  /** That article has no Chinese, and the import brought some: it can be given to it. */
  readonly sourceMissing: boolean;
  readonly segments: number;
  readonly findings: readonly Finding[];
}

export interface ImportGlossaryResult {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly findings: readonly Finding[];
}

/** What stands now, for a save that came too late: shown beside the text that was typed. */
export interface StaleSave {
  readonly segment: SegmentView;
  readonly article: ArticleSummary;
  /** The text the editor had started from, if its revision is known. */
  readonly base: string | undefined;
  readonly typed: string;
  /** Typed text (ours) and standing text against `base`. */
  readonly regions: readonly Region[];
  /** Both together; where they conflict, as it was typed. */
  readonly merged: string;
}

export interface UndoResult {
  readonly changeId: string;
  readonly articleId: string | null;
  /** Segments that were changed since and where taking back would touch those changes; they stand as they are. */
  readonly exceptions: readonly { readonly segmentId: string; readonly articleId: string }[];
  readonly redone: boolean; // An undo was taken back.
}
