import type { Matcher, Pattern, PatternHit } from "../glossary/matcher.ts";
import { buildTables } from "./build.ts";
import { HIT_WORDS, Scanner } from "./scanner.ts";
import type { TableFault, Tables } from "./tables.ts";
import { openTables } from "./tables.ts";

/** A matcher whose tables other threads can use. */
export interface SharedMatcher<T> extends Matcher<T> {
  readonly tables: Tables;
  /** The number of hits in a text, which are then in `hits`; makes no objects. */
  count(text: string): number;
  /** The hits of the last `count` or `scan`: from, to, pattern index, and so on. The next one overwrites them. */
  readonly hits: Int32Array;
}

/** What a matcher gives back for a pattern. */
export type Carrier<T> = Pick<Pattern<T>, "payload">;

/**
 * A matcher for patterns; those without a word or mark never match. Compiling takes time and memory linear in the
 * length of the patterns; scanning is linear in the length of the text and its hits, nearly whatever their number.
 */
export function compileMatcher<T>(patterns: readonly Pattern<T>[]): SharedMatcher<T> {
  return matcherOf(buildTables(patterns), patterns);
}

/** The compiled patterns, for `attachMatcher` in another thread. Posting it copies nothing; payloads are not in it. */
export function shareMatcher(matcher: SharedMatcher<unknown>): SharedArrayBuffer {
  return matcher.tables.buffer;
}

/**
 * The matcher of a shared buffer, or why the buffer cannot be used. `carriers` stand where the patterns stood that it
 * was compiled from, in the same order; as many are needed.
 */
export function attachMatcher<T>(
  buffer: SharedArrayBuffer,
  carriers: readonly Carrier<T>[],
): SharedMatcher<T> | TableFault | "patterns" {
  const tables = openTables(buffer);
  if (typeof tables === "string") return tables;
  return tables.patterns === carriers.length ? matcherOf(tables, carriers) : "patterns";
}

/** A matcher over tables. */
export function matcherOf<T>(tables: Tables, carriers: readonly Carrier<T>[]): SharedMatcher<T> {
  const scanner = new Scanner(tables);
  // Not the carriers: one look less into memory for every hit, and the patterns themselves need not be kept.
  const payloads = carriers.map((carrier) => carrier.payload);
  return {
    tables,
    count: (text) => scanner.scan(text),
    get hits() {
      return scanner.hits;
    },
    scan: (text) => hitsOf(scanner, scanner.scan(text), payloads),
  };
}

function hitsOf<T>(scanner: Scanner, count: number, payloads: readonly T[]): PatternHit<T>[] {
  const { hits } = scanner;
  const found: PatternHit<T>[] = [];
  for (let at = 0; at < count * HIT_WORDS; at += HIT_WORDS) {
    const payload = payloads[hits[at + 2] ?? 0] as T;
    found.push({ from: hits[at] ?? 0, to: hits[at + 1] ?? 0, payload });
  }
  return found;
}
