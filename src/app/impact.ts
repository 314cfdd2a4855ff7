import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Advance } from "../core/merge/advance.ts";
import { advance } from "../core/merge/advance.ts";
import type { Change, Hit, Rendering, SegmentRendering } from "../core/rendering/model.ts";
import { shiftAt } from "../core/rendering/offsets.ts";
import { render, segmentRendering } from "../core/rendering/render.ts";
import type { Span } from "../core/text/span.ts";
import { indexAt, overlaps, union } from "../core/text/span.ts";
import type { SegmentRecord } from "./records.ts";
import { isSettled, renderingInput } from "./rendering.ts";
import type { Loaded } from "./runs/material.ts";
import type { RenderSource } from "./runs/store.ts";
import type { StoreReader } from "./store.ts";
import type { ImpactArticle, Place, PlaceKind } from "./views.ts";

/** How much of a text is shown around a place, in UTF-16 units. */
const MARGIN = 48;

/** Key of a place: the article and the range in its machine text. */
export function placeKey(articleId: string, from: number, to: number): string {
  return `${articleId}:${from}:${to}`;
}

/** What a place key names, or undefined when it is none. */
export function parsePlaceKey(
  key: string,
): { readonly articleId: string; readonly from: number; readonly to: number } | undefined {
  const match = /^(?<id>[^:]+):(?<from>\d{1,9}):(?<to>\d{1,9})$/.exec(key)?.groups;
  if (match === undefined) return undefined;
  return { articleId: match["id"] ?? "", from: Number(match["from"]), to: Number(match["to"]) };
}

/**
 * Where rendering an article by a glossary would change what is rendered now, and where an editor would be asked: newly,
 * or about one of `concepts`; in order, undefined when nowhere. Places whose ranges overlap are one.
 */
export async function articleImpact(
  tx: StoreReader,
  { source: article, segments, open: waiting, decisions, hits }: Loaded,
  glossary: CompiledGlossary,
  concepts: ReadonlySet<string>,
): Promise<ImpactArticle | undefined> {
  const will = render(renderingInput(article, segments), glossary, decisions);
  const places: Place[] = [];
  for (const [index, segment] of segments.entries()) {
    const next = segmentRendering(will, segment);
    const kind = kindOf(advance(segment, next.text));
    if (kind === undefined) continue;
    if (kind !== "change" && (await isSettled(tx, waiting.get(segment.id), segment.id, next.text))) continue;
    for (const span of union([...segment.provenance, ...next.changes])) {
      const before = textAt(segment.rendered, segment.provenance, span);
      const after = textAt(next.text, next.changes, span);
      if (before === after) continue;
      const cause = causeOf(span, next, segment, concepts);
      const place = { from: segment.from + span.from, to: segment.from + span.to };
      places.push(placeOf(article, { ...segment, number: index + 1 }, place, { kind, before, after, cause }));
    }
  }
  places.push(...doubtfulPlaces(article, segments, places, newQuestions(hits, will, concepts)));
  places.sort((a, b) => a.from - b.from);
  return places.length === 0 ? undefined : { articleId: article.id, title: article.title, places };
}

/** What stands in a rendered text for a range of its machine text that cuts none of its changes. */
function textAt(rendered: string, changes: readonly Change[], { from, to }: Span): string {
  return rendered.slice(from + shiftAt(changes, from), to + shiftAt(changes, to));
}

/** What a place is told to be about: a concept that is edited, or else what changes there first. */
function causeOf(
  span: Span,
  next: SegmentRendering,
  was: SegmentRecord,
  concepts: ReadonlySet<string>,
): Pick<Hit, "conceptId" | "reason"> {
  const there = [...next.changes, ...was.provenance, ...next.hits].filter((mark) => overlaps(mark, span));
  return (
    there.find((mark) => concepts.has(mark.conceptId)) ?? there[0] ?? { conceptId: "", reason: "deprecated" }
  );
}

/** The hits that a rendering asks about: those of `concepts`, and those that the one before it did not ask about. */
function newQuestions(before: readonly Hit[], will: Rendering, concepts: ReadonlySet<string>): Hit[] {
  const known = new Set(before.filter(asks).map(({ from, to }) => `${from}:${to}`));
  const asked = will.hits.filter(asks);
  const own = asked.filter((hit) => concepts.has(hit.conceptId));
  return [...own, ...asked.filter((hit) => hit.reason !== "inside" && !known.has(`${hit.from}:${hit.to}`))];
}

function asks(hit: Hit): boolean {
  return hit.outcome === "ask" || hit.outcome === "hold";
}

/** One place for each hit that asks outside other places. */
function doubtfulPlaces(
  article: RenderSource,
  segments: readonly SegmentRecord[],
  others: readonly Place[],
  hits: readonly Hit[],
): Place[] {
  const places: Place[] = [];
  for (const hit of hits) {
    const index = indexAt(segments, hit.from);
    const segment = segments[index];
    if (segment === undefined || [...others, ...places].some((place) => overlaps(place, hit))) continue;
    const own = article.machine.slice(hit.from, hit.to);
    const effect = { kind: "doubtful", before: own, after: own, cause: hit } as const;
    places.push(placeOf(article, { ...segment, number: index + 1 }, hit, effect));
  }
  return places;
}

function placeOf(
  article: RenderSource,
  segment: SegmentRecord & { readonly number: number },
  { from, to }: Span,
  effect: Pick<Place, "kind" | "before" | "after"> & { readonly cause: Pick<Hit, "conceptId" | "reason"> },
): Place {
  const { machine } = article;
  const { kind, before, after, cause } = effect;
  return {
    key: placeKey(article.id, from, to),
    kind,
    articleId: article.id,
    segmentId: segment.id,
    segmentNumber: segment.number,
    from,
    to,
    lead: excerptBefore(
      machine.slice(Math.max(segment.from, from - MARGIN), from),
      from - MARGIN > segment.from,
    ),
    before,
    after,
    trail: excerptAfter(machine.slice(to, Math.min(segment.to, to + MARGIN)), to + MARGIN < segment.to),
    reason: cause.reason,
    conceptId: cause.conceptId,
  };
}

/** What a step does to a text; undefined when the text stays without a question. */
function kindOf(step: Advance): Exclude<PlaceKind, "doubtful"> | undefined {
  if (step.kind === "follow") return "change";
  if (step.kind !== "propose") return undefined;
  return step.merged === undefined ? "conflict" : "approved";
}

/** The end of a text from a word's start, with an ellipsis where something was cut off. */
function excerptBefore(text: string, cut: boolean): string {
  return cut ? "…" + text.replace(/^\S*\s/, "") : text;
}

/** The beginning of a text up to a word's end, with an ellipsis where something was cut off. */
function excerptAfter(text: string, cut: boolean): string {
  return cut ? text.replace(/\s\S*$/, "") + "…" : text;
}
