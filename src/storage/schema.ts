/** The tables as Kysely sees them. Booleans are 0 or 1, times milliseconds UTC; columns named `…_json` hold JSON. */
import type {
  BeadSetter,
  BlockKind,
  DecisionKind,
  DecisionScope,
  SegmentState,
} from "../core/article/model.ts";
import type { Category, ConceptStatus, FormKind } from "../core/glossary/model.ts";
import type { Outcome, Reason } from "../core/rendering/model.ts";
import type {
  ActorKind,
  ArticleState,
  ChangeKind,
  CommentState,
  EventKind,
  ProposalKind,
  ProposalStatus,
  UploadRecord,
} from "../app/records.ts";
import type { ChunkState, RunFailure, RunKind, RunState } from "../app/runs/model.ts";

export const COUNTERS = ["glossary", "event", "change", "word-block"] as const;
export type Counter = (typeof COUNTERS)[number];

export interface Schema {
  readonly schema_migrations: MigrationRow;
  readonly counters: { readonly name: Counter; readonly value: number };
  readonly settings: { readonly key: string; readonly value: string };
  readonly articles: ArticleRow;
  readonly blocks: BlockRow;
  readonly source_sentences: SentenceRow;
  readonly source_revisions: SourceRevisionRow;
  readonly beads: BeadRow;
  readonly segments: SegmentRow;
  readonly former_revisions: SegmentRevisionRow;
  readonly changes: ChangeRow;
  readonly events: EventRow;
  readonly concepts: ConceptRow;
  readonly concept_facts: ConceptFactsRow;
  readonly concept_comments: Omit<CommentRow, "article_id" | "segment_id"> & { readonly concept_id: string };
  readonly concept_comment_states: CommentStateRow;
  readonly concept_keys: ConceptKeyRow;
  readonly concept_revisions: ConceptRevisionRow;
  readonly staged_imports: { readonly id: string; readonly at: number; readonly change_id: string | null };
  readonly staged_concepts: StagedConceptRow;
  readonly decisions: DecisionRow;
  readonly proposals: ProposalRow;
  readonly hits: HitRow;
  readonly judgements: JudgementRow;
  readonly comments: CommentRow;
  readonly comment_states: CommentStateRow;
  readonly article_states: ArticleStateRow;
  readonly uploads: UploadRow;
  readonly visits: VisitRow;
  readonly runs: RunRow;
  readonly run_chunks: RunChunkRow;
  readonly run_articles: RunArticleRow;
  readonly article_numbers: { readonly number: number; readonly article_id: string };
  readonly article_words: { readonly number: number; readonly codes: Uint8Array };
  readonly word_blocks: { readonly place: number; readonly postings: Uint8Array };
}

