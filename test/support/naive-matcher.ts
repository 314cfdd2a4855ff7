import { patternsOf } from "../../src/core/glossary/compile.ts";
import type { Concept } from "../../src/core/glossary/model.ts";

/** Where the forms of concepts stand in a text, `from-to`, each once, sorted: one regular expression a form. */
export function naiveHits(text: string, concepts: readonly Concept[]): string[] {
  const hits = new Set<string>();
  for (const { text: form, exactCase, exactJoints } of patternsOf(concepts)) {
    const source = (spelling: string): string =>
      spelling
        .replace(/[.*+?^$()[\]{}|\\/]/g, "\\$&")
        .replace(
          exactJoints ? / /g : /[ -]/g,
          exactJoints ? "(?:[^\\S\\n]+|\\n(?!\\n))" : "(?:[^\\S\\n]+|\\n(?!\\n)|[\\-–\u2011])",
        )
        .replace(/['’]/g, "['’]")
        .replace(/["“”]/g, '["“”]');
    const spellings = [form.normalize("NFC"), form.normalize("NFD")].map(source).join("|");
    const word = "[[\\p{L}\\p{M}\\p{N}_]--\\p{scx=Han}]";
    const whole = `(?<!${word})(?:${spellings})(?!${word})`;
    const ending = `(?:[sS]|[dD]|[lL]{2}|[rR][eE]|[vV][eE])(?!${word})`;
    const before = `(?<!${word}['’‘])${whole}(?!['’‘](?!${ending})${word})`;
    const quoted = `(?<=${word}['’‘])${whole}(?=['’‘])`;
    const pattern = new RegExp(`${before}|${quoted}`, exactCase ? "gv" : "giv");
    for (const { index, 0: found } of text.matchAll(pattern)) hits.add(`${index}-${index + found.length}`);
  }
  const opaque = [...text.matchAll(/`[^`]*`|\S*[@#]\S+|https?:\S+|www\.\S+|\S+\.(?:pdf|docx|jpg)/g)];
  const inside = (at: number): boolean =>
    opaque.some((span) => span.index <= at && at < span.index + span[0].length);
  return [...hits].filter((hit) => !inside(Number.parseInt(hit, 10))).sort();
}
