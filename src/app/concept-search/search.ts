import { conceptLabel } from "../../core/glossary/model.ts";
import { parseSearch } from "../../core/search/query.ts";
import type { Deps } from "../deps.ts";
import { findingsAbout } from "../glossary-findings.ts";
import type { StoreReader } from "../store.ts";
import type { Match, Wanted } from "./matches.ts";
import { matches } from "./matches.ts";
import { COUNTED, type ConceptResults, type ConceptSearch } from "./model.ts";

/**
 * A page of the concepts that a search finds: those that begin with it first, then those that have it inside, then those that
 * have its words. Concepts of the same rank stand in the order of what was found, without a query in that in which they were
 * added. Takes no longer with a larger glossary.
 */
export function searchConcepts(deps: Deps, search: ConceptSearch): Promise<ConceptResults> {
  const { finding } = search;
  return deps.store.read(async (tx) => {
    const among = finding === undefined ? undefined : await findingsAbout(deps, tx, finding);
    return pageOf(tx, search, among);
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
  const wanted = wantedBy(search, among);
  return wanted === undefined ? [] : (await firstOf(tx, search, wanted, search.limit)).map(({ id }) => id);
}

/** What a search asks for; undefined where signs alone were typed, which are in no concept. */
function wantedBy(
  { query: typed, filter }: Pick<ConceptSearch, "query" | "filter">,
  among: ReadonlySet<string> | undefined,
): Wanted | undefined {
  const query = parseSearch(typed.trim());
  return typed.trim() !== "" && query === undefined ? undefined : { query, filter, among, kept: {} };
}

/** The first so many concepts behind the place that the search goes on from. */
async function firstOf(
  tx: StoreReader,
  search: ConceptSearch,
  wanted: Wanted,
  enough: number,
): Promise<readonly Match[]> {
  const exact = search.after === undefined ? await byId(tx, search, wanted.among) : [];
  const found: Match[] = [...exact];
  const known = new Set(exact.map(({ id }) => id));
  for await (const match of matches(tx, { ...wanted, after: search.after })) {
    if (found.length >= enough) break;
    if (!known.has(match.id)) found.push(match);
  }
  return found;
}

async function pageOf(
  tx: StoreReader,
  search: ConceptSearch,
  among: ReadonlySet<string> | undefined,
): Promise<ConceptResults> {
  const wanted = wantedBy(search, among);
  if (wanted === undefined) return { items: [], total: 0, more: false, next: undefined };
  const enough = search.after === undefined ? COUNTED + 1 : search.limit + 1;
  const found = await firstOf(tx, search, wanted, enough);
  const shown = found.slice(0, search.limit);
  const total = search.after === undefined ? found.length : await countOf(tx, wanted);
  const rows = await tx.conceptRows(shown.map(({ id }) => id));
  return {
    items: rows.map((row) => ({ ...row, label: conceptLabel(row.record.concept) })),
    total: Math.min(total, COUNTED),
    more: total > COUNTED,
    next: found.length > shown.length ? shown.at(-1)?.place : undefined,
  };
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

async function countOf(tx: StoreReader, wanted: Wanted): Promise<number> {
  const all = matches(tx, wanted);
  let count = 0;
  while (count <= COUNTED && (await all.next()).done !== true) count++;
  return count;
}
