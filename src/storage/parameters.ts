import { UnstorableValueError } from "./errors.ts";

/**
 * Throws an {@link UnstorableValueError} for a bound value that a database would silently change: text with U+0000 or
 * lone surrogates, a number that is not finite or, being an integer, not safe.
 */
export function checkParameters(parameters: readonly unknown[]): void {
  for (const value of parameters) {
    if (Array.isArray(value)) checkParameters(value);
    else if (typeof value === "string") {
      if (value.includes("\0") || !value.isWellFormed())
        throw new UnstorableValueError("Text with U+0000 or a lone surrogate cannot be stored.");
    } else if (typeof value === "number") {
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
        throw new UnstorableValueError(`The number ${value} cannot be stored.`);
    }
  }
}
