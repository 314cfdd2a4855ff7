/** What a glossary makes of the texts of a new article; nothing here knows the store, so that threads can do it. */
import type { Block } from "../core/article/model.ts";
import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Lexicon } from "../core/lexicon/lexicon.ts";
import type { Change, Hit, Rendering } from "../core/rendering/model.ts";
import { render, segmentRendering } from "../core/rendering/render.ts";
import { segmentText } from "../core/segmentation/segment.ts";
import type { Span } from "../core/text/span.ts";
import { type Aligned, alignRows, alignTexts, hintsOf } from "./alignment.ts";
import type { ArticleDraft } from "./article-draft.ts";
import { type ArticleIndex, articleIndex } from "./article-index.ts";

/** The texts that an article is made of. */
export type ArticleTexts = Pick<ArticleDraft, "machine" | "source" | "rows" | "date">;

/** A segment as it is rendered. */
export interface MadeSegment extends Span {
  readonly rendered: string;
  readonly provenance: readonly Change[];
}

/** An article before it has ids; can be copied between threads. */
export interface MadeArticle extends Aligned {
  /** The glossary that it was made by. */
  readonly glossaryRevision: number;
  readonly blocks: readonly Block[];
  readonly sourceSentences: readonly Span[];
  readonly segments: readonly MadeSegment[];
  readonly hits: readonly Hit[];
  readonly index: ArticleIndex;
}

/** Makes articles; the same task gives the same articles, whoever does it. */
export interface MakingPool {
  /** One article for each of the texts, in their order. */
  make(glossary: CompiledGlossary, texts: readonly ArticleTexts[]): Promise<readonly MadeArticle[]>;
  close(): Promise<void>;
}

/** Makes articles in this thread. */
export function makingHere(lexicon: () => Promise<Lexicon>): MakingPool {
  return {
    async make(glossary, texts) {
      const words = texts.some(({ source }) => source !== "") ? await lexicon() : undefined;
      return texts.map((one) => makeArticle(one, glossary, words));
    },
    close: () => Promise.resolve(),
  };
}

/** Cuts, aligns and renders the texts of an article. With Chinese it needs the dictionary. */
export function makeArticle(
  texts: ArticleTexts,
  glossary: CompiledGlossary,
  lexicon: Lexicon | undefined,
): MadeArticle {
  const { machine, source, date } = texts;
  const { blocks, segments } = segmentText(machine, "en", glossary.english.scan(machine));
  const sourceSentences = source === "" ? [] : segmentText(source, "zh").segments;
  const aligned = alignedBy(texts, { segments, sourceSentences }, glossary, lexicon);
  const chinese = source === "" ? {} : { source: { text: source, beads: aligned.beads } };
  const dated = date === null ? {} : { date };
  const rendering = render({ machine, blocks, segments, ...dated, ...chinese }, glossary, []);
  return {
    ...aligned,
    glossaryRevision: glossary.revision,
    blocks,
    sourceSentences,
    segments: segments.map((span) => madeSegment(rendering, span)),
    hits: rendering.hits,
    index: articleIndex(
      { machine, sourceText: source === "" ? null : source, beads: aligned.beads },
      segments,
    ),
  };
}

/** An article without Chinese. */
const UNALIGNED: Aligned = { beads: [], sourceFit: null, sourceFindings: [] };

function alignedBy(
  { machine, source, rows }: ArticleTexts,
  cut: { readonly segments: readonly Span[]; readonly sourceSentences: readonly Span[] },
  glossary: CompiledGlossary,
  lexicon: Lexicon | undefined,
): Aligned {
  if (source === "") return UNALIGNED;
  if (lexicon === undefined) throw new Error("Aligning needs the dictionary.");
  const texts = { source, machine, ...cut, hints: hintsOf(lexicon, glossary, { source, machine }) };
  return rows === undefined ? alignTexts(texts) : alignRows(texts, rows);
}

function madeSegment(rendering: Rendering, { from, to }: Span): MadeSegment {
  const { text, changes } = segmentRendering(rendering, { from, to });
  return { from, to, rendered: text, provenance: changes };
}
