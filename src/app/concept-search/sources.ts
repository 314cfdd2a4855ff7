import { hasOneOf, type SearchQuery } from "../../core/search/query.ts";
import type { StoreReader } from "../store.ts";
import { type ConceptFilter, COUNTED, type FoundConcept } from "./model.ts";
import { NumberSet, type Numbers, within } from "./numbers.ts";

/** How much is looked at. */
export interface Bounds {
  /** A source of candidates up to this size is read whole. */
  readonly small: number;
  /** A word with more keys is common: they are not looked through. */
  readonly large: number;
  /** How many candidates are read at a time: first a page, later more. */
  readonly first: number;
  readonly most: number;
  /** So many results are counted. */
  readonly enough: number;
}

export const BOUNDS: Bounds = { small: 2000, large: 150_000, first: 64, most: 1024, enough: COUNTED + 1 };

/** What is looked for. */
export interface Wanted {
  /** Undefined: all that pass the filter. */
  readonly query: SearchQuery | undefined;
  readonly filter: ConceptFilter;
  /** Only these, if given. */
  readonly among?: ReadonlySet<string> | undefined;
}

/** Concepts that have all words of a query. */
export interface WordNumbers {
  /** The beginnings of the rarest word; undefined where a word is nowhere. */
  readonly rarest: readonly string[] | undefined;
  /** They are all among these; undefined where nothing is known. */
  readonly among: NumberSet | undefined;
  /** Some of them. */
  readonly some: NumberSet;
  /** Whether the two are one. */
  readonly exact: boolean;
}

/** A word, and concepts that have it. */
interface Word {
  readonly beginnings: readonly string[];
  readonly numbers: NumberSet;
  /** Whether these are all of them. */
  readonly all: boolean;
}

/** So many concepts tell how many of all have a word. */
const SAMPLE = 64;
/** Of which share of some concepts a page is quickly found by looking at one after the other, and of which all that are counted. */
const [OFTEN, MANY] = [0.1, 0.25];
/** So many times {@link Bounds.small} keys of a word are listed first, and so many times as many then. */
const [FIRST, NEXT] = [4, 4];
const NONE = NumberSet.of(new Uint32Array());

/** Where the concepts of a search are looked for; what is found out is found out once. */
export class Sources {
  readonly tx: StoreReader;
  readonly wanted: Wanted;
  readonly bounds: Bounds;
  #few: Promise<readonly FoundConcept[] | undefined> | undefined;
  #used: Promise<Numbers | undefined> | undefined;
  #whole: Promise<NumberSet> | undefined;
  #words: Promise<WordNumbers> | undefined;

  constructor(tx: StoreReader, wanted: Wanted, bounds: Bounds = BOUNDS) {
    this.tx = tx;
    this.wanted = wanted;
    this.bounds = bounds;
  }

