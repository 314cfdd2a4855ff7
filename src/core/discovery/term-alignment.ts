import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Span } from "../text/span.ts";
import type { ChineseWord, Glosses } from "./chinese-words.ts";
import { chineseWords, glossReader } from "./chinese-words.ts";
import type { Corpus, Pair, Term } from "./corpus.ts";
import { chineseForms } from "../glossary/model.ts";
import { foldHans } from "../text/hans.ts";
import type { Posteriors, Sequences } from "./word-alignment.ts";
import { trainWordAlignment } from "./word-alignment.ts";

/** How the words of one pair belong together. */
export interface PairAlignment {
  /** P(English word j comes from the Chinese words `range`). */
  claim(range: Span, english: number): number;
  /** Share of the Chinese words `range` that become English word j. */
  yields(range: Span, english: number): number;
  /**
   * How much a single Chinese word outside of `range` has to do with English word j: the geometric mean of both
   * directions, so that a rare Chinese word, which takes whatever nobody else takes, does not count.
   */
  outside(range: Span, english: number): number;
}

/** Asks for the alignment of a pair of the corpus, by its index. */
export type Aligner = (index: number) => PairAlignment;

/** A word of the table of terms has this prior from its glosses, and this from the English that is written for it. */
const GLOSS_SHARE = 0.6;
const FORM_SHARE = 0.4;
/** Words of longer pairs are not compared; the product of the lengths. */
const LARGEST_PAIR = 60_000;
/** What the table of terms counts against that of words in the backward direction. */
const TERM_SHARE = 0.25;

/** Pairs that are aligned together have no more cells, lengths multiplied, than this: some hundred documents, 300 MB. */
const LARGEST_CORPUS = 12_000_000;

type Taught = readonly (readonly [string, readonly string[]])[];

/**
 * Two alignments of the whole corpus: by words, and with every Chinese form as one token. The dictionary's own pairs are
 * sentences too, and so is what editors taught. A larger corpus is aligned in parts, in the order of its pairs.
 */
export function alignCorpus(corpus: Corpus, lexicon: Lexicon, taught: Taught): Aligner {
  const parts: number[][] = [];
  const partOf: number[] = [];
  let size = Infinity;
  corpus.pairs.forEach((pair, index) => {
    const cells = pair.chinese.length * pair.english.length;
    if (pair.lender === undefined) {
      size += cells;
      if (size > LARGEST_CORPUS) {
        parts.push([]);
        size = cells;
      }
    }
    const part = pair.lender === undefined ? parts.length - 1 : (partOf[pair.lender] ?? 0);
    partOf.push(part);
    parts[part]?.push(index);
  });
  const places = new Map(parts.flatMap((part) => part.map((index, at) => [index, at] as const)));
  const aligners = parts.map((part) =>
    alignPairs(
      part.flatMap((index) => corpus.pairs[index] ?? []),
      lexicon,
      taught,
    ),
  );
  return (index) => aligners[partOf[index] ?? 0]?.(places.get(index) ?? -1) ?? NO_ALIGNMENT;
}

function alignPairs(pairs: readonly Pair[], lexicon: Lexicon, taught: Taught): Aligner {
  const glosses = glossReader(lexicon);
  const source = numbering();
  const target = numbering();
  const priors = new Map<number, Glosses>();
  const wordId = (word: ChineseWord): number => {
    const id = source.of(word.text);
    if (!priors.has(id)) priors.set(id, glosses(word.text));
    return id;
  };
  const terms = new Map<string, Term>();
  for (const { places } of pairs) {
    for (const { term } of places) terms.set(term.concept.id, term);
  }
  const termId = (term: Term, words: readonly ChineseWord[]): number => {
    const id = source.of(`\u0000${term.concept.id}`);
    if (!priors.has(id)) priors.set(id, termPrior(term, words, glosses));
    return id;
  };
  const usable = pairs.map(
    (pair) => !pair.garbled && pair.chinese.length * pair.english.length <= LARGEST_PAIR,
  );
  const tokens: TokenPair[] = pairs.map((pair, index) =>
    usable[index] === true ? tokensOf(pair, wordId, termId, target.of) : EMPTY_TOKENS,
  );
  const extra = dictionaryPairs([...terms.values()], lexicon, taught);
  const lines = extra.map(({ chinese, stems, term }) => ({
    words: { source: Int32Array.from(chinese, wordId), target: Int32Array.from(stems, target.of) },
    terms: { source: Int32Array.of(termId(term, chinese)), target: Int32Array.from(stems, target.of) },
  }));
  const stemOf = target.list;
  const prior = (from: number, to: number): number => priors.get(from)?.get(stemOf[to] ?? "") ?? 0;
  const learns = (index: number): boolean => pairs[index]?.lender === undefined;
  const words = trainWordAlignment(
    [...tokens.map((t) => t.words), ...lines.map((l) => l.words)],
    prior,
    learns,
  );
  const units = trainWordAlignment(
    [...tokens.map((t) => t.terms), ...lines.map((l) => l.terms)],
    prior,
    learns,
  );
  return (index) =>
    pairAlignment(
      pairs[index],
      tokens[index] ?? EMPTY_TOKENS,
      words.posteriors(index),
      units.posteriors(index),
    );
}

