import type { Span } from "../text/span.ts";
import type { SourceContext } from "./context.ts";

/** What may stand between two names of a list, and nothing else. */
const ENGLISH_JOINT = /^(?:\s*,)?\s*(?:(?:and|&|or)\s+)?$/i;
const CHINESE_JOINT = /^\s*(?:[、，,和与與及跟同或]|以及)\s*$/u;

/**
 * The concept that is meant at a span when its rivals stand in the same Chinese sentence: told by order, and only in a
 * list (王伟和王薇 = Wang Wei and Wang Wei) that has as many names on both sides and holds every mention of them in the
 * sentence. A translation keeps the order of a list; of names elsewhere in a sentence it need not (与王薇会面的王伟 = Wang
 * Wei, who met Wang Wei), and to mistake one person for the other is worse than to ask.
 *
 * `spans` are the places in the English that have the same rivals, in order.
 */
export function namesakeInList(
  span: Span,
  spans: readonly Span[],
  rivals: readonly string[],
  machine: string,
  source: SourceContext,
): string | undefined {
  const at = spans.findIndex((other) => other.from === span.from && other.to === span.to);
  if (at < 0) return undefined;
  let first = at;
  let last = at;
  while (joins(spans[first - 1], spans[first], machine)) first--;
  while (joins(spans[last], spans[last + 1], machine)) last++;
  const places = source.places(rivals, span);
  if (last === first || places.length !== last - first + 1) return undefined;
  const listed = places.every((place, index) => {
    const before = places[index - 1];
    if (before === undefined) return true;
    return place.from > before.to && CHINESE_JOINT.test(source.text({ from: before.to, to: place.from }));
  });
  return listed ? places[at - first]?.conceptId : undefined;
}

function joins(left: Span | undefined, right: Span | undefined, machine: string): boolean {
  if (left === undefined || right === undefined || left.to >= right.from || right.from - left.to > 8) {
    return false;
  }
  return ENGLISH_JOINT.test(machine.slice(left.to, right.from));
}
