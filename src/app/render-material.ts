/** Rendering a stored article by what was read of it. */
import type { Decision } from "../core/article/model.ts";
import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Hit, RenderingInput, SegmentRendering } from "../core/rendering/model.ts";
import { render, segmentRendering } from "../core/rendering/render.ts";

/** All that the rendering of an article goes by beside the glossary. */
export interface RenderMaterial {
  readonly articleId: string;
  readonly input: RenderingInput;
  readonly decisions: readonly Decision[];
}

/** The rendering of one article; can be copied between threads. */
export interface RenderedArticle {
  readonly articleId: string;
  readonly glossaryRevision: number;
  /** As in the article, not in its segments. */
  readonly hits: readonly Hit[];
  /** By the place of the segment in the input; one that is left out is as the machine wrote it, without hits. */
  readonly segments: readonly (readonly [index: number, rendering: SegmentRendering])[];
}

/** The rendering of one article. Pure. */
export function renderMaterial(material: RenderMaterial, glossary: CompiledGlossary): RenderedArticle {
  const { articleId, input, decisions } = material;
  const rendering = render(input, glossary, decisions);
  const segments: (readonly [number, SegmentRendering])[] = [];
  for (const [index, segment] of input.segments.entries()) {
    const own = segmentRendering(rendering, segment);
    if (own.changes.length > 0 || own.hits.length > 0) segments.push([index, own]);
  }
  return { articleId, glossaryRevision: glossary.revision, hits: rendering.hits, segments };
}
