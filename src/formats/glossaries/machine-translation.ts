/** Glossaries that machine translation is given: one English term for each Chinese one, of approved concepts. */
import { stringify } from "csv-stringify/sync";
import type { Concept } from "../../core/glossary/model.ts";
import type { GlossaryEntry } from "./entry.ts";
import type { GlossaryFormat } from "./format.ts";
import type { Losses } from "./losses.ts";
import { bilingualTerms, lostDays, type HeldFields, lostFields, onOneLine } from "./targets.ts";

/** Bytes of UTF-8 in one term that DeepL and Google take. */
export const TERM_BYTES = 1_024;
/** Bytes of a whole glossary that DeepL takes (10 MiB); Google takes a little less than that. */
export const FILE_BYTES = 10_000_000;

/** DeepL: tabs, no header, no source twice, every term and the file within their sizes. */
export const deeplGlossary = {
  name: "deepl",
  extensions: [".tsv"],
  mediaType: "text/tab-separated-values",
  *write(entries, losses) {
    for (const { source, target } of pairs(entries, losses)) yield `${source}\t${target}\n`;
  },
} as const satisfies GlossaryFormat;

/** Google Cloud Translation, unidirectional: two columns, no header. */
export const googleGlossary = {
  name: "google",
  extensions: [".csv"],
  mediaType: "text/csv",
  *write(entries, losses) {
    for (const { source, target } of pairs(entries, losses)) yield stringify([[source, target]]);
  },
} as const satisfies GlossaryFormat;

/** Weblate's glossary as CSV; its TBX is the second version. */
export const weblateGlossary = {
  name: "weblate",
  extensions: [".csv"],
  mediaType: "text/csv",
  *write(entries, losses) {
    yield stringify([["source", "target", "context", "translator_comments"]]);
    for (const { source, target, concept } of pairs(entries, losses, {
      note: true,
      category: true,
      short: true,
    })) {
      yield stringify([[source, target, concept.category, concept.note]]);
    }
  },
} as const satisfies GlossaryFormat;

interface Pair {
  readonly source: string;
  readonly target: string;
  readonly concept: Concept;
}

function* pairs(
  entries: Iterable<GlossaryEntry>,
  losses: Losses,
  held: HeldFields = { note: false, category: false, short: true },
): Generator<Pair> {
  const taken = new Set<string>();
  let size = 0;
  for (const { concept } of entries) {
    const { id, status } = concept;
    const { sources, preferred, admitted, forbidden } = bilingualTerms(concept);
    const target = clean(preferred ?? "");
    // A form in both scripts may be one text.
    const terms = [...new Set(sources.map(({ text }) => clean(text)))].filter((text) => text !== "");
    if (status !== "approved" || target === "" || terms.length === 0) {
      losses.lose("concept", id);
      continue;
    }
    losses.lose("second-target", id, admitted.length);
    losses.lose("forbidden", id, forbidden.length);
    losses.lose("fields", id, lostFields(concept, held));
    losses.lose("days", id, lostDays(concept));
    for (const source of terms) {
      const bytes = Buffer.byteLength(source) + Buffer.byteLength(target) + 4;
      const long = [source, target].some((text) => Buffer.byteLength(text) > TERM_BYTES);
      if (taken.has(source)) losses.lose("duplicate-source", id);
      else if (long || size + bytes > FILE_BYTES) losses.lose("too-long", id);
      else {
        taken.add(source);
        size += bytes;
        yield { source, target, concept };
      }
    }
  }
}

/** A term that every service takes: on one line, without control characters, quotation marks as they are. */
function clean(text: string): string {
  return onOneLine(text)
    .replace(/\p{Cc}/gu, "")
    .trim();
}
