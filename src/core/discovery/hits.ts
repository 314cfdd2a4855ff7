import type { DiscoveredHit } from "../rendering/model.ts";
import type { Discovery } from "./model.ts";

/** Which occurrences are rendered: the automatic lane, all that have a place, or those from a confidence (0–1) on. */
export type DiscoveryBar = "auto" | "all" | number;

/** The places of one document that are rendered, in order. */
export function discoveredHits(
  discovery: Pick<Discovery, "occurrences">,
  documentId: string,
  bar: DiscoveryBar,
): DiscoveredHit[] {
  return discovery.occurrences
    .flatMap((occurrence): DiscoveredHit[] => {
      const { target, conceptId, form, number, lane, confidence } = occurrence;
      if (occurrence.documentId !== documentId || target === undefined || form === "") return [];
      const wanted = bar === "all" || (bar === "auto" ? lane === "auto" : confidence >= bar);
      return wanted ? [{ from: target.from, to: target.to, conceptId, form, number }] : [];
    })
    .sort((a, b) => a.from - b.from || a.to - b.to);
}
