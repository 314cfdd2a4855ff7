import type { RenderedArticle, RenderMaterial, RenderPool } from "../app/render-pool.ts";
import { defaultThreads, openPool } from "./pool.ts";
import type { RenderThreadTask } from "./render-thread.ts";
import { sharedOf } from "./shared-glossary.ts";

/** Fewer articles than these are not worth a thread's way there and back. */
const LEAST_ARTICLES = 8;

/**
 * Renders stored articles in threads. The articles of a task are spread over them; each thread compiles a glossary once
 * and keeps the last two. What a thread fails at fails the whole task.
 */
export function openRenderPool(threads: number = defaultThreads()): RenderPool {
  const thread = new URL("./render-thread.ts", import.meta.url);
  const pool = openPool<RenderThreadTask, RenderedArticle[]>({ thread, threads });
  return {
    async render({ glossary, articles }) {
      const shared = sharedOf(glossary);
      const size = Math.max(LEAST_ARTICLES, Math.ceil(articles.length / threads));
      const parts: Promise<RenderedArticle[]>[] = [];
      for (let from = 0; from < articles.length; from += size) {
        const part = articles.slice(from, from + size).map(lean);
        parts.push(pool.run({ glossary: shared, articles: part }));
      }
      // All are waited for, so that nothing of a failed task is still going on.
      await Promise.allSettled(parts);
      return (await Promise.all(parts)).flat();
    },
    close: () => pool.close(),
  };
}

/** Only what the rendering goes by: segments may be records with their texts, which nobody needs to copy. */
function lean(material: RenderMaterial): RenderMaterial {
  const segments = material.input.segments.map(({ from, to }) => ({ from, to }));
  return { ...material, input: { ...material.input, segments } };
}
