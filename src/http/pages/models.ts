/** The models of the pages: what each template under `views/pages` gets as `model`. */
import type { BeadsView } from "../../app/bead-views.ts";
import type { DecisionScope, SegmentState } from "../../core/article/model.ts";
import type { Finding, Params, Severity } from "../../core/finding.ts";
import type { Category, ConceptStatus } from "../../core/glossary/model.ts";
import type { ArticleState, ArticleSummary } from "../../app/records.ts";
import type { FindView } from "../../app/find-views.ts";
import type { MoreAsked } from "./segment-filters.ts";
import type { FindAsked } from "../forms/find.ts";
import type { GLOSSARY_CHOICES, GlossaryAsked } from "../forms/glossary-filter.ts";
import type { RevisionComparison } from "../../app/revision-compare.ts";
import type { DiscoveryView } from "../../app/discovery-views.ts";
import type {
  ArticleStateView,
  ConceptComparison,
  ConceptDraft,
  ConceptListItem,
  ConceptView,
  HistoryView,
  Impact,
  ProposalView,
  SegmentView,
  StaleSave,
  UndoView,
  WorkbenchView,
} from "../../app/views.ts";
import type { Choices, CHOICES } from "../../app/choices.ts";
import type { Paging } from "./paging.ts";
import type { Shortcut } from "./shortcuts.ts";

/** A sentence for the reader: a locale key with its parameters. */
export interface Message {
  readonly key: string;
  readonly params: Params;
}

/** What went wrong with a form that is shown again. */
export interface FormErrors {
  readonly message: Message | undefined;
  readonly findings: readonly Finding[];
}

/** Shown once after an action. `undo` is the change that one button takes back. */
export interface Notice extends Message {
  readonly tone: "done" | "warning";
  readonly undo: string | undefined;
  /** Codes of what was noticed about the texts. */
  readonly findings?: readonly string[];
  /** Articles that the concepts of a change affect and that it did not render. */
  readonly others: { readonly changeId: string; readonly count: number } | undefined;
}

/** What every template gets beside its own model. */
export interface PageLocals<Model> {
  readonly t: (key: string, params?: Params) => string;
  /** The interface's language, as for `lang`. */
  readonly lng: string;
  readonly languages: readonly { readonly code: string; readonly name: string; readonly current: boolean }[];
  readonly fmt: {
    readonly date: (ms: number) => string;
    readonly dateTime: (ms: number) => string;
    readonly number: (value: number) => string;
    readonly percent: (share: number) => string;
    readonly month: (ms: number) => string;
  };
  readonly title: string;
  /** Path and query of this page, to come back to. */
  readonly here: string;
  readonly section: "articles" | "glossary" | "runs" | "none";
  readonly actorName: string;
  /** How the reader wants the pages. */
  readonly choices: Choices;
  readonly shortcuts: readonly Shortcut[];
  readonly notice: Notice | undefined;
  readonly assets: { readonly css: string; readonly js: string };
  /** A new id for the hidden field `requestId` of a form. */
  readonly requestId: () => string;
  readonly model: Model;
}

export interface ArticlesModel {
  readonly archived: boolean;
  readonly articles: readonly ArticleSummary[];
  /** The only state that is shown; undefined: all are. */
  readonly state: ArticleState | undefined;
  /** How many articles each filter by state shows; empty where there is no article. */
  readonly stateCounts: readonly (readonly [ArticleState | "all", number])[];
  /** States by article id; who is not named is new. */
  readonly standings: ReadonlyMap<string, ArticleStateView>;
  readonly paging: Paging;
  /** Whether the sample can be loaded, or removed. */
  readonly sample: "never" | "loaded" | "removed";
  readonly undo: UndoView | undefined;
}

