import type { Finding, Params } from "../core/finding.ts";

export const FAILURE_CODES = ["invalid", "not-found", "forbidden", "conflict", "too-large"] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** A refusal of a use case. `key` is a locale key (`failure.…`); HTTP maps `code` to a status, the CLI to an exit code. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: FailureCode;
  readonly key: string;
  readonly params: Params;
  /** What exactly is wrong, where a file or a form has several faults. */
  readonly findings: readonly Finding[];
  /** For a conflict: the state that stands now, in the use case's own type. */
  readonly current: unknown;

  constructor(
    code: FailureCode,
    key: string,
    params: Params = {},
    more: { readonly findings?: readonly Finding[]; readonly current?: unknown } = {},
  ) {
    super(key);
    this.code = code;
    this.key = key;
    this.params = params;
    this.findings = more.findings ?? [];
    this.current = more.current;
  }
}
