/** A Chinese-English dictionary of common words. It says what a word may mean, never what a name is in English. */
export interface Lexicon {
  /** The glosses of a word in simplified characters, in the dictionary's order; none for an unknown word. */
  glosses(word: string): readonly string[];
  has(word: string): boolean;
  /** Length of the longest word, in UTF-16 units. */
  readonly longest: number;
  /** Length of the longest word that begins with a UTF-16 unit; 0 where none does. */
  longestFrom(unit: string): number;
}

/** A dictionary without words. */
export const EMPTY_LEXICON: Lexicon = {
  glosses: () => [],
  has: () => false,
  longest: 0,
  longestFrom: () => 0,
};

/**
 * Reads a dictionary: one simplified word a line, a tab, its glosses between slashes. A line without a tab is passed
 * over; of a word that comes twice the last line counts.
 */
export function parseLexicon(text: string): Lexicon {
  const places = new Map<string, number>();
  const longestFrom = new Map<string, number>();
  let longest = 0;
  for (let from = 0; from < text.length;) {
    let to = text.indexOf("\n", from);
    if (to < 0) to = text.length;
    const tab = text.indexOf("\t", from);
    if (tab > from && tab < to) {
      places.set(text.slice(from, tab), tab + 1);
      longest = Math.max(longest, tab - from);
      const first = text.charAt(from);
      longestFrom.set(first, Math.max(longestFrom.get(first) ?? 0, tab - from));
    }
    from = to + 1;
  }
  return {
    glosses(word) {
      const from = places.get(word);
      if (from === undefined) return [];
      const end = text.indexOf("\n", from);
      return text
        .slice(from, end < 0 ? text.length : end)
        .split("/")
        .filter((gloss) => gloss !== "");
    },
    has: (word) => places.has(word),
    longest,
    longestFrom: (unit) => longestFrom.get(unit) ?? 0,
  };
}
