import { literalFinder } from "./literal.ts";
import type { Finder, Made, Query } from "./model.ts";
import { refused } from "./model.ts";
import { patternFinder } from "./pattern.ts";

/** The longest query or replacement, in UTF-16 units. */
export const QUERY_LIMIT = 500;

/** A query made ready, or a refusal with a code and the part of the query that it is about. */
export function makeFinder(query: Query): Made<Finder> {
  const { target, kind } = query;
  if (target === "") return refused("find.empty");
  if (target.length > QUERY_LIMIT) {
    return refused("find.too-long", { from: QUERY_LIMIT, to: target.length }, { limit: QUERY_LIMIT });
  }
  if (kind === "regexp") return patternFinder(query);
  return { ok: true, value: { find: literalFinder(query), groups: 0, names: new Map() } };
}