  /** All candidates where what is asked for beside the words leaves few. */
  few(): Promise<readonly FoundConcept[] | undefined> {
    return (this.#few ??= this.#findFew());
  }

  /** The concepts that are used as much as is asked for; undefined where nothing is asked, or too many are. */
  used(): Promise<Numbers | undefined> {
    return (this.#used ??= this.#listUsed());
  }

  /**
   * The concepts that have all that was typed in one piece, in whatever tones; where no tones were typed and there are enough of them,
   * only so many.
   */
  whole(): Promise<NumberSet> {
    return (this.#whole ??= this.#listWhole());
  }

  /** The concepts that have the words of the query, or some of them. */
  words(): Promise<WordNumbers> {
    return (this.#words ??= this.#listWords());
  }

  async #findFew(): Promise<readonly FoundConcept[] | undefined> {
    const { filter, among } = this.wanted;
    const { small } = this.bounds;
    if (among !== undefined && among.size <= small) return this.tx.conceptsAmong([...among], filter);
    if (Object.values(filter).every((value) => value === undefined)) return undefined;
    return this.tx.fewConcepts(filter, small);
  }

  async #listUsed(): Promise<Numbers | undefined> {
    const { used } = this.wanted.filter;
    if (used === undefined) return undefined;
    const numbers = await this.tx.numbersInUse(used, this.bounds.large);
    return numbers && { set: NumberSet.of(numbers), inside: used > 0 };
  }

  async #listWhole(): Promise<NumberSet> {
    const { query, filter } = this.wanted;
    const enough = query?.toned === undefined ? this.bounds.enough : Infinity;
    for (let limit = Math.min(2 * enough, this.bounds.large); ;) {
      const numbers = await this.tx.firstNumbers(query?.whole ?? [], filter, limit);
      const set = within(NumberSet.of(numbers), await this.used());
      if (numbers.length < limit || set.size >= enough) return set;
      // As many as it takes if those that follow are as often of other concepts.
      limit = Math.ceil(limit * Math.min(4, Math.max(1.2, (1.2 * enough) / set.size)));
    }
  }

  /**
   * Lists the concepts of each word, at first only some, until there are few that have all, or enough that are often. A common word is
   * not listed where many of those that have the others have it: looking at them takes less.
   */
  async #listWords(): Promise<WordNumbers> {
    const { small, large, enough } = this.bounds;
    // A longer word is mostly a rarer one.
    let words: readonly Word[] = (this.wanted.query?.words ?? [])
      .map((beginnings) => ({ beginnings, numbers: NONE, all: false }))
      .toSorted((a, b) => lengthOf(b) - lengthOf(a));
    let among: NumberSet | undefined;
    let some = NONE;
    for (const most of [FIRST * small, NEXT * FIRST * small, large]) {
      // So few are to be expected that the next list is not worth reading.
      if (most === NEXT * FIRST * small && NEXT * NEXT * some.size < enough) continue;
      for (const [at, word] of words.entries()) {
        if (word.all) continue;
        if (most === large && among !== undefined && (await this.#share(word, among)) >= MANY) continue;
        const listed = await this.#list(word, most);
        if (listed.all && listed.numbers.size === 0)
          return { rarest: undefined, among: NONE, some: NONE, exact: true };
        words = words.with(at, listed);
        if (listed.all) among = await this.#together([listed], among);
      }
      some = (await this.#together(words)) ?? NONE;
      if (words.every(({ all }) => all) || (among !== undefined && among.size <= small)) break;
      if (some.without(await this.whole()).size >= enough && (await this.#areOften(words, some, among)))
        break;
    }
    const [rarest] = words.toSorted(byCount);
    return { rarest: rarest?.beginnings, among, some, exact: words.every(({ all }) => all) };
  }

  async #list(word: Word, most: number): Promise<Word> {
    const { numbers, all } = await this.tx.numbersByKeys(word.beginnings, this.wanted.filter, most);
    return { ...word, numbers: NumberSet.of(numbers), all };
  }

  /** The listed concepts of all of some words that are used as is asked for, and among others if these are given. */
  async #together(words: readonly Word[], others?: NumberSet): Promise<NumberSet | undefined> {
    const used = await this.used();
    return words.reduce((together, { numbers }) => together?.and(numbers) ?? within(numbers, used), others);
  }

  /** Whether one does not look long for those that have all words among those that have the ones that are listed whole. */
  async #areOften(words: readonly Word[], some: NumberSet, among: NumberSet | undefined): Promise<boolean> {
    if (among === undefined)
      return some.size >= OFTEN * Math.min(...words.map(({ numbers }) => numbers.size));
    for (const word of words) if (!word.all && (await this.#share(word, among)) < OFTEN) return false;
    return true;
  }

  /** The share of some concepts that have a word, by a sample. */
  async #share({ beginnings }: Word, among: NumberSet): Promise<number> {
    const numbers = among.list();
    const step = Math.ceil(numbers.length / SAMPLE);
    const some = numbers.filter((_, at) => at % step === 0);
    const found = await this.tx.conceptsNumbered(some, {});
    return found.filter(({ lines }) => hasOneOf(lines, beginnings)).length / Math.max(1, found.length);
  }
}

/** The rarest first, those that are not listed whole last. */
function byCount(a: Word, b: Word): number {
  if (a.all && b.all) return a.numbers.size - b.numbers.size;
  return Number(b.all) - Number(a.all);
}

function lengthOf({ beginnings: [first = ""] }: Word): number {
  return first.length;
}
