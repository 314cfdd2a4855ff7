import type { Finder, Made, Occurrence, QueryKind } from "./model.ts";
import { refused } from "./model.ts";
import { QUERY_LIMIT } from "./finder.ts";

/** What is put in the place of an occurrence: texts, and groups of the occurrence by their number. */
export type Replacement = readonly (string | number)[];

const REFERENCE = /\$(?:(?<dollar>\$)|(?<all>&)|(?<number>\d{1,2})|<(?<name>[^>]*)>)/g;

/**
 * A replacement as it was typed. For a regular expression `$1` and `$<name>` stand for groups, `$&` for all that was
 * found, `$$` for a dollar sign; any other `$` stands for itself, as does everything for a text. A group that the query
 * does not have is refused with its place.
 */
export function parseReplacement(
  typed: string,
  kind: QueryKind,
  { groups, names }: Pick<Finder, "groups" | "names">,
): Made<Replacement> {
  if (typed.length > QUERY_LIMIT) {
    return refused("find.too-long", { from: QUERY_LIMIT, to: typed.length }, { limit: QUERY_LIMIT });
  }
  if (kind === "text") return { ok: true, value: [typed] };
  const parts: (string | number)[] = [];
  let at = 0;
  for (const match of typed.matchAll(REFERENCE)) {
    const { dollar, all, number, name } = match.groups ?? {};
    const span = { from: match.index, to: match.index + match[0].length };
    parts.push(typed.slice(at, span.from));
    at = span.to;
    if (dollar !== undefined) parts.push("$");
    else if (all !== undefined) parts.push(0);
    else if (name !== undefined) {
      const group = names.get(name);
      if (group === undefined) return refused("find.no-group", span, { group: name });
      parts.push(group);
    } else {
      const [group, rest] = numbered(number ?? "", groups);
      if (group === undefined) return refused("find.no-group", span, { group: number ?? "" });
      parts.push(group, rest);
    }
  }
  parts.push(typed.slice(at));
  return { ok: true, value: parts };
}

/** `$12` is group 12 where there are so many, else group 1 before a 2. */
function numbered(digits: string, groups: number): readonly [number | undefined, string] {
  for (let length = digits.length; length > 0; length--) {
    const group = Number(digits.slice(0, length));
    if (group >= 1 && group <= groups) return [group, digits.slice(length)];
  }
  return [undefined, ""];
}

/** What stands in the place of an occurrence afterwards; a group that took no part is empty. */
export function expand(replacement: Replacement, { groups }: Pick<Occurrence, "groups">): string {
  return replacement.map((part) => (typeof part === "string" ? part : (groups[part] ?? ""))).join("");
}

/** The text with some of its places replaced; everything between them stays. In order and not overlapping. */
export function replaceAt(text: string, places: readonly Occurrence[], replacement: Replacement): string {
  let written = "";
  let at = 0;
  for (const place of places) {
    written += text.slice(at, place.from) + expand(replacement, place);
    at = place.to;
  }
  return written + text.slice(at);
}
