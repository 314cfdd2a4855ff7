import { diffArrays } from "diff";
import { tokenise } from "../text/words.ts";
import type { DiffPart } from "./model.ts";

/** A range of tokens that one side replaced. Indices are half-open. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  /** What stands there instead; empty for a deletion. */
  readonly tokens: readonly string[];
}

/** The words, spaces and marks of a text. */
export function wordsOf(text: string): string[] {
  return tokenise(text).map((token) => token.text);
}

/**
 * What turns `base` into `other`, in order, at word grain: a shortest edit script (Myers 1986, by the `diff` package
 * over our own tokens). Two replacements with nothing but white space between them are one.
 */
export function replacements(base: readonly string[], other: readonly string[]): Replacement[] {
  const found: { from: number; to: number; tokens: string[] }[] = [];
  let at = 0;
  for (const part of diffArrays([...base], [...other])) {
    if (!part.added && !part.removed) {
      at += part.value.length;
      continue;
    }
    let last = found.at(-1);
    if (last !== undefined && last.to < at && isBlank(base.slice(last.to, at))) {
      last.tokens.push(...base.slice(last.to, at));
      last.to = at;
    }
    if (last?.to !== at) {
      last = { from: at, to: at, tokens: [] };
      found.push(last);
    }
    if (part.added) last.tokens.push(...part.value);
    else {
      last.to += part.value.length;
      at += part.value.length;
    }
  }
  return found;
}

function isBlank(tokens: readonly string[]): boolean {
  return tokens.every((token) => /^\s*$/.test(token));
}

/** Two texts side by side at word grain. Joining `before` of all parts gives the one, `after` the other. */
export function diffTexts(before: string, after: string): DiffPart[] {
  const base = wordsOf(before);
  const parts: DiffPart[] = [];
  let at = 0;
  const same = (to: number): void => {
    const text = base.slice(at, to).join("");
    if (text !== "") parts.push({ kind: "same", before: text, after: text });
    at = to;
  };
  for (const { from, to, tokens } of replacements(base, wordsOf(after))) {
    same(from);
    const removed = base.slice(from, to).join("");
    const added = tokens.join("");
    const kind = removed === "" ? "added" : added === "" ? "removed" : "replaced";
    parts.push({ kind, before: removed, after: added });
    at = to;
  }
  same(base.length);
  return parts;
}
