import { foldMarks } from "../text/fold.ts";
import { cutsPair } from "../text/span.ts";
import type { Found, Occurrence, Query } from "./model.ts";
import { wordEdges } from "./word-edges.ts";

/**
 * A function that finds a text as it was typed. Kinds of apostrophes, quotation marks, hyphens and white space are
 * alike; capitals unless they count. Leftmost first. Linear but for places that are no whole words.
 */
export function literalFinder({
  target,
  matchCase,
  wholeWord,
}: Query): (text: string, limit: number) => Found {
  const fold = matchCase ? foldLength : (text: string): string => lower(foldLength(text));
  const needle = fold(target);
  return (text, limit) => {
    const folded = fold(text);
    const occurrences: Occurrence[] = [];
    let edges: ((at: number) => boolean) | undefined;
    let at = folded.indexOf(needle);
    while (at >= 0) {
      const to = at + needle.length;
      if (wholeWord) edges ??= wordEdges(text);
      const stands = edges === undefined || (edges(at) && edges(to));
      if (!stands || cutsPair(text, at) || cutsPair(text, to)) {
        at = folded.indexOf(needle, at + 1);
        continue;
      }
      if (occurrences.length === limit) return { occurrences, more: true, steps: text.length };
      occurrences.push({ from: at, to, groups: [text.slice(at, to)] });
      at = folded.indexOf(needle, to);
    }
    return { occurrences, more: false, steps: text.length };
  };
}

/** Marks and white space of every kind alike; the length stays, so that offsets do. */
function foldLength(text: string): string {
  return foldMarks(text).replace(/\s/g, " ");
}

/** In small letters, the length unchanged: what is longer in small letters (İ) stays as it is. */
function lower(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) return small;
  return Array.from(text, (character) => {
    const one = character.toLowerCase();
    return one.length === character.length ? one : character;
  }).join("");
}
