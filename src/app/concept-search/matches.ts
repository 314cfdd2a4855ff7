/**
 * Finds concepts in order of rank without ever looking at the whole glossary: a source of candidates that is small is read
 * whole, a large one key by key until there are enough.
 */
import { isPinyin } from "../../core/search/keys.ts";
import type { SearchQuery } from "../../core/search/query.ts";
import { hasWords, rankOf } from "../../core/search/query.ts";
import type { StoreReader } from "../store.ts";
import type { ConceptFilter, FoundConcept, KeyPlace, KeyRange, ResultPlace } from "./model.ts";
import { NumberSet } from "./numbers.ts";

/** How much is looked at. */
export interface Bounds {
  /** A source of candidates up to this size is read whole. */
  readonly small: number;
  /** A word with more keys is common: they are not looked through. */
  readonly large: number;
  /** How many candidates are read at a time: first a page, later more. */
  readonly first: number;
  readonly most: number;
}

/** So many keys of a word are counted. */
const PROBED = 50_000;

const BOUNDS: Bounds = { small: 2000, large: 150_000, first: 64, most: 1024 };

/** What is looked for. */
export interface Wanted {
  /** Undefined: all that pass the filter. */
  readonly query: SearchQuery | undefined;
  readonly filter: ConceptFilter;
  /** Only these, if given. */
  readonly among?: ReadonlySet<string> | undefined;
  readonly after?: ResultPlace | undefined;
  /** What was found out about the words, for another look at the same. */
  readonly kept?: { words?: WordNumbers };
}

/** Where concepts that have all words are looked for. */
interface WordNumbers {
  /** The beginnings of the rarest word; undefined where a word is nowhere. */
  readonly rarest: readonly string[] | undefined;
  /** Concepts that have some of the words, those that are not too common; undefined where all are. */
  readonly together: NumberSet | undefined;
}

/** A concept that was found, and where it stands among the results. */
export interface Match {
  readonly id: string;
  readonly place: ResultPlace;
}

/** The concepts that are wanted, the best first, each once. */
export async function* matches(
  tx: StoreReader,
  wanted: Wanted,
  bounds: Bounds = BOUNDS,
): AsyncGenerator<Match> {
  const few = await fewCandidates(tx, wanted, bounds);
  if (few !== undefined) yield* ranked(wanted, few);
  else if (wanted.query === undefined) yield* inOrder(tx, wanted, bounds);
  else {
    const used = await usedNumbers(tx, wanted.filter, bounds);
    yield* byWhole(tx, wanted, wanted.query, used, bounds);
    if (wanted.query.words.length > 0) yield* byWords(tx, wanted, wanted.query, used, bounds);
  }
}

/** All candidates where what is asked for beside the words leaves few. */
async function fewCandidates(
  tx: StoreReader,
  { filter, among }: Wanted,
  { small }: Bounds,
): Promise<readonly FoundConcept[] | undefined> {
  if (among !== undefined && among.size <= small) return tx.conceptsAmong([...among], filter);
  if (Object.values(filter).every((value) => value === undefined)) return undefined;
  return tx.fewConcepts(filter, small);
}

/** Numbers that the concepts that are asked for are among, or none of which they are. */
interface Numbers {
  readonly set: NumberSet;
  readonly inside: boolean;
}

/** The concepts that are used as much as is asked for; undefined where nothing is asked, or too many are. */
async function usedNumbers(
  tx: StoreReader,
  { used }: ConceptFilter,
  { large }: Bounds,
): Promise<Numbers | undefined> {
  if (used === undefined) return undefined;
  const numbers = await tx.numbersInUse(used, large);
  return numbers && { set: new NumberSet(numbers), inside: used > 0 };
}

function* ranked(wanted: Wanted, candidates: readonly FoundConcept[]): Generator<Match> {
  const { query, among, after } = wanted;
  const found = candidates.flatMap((candidate): Match[] => {
    if (among !== undefined && !among.has(candidate.id)) return [];
    const place = query === undefined ? { rank: 0, key: "" } : placeIn(query, candidate.lines);
    return place === undefined ? [] : [{ id: candidate.id, place: { ...place, number: candidate.number } }];
  });
  yield* inPlaces(found, after);
}

/** In the order of their places, those behind one. */
function inPlaces(found: readonly Match[], after: ResultPlace | undefined): Match[] {
  return found
    .filter(({ place }) => after === undefined || comparePlaces(place, after) > 0)
    .sort((a, b) => comparePlaces(a.place, b.place));
}

function placeIn(query: SearchQuery, lines: string): Omit<ResultPlace, "number"> | undefined {
  const rank = rankOf(query, lines);
  if (rank !== undefined) return { rank: rank.place, key: rank.key };
  return hasWords(query, lines) ? { rank: query.whole.length, key: "" } : undefined;
}

function comparePlaces(a: ResultPlace, b: ResultPlace): number {
  return a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) || a.number - b.number;
}

async function* inOrder(
  tx: StoreReader,
  { filter, among, after }: Wanted,
  { first, most }: Bounds,
): AsyncGenerator<Match> {
  let last = after?.number ?? 0;
  for (let limit = first; ; limit = Math.min(2 * limit, most)) {
    const some = await tx.conceptsInOrder({ after: last, filter, limit });
    for (const { id, number } of some)
      if (among?.has(id) ?? true) yield { id, place: { rank: 0, key: "", number } };
    if (some.length < limit) return;
    last = some.at(-1)?.number ?? last;
  }
}