interface Numbering {
  readonly of: (text: string) => number;
  readonly list: readonly string[];
}

function numbering(): Numbering {
  const ids = new Map<string, number>();
  const list: string[] = [];
  return {
    list,
    of: (text) => {
      const known = ids.get(text);
      if (known !== undefined) return known;
      ids.set(text, list.length);
      list.push(text);
      return list.length - 1;
    },
  };
}

function termPrior(term: Term, words: readonly ChineseWord[], glosses: (word: string) => Glosses): Glosses {
  const mixed = new Map<string, number>();
  for (const word of words) {
    for (const [stem, weight] of glosses(word.text)) {
      mixed.set(stem, (mixed.get(stem) ?? 0) + (GLOSS_SHARE * weight) / words.length);
    }
  }
  for (const stem of term.stems) mixed.set(stem, (mixed.get(stem) ?? 0) + FORM_SHARE / term.stems.size);
  return mixed;
}

interface TokenPair {
  readonly words: Sequences;
  readonly terms: Sequences;
  /** For each Chinese word the token it is in. */
  readonly tokenOf: Int32Array;
}

const EMPTY_TOKENS: TokenPair = {
  words: { source: new Int32Array(0), target: new Int32Array(0) },
  terms: { source: new Int32Array(0), target: new Int32Array(0) },
  tokenOf: new Int32Array(0),
};

function tokensOf(
  pair: Pair,
  wordId: (word: ChineseWord) => number,
  termId: (term: Term, words: readonly ChineseWord[]) => number,
  stemId: (stem: string) => number,
): TokenPair {
  const ids = Int32Array.from(pair.chinese, wordId);
  const target = Int32Array.from(pair.english, ({ stem }) => stemId(stem));
  const units: number[] = [];
  const tokenOf = new Int32Array(ids.length);
  let place = 0;
  for (let i = 0; i < ids.length;) {
    while ((pair.places[place]?.words.to ?? Infinity) <= i) place++;
    const here = pair.places[place];
    if (here?.words.from === i && here.words.to > i) {
      tokenOf.fill(units.length, i, here.words.to);
      units.push(termId(here.term, pair.chinese.slice(i, here.words.to)));
      i = here.words.to;
    } else {
      tokenOf[i] = units.length;
      units.push(ids[i] ?? 0);
      i++;
    }
  }
  return { words: { source: ids, target }, terms: { source: Int32Array.from(units), target }, tokenOf };
}

interface DictionaryPair {
  readonly term: Term;
  readonly chinese: readonly ChineseWord[];
  readonly stems: readonly string[];
}

function dictionaryPairs(terms: readonly Term[], lexicon: Lexicon, taught: Taught): DictionaryPair[] {
  const extra = new Map<string, (readonly string[])[]>();
  for (const [id, stems] of taught) extra.set(id, [...(extra.get(id) ?? []), stems]);
  return terms.flatMap((term) => {
    const [form] = chineseForms(term.concept);
    if (form === undefined) return [];
    const folded = foldHans(form);
    const chinese = chineseWords(folded, { from: 0, to: folded.length }, lexicon, []);
    const english = [
      ...term.forms.map(({ words }) => words.map(({ stem }) => stem)),
      ...(extra.get(term.concept.id) ?? []),
    ];
    return chinese.length === 0
      ? []
      : english.filter((stems) => stems.length > 0).map((stems) => ({ term, chinese, stems }));
  });
}

function pairAlignment(
  pair: Pair | undefined,
  tokens: TokenPair,
  words: Posteriors,
  units: Posteriors,
): PairAlignment {
  const m = tokens.words.source.length;
  const k = tokens.terms.source.length;
  if (pair === undefined || m === 0) return NO_ALIGNMENT;
  const sum = (of: Float32Array, row: number, from: number, to: number): number => {
    let total = 0;
    for (let i = from; i < to; i++) total += of[row + i] ?? 0;
    return total;
  };
  const unit = (range: Span): number => tokens.tokenOf[range.from] ?? 0;
  return {
    claim: (range, j) =>
      (sum(words.forward, j * m, range.from, range.to) + (units.forward[j * k + unit(range)] ?? 0)) / 2,
    yields: (range, j) =>
      (sum(words.backward, j * m, range.from, range.to) / Math.max(1, range.to - range.from) +
        TERM_SHARE * (units.backward[j * k + unit(range)] ?? 0)) /
      (1 + TERM_SHARE),
    outside: (range, j) => {
      let best = 0;
      for (let i = 0; i < m; i++) {
        if (i >= range.from && i < range.to) continue;
        const at = j * m + i;
        best = Math.max(best, Math.sqrt((words.forward[at] ?? 0) * (words.backward[at] ?? 0)));
      }
      return best;
    },
  };
}

const NO_ALIGNMENT: PairAlignment = { claim: () => 0, yields: () => 0, outside: () => 0 };
