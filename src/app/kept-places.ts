/** Places that an editor unticked when a concept was saved: they stay as they are. */
import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Advance } from "../core/merge/advance.ts";
import { advance } from "../core/merge/advance.ts";
import { merge3 } from "../core/merge/merge3.ts";
import type { SegmentRendering } from "../core/rendering/model.ts";
import { shiftAt } from "../core/rendering/offsets.ts";
import { foldSurface } from "../core/text/elements.ts";
import { contains, overlaps } from "../core/text/span.ts";
import type { OpenChange } from "./changes.ts";
import type { Deps } from "./deps.ts";
import { parsePlaceKey } from "./impact.ts";
import { getArticleRecord } from "./loading.ts";
import type { SegmentRecord } from "./records.ts";
import { renderStored } from "./rendering.ts";
import type { StoreWriter } from "./store.ts";
import type { Place } from "./views.ts";

/** The places that keys name. Ranges may have grown since the keys were made: what they overlap is meant. */
export function placesOf(places: readonly Place[], keys: readonly string[]): Place[] {
  const ranges = keys.flatMap((key) => parsePlaceKey(key) ?? []);
  return places.filter((place) =>
    ranges.some((range) => range.articleId === place.articleId && overlaps(range, place)),
  );
}

/**
 * Keeps places as they stand. Where the machine's own text stands decisions say so from now on. Where an earlier form
 * of the concept stands the words become the editor's own: those places come back, for {@link stepWithKept}.
 */
export async function keepPlaces(
  deps: Deps,
  tx: StoreWriter,
  change: OpenChange,
  places: readonly Place[],
  glossary: CompiledGlossary,
): Promise<Place[]> {
  const written: Place[] = [];
  for (const articleId of new Set(places.map((place) => place.articleId))) {
    const article = await getArticleRecord(tx, articleId);
    const { hits, changes } = await renderStored(tx, article, await tx.segments(articleId), glossary);
    const decided = new Set<string>();
    for (const place of places.filter((one) => one.articleId === articleId)) {
      if (place.before !== article.machine.slice(place.from, place.to)) {
        written.push(place);
        continue;
      }
      for (const { from, to, conceptId, outcome, reason } of hits) {
        if (outcome === "protect" || reason === "inside" || !contains(place, { from, to })) continue;
        // What is written inside a form that only asks is written already: it is no part of this place.
        if (outcome === "replace" && place.kind === "doubtful") continue;
        // Keeping a form that only asks would keep a name inside it from being written.
        if (outcome !== "replace" && changes.some((one) => overlaps(one, { from, to }))) continue;
        // Rivals stand on one range: one decision is enough.
        if (decided.size === decided.add(`${from}:${to}`).size) continue;
        const form = foldSurface(article.machine.slice(from, to));
        const decision = { kind: "keep", scope: "occurrence", from, to, form, conceptId } as const;
        await tx.addDecision({
          ...decision,
          id: deps.newId(),
          articleId,
          changeId: change.id,
          revokedBy: null,
        });
      }
    }
  }
  return written;
}

/** How a segment advances when the earlier words of some places stay in it, as an editor's own. */
export function stepWithKept(
  segment: SegmentRecord,
  next: SegmentRendering,
  places: readonly Place[],
): Advance {
  const plain = advance(segment, next.text);
  let wanted = next.text;
  // From the end, so that the offsets before a place stay true.
  for (const place of [...places].sort((a, b) => b.from - a.from)) {
    if (place.segmentId !== segment.id) continue;
    const [from, to] = [place.from - segment.from, place.to - segment.from];
    const end = wanted.slice(to + shiftAt(next.changes, to));
    wanted = wanted.slice(0, from + shiftAt(next.changes, from)) + place.before + end;
  }
  if (wanted === next.text) return plain;
  const { text } = merge3(segment.rendered, segment.text, wanted);
  if (text === segment.text) return { kind: "rebase" };
  return text === undefined || segment.state === "approved" ? plain : { kind: "follow", text };
}
