import type { Bead } from "../article/model.ts";
import type { Finding } from "../finding.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Span } from "../text/span.ts";

/** One side of an alignment: a text and its sentences in order, not overlapping. */
export interface Side {
  readonly text: string;
  readonly sentences: readonly Span[];
}

/** A name of the glossary found in a text: places of one key on both sides belong together. */
export interface TermPlace extends Span {
  readonly key: string;
}

/** What helps to tell which sentences belong together. All of it may be missing. */
export interface AlignmentHints {
  /** Glosses of Chinese words; the more words it has, the better the alignment. */
  readonly lexicon?: Lexicon;
  /** Glossary hits on both sides, their keys the ids of concepts. */
  readonly terms?: { readonly source: readonly TermPlace[]; readonly target: readonly TermPlace[] };
  /** Ways to romanise one Chinese character, without tones, for names written by sound. */
  readonly readings?: (character: string) => readonly string[];
}

/** Sentences that belong together, by their numbers: half-open ranges of both sides; one of them may be empty. */
export interface BeadRange {
  readonly source: Span;
  readonly target: Span;
}

/** The alignment of two texts. */
export interface Alignment {
  /** Every sentence of both sides is in exactly one, in order. */
  readonly beads: readonly Bead[];
  /** For each bead which sentences it has. */
  readonly ranges: readonly BeadRange[];
  /** How far the two texts look like translations of each other, 0–1; below {@link POOR_FIT} `findings` says so. */
  readonly fit: number;
  /** `alignment.swapped`, `alignment.empty-source`, `alignment.empty-target`, `alignment.poor`, `alignment.too-long`; at most one, but of two texts without sentences both of theirs. */
  readonly findings: readonly Finding[];
}

/** Below this fit the two texts are probably not translations of each other. */
export const POOR_FIT = 0.35;
