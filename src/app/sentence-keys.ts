/** By what a sentence is known again in another place: keys that a store can look up. */
import { contains, overlaps, type Span } from "../core/text/span.ts";
import { foldExact } from "../core/text/fold.ts";
import { tokenise } from "../core/text/words.ts";
import type { ArticleRecord } from "./records.ts";
import { digestOf } from "./texts.ts";

/** The keys of one sentence. Two sentences with the same key are the same one, spacing and kinds of quotes apart. */
export interface SentenceKeys {
  /** Of what the machine wrote; null for a sentence without words. */
  readonly machineKey: string | null;
  /** Of the Chinese that stands beside this sentence and no other; null where there is none. */
  readonly sourceKey: string | null;
}

/** How many of a digest's hexadecimal digits a key has: 128 bits. */
const KEY_LENGTH = 32;

/** The keys of a range of an article. */
export function sentenceKeys(
  { machine, sourceText, beads }: Pick<ArticleRecord, "machine" | "sourceText" | "beads">,
  range: Span,
): SentenceKeys {
  const own = beads.filter(({ source, target }) => source.to > source.from && overlaps(target, range));
  // Chinese that became two sentences says too little of either.
  const alone = own.length > 0 && own.every(({ target }) => contains(range, target));
  const from = Math.min(...own.map(({ source }) => source.from));
  const to = Math.max(...own.map(({ source }) => source.to));
  return {
    machineKey: keyOf(machine.slice(range.from, range.to), " "),
    sourceKey: alone ? keyOf((sourceText ?? "").slice(from, to), "") : null,
  };
}

function keyOf(text: string, space: string): string | null {
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  const folded = foldExact(text).trim().replace(/\s+/g, space);
  return digestOf(folded).slice(0, KEY_LENGTH);
}

/** How many words a sentence has. */
export function wordCount(text: string): number {
  return tokenise(text).filter(({ kind }) => kind === "word").length;
}
