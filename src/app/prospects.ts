/** What rendering stored articles by another glossary would come to. Only segments that it concerns are read whole. */
import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Hit, Rendering, SegmentRendering } from "../core/rendering/model.ts";
import { render, segmentRendering } from "../core/rendering/render.ts";
import { indexAt, type Span } from "../core/text/span.ts";
import type { SegmentRecord } from "./records.ts";
import { renderingInput, sameProvenance } from "./rendering.ts";
import { loadRendered, type Rendered } from "./runs/material.ts";
import type { RenderSource } from "./runs/store.ts";
import type { StoreReader } from "./store.ts";

/** So many articles are read at once. */
const READ = 100;

/** An article and its next rendering. */
export interface Prospect {
  readonly source: RenderSource;
  /** The segments that are looked at, in order. */
  readonly segments: readonly ProspectSegment[];
  /** The hits in them that ask. */
  readonly questions: readonly Question[];
}

/** A hit that asks. */
export interface Question {
  readonly hit: Hit;
  readonly segment: ProspectSegment;
  /** Whether nothing asked there before. */
  readonly isNew: boolean;
}

/** A segment and its next rendering. */
export interface ProspectSegment {
  readonly record: SegmentRecord;
  /** Its number in the article, from 1. */
  readonly number: number;
  readonly next: SegmentRendering;
  /** Whether that rendering waits there as a proposal, or was turned down. */
  readonly settled: boolean;
}

/**
 * Some articles by a glossary: where it renders them otherwise than they are, and where it asks. Those that are gone are
 * left out.
 */
export async function* prospectsOf(
  tx: StoreReader,
  articleIds: readonly string[],
  glossary: CompiledGlossary,
): AsyncGenerator<Prospect, void> {
  for (const ids of batches(articleIds))
    yield* await look(tx, ids, glossary, ({ segments }, rendering) => {
      const changes = Map.groupBy(rendering.changes, ({ from }) => indexAt(segments, from));
      const changed = segments.filter((segment, index) => {
        const next = changes.has(index) ? segmentRendering(rendering, segment).changes : [];
        return !sameProvenance(segment.provenance, next);
      });
      return [...changed, ...rendering.hits.filter(asks)];
    });
}

/** Concepts that change, and the glossaries before and after. */
export interface GlossaryStep {
  readonly conceptIds: readonly string[];
  readonly before: CompiledGlossary;
  readonly after: CompiledGlossary;
}

/**
 * Some articles by the glossary after a step, where the step matters: where its concepts stand or stood, or where
 * anything else becomes otherwise by it. What else an article is behind in is left out.
 */
export async function* prospectsOfStep(
  tx: StoreReader,
  articleIds: readonly string[],
  { conceptIds, before, after }: GlossaryStep,
): AsyncGenerator<Prospect, void> {
  const concepts = new Set(conceptIds);
  for (const ids of batches(articleIds)) {
    const stood = Map.groupBy(await tx.hitPlaces(conceptIds, ids), ({ articleId }) => articleId);
    yield* await look(tx, ids, after, ({ source, segments, decisions }, rendering) => {
      const stands = rendering.hits.filter(({ conceptId }) => concepts.has(conceptId));
      // Without Chinese nothing becomes otherwise but where a concept of the step stands.
      const others =
        source.sourceText === null
          ? []
          : differences(render(renderingInput(source, segments), before, decisions), rendering);
      return [...stands, ...others, ...(stood.get(source.id) ?? [])];
    });
  }
}

function* batches(ids: readonly string[]): Generator<readonly string[], void> {
  for (let from = 0; from < ids.length; from += READ) yield ids.slice(from, from + READ);
}

/** Renders articles and reads the segments in which something lies that `concerned` gives. */
async function look(
  tx: StoreReader,
  ids: readonly string[],
  glossary: CompiledGlossary,
  concerned: (article: Rendered, rendering: Rendering) => readonly Pick<Span, "from">[],
): Promise<readonly Prospect[]> {
  const articles = (await loadRendered(tx, ids)).map((article) => {
    const { source, segments, decisions } = article;
    const rendering = render(renderingInput(source, segments), glossary, decisions);
    const at = new Set(concerned(article, rendering).map(({ from }) => indexAt(segments, from)));
    const outlines = segments.flatMap(({ id }, index) => (at.has(index) ? [{ id, number: index + 1 }] : []));
    return { source, rendering, outlines };
  });
  const segmentIds = articles.flatMap(({ outlines }) => outlines.map(({ id }) => id));
  const records = new Map((await tx.segmentsOf(segmentIds)).map((record) => [record.id, record]));
  const judged = Map.groupBy(await tx.judgedRenderings(segmentIds), ({ segmentId }) => segmentId);
  const asked = Map.groupBy(await tx.questionsIn(ids), ({ articleId }) => articleId);
  return articles.map(({ source, rendering, outlines }): Prospect => {
    const segments = outlines.flatMap(({ id, number }): ProspectSegment[] => {
      const record = records.get(id);
      if (record === undefined) return [];
      const next = segmentRendering(rendering, record);
      const settled = judged.get(id)?.some(({ rendered }) => rendered === next.text) ?? false;
      return [{ record, number, next, settled }];
    });
    const before = new Set(asked.get(source.id)?.map(spanKey));
    const spans = segments.map(({ record }) => record);
    const questions = rendering.hits.filter(asks).flatMap((hit): Question[] => {
      const segment = segments[indexAt(spans, hit.from)];
      return segment === undefined ? [] : [{ hit, segment, isNew: !before.has(spanKey(hit)) }];
    });
    return { source, segments, questions };
  });
}

function asks({ outcome }: Hit): boolean {
  return outcome === "ask" || outcome === "hold";
}

function spanKey({ from, to }: Span): string {
  return `${from}:${to}`;
}

/** What one of two renderings of an article has and the other has not. */
function differences(a: Rendering, b: Rendering): Span[] {
  const [before, after] = [marksOf(a), marksOf(b)];
  const only = (own: Map<string, Span>, other: Map<string, Span>): Span[] =>
    Array.from(own).flatMap(([key, span]) => (other.has(key) ? [] : [span]));
  return [...only(before, after), ...only(after, before)];
}

function marksOf({ hits, changes }: Rendering): Map<string, Span> {
  return new Map<string, Span>([
    ...hits.map((hit) => [`${spanKey(hit)}:${hit.conceptId}:${hit.outcome}:${hit.reason}`, hit] as const),
    ...changes.map((change) => [`${spanKey(change)}=${change.after}`, change] as const),
  ]);
}
