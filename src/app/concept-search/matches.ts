/**
 * Finds concepts in order of rank without ever looking at the whole glossary: a source of candidates that is small is read
 * whole, a large one key by key until there are enough.
 */
import type { SearchQuery } from "../../core/search/query.ts";
import { hasWords, isMeant, rankOf } from "../../core/search/query.ts";
import type { StoreReader } from "../store.ts";
import type { ConceptFilter, FoundConcept, KeyedConcept, KeyWord, ResultPlace } from "./model.ts";

/** A source of candidates up to this size is read whole. */
const SMALL = 2000;
/** From here on a word is common: its keys are not looked through. */
const LARGE = 100_000;
/** How many candidates are read at a time: first a page, later more. */
const FIRST = 64;
const MOST = 1024;

/** What is looked for. */
export interface Wanted {
  /** Undefined: all that pass the filter. */
  readonly query: SearchQuery | undefined;
  readonly filter: ConceptFilter;
  /** Only these, if given. */
  readonly among?: ReadonlySet<string> | undefined;
  readonly after?: ResultPlace | undefined;
}

/** A concept that was found, and where it stands among the results. */
export interface Match {
  readonly id: string;
  readonly place: ResultPlace;
}

/** The concepts that are wanted, the best first, each once. */
export async function* matches(tx: StoreReader, wanted: Wanted): AsyncGenerator<Match> {
  const few = await fewCandidates(tx, wanted);
  if (few !== undefined) yield* ranked(tx, wanted, few);
  else if (wanted.query === undefined) yield* inOrder(tx, wanted);
  else {
    yield* byWhole(tx, wanted, wanted.query);
    if (wanted.query.words.length > 0) yield* byWords(tx, wanted, wanted.query);
  }
}

/** All candidates where what is asked for beside the words leaves few. */
async function fewCandidates(
  tx: StoreReader,
  { filter, among }: Wanted,
): Promise<readonly FoundConcept[] | undefined> {
  if (among !== undefined && among.size <= SMALL) return tx.conceptsAmong([...among], filter);
  if (Object.values(filter).every((value) => value === undefined)) return undefined;
  return tx.fewConcepts(filter, SMALL);
}

async function* ranked(
  tx: StoreReader,
  wanted: Wanted,
  candidates: readonly FoundConcept[],
): AsyncGenerator<Match> {
  const { query, among } = wanted;
  const found = candidates.flatMap((candidate): Match[] => {
    if (among !== undefined && !among.has(candidate.id)) return [];
    const place = query === undefined ? { rank: 0, key: "" } : placeIn(query, candidate.keys);
    return place === undefined ? [] : [{ id: candidate.id, place: { ...place, number: candidate.number } }];
  });
  const left = found
    .filter(({ place }) => wanted.after === undefined || comparePlaces(place, wanted.after) > 0)
    .sort((a, b) => comparePlaces(a.place, b.place));
  yield* meant(tx, query, left);
}

function placeIn(query: SearchQuery, keys: string): Omit<ResultPlace, "number"> | undefined {
  const rank = rankOf(query, keys);
  if (rank !== undefined) return { rank: rank.place, key: rank.key };
  return hasWords(query, keys) ? { rank: query.whole.length, key: "" } : undefined;
}

function comparePlaces(a: ResultPlace, b: ResultPlace): number {
  return a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) || a.number - b.number;
}

async function* inOrder(tx: StoreReader, { filter, among, after }: Wanted): AsyncGenerator<Match> {
  let last = after?.number ?? 0;
  for (let limit = FIRST; ; limit = Math.min(2 * limit, MOST)) {
    const some = await tx.conceptsInOrder({ after: last, filter, limit });
    for (const { id, number } of some)
      if (among?.has(id) ?? true) yield { id, place: { rank: 0, key: "", number } };
    if (some.length < limit) return;
    last = some.at(-1)?.number ?? last;
  }
}

/** Those that have all that was typed in one piece: by one beginning of keys after the other. */
async function* byWhole(tx: StoreReader, wanted: Wanted, query: SearchQuery): AsyncGenerator<Match> {
  const { after } = wanted;
  for (const [rank, beginning] of query.whole.entries()) {
    if (after !== undefined && rank < after.rank) continue;
    const from = after?.rank === rank ? after : undefined;
    for await (const some of keyed(tx, wanted, { beginning, words: [], after: from })) {
      // A concept has many keys and is found by the best of them.
      const found = some.filter(({ key, keys }) => {
        const best = rankOf(query, keys);
        return best?.place === rank && best.key === key;
      });
      yield* meant(
        tx,
        query,
        found.map(({ id, key, number }) => ({ id, place: { rank, key, number } })),
      );
    }
  }
}

/** Those that have all words, but not in one piece: by the keys of the rarest word. */
async function* byWords(tx: StoreReader, wanted: Wanted, query: SearchQuery): AsyncGenerator<Match> {
  const words: { readonly beginnings: readonly string[]; readonly count: number }[] = [];
  for (const beginnings of query.words)
    words.push({ beginnings, count: await tx.keyCount(beginnings, LARGE) });
  words.sort((a, b) => a.count - b.count);
  const [{ beginnings: rarest, count } = { beginnings: [], count: 0 }, ...rest] = words;
  if (count === 0) return;
  // What is rare can be looked up as a whole; each candidate is asked for what is common.
  const others = rest.map((word) => ({
    beginnings: word.beginnings,
    rare: count > SMALL && word.count < LARGE,
  }));
  const base = query.whole.length;
  for (const [index, beginning] of rarest.entries()) {
    const rank = base + index;
    const { after } = wanted;
    if (after !== undefined && rank < after.rank) continue;
    const from = after?.rank === rank ? after : undefined;
    for await (const some of keyed(tx, wanted, { beginning, words: others, after: from })) {
      for (const { id, key, keys, number } of some) {
        if (rankOf(query, keys) !== undefined) continue;
        const best = rankOf({ whole: rarest }, keys);
        if (best?.place === index && best.key === key) yield { id, place: { rank, key, number } };
      }
    }
  }
}

async function* keyed(
  tx: StoreReader,
  { filter, among }: Wanted,
  range: {
    readonly beginning: string;
    readonly words: readonly KeyWord[];
    readonly after: ResultPlace | undefined;
  },
): AsyncGenerator<readonly KeyedConcept[]> {
  let { after }: { after: Pick<ResultPlace, "key" | "number"> | undefined } = range;
  for (let limit = FIRST; ; limit = Math.min(4 * limit, MOST)) {
    const some = await tx.conceptsByKey({ ...range, after, filter, limit });
    yield among === undefined ? some : some.filter(({ id }) => among.has(id));
    const last = some.at(-1);
    if (last === undefined || some.length < limit) return;
    after = last;
  }
}

/** Those of the matches that are spoken in the tones that were typed, if any were. */
async function* meant(
  tx: StoreReader,
  query: SearchQuery | undefined,
  found: readonly Match[],
): AsyncGenerator<Match> {
  if (query?.toned === undefined) {
    yield* found;
    return;
  }
  for (let from = 0; from < found.length; from += FIRST) {
    const some = found.slice(from, from + FIRST);
    const rows = await tx.conceptRows(some.map(({ id }) => id));
    const concepts = new Map(rows.map(({ record: { concept } }) => [concept.id, concept]));
    for (const match of some) {
      const concept = concepts.get(match.id);
      if (concept !== undefined && isMeant(query, match.place.key, concept)) yield match;
    }
  }
}