/** Those that have all that was typed in one piece: by one beginning of keys after the other. */
async function* byWhole(
  tx: StoreReader,
  wanted: Wanted,
  query: SearchQuery,
  used: Numbers | undefined,
  bounds: Bounds,
): AsyncGenerator<Match> {
  const { after } = wanted;
  for (const [rank, beginning] of query.whole.entries()) {
    if (after !== undefined && rank < after.rank) continue;
    const from = after?.rank === rank ? after : undefined;
    for await (const { id, key, lines, number } of keyed(
      tx,
      wanted,
      { beginning, after: from, toned: isPinyin(beginning) ? query.toned : undefined },
      used,
      bounds,
    )) {
      // A concept has many keys and is found by the best of them.
      const best = rankOf(query, lines);
      if (best?.place === rank && best.key === key) yield { id, place: { rank, key, number } };
    }
  }
}

/** Those that have all words, but not in one piece: by the keys of the rarest word. */
async function* byWords(
  tx: StoreReader,
  wanted: Wanted,
  query: SearchQuery,
  used: Numbers | undefined,
  bounds: Bounds,
): AsyncGenerator<Match> {
  const known = wanted.kept?.words ?? (await wordNumbers(tx, wanted, query, used, bounds));
  if (wanted.kept !== undefined) wanted.kept.words = known;
  const { rarest, together } = known;
  if (rarest === undefined) return;
  const placeOf = ({ lines, number }: FoundConcept): ResultPlace | undefined => {
    const best = hasWords(query, lines) ? rankOf({ whole: rarest, toned: undefined }, lines) : undefined;
    return best && { rank: query.whole.length + best.place, key: best.key, number };
  };
  if (together !== undefined && together.size <= bounds.small) {
    const found = (await tx.conceptsNumbered(together.list(), wanted.filter)).flatMap((concept): Match[] => {
      const place = placeOf(concept);
      return place === undefined || wanted.among?.has(concept.id) === false
        ? []
        : [{ id: concept.id, place }];
    });
    yield* inPlaces(found, wanted.after);
    return;
  }
  const within = together === undefined ? used : { set: together, inside: true };
  for (const [index, beginning] of rarest.entries()) {
    const rank = query.whole.length + index;
    const { after } = wanted;
    if (after !== undefined && rank < after.rank) continue;
    const from = after?.rank === rank ? after : undefined;
    for await (const concept of keyed(tx, wanted, { beginning, after: from }, within, bounds)) {
      const place = placeOf(concept);
      if (place?.rank === rank && place.key === concept.key) yield { id: concept.id, place };
    }
  }
}

/** Lists the concepts of one word after the other, the rarest first, until there are few that have all. */
async function wordNumbers(
  tx: StoreReader,
  { filter }: Wanted,
  query: SearchQuery,
  used: Numbers | undefined,
  { small, large }: Bounds,
): Promise<WordNumbers> {
  const words: { readonly beginnings: readonly string[]; readonly count: number }[] = [];
  // Which is rarest matters only as far as it is not common: counting takes as long as listing.
  for (const beginnings of query.words)
    words.push({ beginnings, count: await tx.keyCount(beginnings, Math.min(PROBED, large)) });
  words.sort((a, b) => a.count - b.count);
  const [rarest] = words;
  if (rarest === undefined || rarest.count === 0) return { rarest: undefined, together: undefined };
  let together: NumberSet | undefined;
  for (const { beginnings } of words) {
    const numbers = await tx.numbersByKeys(beginnings, filter, large);
    if (numbers === undefined) continue;
    together = together?.among(numbers) ?? new NumberSet(numbers.filter((number) => isWithin(used, number)));
    if (together.size <= small) break;
  }
  return { rarest: rarest.beginnings, together };
}

function isWithin(numbers: Numbers | undefined, number: number): boolean {
  return numbers === undefined || numbers.set.has(number) === numbers.inside;
}

/** The concepts of a range of keys that pass, one by one, each with the key. */
async function* keyed(
  tx: StoreReader,
  { filter, among }: Wanted,
  range: Pick<KeyRange, "beginning" | "after" | "toned">,
  within: Numbers | undefined,
  { first, most }: Bounds,
): AsyncGenerator<FoundConcept & KeyPlace> {
  let { after } = range;
  for (let limit = first; ; limit = Math.min(4 * limit, most)) {
    const asked = { ...range, after, filter, limit };
    const { places, concepts } = await (within === undefined
      ? conceptsOf(tx, asked)
      : conceptsWithin(tx, asked, within));
    for (const concept of concepts) if (among?.has(concept.id) ?? true) yield concept;
    after = places.at(-1);
    if (after === undefined || places.length < limit) return;
  }
}

interface Keyed {
  readonly places: readonly KeyPlace[];
  readonly concepts: readonly (FoundConcept & KeyPlace)[];
}

async function conceptsOf(tx: StoreReader, range: KeyRange): Promise<Keyed> {
  const places = await tx.conceptsByKey(range);
  return { places, concepts: places.filter(({ articles }) => isUsed(articles, range.filter)) };
}

/** The same where the concepts are known to be among some, or not: only those are read. */
async function conceptsWithin(tx: StoreReader, range: KeyRange, within: Numbers): Promise<Keyed> {
  const places = await tx.keyPlaces(range);
  const some = places.filter(({ number }) => isWithin(within, number));
  const found = await tx.conceptsNumbered([...new Set(some.map(({ number }) => number))], range.filter);
  const byNumber = new Map(found.map((concept) => [concept.number, concept]));
  return {
    places,
    concepts: some.flatMap(({ key, number }) => {
      const concept = byNumber.get(number);
      return concept === undefined ? [] : [{ ...concept, key }];
    }),
  };
}

function isUsed(articles: number, { used }: ConceptFilter): boolean {
  return used === undefined || (used === 0 ? articles === 0 : articles >= used);
}