interface MigrationRow {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

interface Range {
  readonly span_from: number;
  readonly span_to: number;
}

interface ArticleRow {
  readonly id: string;
  readonly title: string;
  readonly digest: string;
  readonly source_reconstructed: number;
  readonly glossary_revision: number;
  readonly sample: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly archived_at: number | null;
  readonly machine: string;
  /** That it came with, and the segments that have none of their own. */
  readonly change_id: string | null;
  readonly source_text: string | null;
  readonly date: string | null;
  readonly source_revision: number;
  readonly source_fit: number | null;
  readonly source_findings_json: string;
}

interface SourceRevisionRow {
  readonly article_id: string;
  readonly revision: number;
  readonly change_id: string | null;
  readonly source_text: string | null;
  readonly source_reconstructed: number;
  readonly source_fit: number | null;
  readonly source_findings_json: string;
  readonly sentences_json: string;
  readonly beads_json: string;
}

interface SentenceRow extends Range {
  readonly article_id: string;
  readonly position: number;
}

interface BlockRow extends SentenceRow {
  readonly kind: BlockKind;
}

interface BeadRow {
  readonly article_id: string;
  readonly position: number;
  readonly source_from: number;
  readonly source_to: number;
  readonly target_from: number;
  readonly target_to: number;
  readonly confidence: number;
  readonly set_by: BeadSetter | null;
}

interface ContentColumns extends Range {
  /** Null where it is the text. */
  readonly rendered: string | null;
  readonly text: string;
  readonly state: SegmentState;
  readonly provenance_json: string;
  readonly article_id: string;
  readonly revision: number;
  readonly removed: number;
}

/** A segment and its newest revision. */
interface SegmentRow extends ContentColumns {
  readonly id: string;
  /** That made the revision; null where it is the one that the article came with. */
  readonly change_id: string | null;
  readonly updated_at: number;
  readonly machine_key: string | null;
  readonly source_key: string | null;
}

/** A revision that another followed. */
interface SegmentRevisionRow extends ContentColumns {
  readonly segment_id: string;
  readonly change_id: string;
}

interface ChangeRow {
  readonly id: string;
  /** Place in the order in which changes were written. */
  readonly seq: number;
  readonly at: number;
  readonly actor_kind: ActorKind;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly kind: ChangeKind;
  readonly name: string;
  readonly article_id: string | null;
  readonly glossary_revision: number;
  readonly undoes: string | null;
  readonly request_id: string | null;
}

interface EventRow {
  readonly seq: number;
  readonly change_id: string;
  readonly at: number;
  readonly kind: EventKind;
  readonly article_id: string | null;
  readonly subject_id: string | null;
}

interface ConceptRow {
  readonly id: string;
  readonly category: Category;
  readonly status: ConceptStatus;
  readonly revision: number;
  readonly body_json: string;
  readonly removed: number;
  readonly sample: number;
  readonly updated_at: number;
}

interface ConceptFactsRow {
  readonly number: number;
  readonly id: string;
  readonly removed: number;
  readonly category: Category;
  readonly status: ConceptStatus;
  readonly evidence: number;
  /** Articles in work in which it stands, and in how many places. */
  readonly articles: number;
  readonly places: number;
  /** What its rows of `concept_keys` are cut from (`searchLines`). */
  readonly lines: string;
}

interface ConceptKeyRow {
  readonly key: string;
  readonly number: number;
  /** What its concept is, and how the key sounds (`key-traits.ts`). */
  readonly traits: number;
}

/** A concept of an import that is not shown yet, or not entered in the search. */
interface StagedConceptRow {
  readonly import_id: string;
  readonly concept_id: string;
  /** The revision that it follows, 0 for none. */
  readonly base: number;
  readonly stands: number;
  readonly category: Category;
  readonly status: ConceptStatus;
  readonly body_json: string;
}

interface ConceptRevisionRow {
  readonly concept_id: string;
  readonly revision: number;
  readonly change_id: string;
  readonly glossary_revision: number;
  readonly body_json: string;
  readonly removed: number;
}

interface DecisionRow extends Range {
  readonly id: string;
  readonly article_id: string;
  readonly change_id: string;
  readonly revoked_by: string | null;
  readonly kind: DecisionKind;
  readonly scope: DecisionScope;
  readonly form: string;
  readonly concept_id: string;
}

interface ProposalRow {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly article_id: string;
  readonly segment_id: string;
  readonly rendered: string;
  readonly provenance_json: string;
  readonly merged: string | null;
  readonly glossary_revision: number;
  readonly status: ProposalStatus;
  readonly change_id: string;
  readonly created_at: number;
  readonly resolved_by: string | null;
  readonly base: string | null;
}

interface UploadRow {
  readonly id: string;
  readonly created_at: number;
  readonly name: string;
  readonly format: string;
  readonly encoding: NonNullable<UploadRecord["encoding"]> | null;
  readonly content: Uint8Array;
  readonly choices_json: string;
}

interface VisitRow {
  readonly article_id: string;
  readonly reader: string;
  readonly at: number;
  readonly before: number | null;
}

interface JudgementRow {
  readonly id: string;
  readonly concept_id: string;
  readonly form: string;
  readonly change_id: string;
  readonly revoked_by: string | null;
}

interface CommentRow {
  readonly id: string;
  readonly article_id: string;
  readonly segment_id: string;
  readonly change_id: string;
  readonly created_at: number;
  readonly body: string;
}

interface CommentStateRow {
  readonly change_id: string;
  readonly comment_id: string;
  readonly state: CommentState;
  readonly former: CommentState | null;
}

interface ArticleStateRow {
  readonly change_id: string;
  readonly article_id: string;
  readonly state: ArticleState;
  readonly former: ArticleState;
}

interface HitRow extends Range {
  readonly article_id: string;
  readonly position: number;
  readonly segment_id: string;
  readonly concept_id: string;
  readonly form: string;
  readonly form_kind: FormKind;
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly by_concept_id: string | null;
}

interface RunRow {
  readonly id: string;
  readonly change_id: string;
  readonly name: string;
  readonly kind: RunKind;
  readonly undoes: string | null;
  readonly state: RunState;
  readonly scope_json: string;
  readonly touch_approved: number;
  readonly glossary_revision: number;
  readonly actor_kind: ActorKind;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly total: number;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly told_at: number;
  readonly request_id: string | null;
  readonly failure: RunFailure | null;
}

interface RunChunkRow {
  readonly run_id: string;
  readonly number: number;
  readonly range_json: string;
  readonly last_article: string | null;
  readonly state: ChunkState;
  readonly attempt: number;
  readonly worker: string | null;
  readonly heartbeat_at: number;
  readonly articles: number;
  readonly touched: number;
  readonly changed: number;
  readonly proposals: number;
  readonly conflicts: number;
  readonly exceptions: number;
  readonly deaths: number;
}

interface RunArticleRow {
  readonly run_id: string;
  readonly article_id: string;
  readonly changed: number;
  readonly proposals: number;
  readonly conflicts: number;
  readonly exceptions_json: string;
}
