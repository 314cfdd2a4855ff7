/** An article as it is read: block by block, the English as it stands and the Chinese beside it. */
import type { BlockKind } from "../core/article/model.ts";
import type { Run } from "../core/rendering/model.ts";
import { textRuns } from "../core/rendering/runs.ts";
import { chineseScript } from "../core/text/script.ts";
import { contains, type Span } from "../core/text/span.ts";
import { articleStateView } from "./article-states.ts";
import type { Deps } from "./deps.ts";
import { getArticleRecord, getSummary } from "./loading.ts";
import type { ArticleRecord, ArticleSummary, SegmentRecord } from "./records.ts";
import type { ArticleStateView } from "./views.ts";

/** A headline, paragraph, caption or other block of an article. */
export interface ReadingBlock {
  readonly kind: BlockKind;
  /** Joining their texts gives the block as it stands, white space between its sentences included. */
  readonly runs: readonly Run[];
  /** The paragraphs of the Chinese that stands beside it; empty without any. */
  readonly source: readonly string[];
}

/** An article to be read. */
export interface ReadingView {
  readonly article: ArticleSummary;
  /** The script of the Chinese, as for `lang`; undefined without Chinese. */
  readonly sourceLang: "zh-Hans" | "zh-Hant" | undefined;
  readonly sourceReconstructed: boolean;
  readonly standing: ArticleStateView;
  /** In order; together they have every sentence of both texts. */
  readonly blocks: readonly ReadingBlock[];
  /** The headline as it reads now; undefined where the article has none. */
  readonly headline: string | undefined;
}

/** The article as it reads now. Fails not-found. */
export function getReading(deps: Deps, articleId: string): Promise<ReadingView> {
  return deps.store.read(async (tx) => {
    const article = await getArticleRecord(tx, articleId);
    const blocks = readingBlocks(article, await tx.segments(articleId));
    const headline = blocks.find(({ kind }) => kind === "headline");
    return {
      article: await getSummary(tx, articleId),
      sourceLang: article.sourceText === null ? undefined : chineseScript(article.sourceText),
      sourceReconstructed: article.sourceReconstructed,
      standing: await articleStateView(tx, articleId),
      blocks,
      headline: headline && textOf(headline).replace(/\s+/g, " ").trim(),
    };
  });
}

/** The English of a block. */
export function textOf({ runs }: Pick<ReadingBlock, "runs">): string {
  return runs.map(({ text }) => text).join("");
}

type Texts = Pick<ArticleRecord, "machine" | "blocks" | "sourceText" | "beads">;
type Sentence = Pick<SegmentRecord, "from" | "to" | "text" | "rendered" | "provenance">;

/** The blocks of an article with its sentences, which are in order. A sentence outside every block is one of its own. */
export function readingBlocks(article: Texts, segments: readonly Sentence[]): ReadingBlock[] {
  const made: { kind: BlockKind; from: number; runs: Run[]; at: number; block: Span | undefined }[] = [];
  let place = 0;
  for (const segment of segments) {
    while ((article.blocks[place]?.to ?? Infinity) <= segment.from) place++;
    const found = article.blocks[place];
    const block = found && contains(found, segment) ? found : undefined;
    let last = made.at(-1);
    if (last === undefined || block === undefined || last.block !== block) {
      last = {
        kind: block && found ? found.kind : "body",
        from: segment.from,
        runs: [],
        at: segment.from,
        block,
      };
      made.push(last);
    }
    if (last.at < segment.from) last.runs.push({ text: article.machine.slice(last.at, segment.from) });
    last.runs.push(...textRuns(segment, segment.provenance, [], segment.from));
    last.at = segment.to;
  }
  const sources = sourcesOf(article, made);
  return made.map(({ kind, runs }, index) => ({ kind, runs, source: paragraphs(sources[index] ?? "") }));
}

/**
 * The Chinese of each block: that of the beads whose English begins in it or before the next one. What lies between two
 * beads goes with the first of them.
 */
function sourcesOf(
  { sourceText, beads }: Texts,
  blocks: readonly { readonly from: number }[],
): readonly string[] {
  const texts = blocks.map(() => "");
  if (sourceText === null || blocks.length === 0) return texts;
  const full = beads.filter(({ source }) => source.to > source.from);
  let at = 0;
  let copied = 0;
  const copy = (to: number): void => {
    texts[at] = (texts[at] ?? "") + sourceText.slice(copied, to);
    copied = Math.max(copied, to);
  };
  for (const { source, target } of full) {
    let next = at;
    while ((blocks[next + 1]?.from ?? Infinity) <= target.from && target.from < target.to) next++;
    // A bead without English stays beside what came before it.
    if (next > at) {
      copy(source.from);
      at = next;
    }
    copy(source.to);
  }
  copy(sourceText.length);
  return texts;
}

function paragraphs(text: string): string[] {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
