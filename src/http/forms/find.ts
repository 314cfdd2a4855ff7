import type { FindPlace, FindQuery } from "../../app/find-views.ts";
import type { ReplaceInput, Ticked } from "../../app/replace.ts";
import { Failure } from "../../app/failure.ts";
import { mayBeId } from "../ids.ts";
import type { Form } from "./form.ts";

/** What a search page was asked for. */
export interface FindAsked {
  readonly query: FindQuery;
  readonly replacement: string;
  /** Whether what is found is to go, with nothing in its place. */
  readonly remove: boolean;
}

/** What is asked for by the query of an address; a value that makes no sense counts as none. */
export function readFindAsked(query: URLSearchParams): FindAsked {
  return askedBy((name) => query.get(name) ?? "");
}

function askedBy(value: (name: string) => string): FindAsked {
  const ticked = (name: string): boolean => value(name) === "1";
  const kind = ticked("regexp") ? "regexp" : "text";
  const query: FindQuery = {
    kind,
    target: value("q"),
    wholeWord: ticked("word"),
    matchCase: ticked("case"),
    source: value("zh").trim(),
  };
  return { query, replacement: value("with"), remove: ticked("remove") };
}

/** The names and values of what was asked for, as an address or a form has them. */
export function findParams({ query, replacement, remove }: FindAsked): [string, string][] {
  const values: [string, string][] = [
    ["q", query.target],
    ["with", remove ? "" : replacement],
    ["zh", query.source],
    ["remove", remove ? "1" : ""],
    ["word", query.wholeWord ? "1" : ""],
    ["case", query.matchCase ? "1" : ""],
    ["regexp", query.kind === "regexp" ? "1" : ""],
  ];
  return values.filter(([, value]) => value !== "");
}

/** Where a search goes on: an article, and how many of its segments were searched. */
export function readFindPlace(query: URLSearchParams): FindPlace | undefined {
  const articleId = query.get("after") ?? "";
  const segments = query.get("behind") ?? "0";
  return mayBeId(articleId) && /^\d{1,9}$/.test(segments)
    ? { articleId, segments: Number(segments) }
    : undefined;
}

/** What to replace where; fails when a place is none. */
export function readReplacement(
  form: Form,
): Omit<ReplaceInput, "replacement"> & { readonly replacement: string } {
  const { query, replacement, remove } = askedBy((name) => form.text(name));
  return {
    query,
    replacement: remove ? "" : replacement,
    places: form.all("tick").map(readTicked),
    approved: form.raw("approved") === "1",
    requestId: form.optionalId("requestId"),
  };
}

function readTicked(key: string): Ticked {
  const [, segmentId = "", revision, from, to] = /^(.+):(\d{1,9}):(\d{1,9}):(\d{1,9})$/.exec(key) ?? [];
  if (!mayBeId(segmentId)) throw new Failure("invalid", "failure.field", { field: "tick" });
  return { segmentId, revision: Number(revision), from: Number(from), to: Number(to) };
}
