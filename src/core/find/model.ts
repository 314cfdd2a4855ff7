import type { Finding } from "../finding.ts";
import type { Span } from "../text/span.ts";

/** How what is looked for is written: `text` as it stands, `regexp` as a regular expression in the syntax of RE2. */
export const QUERY_KINDS = ["text", "regexp"] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];

/** What is looked for in an English text. */
export interface Query {
  readonly kind: QueryKind;
  readonly target: string;
  /** Whether a place must not begin or end inside a word. */
  readonly wholeWord: boolean;
  readonly matchCase: boolean;
}

/** A place that was found. */
export interface Occurrence extends Span {
  /** The groups of a regular expression, the whole place first; undefined where a group took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** The places in one text, in order and not overlapping. */
export interface Found {
  readonly occurrences: readonly Occurrence[];
  /** Whether there may be more: a limit was reached. */
  readonly more: boolean;
  /** What finding cost at worst, in steps of the engine; some hundred million take a second. */
  readonly steps: number;
}

/** A query made ready to be looked for. */
export interface Finder {
  /** At most `limit` places of a text; never one of no characters, nor one that cuts a surrogate pair. */
  readonly find: (text: string, limit: number) => Found;
  /** How many groups a replacement may name, and those of them that have a name. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** A refusal about a part of what was typed. */
export interface Refused {
  readonly ok: false;
  readonly refusal: Finding;
}
/** What was made of it, or why nothing can be. */
export type Made<T> = { readonly ok: true; readonly value: T } | Refused;

/** A refusal: its code, and the part of the typed text that it is about. */
export function refused(code: string, span?: Span, params: Finding["params"] = {}): Refused {
  return { ok: false, refusal: { code, severity: "error", params, ...(span ? { span } : {}) } };
}
