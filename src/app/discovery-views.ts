import type { Boundary, Candidate, Lane, NameRegion, Risk } from "../core/discovery/model.ts";
import type { Category, ConceptStatus } from "../core/glossary/model.ts";
import type { UndoView } from "./views.ts";

/** A place in its sentence: joined, the three are the sentence. */
export interface InSentence {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

export interface SampleView {
  readonly articleId: string;
  readonly title: string;
  readonly source: InSentence;
  readonly target: InSentence;
}

/** What the machine seems to write for a concept, to be judged once for all its places. */
export interface DiscoveredForm {
  readonly conceptId: string;
  readonly revision: number;
  readonly label: string;
  readonly status: ConceptStatus;
  /** The Chinese forms in whose place it stands. */
  readonly chinese: readonly string[];
  readonly surface: string;
  /** The English that will be written; empty when the concept has none. */
  readonly form: string;
  readonly count: number;
  /** In how many articles. */
  readonly articles: number;
  /** 0–1. */
  readonly confidence: number;
  readonly lane: Lane;
  readonly risks: readonly Risk[];
  readonly samples: readonly SampleView[];
  /** Wider and narrower cuts of the form. */
  readonly boundaries: readonly Boundary[];
}

/** A Chinese name that no concept has, with what the machine writes for it. */
export type CandidateView = Omit<Candidate, "samples"> & { readonly samples: readonly SampleView[] };

/** A person's name in pinyin that is probably not written so. */
export interface NameWarningView {
  readonly articleId: string;
  readonly title: string;
  readonly chinese: string;
  readonly english: string;
  readonly region: NameRegion;
}

/** What editors wrote again and again in place of the machine's words, beside the same Chinese. */
export interface RepeatedEditView {
  /** The concept that has the Chinese; undefined when there is none. */
  readonly concept:
    | {
        readonly id: string;
        /** What is written for it; empty when it has no English. */
        readonly label: string;
        readonly status: ConceptStatus;
        /** Whether the editors' words are one of its right forms. */
        readonly right: boolean;
      }
    | undefined;
  /** The concept's, else what the name looks like. */
  readonly category: Category;
  readonly chinese: string;
  readonly machine: string;
  readonly edited: string;
  readonly count: number;
  readonly articles: readonly { readonly id: string; readonly title: string; readonly count: number }[];
}

export interface DiscoveryView {
  /** The article in hand; undefined when all were searched. */
  readonly article: { readonly id: string; readonly title: string } | undefined;
  /** How many articles were searched. */
  readonly searched: number;
  /** The glossary has changed since: another search may find more. */
  readonly older: boolean;
  readonly edits: readonly RepeatedEditView[];
  readonly forms: readonly DiscoveredForm[];
  readonly candidates: readonly CandidateView[];
  readonly warnings: readonly NameWarningView[];
  readonly undo: UndoView | undefined;
}
