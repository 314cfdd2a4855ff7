import type { Advance } from "../core/merge/advance.ts";
import { advance } from "../core/merge/advance.ts";
import type { Change, Hit } from "../core/rendering/model.ts";
import { shiftAt } from "../core/rendering/offsets.ts";
import type { Span } from "../core/text/span.ts";
import { overlaps, union } from "../core/text/span.ts";
import type { Prospect, ProspectSegment, Question } from "./prospects.ts";
import type { RenderSource } from "./runs/store.ts";
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
 * Where an article changes in prospect, and where an editor would be asked: newly, or about one of `concepts`; in order,
 * undefined when nowhere. Places whose ranges overlap are one.
 */
export function articleImpact(
  { source, segments, questions }: Prospect,
  concepts: ReadonlySet<string>,
): ImpactArticle | undefined {
  const places: Place[] = [];
  for (const segment of segments) {
    const { record, next, settled } = segment;
    const kind = kindOf(advance(record, next.text));
    if (kind === undefined || (kind !== "change" && settled)) continue;
    for (const span of union([...record.provenance, ...next.changes])) {
      const before = textAt(record.rendered, record.provenance, span);
      const after = textAt(next.text, next.changes, span);
      if (before === after) continue;
      const cause = causeOf(span, segment, concepts);
      const place = { from: record.from + span.from, to: record.from + span.to };
      places.push(placeOf(source, segment, place, { kind, before, after, cause }));
    }
  }
  const own = questions.filter(({ hit }) => concepts.has(hit.conceptId));
  const others = questions.filter(({ hit, isNew }) => isNew && hit.reason !== "inside");
  places.push(...doubtfulPlaces(source, places, [...own, ...others]));
  places.sort((a, b) => a.from - b.from);
  return places.length === 0 ? undefined : { articleId: source.id, title: source.title, places };
}

/** What stands in a rendered text for a range of its machine text that cuts none of its changes. */
function textAt(rendered: string, changes: readonly Change[], { from, to }: Span): string {
  return rendered.slice(from + shiftAt(changes, from), to + shiftAt(changes, to));
}

/** What a place is told to be about: a concept that is edited, or else what changes there first. */
function causeOf(
  span: Span,
  { record, next }: ProspectSegment,
  concepts: ReadonlySet<string>,
): Pick<Hit, "conceptId" | "reason"> {
  const there = [...next.changes, ...record.provenance, ...next.hits].filter((mark) => overlaps(mark, span));
  return (
    there.find((mark) => concepts.has(mark.conceptId)) ?? there[0] ?? { conceptId: "", reason: "deprecated" }
  );
}

/** One place for each hit that asks outside other places. */
function doubtfulPlaces(
  article: RenderSource,
  others: readonly Place[],
  questions: readonly Question[],
): Place[] {
  const places: Place[] = [];
  for (const { hit, segment } of questions) {
    if ([...others, ...places].some((place) => overlaps(place, hit))) continue;
    const own = article.machine.slice(hit.from, hit.to);
    const effect = { kind: "doubtful", before: own, after: own, cause: hit } as const;
    places.push(placeOf(article, segment, hit, effect));
  }
  return places;
}

function placeOf(
  article: RenderSource,
  { record: segment, number }: ProspectSegment,
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
    segmentNumber: number,
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
