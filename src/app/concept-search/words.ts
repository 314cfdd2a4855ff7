import { hasWords } from "../../core/search/query.ts";
import type { Shelf } from "./lists.ts";
import { NumberSet, within } from "./numbers.ts";
import type { Sources } from "./sources.ts";

/** Concepts that have all words of a query. */
export interface WordNumbers {
  /** The place of the rarest word in the query; undefined where a word is nowhere. */
  readonly rarest: number | undefined;
  /** They are all among these; undefined where nothing is known. */
  readonly among: NumberSet | undefined;
  /** Some of them. */
  readonly some: NumberSet;
  /** Whether the two are one. */
  readonly exact: boolean;
}

/** A word, and concepts that have it. */
interface Word {
  /** Its place in the query. */
  readonly place: number;
  readonly beginnings: readonly string[];
  /** By its beginnings, in the order of their keys. */
  readonly lists: readonly Uint32Array[];
  readonly numbers: NumberSet;
  /** How many of its beginnings have more keys than are listed; with none these are all that have it. */
  readonly open: number;
}

/** So many concepts tell how many of all are found. */
const SAMPLE = 100;
/** Of which share a page is quickly found by looking at one after the other, and of which all that are counted. */
const [OFTEN, MANY] = [0.03, 0.25];
/** So many times {@link Bounds.small} keys of each beginning are listed after the first so many. */
const NEXT = 8;
/** So many times {@link Bounds.large} are listed at last: looking at all takes longer still. */
const MORE = 4;
const NONE = NumberSet.of();
const NOWHERE: WordNumbers = { rarest: undefined, among: NONE, some: NONE, exact: true };

/** Lists the concepts of the words of a query, as far as it helps. */
export class WordLists {
  readonly #sources: Sources;
  readonly #shelf: Shelf;
  #words: readonly Word[];
  /** The concepts of those that are listed whole. */
  #among: NumberSet | undefined;
  /** The concepts that are listed for every word. */
  #some = NONE;
  /** The share that is found of those that are looked at one after the other. */
  #share = 0;
  #whole = 0;

  constructor(sources: Sources, shelf: Shelf) {
    this.#sources = sources;
    this.#shelf = shelf;
    this.#words = (sources.wanted.query?.words ?? [])
      .map((beginnings, place) => ({ place, beginnings, lists: [], numbers: NONE, open: beginnings.length }))
      .toSorted(byLength);
  }

  /**
   * Each word is listed in steps, until there are few concepts that have all, or enough that are found often. No more is listed where
   * looking at one concept after the other takes less. `whole` is how many are known to have all that was typed in one piece: they are
   * shown and counted before.
   */
  async words(whole: number): Promise<WordNumbers> {
    this.#whole = whole;
    const { small, large } = this.#sources.bounds;
    for (const most of [small, NEXT * small, large]) {
      if (most > small && this.#isVain(most)) continue;
      for (const [at, { open }] of this.#words.entries()) {
        if (open === 0) continue;
        const listed = await this.#list(at, most);
        if (listed.open === 0 && listed.numbers.size === 0) return NOWHERE;
        if (most === small) continue;
        if (listed.open === 0 && !this.#isListed()) this.#share = await this.#shareFound();
        if ((await this.#isEnough()) || (most === large && this.#isVain(most))) break;
      }
      if (most === large || (await this.#isEnough())) break;
      if (most === small) this.#words = this.#words.toSorted(byLength);
      this.#share = await this.#shareFound();
      if (await this.#isEnough()) break;
    }
    return this.#found();
  }

  /** The same where that was not enough: all is listed that can be, until there are few. */
  async more(): Promise<WordNumbers> {
    const { large } = this.#sources.bounds;
    for (const [at, { open }] of this.#words.entries())
      if (open > 0 && !this.#isFew()) await this.#list(at, MORE * large);
    return this.#found();
  }

  #found(): WordNumbers {
    const [rarest] = this.#words.toSorted(byCount);
    return { rarest: rarest?.place, among: this.#among, some: this.#some, exact: this.#isListed() };
  }

  /**
   * Whether it does not help to list so many of each word: where so many are found that all that are counted are looked at, or, of two
   * words, so few that some more of each are not enough.
   */
  #isVain(most: number): boolean {
    const { large, enough } = this.#sources.bounds;
    if (most === large) return this.#share >= MANY;
    return this.#words.length === 2 && (!this.#isOften() || 2 * NEXT * this.#some.size < enough);
  }

  async #isEnough(): Promise<boolean> {
    if (this.#isListed() || this.#isFew()) return true;
    const left = this.#sources.bounds.enough - this.#whole;
    return this.#isOften() && this.#some.without(await this.#sources.whole()).size >= left;
  }

  /** Whether a page is found soon. */
  #isOften(): boolean {
    return this.#share >= OFTEN || this.#whole > this.#sources.bounds.first;
  }

  #isFew(): boolean {
    return this.#among !== undefined && this.#among.size <= this.#sources.bounds.small;
  }

  #isListed(): boolean {
    return this.#words.every(({ open }) => open === 0);
  }

  async #list(at: number, most: number): Promise<Word> {
    const word = this.#words[at] ?? { place: 0, beginnings: [], lists: [], numbers: NONE, open: 0 };
    const { tx, wanted } = this.#sources;
    const read = await this.#shelf.lists(tx, word.beginnings, wanted.filter, most);
    const lists = read.map(({ numbers }) => numbers);
    const numbers = NumberSet.of(...lists);
    const listed = { ...word, lists, numbers, open: read.filter(({ all }) => !all).length };
    this.#words = this.#words.with(at, listed);
    if (listed.open === 0) this.#among = this.#among?.and(numbers) ?? (await this.#together([listed]));
    this.#some = await this.#together(this.#words);
    return listed;
  }

  /** The listed concepts of all of some words that are used as is asked for. */
  async #together([first, ...others]: readonly Word[]): Promise<NumberSet> {
    const numbers = within(first?.numbers ?? NONE, await this.#sources.used());
    return others.reduce((together, word) => together.and(word.numbers), numbers);
  }

  /** The share that is found of those that would be looked at first; by a sample. */
  async #shareFound(): Promise<number> {
    const { tx, wanted, bounds } = this.#sources;
    const first: number[] = [];
    for (const list of this.#words.toSorted(byCount)[0]?.lists ?? [])
      for (const number of list) {
        if (first.length > bounds.small) break;
        if (this.#among?.has(number) !== false) first.push(number);
      }
    const step = Math.ceil(first.length / SAMPLE);
    const some = first.filter((_, at) => at % step === 0);
    const concepts = await tx.conceptsNumbered([...new Set(some)], {});
    const found = concepts.filter(({ lines }) => wanted.query !== undefined && hasWords(wanted.query, lines));
    return found.length / Math.max(1, concepts.length);
  }
}

/** The rarest first, those that are not listed whole last. */
function byCount(a: Word, b: Word): number {
  return Math.sign(a.open) - Math.sign(b.open) || (a.open === 0 ? a.numbers.size - b.numbers.size : 0);
}

/** A longer word is mostly a rarer one, of two that are as long the one that is more nearly listed. */
function byLength(a: Word, b: Word): number {
  return (b.beginnings[0]?.length ?? 0) - (a.beginnings[0]?.length ?? 0) || a.open - b.open;
}
