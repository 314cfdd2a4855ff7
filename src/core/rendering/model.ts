import type { Bead, Block } from "../article/model.ts";
import type { FormKind } from "../glossary/model.ts";
import type { Span } from "../text/span.ts";
import type { FoundNumber } from "./number.ts";

/** What happens at a hit. `hold`: nothing inside acts and an editor is asked. `ask`: an editor is asked. */
export const OUTCOMES = ["replace", "protect", "hold", "ask"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why. The sentence is the locale key `reason.<code>`. */
export const REASONS = [
  "deprecated", // replace: the machine's form of an approved concept
  "neighbour", // replace: the same, but its Chinese stands only in a sentence beside the aligned one: less certain
  "listed", // replace: of rivals in one Chinese list, the one at this place of the English list
  "good-form", // protect: the text already has a form that is let stand
  "inside", // protect or hold: covered by the longer hit `by`
  "overlap", // protect: cut by the hit `by` that starts before it
  "proposed", // hold or ask: the concept is not approved yet
  "rival", // ask: another concept has the same form
  "no-preferred", // ask: the concept has no English to write
  "scope", // ask: acts only beside a Chinese form that is not known to stand here
  "no-source", // ask, or protect for a proposed word: its Chinese does not stand in the aligned sentences
  "too-many", // ask: more hits than the Chinese has, and a rival exists
  "crosses-segment", // ask: a segment boundary cuts it
  "kept", // protect: an editor's decision
  "chosen", // replace: an editor's decision
  "same", // protect: the replacement is what already stands
  "later-mention", // replace: a good form where the concept is written shorter after its first mention
  "capitals", // ask: an acronym that is a word too, among words in capitals: MAKE IT NEW
  "in-name", // ask: a common noun with a capital among capitalised words: Starship Enterprise
  "surname", // ask: the surname of a wrong name that stands in full before it
  "discovered", // replace, hold or ask: what the machine wrote for the Chinese, found without a form
] as const;
export type Reason = (typeof REASONS)[number];

/** A form found in the machine text, with what is done about it. */
export interface Hit extends Span {
  readonly conceptId: string;
  /** The form as the glossary spells it. */
  readonly form: string;
  readonly formKind: FormKind;
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** The concept of the hit that covers or cuts this one, or that is its rival. */
  readonly by?: string;
}

/**
 * What was done to fit a form to its place: capitals; `article` a/an/the beside it; `possessive` its apostrophe; `number`
 * plural or singular as the place has it; `agreement` the verb right behind it; `mention` written as at first or later
 * mention; `doubled` a word that would have stood twice.
 */
export const ADAPTATIONS = [
  "sentence-case",
  "title-case",
  "upper-case",
  "article",
  "possessive",
  "number",
  "agreement",
  "mention",
  "doubled",
] as const;
export type AdaptationKind = (typeof ADAPTATIONS)[number];

/** One changed span: what stood in the machine text, what stands in the rendering, and why. */
export interface Change extends Span {
  /** Range in the rendered text. */
  readonly rendered: Span;
  readonly before: string;
  readonly after: string;
  readonly conceptId: string;
  readonly form: string;
  readonly reason: Reason;
  readonly glossaryRevision: number;
  readonly adaptations: readonly AdaptationKind[];
  /** Whether the number changed and what lies further off may have to follow. */
  readonly check?: "number";
}

/** What is rendered: one whole article. `segments` are ranges of `machine`, in order, not overlapping. */
export interface RenderingInput {
  readonly machine: string;
  readonly blocks: readonly Block[];
  readonly segments: readonly Span[];
  /** The article's date, `YYYY-MM-DD`; undefined: unknown, rendered as a text of today. */
  readonly date?: string;
  /** The Chinese text and its beads; absent when the article has none. */
  readonly source?: { readonly text: string; readonly beads: readonly Bead[] };
  /** Places that act like a deprecated form though no form of the glossary says so. */
  readonly discovered?: readonly DiscoveredHit[];
}

/** A place whose words were found to stand for a concept by its Chinese; spans do not overlap. */
export interface DiscoveredHit extends Span {
  readonly conceptId: string;
  /** The English to write. */
  readonly form: string;
  /** The number that it is written in; `as-written`: as `form` has it. */
  readonly number: FoundNumber;
}

/** The text made from machine text by the glossary. Hits in order of `from`, longer first; changes in order of `from`. */
export interface Rendering {
  readonly text: string;
  readonly hits: readonly Hit[];
  readonly changes: readonly Change[];
  readonly glossaryRevision: number;
}

/** The part of a rendering that belongs to one segment; offsets of `changes` and `hits` are relative to the segment. */
export interface SegmentRendering {
  readonly text: string;
  readonly hits: readonly Hit[];
  readonly changes: readonly Change[];
}

/**
 * Why a stretch of a text is marked. `changed`: the glossary wrote it. `ask`: an editor is asked about it.
 * `fine`: a form that is let stand. `hand`: an editor wrote it (empty text: removed it).
 */
export const MARK_KINDS = ["changed", "ask", "fine", "hand"] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export interface Mark {
  readonly kind: MarkKind;
  /** What stood there before: machine text for `changed`, the rendering for `hand`; else the text itself. */
  readonly before: string;
  /** The concept; undefined for `hand`. */
  readonly conceptId?: string;
  readonly form?: string;
  readonly reason?: Reason;
  readonly glossaryRevision?: number;
  readonly adaptations?: readonly AdaptationKind[];
  /** The hit in the article's machine text, for a decision about it. */
  readonly hit?: Span;
}

/** A stretch of a text; joining the texts of all runs gives the whole. */
export interface Run {
  readonly text: string;
  readonly mark?: Mark;
}
