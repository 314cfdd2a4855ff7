import { fillSentences } from "../queries/word-index.ts";
import type { Migration } from "./migration.ts";

/**
 * The articles of a sentence are found as those of a word are. An index of its own goes to another page for each
 * sentence, which costs an import the more the bigger the store is.
 */
export const sentencesByWords: Migration = {
  number: 19,
  name: "sentences-by-words",
  statements: () => [`DROP INDEX segments_by_machine`],
  fill: fillSentences,
};
