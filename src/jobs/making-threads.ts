import type { ArticleTexts, MadeArticle, MakingPool } from "../app/article-making.ts";
import type { MakingTask } from "./making-thread.ts";
import { defaultThreads, openPool } from "./pool.ts";
import { sharedOf } from "./shared-glossary.ts";

/** Texts that a thread gets at once: aligning takes far longer than their way there and back. */
const AT_ONCE = 8;

/**
 * Makes articles in threads, each of which compiles the glossary once and reads the dictionary when there is Chinese.
 * What a thread fails at fails the whole call.
 */
export function openMakingThreads(threads: number = defaultThreads()): MakingPool {
  const thread = new URL("./making-thread.ts", import.meta.url);
  const pool = openPool<MakingTask, readonly MadeArticle[]>({ thread, threads });
  return {
    async make(compiled, texts) {
      const glossary = sharedOf(compiled);
      const parts: Promise<readonly MadeArticle[]>[] = [];
      for (let from = 0; from < texts.length; from += AT_ONCE)
        parts.push(pool.run({ glossary, texts: texts.slice(from, from + AT_ONCE).map(lean) }));
      // All are waited for, so that nothing of a failed call is still going on.
      await Promise.allSettled(parts);
      return (await Promise.all(parts)).flat();
    },
    close: () => pool.close(),
  };
}

/** Only what an article is made of: a draft has more. */
function lean({ machine, source, rows, date }: ArticleTexts): ArticleTexts {
  return { machine, source, date, ...(rows === undefined ? {} : { rows }) };
}
