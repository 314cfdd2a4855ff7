import type { Bead } from "../article/model.ts";
import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { FoundNumber } from "../rendering/number.ts";
import type { Span } from "../text/span.ts";

/** One side of a document: a text and its sentences in order. */
export interface DiscoverySide {
  readonly text: string;
  readonly sentences: readonly Span[];
}

/** A Chinese text beside its machine English, aligned. */
export interface DiscoveryDocument {
  readonly id: string;
  readonly source: DiscoverySide;
  readonly target: DiscoverySide;
  readonly beads: readonly Bead[];
}

/** What an editor said about a machine form of a concept; the form is compared folded. */
export interface Judgement {
  readonly conceptId: string;
  readonly surface: string;
  readonly accepted: boolean;
}

/** What is searched. The documents are one corpus: what is seen in one helps in the others. */
export interface DiscoveryInput {
  readonly documents: readonly DiscoveryDocument[];
  readonly glossary: CompiledGlossary;
  readonly lexicon: Lexicon;
  readonly judgements?: readonly Judgement[];
  /** Date of the texts, `YYYY-MM-DD`: which forms hold; undefined: today's. */
  readonly date?: string;
}

/** `auto`: may be replaced without a question. `propose`: an editor decides. `report`: no place is sure enough to show as one. */
export const LANES = ["auto", "propose", "report"] as const;
export type Lane = (typeof LANES)[number];

/**
 * Why something does not act by itself: `common-word` the Chinese is an everyday word that may be translated freely;
 * `contained-form` another form of the concept's English is part of it; `many-renderings` the machine has written it in
 * more than {@link MANY_RENDERINGS} ways; `ragged` the span cuts a name or phrase; `beside` words of the approved form
 * stand right beside the span; `garbled` the English there is hardly English; `rejected` an editor has rejected the form;
 * `rival` another concept has the same Chinese; `proposed` the concept is not approved; `no-form` it has no English to write; `scope` its scope does not stand there.
 */
export const RISKS = [
  "common-word",
  "contained-form",
  "many-renderings",
  "ragged",
  "beside",
  "garbled",
  "rejected",
  "rival",
  "proposed",
  "no-form",
  "scope",
] as const;
export type Risk = (typeof RISKS)[number];

/** In how many ways the machine may render a concept before it is thought to be noise. */
export const MANY_RENDERINGS = 5;

/** A Chinese form without approved English in the sentences beside it, and what the machine wrote there. */
export interface Occurrence {
  readonly documentId: string;
  readonly conceptId: string;
  /** Range of the Chinese text. */
  readonly source: Span;
  /** Range of the machine text; undefined where the machine seems to have left it out. */
  readonly target: Span | undefined;
  /** The machine text there; empty without a target. */
  readonly surface: string;
  /** Probability that this is the place, 0–1; 0 without a target. */
  readonly confidence: number;
  readonly lane: Lane;
  readonly risks: readonly Risk[];
  /** Other ranges that may be meant, the likelier first; at most three. */
  readonly alternatives: readonly Span[];
  /** The English that would be written; empty where the concept has none. */
  readonly form: string;
  /** The number that it is written in. */
  readonly number: FoundNumber;
}

/** An occurrence in its context: ranges of the Chinese and of the machine text of one document. */
export interface Sample {
  readonly documentId: string;
  readonly source: Span;
  readonly target: Span;
  readonly sourceSentence: Span;
  readonly targetSentence: Span;
}

/** Another cut of a group's form: wider or narrower, with how often the machine text has it there. */
export interface Boundary {
  readonly surface: string;
  readonly count: number;
}

/** All occurrences of a concept that the machine wrote alike. One decision about it concerns all of them. */
export interface VariantGroup {
  readonly conceptId: string;
  /** The form folded, by which the group is known. */
  readonly key: string;
  /** The commonest spelling; what becomes a deprecated form. */
  readonly surface: string;
  /** The English that would be written, the commonest of the occurrences'. */
  readonly form: string;
  readonly count: number;
  /** Ids of the documents, in their order. */
  readonly documents: readonly string[];
  /** Mean of the occurrences' confidences. */
  readonly confidence: number;
  /** The lane of the group: that of most of its occurrences. */
  readonly lane: Lane;
  readonly risks: readonly Risk[];
  /** At most three, of different documents where there are. */
  readonly samples: readonly Sample[];
  /** At most three wider and narrower cuts, the likelier first. */
  readonly boundaries: readonly Boundary[];
  /** Indices into the occurrences. */
  readonly occurrences: readonly number[];
}

export const CANDIDATE_KINDS = ["person", "organisation"] as const;
export type CandidateKind = (typeof CANDIDATE_KINDS)[number];

/** What the machine seems to write for a candidate. */
export interface CandidateEnglish {
  readonly surface: string;
  readonly count: number;
}

/** A Chinese name that no concept has yet. */
export interface Candidate {
  readonly kind: CandidateKind;
  readonly chinese: string;
  readonly count: number;
  readonly documents: readonly string[];
  /** The commonest first; at most three; empty where none was found. */
  readonly english: readonly CandidateEnglish[];
  /** The usual pinyin spelling of a person's name; empty for organisations. */
  readonly pinyin: string;
  readonly samples: readonly Sample[];
}

/** Where people write their names otherwise than in pinyin. */
export const NAME_REGIONS = ["hong-kong", "macao", "taiwan", "singapore", "foreign"] as const;
export type NameRegion = (typeof NAME_REGIONS)[number];

/** The pinyin of a person who probably does not write the name so. Never a change. */
export interface NameWarning {
  readonly documentId: string;
  /** The Chinese name. */
  readonly source: Span;
  /** The pinyin in the machine text. */
  readonly target: Span;
  readonly region: NameRegion;
}

/**
 * What was found. Occurrences in the order of documents and of the Chinese; groups by lane, then count, then concept and
 * key; candidates by count, then Chinese; warnings in the order of documents and places.
 */
export interface Discovery {
  readonly occurrences: readonly Occurrence[];
  readonly groups: readonly VariantGroup[];
  readonly candidates: readonly Candidate[];
  readonly warnings: readonly NameWarning[];
}
