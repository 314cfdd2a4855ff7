import type { SearchQuery } from "../../core/search/query.ts";
import type { StoreReader } from "../store.ts";
import { type ConceptFilter, COUNTED, type FoundConcept } from "./model.ts";
import { Shelf, type Shelves } from "./lists.ts";
import { NumberSet, type Numbers, within } from "./numbers.ts";
import { WordLists, type WordNumbers } from "./words.ts";

/** How much is looked at. */
export interface Bounds {
  /** A source of candidates up to this size is read whole. */
  readonly small: number;
  /** A beginning with more keys is common: they are not looked through. */
  readonly large: number;
  /** How many candidates are read at a time: first a page, later more. */
  readonly first: number;
  readonly most: number;
  /** So many results are counted. */
  readonly enough: number;
}

export const BOUNDS: Bounds = { small: 2000, large: 100_000, first: 64, most: 1024, enough: COUNTED + 1 };

/** What is looked for. */
export interface Wanted {
  /** Undefined: all that pass the filter. */
  readonly query: SearchQuery | undefined;
  readonly filter: ConceptFilter;
  /** Only these, if given. */
  readonly among?: ReadonlySet<string> | undefined;
}

/** Where the concepts of a search are looked for; what is found out is found out once. */
export class Sources {
  readonly tx: StoreReader;
  readonly wanted: Wanted;
  readonly bounds: Bounds;
  readonly #shelves: Shelves | undefined;
  #few: Promise<readonly FoundConcept[] | undefined> | undefined;
  #used: Promise<Numbers | undefined> | undefined;
  #whole: Promise<NumberSet> | undefined;
  readonly #nowhere = new Set<number>();
  #lists: Promise<WordLists> | undefined;
  #words: Promise<WordNumbers> | undefined;
  #moreWords: Promise<WordNumbers> | undefined;

  /** With `shelves` in a transaction that does not write. */
  constructor(tx: StoreReader, wanted: Wanted, bounds: Bounds = BOUNDS, shelves?: Shelves) {
    this.tx = tx;
    this.wanted = wanted;
    this.bounds = bounds;
    this.#shelves = shelves;
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

  /** Whether no concept is found by the beginning with this place in `query.whole`, as far as it is known. */
  isNowhere(rank: number): boolean {
    return this.#nowhere.has(rank);
  }

  /** The concepts that have the words of the query, or some of them; so many are known to have all of it in one piece. */
  words(whole = 0): Promise<WordNumbers> {
    return (this.#words ??= this.#wordLists().then((lists) => lists.words(whole)));
  }

  /** The same where looking at one after the other takes long: as much is known of them as can be. */
  async moreWords(): Promise<WordNumbers> {
    await this.words();
    return (this.#moreWords ??= this.#wordLists().then((lists) => lists.more()));
  }

  #wordLists(): Promise<WordLists> {
    return (this.#lists ??= this.#makeLists());
  }

  async #findFew(): Promise<readonly FoundConcept[] | undefined> {
    const { query, filter, among } = this.wanted;
    const { small } = this.bounds;
    if (among !== undefined && among.size <= small) return this.tx.conceptsAmong([...among], filter);
    if (Object.values(filter).every((value) => value === undefined)) return undefined;
    // To look through all keys of a letter for few concepts takes longer than to read some more of these.
    return this.tx.fewConcepts(filter, query === undefined ? small : 3 * small);
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
    const used = await this.used();
    const lists: Uint32Array[] = [];
    let found = NumberSet.of();
    for (const [rank, beginning] of query?.whole.entries() ?? []) {
      // Some concepts have several such keys.
      const likely = Math.ceil(2.5 * (enough - found.size));
      for (let limit = Math.min(likely, this.bounds.large); ; limit *= 4) {
        const numbers = await this.tx.firstNumbers(beginning, filter, limit);
        found = within(NumberSet.of(...lists, numbers), used);
        if (found.size >= enough) return found;
        if (numbers.length === limit) continue;
        if (numbers.length === 0) this.#nowhere.add(rank);
        lists.push(numbers);
        break;
      }
    }
    return found;
  }

  async #makeLists(): Promise<WordLists> {
    return new WordLists(this, (await this.#shelves?.of(this.tx)) ?? new Shelf());
  }
}
