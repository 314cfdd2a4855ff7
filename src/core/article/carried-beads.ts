/** What stays of beads when the Chinese of an article is replaced by another version of it. */
import { chineseKey } from "../glossary/chinese-text.ts";
import type { Span } from "../text/span.ts";
import type { LinkedSource } from "./beads.ts";
import type { Bead } from "./model.ts";

/**
 * The beads that somebody set and whose Chinese sentences stand unchanged in the new text, at their new places; of beads
 * without Chinese those between two such sentences. Script, width and layout of a sentence do not count. The English
 * never changes. The beads must be a full cover; those that come are in order and do not overlap. O(n log n).
 */
export function carriedBeads(
  before: LinkedSource,
  after: { readonly text: string; readonly sentences: readonly Span[] },
): Bead[] {
  const placeOf = samePlaces(keysOf(before), keysOf(after));
  const carried: Bead[] = [];
  let from = 0;
  for (const bead of before.beads) {
    let to = from;
    while (to < before.sentences.length && (before.sentences[to]?.from ?? Infinity) < bead.source.to) to++;
    if (bead.setBy !== undefined) {
      const source = rangeAt(placeOf, from, to, after.sentences);
      if (source !== undefined) carried.push({ ...bead, source });
    }
    from = to;
  }
  return carried;
}

function keysOf({ text, sentences }: Pick<LinkedSource, "text" | "sentences">): string[] {
  return sentences.map(({ from, to }) => chineseKey(text.slice(from, to)).key);
}

/** Where sentences `from`–`to` stand now, if they are still one after another; for none, where they would. */
function rangeAt(
  placeOf: (sentence: number) => number,
  from: number,
  to: number,
  sentences: readonly Span[],
): Span | undefined {
  const start = from === to ? placeOf(from - 1) + 1 : placeOf(from);
  // The place before the first sentence and the one behind the last are known too: -1 and the count.
  for (let at = from; at <= Math.max(from, to - 1); at++)
    if (placeOf(at) !== start + at - from) return undefined;
  const first = sentences[start];
  if (from === to) {
    const at = first?.from ?? sentences.at(-1)?.to ?? 0;
    return { from: at, to: at };
  }
  const last = sentences[start + to - from - 1];
  return first && last && { from: first.from, to: last.to };
}

/**
 * By sentence of `before`, its place in `after`; NaN for one that is not there. Sentences that stand once in both are
 * matched as far as their order allows (as patience diff does), and then equal ones next to matches and at both ends.
 * The one before the first is before the first, and the one behind the last behind the last.
 */
function samePlaces(before: readonly string[], after: readonly string[]): (sentence: number) => number {
  const matches = [
    { from: -1, to: -1 },
    ...longestRising(uniquePairs(before, after)),
    { from: before.length, to: after.length },
  ];
  const places = new Map(matches.map(({ from, to }) => [from, to]));
  matches.forEach((match, index) => {
    const next = matches[index + 1];
    if (next === undefined) return;
    let [left, right] = [match.from + 1, match.to + 1];
    while (left < next.from && right < next.to && before[left] === after[right]) places.set(left++, right++);
    let [last, end] = [next.from - 1, next.to - 1];
    while (last >= left && end >= right && before[last] === after[end]) places.set(last--, end--);
  });
  return (sentence) => places.get(sentence) ?? NaN;
}

/** Where a sentence of both texts stands in each. */
interface Match {
  readonly from: number;
  readonly to: number;
}

function uniquePairs(before: readonly string[], after: readonly string[]): Match[] {
  const [left, right] = [onlyPlaces(before), onlyPlaces(after)];
  return [...left].flatMap(([sentence, from]) => {
    const to = right.get(sentence) ?? -1;
    return from >= 0 && to >= 0 ? [{ from, to }] : [];
  });
}

/** The place of each sentence that stands once; -1 for those that stand more often. */
function onlyPlaces(sentences: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  sentences.forEach((sentence, at) => places.set(sentence, places.has(sentence) ? -1 : at));
  return places;
}

/** The longest run of matches, given in order of `from`, whose `to` rises too. */
function longestRising(matches: readonly Match[]): Match[] {
  // By length: the run of that length with the least end, and what stands before each match in its run.
  const ends: number[] = [];
  const previous: number[] = [];
  matches.forEach(({ to }, at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((matches[ends[middle] ?? 0]?.to ?? 0) < to) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1] ?? -1);
    ends[low] = at;
  });
  const run: Match[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const match = matches[at];
    if (match !== undefined) run.push(match);
  }
  return run.reverse();
}
