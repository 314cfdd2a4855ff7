import type { Bead } from "../article/model.ts";
import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Concept } from "../glossary/model.ts";
import type { Span } from "../text/span.ts";
import { overlaps } from "../text/span.ts";

/** What the Chinese says about a place in the English. `near` is the aligned sentences and their neighbours. */
export interface Evidence {
  /** Whether a Chinese form of the concept stands in the aligned sentences or next to them. */
  readonly stands: boolean;
  /** Whether one of the concept's scope forms stands in the aligned sentences; true when it has no scope. */
  readonly inScope: boolean;
  /** How often the concept stands near. */
  readonly count: number;
}

/** Answers for a range of the machine text what its Chinese has. */
export interface SourceContext {
  evidence(concept: Concept, span: Span): Evidence;
}

/** The context of an article with Chinese; undefined for one without. */
export function sourceContext(
  source: { readonly text: string; readonly beads: readonly Bead[] } | undefined,
  glossary: CompiledGlossary,
): SourceContext | undefined {
  if (source === undefined) return undefined;
  const { text, beads } = source;
  const places = new Map<string, number[]>();
  for (const hit of glossary.chinese.scan(text)) {
    if (hit.shadowed) continue;
    const list = places.get(hit.conceptId);
    if (list === undefined) places.set(hit.conceptId, [hit.from]);
    else if (list.at(-1) !== hit.from) list.push(hit.from);
  }
  return {
    evidence(concept, span) {
      const own = aligned(beads, span, 0);
      const near = aligned(beads, span, 1);
      const count = (places.get(concept.id) ?? []).filter((at) =>
        near.some((r) => r.from <= at && at < r.to),
      ).length;
      const sentence = own.map((range) => text.slice(range.from, range.to)).join("\n");
      const inScope = concept.scope.length === 0 || concept.scope.some((form) => sentence.includes(form));
      return { stands: count > 0, inScope, count };
    },
  };
}

/** Source ranges of the beads that overlap the span, with `margin` beads on either side. */
function aligned(beads: readonly Bead[], span: Span, margin: number): Span[] {
  const first = beads.findIndex((bead) => overlaps(bead.target, span));
  if (first < 0) return [];
  let last = first;
  for (let i = first; i < beads.length; i++) {
    const bead = beads[i];
    if (bead !== undefined && overlaps(bead.target, span)) last = i;
  }
  return beads.slice(Math.max(0, first - margin), last + 1 + margin).map((bead) => bead.source);
}
