import type { Span } from "../text/span.ts";

export const BLOCK_KINDS = ["headline", "dateline", "body", "caption", "credit", "notice"] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

export const SEGMENT_STATES = ["open", "edited", "needs-work", "approved"] as const;
export type SegmentState = (typeof SEGMENT_STATES)[number];

export const DECISION_KINDS = ["keep", "use", "accept"] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export const DECISION_SCOPES = ["occurrence", "segment", "article"] as const;
export type DecisionScope = (typeof DECISION_SCOPES)[number];

/** A range of the machine text with a role. Blocks do not overlap; what lies between them is white space. */
export interface Block extends Span {
  readonly kind: BlockKind;
}

/** Who may settle a bead: a person by hand, or a bilingual table by its rows. */
export const BEAD_SETTERS = ["person", "table"] as const;
export type BeadSetter = (typeof BEAD_SETTERS)[number];

/** Chinese sentences beside English ones: a range of the Chinese text and a range of the machine text; either may be empty. */
export interface Bead {
  readonly source: Span;
  readonly target: Span;
  /** 0–1. */
  readonly confidence: number;
  /** Who settled it; absent for one that was computed. A settled one stays where it is when the rest is aligned again. */
  readonly setBy?: BeadSetter;
}

/**
 * An editor's word about hits. It concerns the hits inside `from`–`to` of the machine text whose surface folds to
 * `form`: one occurrence, a segment's, or the article's (a pin).
 */
export interface Decision extends Span {
  readonly kind: DecisionKind;
  readonly scope: DecisionScope;
  /** Folded surface of the hit. */
  readonly form: string;
  /** `use`: the concept that is meant; `keep`, `accept`: the concept whose hit is decided. */
  readonly conceptId: string;
}

/** The longest title made from a first line, in code points. */
export const TITLE_LIMIT = 80;

/** A label for a text: its first line that is not blank, cut at {@link TITLE_LIMIT} code points. */
export function titleOf(text: string): string {
  const line = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .find((candidate) => candidate.trim() !== "");
  const points = Array.from((line ?? "").trim());
  return points.length <= TITLE_LIMIT ? points.join("") : points.slice(0, TITLE_LIMIT - 1).join("") + "…";
}
