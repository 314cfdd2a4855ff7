import type { BenchForm } from "./corpus.ts";

/** Something that replaces forms in a text. */
export interface Engine {
  readonly name: string;
  /** The sizes of glossary it is tried with. */
  readonly most: number;
  /** Gives the function that replaces; its time is the build time. */
  build(forms: readonly BenchForm[]): Replace | Promise<Replace>;
}

export type Replace = (text: string) => string | Promise<string>;

/** A place that an engine found: a range of the text and what is written there. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly with: string;
}

/** 1 for every UTF-16 unit that is part of a word. */
const WORD = Uint8Array.from({ length: 1 << 16 }, (_, unit) =>
  /[\p{L}\p{M}\p{N}_]/u.test(String.fromCharCode(unit)) ? 1 : 0,
);

/** Whether a range of a text is whole words. */
export function isWhole(text: string, from: number, to: number): boolean {
  const before = from > 0 && WORD[text.charCodeAt(from - 1)] === 1;
  const after = to < text.length && WORD[text.charCodeAt(to)] === 1;
  return !before && !after;
}

/** The text with the leftmost-longest of the places replaced: what every engine that only finds is given. */
export function splice(text: string, found: Found[]): string {
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  let result = "";
  let copied = 0;
  for (const place of found) {
    if (place.from < copied) continue;
    result += text.slice(copied, place.from) + place.with;
    copied = place.to;
  }
  return result + text.slice(copied);
}

/** Forms and texts for engines that know neither capitals nor hyphens; no character of the corpus changes its length. */
export function flatten(text: string): string {
  return text.toLowerCase().replaceAll("-", " ");
}
