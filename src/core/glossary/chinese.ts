import type { Span } from "../text/span.ts";
import type { Concept } from "./model.ts";
import { chineseForms, formTexts } from "./model.ts";
import { foldSurface } from "../text/elements.ts";

/** A Chinese form found in a Chinese text. */
export interface ChineseHit extends Span {
  readonly conceptId: string;
  readonly form: string;
  /** Stands inside a longer form of another concept that is not made of it: 数码港 inside 数码港元. */
  readonly shadowed: boolean;
}

export interface ChineseMatcher {
  /** All places of all forms, by `from`, longer first, then by concept id. */
  scan(text: string): ChineseHit[];
}

interface Entry {
  readonly form: string;
  readonly conceptId: string;
  /** The English that is written for it, folded: it tells whether one name is made of another. */
  readonly english: readonly string[];
}

/** A matcher for the Chinese forms of concepts, exact by character. */
export function compileChinese(concepts: readonly Concept[]): ChineseMatcher {
  const byFirst = new Map<string, Entry[]>();
  for (const concept of concepts) {
    const english = formTexts(concept, "en")
      .filter((text) => !formTexts(concept, "en", "deprecated").includes(text))
      .map(foldSurface);
    for (const form of new Set(chineseForms(concept))) {
      const first = form.charAt(0);
      if (first === "") continue;
      const entry = { form, conceptId: concept.id, english };
      const bucket = byFirst.get(first);
      if (bucket === undefined) byFirst.set(first, [entry]);
      else bucket.push(entry);
    }
  }
  for (const bucket of byFirst.values()) {
    bucket.sort((a, b) => b.form.length - a.form.length || compareIds(a.conceptId, b.conceptId));
  }
  return { scan: (text) => scan(byFirst, text) };
}

function scan(byFirst: ReadonlyMap<string, readonly Entry[]>, text: string): ChineseHit[] {
  const found: { from: number; to: number; entry: Entry }[] = [];
  for (let at = 0; at < text.length; at++) {
    for (const entry of byFirst.get(text.charAt(at)) ?? []) {
      if (text.startsWith(entry.form, at)) found.push({ from: at, to: at + entry.form.length, entry });
    }
  }
  // A longer hit that covers this one starts at or before it; only the last few can reach this far.
  return found.map((hit, index) => {
    let shadowed = false;
    for (let i = index - 1; i >= 0 && !shadowed; i--) {
      const other = found[i];
      if (other === undefined || other.from < hit.from - LONGEST_FORM) break;
      shadowed =
        other.to >= hit.to && other.to - other.from > hit.to - hit.from && !madeOf(other.entry, hit.entry);
    }
    return { from: hit.from, to: hit.to, conceptId: hit.entry.conceptId, form: hit.entry.form, shadowed };
  });
}

/** No Chinese name in use is longer, in characters. */
const LONGEST_FORM = 80;

function madeOf(outer: Entry, inner: Entry): boolean {
  if (outer.conceptId === inner.conceptId) return true;
  return inner.english.some((name) => outer.english.some((whole) => ` ${whole} `.includes(` ${name} `)));
}

/** Ids in binary order, the same on every machine. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
