/** A text and the sentences that it should be cut into. */
export interface Marked {
  readonly text: string;
  readonly sentences: readonly string[];
}

/** Reads the tables' notation: `|` stands where a sentence ends and is taken out; blanks beside it are of no sentence. */
export function readMarked(marked: string): Marked {
  return {
    text: marked.replaceAll("|", ""),
    sentences: marked.split("|").map((sentence) => sentence.trim()),
  };
}
