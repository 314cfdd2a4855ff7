export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Values that a sentence made at the edge may name. */
export type Params = Readonly<Record<string, string | number>>;

/**
 * A fact about a text, a glossary or a file. The sentence is made at the edge from `code`
 * (locale key `finding.<code>`) and `params`.
 */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly params: Params;
  /** Half-open UTF-16 range in the text the finding is about. */
  readonly span?: { readonly from: number; readonly to: number };
  /** 1-based line and column, in UTF-16 units, of the file the finding is about. */
  readonly place?: { readonly line: number; readonly column?: number };
  /** The concepts it is about, the one to change first. */
  readonly conceptIds?: readonly string[];
}

/** What a reader of bytes gives: the value with what was noticed, or why there is none. It never throws. */
export type ReadResult<T> =
  | { readonly ok: true; readonly value: T; readonly findings: readonly Finding[] }
  | {
      readonly ok: false;
      readonly refusal: Finding;
      /** Everything that is wrong, where the refusal only sums it up. */
      readonly findings?: readonly Finding[];
    };

/** A refusal: the finding that explains why nothing could be read. */
export function refuse(
  code: string,
  params: Params = {},
  place?: { readonly line: number; readonly column?: number },
): { readonly ok: false; readonly refusal: Finding } {
  return { ok: false, refusal: { code, severity: "error", params, ...(place ? { place } : {}) } };
}
