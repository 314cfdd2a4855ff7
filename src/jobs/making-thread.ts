/** The thread of a pool that makes articles. */
import { type ArticleTexts, type MadeArticle, makingHere } from "../app/article-making.ts";
import { readLexicon } from "./lexicon-file.ts";
import { compiledHere, type SharedGlossary } from "./shared-glossary.ts";

/** Texts to be made articles of by one glossary. */
export interface MakingTask {
  readonly glossary: SharedGlossary;
  readonly texts: readonly ArticleTexts[];
}

/** One article for each of the texts, in their order. */
export function work({ glossary, texts }: MakingTask): Promise<readonly MadeArticle[]> {
  return makingHere(readLexicon).make(compiledHere(glossary), texts);
}
