import { wholeMatches } from "./matches.ts";
import type { Sources } from "./sources.ts";

/**
 * How many concepts are wanted, of more than enough so many, by their numbers alone, which takes a small part of looking at each;
 * undefined where only that tells.
 */
export async function countByNumbers(sources: Sources): Promise<number | undefined> {
  const { tx, wanted, bounds } = sources;
  const { query, filter, among } = wanted;
  if (among !== undefined || (await sources.few()) !== undefined) return undefined;
  if (query === undefined) return tx.conceptCount(filter, bounds.enough);
  if (filter.used !== undefined && (await sources.used()) === undefined) return undefined;
  // How a key sounds is only known from its concept.
  if (query.toned !== undefined && query.words.length === 0) return undefined;
  const whole = query.toned === undefined ? (await sources.whole()).size : await countWhole(sources);
  if (whole >= bounds.enough || query.words.length === 0) return Math.min(whole, bounds.enough);
  const { some, exact } = await sources.words(whole);
  const count = Math.min(whole + some.without(await sources.whole()).size, bounds.enough);
  return exact || count === bounds.enough ? count : undefined;
}

/** How many have all that was typed in one piece in the tones that were typed; of more than enough so many. */
async function countWhole(sources: Sources): Promise<number> {
  const found = wholeMatches(sources);
  let count = 0;
  while (count < sources.bounds.enough && (await found.next()).done !== true) count++;
  return count;
}
