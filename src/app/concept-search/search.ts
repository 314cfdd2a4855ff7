import { conceptLabel } from "../../core/glossary/model.ts";
import { parseSearch } from "../../core/search/query.ts";
import type { Deps } from "../deps.ts";
import { findingsAbout } from "../glossary-findings.ts";
import type { StoreReader } from "../store.ts";
import { countByNumbers } from "./count.ts";
import type { Match } from "./matches.ts";
import { matches } from "./matches.ts";
import { COUNTED, type ConceptResults, type ConceptSearch, type ResultPlace } from "./model.ts";
import { type Shelves, shelvesOf } from "./lists.ts";
import { BOUNDS, Sources } from "./sources.ts";

/**
 * A page of the concepts that a search finds: those that begin with it first, then those that have it inside, then those that
 * have its words. Concepts of the same rank stand in the order of what was found, without a query in that in which they were
 * added. Takes no longer with a larger glossary.
 */
export function searchConcepts(deps: Deps, search: ConceptSearch): Promise<ConceptResults> {
  const { finding } = search;
  return deps.store.read(async (tx) => {
    const among = finding === undefined ? undefined : await findingsAbout(deps, tx, finding);
    return pageOf(tx, search, among, shelvesOf(deps.store));
  });
}

/** The ids of the first concepts that a search finds, at most `limit`, in the order of {@link searchConcepts}. */
export async function findConceptIds(
  deps: Deps,
  tx: StoreReader,
  search: Omit<ConceptSearch, "after">,
): Promise<readonly string[]> {
  const { finding } = search;
  const among = finding === undefined ? undefined : await findingsAbout(deps, tx, finding);
  const sources = sourcesOf(tx, search, among);
  if (sources === undefined) return [];
  const exact = await byId(tx, search, among);
  return (await firstOf(sources, exact, undefined, search.limit)).map(({ id }) => id);
}

/** Where what a search asks for is looked for; undefined where signs alone were typed, which are in no concept. */
function sourcesOf(
  tx: StoreReader,
  { query: typed, filter }: Pick<ConceptSearch, "query" | "filter">,
  among: ReadonlySet<string> | undefined,
  shelves?: Shelves,
): Sources | undefined {
  const query = parseSearch(typed.trim());
  return typed.trim() !== "" && query === undefined
    ? undefined
    : new Sources(tx, { query, filter, among }, BOUNDS, shelves);
}

/** The first so many concepts behind a place, from the start the one with what was typed as its id first. */
async function firstOf(
  sources: Sources,
  exact: readonly Match[],
  after: ResultPlace | undefined,
  enough: number,
): Promise<readonly Match[]> {
  const found = after === undefined ? [...exact] : [];
  const known = new Set(exact.map(({ id }) => id));
  for await (const match of matches(sources, after)) {
    if (found.length >= enough) break;
    if (!known.has(match.id)) found.push(match);
  }
  return found;
}

async function pageOf(
  tx: StoreReader,
  search: ConceptSearch,
  among: ReadonlySet<string> | undefined,
  shelves: Shelves,
): Promise<ConceptResults> {
  const sources = sourcesOf(tx, search, among, shelves);
  if (sources === undefined) return { items: [], total: 0, more: false, next: undefined };
  const { after, limit } = search;
  const exact = await byId(tx, search, among);
  const counted = search.counted ?? (exact.length > 0 ? undefined : await countInIndex(tx, sources));
  const [enough, all] = [limit + 1, COUNTED + 1];
  const found = await firstOf(
    sources,
    exact,
    after,
    counted === undefined && after === undefined ? all : enough,
  );
  const total =
    counted ?? (after === undefined ? found : await firstOf(sources, exact, undefined, all)).length;
  const shown = found.slice(0, limit);
  const rows = await tx.conceptRows(shown.map(({ id }) => id));
  return {
    items: rows.map((row) => ({ ...row, label: conceptLabel(row.record.concept) })),
    total: Math.min(total, COUNTED),
    more: total > COUNTED,
    next: found.length > shown.length ? shown.at(-1)?.place : undefined,
  };
}

/** How many are found by the index alone; undefined where it does not tell, or still has those of an import that was taken back. */
async function countInIndex(tx: StoreReader, sources: Sources): Promise<number | undefined> {
  const isChanging = (await tx.stagedImports()).some(({ changeId }) => changeId !== null);
  return isChanging ? undefined : countByNumbers(sources);
}

/** The concept with what was typed as its id. It is found before all others. */
async function byId(
  tx: StoreReader,
  { query, filter }: ConceptSearch,
  among: ReadonlySet<string> | undefined,
): Promise<Match[]> {
  const id = query.trim();
  if (id === "" || among?.has(id) === false) return [];
  const found = await tx.conceptsAmong([id], filter);
  return found.map((concept) => ({ id: concept.id, place: { rank: -1, key: "", number: concept.number } }));
}
