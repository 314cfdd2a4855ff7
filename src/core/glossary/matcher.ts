import type { Span } from "../text/span.ts";
import { overlaps } from "../text/span.ts";
import type { Element } from "../text/elements.ts";
import { elementsOf } from "../text/elements.ts";
import { opaqueSpans } from "../text/opaque.ts";

/** A form to look for. `payload` comes back with every hit. */
export interface Pattern<T> {
  readonly text: string;
  /** Whether capitals count. */
  readonly exactCase: boolean;
  /** Whether hyphens and dashes count. White space and apostrophe kinds never do. */
  readonly exactJoints: boolean;
  readonly payload: T;
}

export interface PatternHit<T> extends Span {
  readonly payload: T;
}

export interface Matcher<T> {
  /**
   * Every place where a pattern stands as whole words, overlapping ones too, in order of `from`, longer first, then
   * in the order of the patterns. Nothing inside addresses, handles, file names and code is found.
   */
  scan(text: string): PatternHit<T>[];
}

interface Compiled<T> {
  readonly elements: readonly Element[];
  readonly exactCase: boolean;
  readonly exactJoints: boolean;
  readonly payload: T;
}

/** A matcher for patterns; those without a word or mark never match. */
export function compileMatcher<T>(patterns: readonly Pattern<T>[]): Matcher<T> {
  const byFirst = new Map<string, Compiled<T>[]>();
  for (const pattern of patterns) {
    const elements = elementsOf(pattern.text);
    const first = elements[0];
    if (first === undefined) continue;
    const bucket = byFirst.get(first.loose);
    const { exactCase, exactJoints, payload } = pattern;
    const compiled = { elements, exactCase, exactJoints, payload };
    if (bucket === undefined) byFirst.set(first.loose, [compiled]);
    else bucket.push(compiled);
  }
  return { scan: (text) => scan(byFirst, text) };
}

function scan<T>(byFirst: ReadonlyMap<string, readonly Compiled<T>[]>, text: string): PatternHit<T>[] {
  const elements = elementsOf(text);
  const hits: PatternHit<T>[] = [];
  for (let at = 0; at < elements.length; at++) {
    const first = elements[at];
    if (first === undefined) break;
    const bucket = byFirst.get(first.loose);
    if (bucket === undefined) continue;
    const here: PatternHit<T>[] = [];
    for (const pattern of bucket) {
      const last = lastElement(elements, at, pattern);
      if (last !== undefined) here.push({ from: first.from, to: last.to, payload: pattern.payload });
    }
    here.sort((a, b) => b.to - a.to);
    hits.push(...here);
  }
  return withoutOpaque(text, hits);
}

/** The last element of the pattern when it stands at `at`. */
function lastElement<T>(elements: readonly Element[], at: number, pattern: Compiled<T>): Element | undefined {
  let last: Element | undefined;
  for (let i = 0; i < pattern.elements.length; i++) {
    const wanted = pattern.elements[i];
    const found = elements[at + i];
    if (wanted === undefined || found === undefined) return undefined;
    if (pattern.exactCase ? wanted.exact !== found.exact : wanted.loose !== found.loose) return undefined;
    if (i > 0) {
      const same = pattern.exactJoints
        ? wanted.exactJoint === found.exactJoint
        : wanted.looseJoint === found.looseJoint;
      if (!same) return undefined;
    }
    last = found;
  }
  return last;
}

function withoutOpaque<T>(text: string, hits: PatternHit<T>[]): PatternHit<T>[] {
  if (hits.length === 0) return hits;
  const opaque = opaqueSpans(text);
  return opaque.length === 0 ? hits : hits.filter((hit) => !opaque.some((span) => overlaps(span, hit)));
}