export interface ImportModel {
  readonly values: {
    readonly title: string;
    readonly date: string;
    readonly text: string;
    readonly source: string;
    readonly table: string;
    readonly encoding: string;
  };
  /** Names of files that came with a refused form; a browser does not keep them. */
  readonly files: readonly string[];
  readonly encodings: readonly string[];
  readonly limit: number;
  readonly errors: FormErrors | undefined;
  /** The same machine text is there already: offer to open it, to add the Chinese to it, or to import it all the same. */
  readonly duplicate:
    | {
        readonly articleId: string;
        readonly title: string;
        /** It has no Chinese, and the import brought some: offer to add that. */
        readonly sourceMissing: boolean;
      }
    | undefined;
}

export interface SourceModel {
  readonly article: ArticleSummary;
  readonly hasSource: boolean;
  readonly values: { readonly source: string; readonly encoding: string; readonly reconstructed: boolean };
  readonly encodings: readonly string[];
  readonly limit: number;
  /** Names of files that came with a refused form. */
  readonly files: readonly string[];
  readonly errors: FormErrors | undefined;
}

export interface BeadsModel {
  readonly view: BeadsView;
  /** 1-based number of the bead whose Chinese is being corrected. */
  readonly editing: number | undefined;
  /** What was typed for it, when it was refused. */
  readonly typed: string | undefined;
  readonly errors: FormErrors | undefined;
}

export const SEGMENT_FILTERS = [
  "all",
  "open",
  "edited",
  "needs-work",
  "approved",
  "proposals",
  "asks",
  "comments",
] as const;
export type SegmentFilter = (typeof SEGMENT_FILTERS)[number];

/** What segments can be asked for beside their state, and what is asked for. */
export interface MoreFilters {
  readonly asked: MoreAsked;
  /** Those in use, and all of them as none: what an address has, and what takes them away. */
  readonly inUse: Partial<MoreAsked>;
  readonly none: Readonly<Record<keyof MoreAsked, undefined>>;
  /** How many are in use. */
  readonly active: number;
  /** Any finding, and the severities that there are. */
  readonly findings: readonly ("any" | Severity)[];
  readonly concepts: readonly { readonly id: string; readonly label: string }[];
  readonly editors: readonly string[];
  /** Until when the reader was here the time before, in milliseconds UTC; undefined on their first visit. */
  readonly lastHere: number | undefined;
  /** Days. */
  readonly changed: readonly number[];
}

export interface WorkbenchModel {
  /** Of the segments only those of the page that is shown. */
  readonly view: WorkbenchView;
  readonly paging: Paging;
  /** Ids of the segments whose rows are sent, to a page that has the others and the glossary beside them; undefined: all is. */
  readonly rows: ReadonlySet<string> | undefined;
  /** Whether the machine text stands open below every segment. */
  readonly machine: boolean;
  /** Whether the panel shows all concepts of the article, not the first only. */
  readonly allConcepts: boolean;
  /** The segment whose editor is open. */
  readonly active: string | undefined;
  /** What was typed in the open editor, when it was refused. */
  readonly refused?: RefusedText;
  /** The hit whose decision is made in full, as `from-to` of the machine text. */
  readonly deciding: string | undefined;
  readonly filter: SegmentFilter;
  readonly more: MoreFilters;
  readonly filterCounts: Readonly<Record<SegmentFilter, number>>;
  /** The last undo of the reader in this article, when they did nothing since. */
  readonly redo: UndoView | undefined;
  /** The glossary beside the article: a search over all concepts, when there is a query. */
  readonly search: {
    readonly query: string;
    readonly items: readonly ConceptListItem[];
    readonly total: number;
    readonly more: boolean;
  };
  /** The concept that is open for editing in the panel, or a new one. */
  readonly concept: ConceptFormModel | undefined;
  readonly scopes: readonly DecisionScope[];
  readonly states: readonly SegmentState[];
  readonly articleStates: readonly ArticleState[];
}

/** A segment's text that cannot be saved as it was typed. */
export interface RefusedText {
  readonly text: string;
  /** The revision that the typing started from. */
  readonly revision: number;
  readonly errors: FormErrors;
}

