/** The thread of a pool that renders stored articles. */
import { renderMaterial, type RenderedArticle, type RenderMaterial } from "../app/render-pool.ts";
import { compiledHere, type SharedGlossary } from "./shared-glossary.ts";

/** Articles to be rendered by one glossary. */
export interface RenderThreadTask {
  readonly glossary: SharedGlossary;
  readonly articles: readonly RenderMaterial[];
}

/** One rendering for each article, in their order. */
export function work({ glossary, articles }: RenderThreadTask): RenderedArticle[] {
  const compiled = compiledHere(glossary);
  return articles.map((material) => renderMaterial(material, compiled));
}
