import type { Failure } from "../app/failure.ts";
import type { Params } from "../core/finding.ts";

export const REFUSAL_KINDS = ["usage", "input", "failure"] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

/** A sentence to be made at the end: a locale key with what it names. */
export interface Message {
  readonly key: string;
  readonly params?: Params;
}

/** A command's own refusal; its kind is the name of the exit code. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly kind: RefusalKind;
  readonly reason: Message;

  constructor(kind: RefusalKind, reason: Message) {
    super(reason.key);
    this.kind = kind;
    this.reason = reason;
  }
}

/** A failure that is about a file, whose name the message needs. */
export class FileFailure extends Error {
  override readonly name = "FileFailure";
  readonly file: string;
  readonly failure: Failure;

  constructor(file: string, failure: Failure) {
    super(failure.key);
    this.file = file;
    this.failure = failure;
  }
}