export interface ConceptFormModel {
  /** Undefined for a new concept. */
  readonly conceptId: string | undefined;
  readonly revision: number | undefined;
  readonly label: string;
  readonly draft: ConceptDraft;
  readonly errors: FormErrors | undefined;
  /** The effect of the draft, after "show the effect". */
  readonly impact: Impact | undefined;
  /** The article in hand, rendered at once on saving. */
  readonly articleId: string | undefined;
  readonly categories: readonly Category[];
  readonly statuses: readonly ConceptStatus[];
  /** Someone else saved the concept meanwhile: what stands now. */
  readonly stale: ConceptView | undefined;
  /** The earlier revision whose content is in the form. */
  readonly restored?: number;
}

export interface DiscoveryModel {
  readonly view: DiscoveryView;
}

/** What was typed, with the part that is wrong in it. */
export interface FindFault {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

export interface FindModel {
  /** The article in hand; undefined when all are searched. */
  readonly article: { readonly id: string; readonly title: string } | undefined;
  readonly asked: FindAsked;
  /** What was asked for, as hidden fields. */
  readonly params: readonly (readonly [string, string])[];
  /** Undefined before anything was looked for. */
  readonly view: FindView | undefined;
  /** Whether this is the continuation of an earlier search. */
  readonly goesOn: boolean;
  /** Where the search goes on. */
  readonly next: string | undefined;
  /** What the replacement will be called in the history; undefined when nothing is to be replaced. */
  readonly name: string | undefined;
  readonly errors: FormErrors | undefined;
  readonly fault: FindFault | undefined;
  readonly undo: UndoView | undefined;
}

export interface ConflictModel {
  readonly article: ArticleSummary;
  readonly stale: StaleSave;
}

export interface ProposalModel {
  readonly article: ArticleSummary;
  readonly segment: SegmentView;
  readonly proposal: ProposalView;
  readonly errors: FormErrors | undefined;
}

export interface HistoryModel {
  readonly view: HistoryView;
  /** The two revisions that are or would be compared. */
  readonly chosen: { readonly from: number; readonly to: number };
  readonly comparison: RevisionComparison | undefined;
}

/** Splitting without scripts: the places between words where the machine text can be cut. */
export interface SplitModel {
  readonly article: ArticleSummary;
  readonly segment: SegmentView;
  readonly places: readonly { readonly at: number; readonly lead: string; readonly trail: string }[];
}

export interface GlossaryModel {
  /** What is asked for: words, and the choices by their names. */
  readonly asked: GlossaryAsked;
  /** The same as names and values of an address, without what asks for nothing. */
  readonly params: readonly (readonly [string, string])[];
  readonly choices: typeof GLOSSARY_CHOICES;
  readonly items: readonly ConceptListItem[];
  /** How a tick names a concept. */
  readonly seen: (item: ConceptListItem) => string;
  /** How many were found; with `more` there are more than that. */
  readonly total: number;
  readonly more: boolean;
  /** Where the next page starts. */
  readonly next: string | undefined;
  /** Whether this is not the first page. */
  readonly goesOn: boolean;
  /** The first of them. */
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
  /** How many concepts findings of a code are about. */
  readonly findingCounts: ReadonlyMap<string, number>;
  /** Whether they are of an earlier revision, and newer ones are being looked for. */
  readonly looking: boolean;
  readonly importErrors: FormErrors | undefined;
  /** Names of the formats that are read. */
  readonly formats: readonly string[];
  readonly encodings: readonly string[];
  readonly undo: UndoView | undefined;
}

export interface ConceptModel {
  readonly view: ConceptView | undefined;
  readonly form: ConceptFormModel;
  /** Two revisions that are compared. */
  readonly comparison: ConceptComparison | undefined;
}

export interface PreferencesModel {
  readonly choices: typeof CHOICES;
}

export interface ErrorModel {
  readonly status: number;
  readonly message: Message;
  readonly findings: readonly Finding[];
  /** To name in a report. */
  readonly requestId: string;
  /** The page on which the reader asked for what was refused. */
  readonly back: string | undefined;
}
