import type { Finding } from "../core/finding.ts";

/** Ends the reading of a file with a refusal, from inside what gives its parts; readers catch it and give the refusal. */
export class ReadStop extends Error {
  readonly finding: Finding;
  constructor(finding: Finding) {
    super(finding.code);
    this.finding = finding;
  }
}

/** Goes through all that something gives, for what it throws. */
export function exhaust(values: Iterable<unknown>): void {
  const iterator = values[Symbol.iterator]();
  while (iterator.next().done !== true);
}
