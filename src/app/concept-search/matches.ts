/**
 * Finds concepts in order of rank without ever looking at the whole glossary: a source of candidates that is small is read
 * whole, a large one key by key until there are enough.
 */
import { isPinyin } from "../../core/search/keys.ts";
import type { SearchQuery } from "../../core/search/query.ts";
import { hasWords, rankOf } from "../../core/search/query.ts";
import type { StoreReader } from "../store.ts";
import type { ConceptFilter, FoundConcept, KeyPlace, KeyRange, ResultPlace } from "./model.ts";
import type { Numbers, NumberSet } from "./numbers.ts";
import type { Sources, Wanted } from "./sources.ts";

/** A concept that was found, and where it stands among the results. */
export interface Match {
  readonly id: string;
  readonly place: ResultPlace;
}

/** The concepts that are wanted, the best first, each once; those behind a place. */
export async function* matches(sources: Sources, after?: ResultPlace): AsyncGenerator<Match> {
  const { query } = sources.wanted;
  const few = await sources.few();
  if (few !== undefined) yield* ranked(sources.wanted, few, after);
  else if (query === undefined) yield* inOrder(sources, after);
  else {
    yield* wholeMatches(sources, after);
    if (query.words.length > 0) yield* byWords(sources, query, after);
  }
}

function* ranked(
  { query, among }: Wanted,
  candidates: readonly FoundConcept[],
  after: ResultPlace | undefined,
): Generator<Match> {
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
  { tx, wanted: { filter, among }, bounds: { first, most } }: Sources,
  after: ResultPlace | undefined,
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
export async function* wholeMatches(sources: Sources, after?: ResultPlace): AsyncGenerator<Match> {
  const { query } = sources.wanted;
  if (query === undefined) return;
  const used = await sources.used();
  for (const [rank, beginning] of query.whole.entries()) {
    if ((after !== undefined && rank < after.rank) || sources.isNowhere(rank)) continue;
    const toned = isPinyin(beginning) ? query.toned : undefined;
    const range = { beginning, after: after?.rank === rank ? after : undefined, toned };
    for await (const { id, key, lines, number } of keyed(sources, range, used)) {
      // A concept has many keys and is found by the best of them.
      const best = rankOf(query, lines);
      if (best?.place === rank && best.key === key) yield { id, place: { rank, key, number } };
    }
  }
}

/** If the share that is found of those that are looked at is less, they are few, or stand far behind. */
const RARE = 0.03;

/** Those that have all words, but not in one piece: by the keys of the rarest word. */
async function* byWords(
  sources: Sources,
  query: SearchQuery,
  after: ResultPlace | undefined,
): AsyncGenerator<Match> {
  const { small } = sources.bounds;
  let known = await sources.words();
  if (known.rarest === undefined) return;
  // What goes on goes on by the keys of the same word.
  const word =
    after === undefined || after.rank < query.whole.length ? known.rarest : wordAt(query, after.rank);
  let place = after;
  for (let isLast = known.exact; ; isLast = true) {
    if (known.among !== undefined && known.among.size <= small) {
      yield* inPlaces(await ofNumbers(sources, query, word, known.among.list()), place);
      return;
    }
    let [looked, found] = [0, 0];
    let isLong = false;
    for await (const { at, match } of ofKeys(sources, query, word, known.among, place)) {
      looked++;
      if (match !== undefined) found++;
      if (match !== undefined) yield match;
      place = at;
      isLong = !isLast && looked >= (found < RARE * looked ? small / 4 : small);
      if (isLong) break;
    }
    if (!isLong) return;
    // They are fewer than was thought, or stand far behind.
    known = await sources.moreWords();
  }
}

/** Where a concept stands that is found by the keys of a word, if it has all words. */
function placeByWord(
  query: SearchQuery,
  word: number,
  { lines, number }: FoundConcept,
): ResultPlace | undefined {
  if (!hasWords(query, lines)) return undefined;
  const best = rankOf({ whole: query.words[word] ?? [], toned: undefined }, lines);
  return best && { rank: firstRank(query, word) + best.place, key: best.key, number };
}

/** Those of some concepts that have all words, in any order. */
async function ofNumbers(
  { tx, wanted: { filter, among } }: Sources,
  query: SearchQuery,
  word: number,
  numbers: readonly number[],
): Promise<Match[]> {
  return (await tx.conceptsNumbered(numbers, filter)).flatMap((concept): Match[] => {
    const place = placeByWord(query, word, concept);
    return place === undefined || among?.has(concept.id) === false ? [] : [{ id: concept.id, place }];
  });
}

/** The concepts behind a place by the keys of a word, each with that of the key, and where it has all words as what is found. */
async function* ofKeys(
  sources: Sources,
  query: SearchQuery,
  word: number,
  among: NumberSet | undefined,
  after: ResultPlace | undefined,
): AsyncGenerator<{ readonly at: ResultPlace; readonly match: Match | undefined }> {
  const numbers = among === undefined ? await sources.used() : { set: among, inside: true };
  for (const [index, beginning] of (query.words[word] ?? []).entries()) {
    const rank = firstRank(query, word) + index;
    if (after !== undefined && rank < after.rank) continue;
    const range = { beginning, after: after?.rank === rank ? after : undefined };
    for await (const concept of keyed(sources, range, numbers)) {
      const { id, key, number } = concept;
      const place = placeByWord(query, word, concept);
      const isBest = place?.rank === rank && place.key === key;
      yield { at: { rank, key, number }, match: isBest ? { id, place } : undefined };
    }
  }
}

/** The rank of what is found by the first beginning of a word. */
function firstRank({ whole, words }: SearchQuery, word: number): number {
  return words.slice(0, word).reduce((rank, beginnings) => rank + beginnings.length, whole.length);
}

/** The word by which what has a rank is found. */
function wordAt(query: SearchQuery, rank: number): number {
  return query.words.findLastIndex((_, at) => firstRank(query, at) <= rank);
}

/** The concepts of a range of keys that pass, one by one, each with the key. */
async function* keyed(
  { tx, wanted: { filter, among }, bounds: { first, most } }: Sources,
  range: Pick<KeyRange, "beginning" | "after" | "toned">,
  numbers: Numbers | undefined,
): AsyncGenerator<FoundConcept & KeyPlace> {
  let { after } = range;
  // With a filter many keys are passed for each that is found.
  const growth = Object.values(filter).some((value) => value !== undefined) ? 2 : 4;
  for (let limit = first; ; limit = Math.min(growth * limit, most)) {
    const asked = { ...range, after, filter, limit };
    const { places, concepts } = await (numbers === undefined
      ? conceptsOf(tx, asked)
      : conceptsWithin(tx, asked, numbers));
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
  const concepts = places.filter(({ articles, removed }) => !removed && isUsed(articles, range.filter));
  return { places, concepts };
}

/** The same where the concepts are known to be among some, or not: only those are read. */
async function conceptsWithin(tx: StoreReader, range: KeyRange, { set, inside }: Numbers): Promise<Keyed> {
  const places = await tx.keyPlaces(range);
  const some = places.filter(({ number }) => set.has(number) === inside);
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
