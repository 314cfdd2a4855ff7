import type { Bead } from "../article/model.ts";
import { chineseKey } from "../glossary/chinese-text.ts";
import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Concept } from "../glossary/model.ts";
import type { Span } from "../text/span.ts";

/** A Chinese form that stands in the source. */
export interface SourcePlace extends Span {
  readonly conceptId: string;
}

/** What the Chinese says about a place in the English. `near` is the aligned sentences and their neighbours. */
export interface Evidence {
  /** Whether a Chinese form of the concept stands in the aligned sentences or next to them. */
  readonly stands: boolean;
  /** Whether one of the concept's scope forms stands in the aligned sentences; true when it has no scope. */
  readonly inScope: boolean;
  /** How often the concept stands near. */
  readonly count: number;
  /** How often it stands in the aligned sentences themselves. */
  readonly own: number;
}

/** Answers for a range of the machine text what its Chinese has. Every question takes logarithmic time. */
export interface SourceContext {
  evidence(concept: Concept, span: Span): Evidence;
  /** Places of some concepts in the aligned sentences, in order. */
  places(conceptIds: readonly string[], span: Span): SourcePlace[];
  /** Whether the alignment is sure enough that the sentence counts before the ones beside it. */
  isSure(span: Span): boolean;
  /** The aligned sentences, folded as forms are compared; empty where there are none. */
  sentence(span: Span): string;
  /** The Chinese of a range. */
  text(span: Span): string;
}

/** Below this confidence a bead may be the neighbour of the right one. */
const SURE = 0.8;

/** The context of an article with Chinese; undefined for one without. */
export function sourceContext(
  source: { readonly text: string; readonly beads: readonly Bead[] } | undefined,
  glossary: CompiledGlossary,
): SourceContext | undefined {
  if (source === undefined) return undefined;
  const { text } = source;
  const beads = inOrder(source.beads);
  const places = new Map<string, SourcePlace[]>();
  for (const { from, to, conceptId, shadowed } of glossary.chinese.scan(text)) {
    if (shadowed) continue;
    const list = places.get(conceptId);
    if (list === undefined) places.set(conceptId, [{ from, to, conceptId }]);
    // Two forms of one concept that start together are one mention.
    else if (list.at(-1)?.from !== from) list.push({ from, to, conceptId });
  }
  const sentences = new Map<string, string>();
  const sentenceOf = (range: Range): string => {
    const key = `${range.first}-${range.last}`;
    let sentence = sentences.get(key);
    if (sentence === undefined) {
      const slices = beads.slice(range.first, range.last + 1).map((bead) => bead.source);
      // A blank line between sentences: no form reaches over it.
      sentence = chineseKey(slices.map(({ from, to }) => text.slice(from, to)).join("\n\n")).key;
      sentences.set(key, sentence);
    }
    return sentence;
  };
  return {
    evidence(concept, span) {
      const own = alignedRange(beads, span);
      if (own === undefined) return { stands: false, inScope: concept.scope.length === 0, count: 0, own: 0 };
      const list = places.get(concept.id) ?? [];
      const count = placesIn(list, beads, own.first - 1, own.last + 1).length;
      return {
        stands: count > 0,
        inScope:
          concept.scope.length === 0 ||
          concept.scope.some((form) => sentenceOf(own).includes(chineseKey(form).key)),
        count,
        own: count === 0 ? 0 : placesIn(list, beads, own.first, own.last).length,
      };
    },
    places(conceptIds, span) {
      const own = alignedRange(beads, span);
      if (own === undefined) return [];
      return conceptIds
        .flatMap((id) => placesIn(places.get(id) ?? [], beads, own.first, own.last))
        .sort((a, b) => a.from - b.from || b.to - a.to);
    },
    isSure(span) {
      const own = alignedRange(beads, span);
      return (
        own !== undefined && beads.slice(own.first, own.last + 1).every((bead) => bead.confidence >= SURE)
      );
    },
    sentence(span) {
      const own = alignedRange(beads, span);
      return own === undefined ? "" : sentenceOf(own);
    },
    text: ({ from, to }) => text.slice(from, to),
  };
}

/** Beads from `first` to `last`, both included. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/** Beads by their English; they are, unless an editor moved one. */
function inOrder(beads: readonly Bead[]): readonly Bead[] {
  const sorted = beads.every((bead, index) => (beads[index - 1]?.target.from ?? 0) <= bead.target.from);
  return sorted ? beads : [...beads].sort((a, b) => a.target.from - b.target.from);
}

/** The beads whose English overlaps a span; undefined where none does. */
function alignedRange(beads: readonly Bead[], span: Span): Range | undefined {
  const first = firstWhere(beads, (bead) => bead.target.to > span.from);
  const last = firstWhere(beads, (bead) => bead.target.from >= span.to) - 1;
  return first > last ? undefined : { first, last };
}

/** The places that start in the Chinese of some beads. */
function placesIn(
  places: readonly SourcePlace[],
  beads: readonly Bead[],
  first: number,
  last: number,
): SourcePlace[] {
  if (places.length === 0) return [];
  const found = new Set<SourcePlace>();
  for (let i = Math.max(0, first); i <= last && i < beads.length; i++) {
    const range = beads[i]?.source;
    if (range === undefined || range.from === range.to) continue;
    for (let at = firstWhere(places, (place) => place.from >= range.from); at < places.length; at++) {
      const place = places[at];
      if (place === undefined || place.from >= range.to) break;
      found.add(place);
    }
  }
  return [...found];
}

/** Index of the first item that is so, where all behind it are too; the length where none is. */
function firstWhere<T>(items: readonly T[], isSo: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isSo(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
