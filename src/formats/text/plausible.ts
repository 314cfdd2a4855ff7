import { FREQUENT_CHARACTERS } from "./frequent.ts";

/** A text as one encoding would have it. */
export interface Reading<Name extends string> {
  readonly encoding: Name;
  readonly text: string;
}

const ASCII = /^[\t\n\r\u0020-\u007e]$/;
const PUNCTUATION = /^[、。〈-】—‘’“”…·，：；！？（）％０-９]$/;
const LETTER = /^[\u00c0-\u017f\p{Script=Kana}\p{Script=Hira}]$/u;
const COMMON_BLOCK = /^[\u4e00-\u9fff]$/;

/** Enough characters to be sure; a longer text is judged by its beginning. */
export const SAMPLE = 5000;
const LEAST = 0.4;
const MARGIN = 0.15;

/**
 * The reading that is a text, if one is and no other comes near it: the mean weight of its characters, where a frequent
 * Chinese character or its punctuation counts most and what no writer types counts against it. `ascii` says whether
 * ASCII is evidence: not among encodings that all contain it.
 */
export function likeliest<Name extends string>(
  readings: readonly Reading<Name>[],
  { ascii }: { readonly ascii: boolean },
): Name | undefined {
  const [best, second] = readings
    .map(({ encoding, text }) => ({ encoding, score: plausibility(text, ascii) }))
    .sort((a, b) => b.score - a.score);
  if (best === undefined || best.score < LEAST) return undefined;
  return second !== undefined && best.score - second.score < MARGIN ? undefined : best.encoding;
}

function plausibility(text: string, ascii: boolean): number {
  let sum = 0;
  let count = 0;
  for (const char of text) {
    if (count >= SAMPLE) break;
    const isAscii = ASCII.test(char);
    if (isAscii && !ascii) continue;
    count += 1;
    sum += isAscii ? 1 : weight(char);
  }
  return count === 0 ? 0 : sum / count;
}

function weight(char: string): number {
  if (FREQUENT_CHARACTERS.has(char) || PUNCTUATION.test(char)) return 1;
  if (COMMON_BLOCK.test(char)) return 0.1;
  return LETTER.test(char) ? 0 : -1;
}
