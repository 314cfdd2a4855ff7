import { spanAround } from "../text/span.ts";
import type { AdaptInput } from "./adapt.ts";
import { startsSentence } from "./capitals.ts";
import type { RenderingInput } from "./model.ts";
import type { PlannedHit } from "./plan.ts";

/**
 * Where a hit stands, as adaptation needs it. A change reaches neither out of its segment nor into another hit, but
 * that a short form of the same concept behind it, in brackets, may be what would stand twice. `copied` is where the
 * last change ended.
 */
export function placeOf(
  { machine, segments, blocks }: RenderingInput,
  planned: readonly PlannedHit[],
  index: number,
  hit: PlannedHit,
  copied: number,
): Pick<AdaptInput, "floor" | "ceiling" | "headline" | "sentenceStart"> {
  const segment = spanAround(segments, hit);
  const { from, to } = segment ?? { from: 0, to: machine.length };
  const headline = spanAround(blocks, hit)?.kind === "headline";
  return {
    floor: Math.max(copied, from, endBefore(planned, index, hit.from)),
    ceiling: Math.min(to, startBehind(planned, index, hit) ?? to),
    headline,
    sentenceStart: startsSentence(machine, hit.from, from, headline),
  };
}

/** Where the last hit ends that ends before an offset. Few hits overlap, so that the search is short. */
function endBefore(planned: readonly PlannedHit[], index: number, offset: number): number {
  let end = 0;
  for (let at = index - 1; at >= 0; at--) {
    const other = planned[at];
    if (other === undefined || !counts(other) || other.to > offset) continue;
    end = Math.max(end, other.to);
    // Hits that count do not overlap but where a question has another hit inside it.
    if (other.outcome !== "ask") break;
  }
  return end;
}

function startBehind(planned: readonly PlannedHit[], index: number, hit: PlannedHit): number | undefined {
  for (let at = index + 1; at < planned.length; at++) {
    const other = planned[at];
    if (other === undefined || other.from < hit.to || !counts(other)) continue;
    if (other.conceptId === hit.conceptId && other.outcome === "protect") continue;
    return other.from;
  }
  return undefined;
}

function counts({ reason }: PlannedHit): boolean {
  return reason !== "inside" && reason !== "overlap";
}
