import type { Bead } from "../article/model.ts";
import type { Finding } from "../finding.ts";
import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Span } from "../text/span.ts";

/** A segment as it stands: its range of the machine text, and the words in it now. */
export interface CheckedSegment extends Span {
  readonly text: string;
}

/** What the checks look at: one article with its Chinese. */
export interface CheckInput {
  /** In order, not overlapping. */
  readonly segments: readonly CheckedSegment[];
  readonly source: { readonly text: string; readonly beads: readonly Bead[] };
  /** The article's date, `YYYY-MM-DD`; undefined: today's texts. */
  readonly date?: string;
  readonly glossary: CompiledGlossary;
}

/** A finding about an article with its Chinese. */
export interface CheckFinding extends Finding {
  /** Range in the Chinese text. */
  readonly source: Span;
  /** Index of the segment that is concerned; undefined where the whole article is. */
  readonly segment: number | undefined;
}

/** One check: what it finds in an article, in order of `source`. */
export type Check = (input: CheckInput) => CheckFinding[];
