import { foldHans } from "../text/hans.ts";
import type { Corpus } from "./corpus.ts";
import type { DiscoveryInput, NameRegion, NameWarning } from "./model.ts";
import { REGION_WORDS } from "./name-tables.ts";
import { findNames, romanisedIn } from "./names.ts";

/** How far before a name its region is looked for, in characters of the same sentence. */
const BEFORE = 16;

/**
 * People without a concept whose names stand in pinyin although a word before the Chinese name says that they are from
 * where names are written otherwise. In the order of documents and places; each name once a sentence.
 */
export function nameWarnings(input: DiscoveryInput, corpus: Corpus): NameWarning[] {
  const texts = corpus.documents.map(({ source }) => foldHans(source.text));
  return findNames(input, corpus).flatMap((found): NameWarning[] => {
    const document = corpus.documents[found.document];
    if (found.kind !== "person" || document === undefined) return [];
    const region = regionBefore(texts[found.document] ?? "", found.from);
    const pair = corpus.pairs.find(
      (each) =>
        each.document === found.document && each.source.from <= found.from && found.to <= each.source.to,
    );
    if (region === undefined || pair === undefined) return [];
    const written = romanisedIn(pair, document.target.text, found.name);
    if (written?.way !== "pinyin") return [];
    return [
      { documentId: document.id, source: { from: found.from, to: found.to }, target: written.target, region },
    ];
  });
}

function regionBefore(text: string, at: number): NameRegion | undefined {
  const before = /[^。！？；\n\r]*$/.exec(text.slice(Math.max(0, at - BEFORE), at))?.[0] ?? "";
  let best: NameRegion | undefined;
  let last = -1;
  for (const [region, words] of REGION_WORDS) {
    const index = before.search(new RegExp(`(?:${words.source})(?!.*(?:${words.source}))`, "u"));
    if (index > last) [best, last] = [region, index];
  }
  return best;
}
