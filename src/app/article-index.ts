/** By what a store finds an article again: worked out apart from it, so that threads can do it. */
import type { Span } from "../core/text/span.ts";
import { codesOf, codesOfBoth, sentenceCode } from "../core/postings/codes.ts";
import { packCodes } from "../core/postings/packing.ts";
import type { ArticleRecord } from "./records.ts";
import { type SentenceKeys, sentenceKeys } from "./sentence-keys.ts";

/** What an article and its segments are found by. */
export interface ArticleIndex {
  /** Of each segment, in the order of the segments. */
  readonly keys: readonly SentenceKeys[];
  /** The codes of the words of its texts and of its sentences, packed. */
  readonly codes: Uint8Array;
}

/** What an article with these texts and segments is found by. */
export function articleIndex(
  article: Pick<ArticleRecord, "machine" | "sourceText" | "beads">,
  segments: readonly Span[],
): ArticleIndex {
  const keys = segments.map((segment) => sentenceKeys(article, segment));
  const codes = codesOfBoth(codesOf(article.machine, article.sourceText), sentenceCodes(keys));
  return { keys, codes: packCodes(codes) };
}

/** By what the articles of sentences are found. */
export function sentenceCodes(keys: readonly Pick<SentenceKeys, "machineKey">[]): number[] {
  return keys.flatMap(({ machineKey: key }) => (key === null ? [] : [sentenceCode(key)]));
}
