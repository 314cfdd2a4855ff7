import type { Span } from "../text/span.ts";

const ABBREVIATIONS = new Set(
  (
    "mr mrs ms messrs dr prof st mt gen col lt sgt capt cmdr adm gov sen rep rev hon pres no nos vol fig figs art sec " +
    "ch pp vs etc inc ltd co corp bros dept est approx jan feb mar apr jun jul aug sept sep oct nov dec e.g i.e cf al"
  ).split(" "),
);

/** Abbreviations that end a sentence more often than not: they join only before a lower-case word or a number. */
const OPEN_ABBREVIATIONS = new Set([
  "inc",
  "ltd",
  "co",
  "corp",
  "etc",
  "bros",
  "al",
  "no",
  "nos",
  "art",
  "est",
]);

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/**
 * The sentences of one line of English, in order, without the white space around them. Unicode's sentence boundaries
 * (UAX 29), less those after abbreviations and initials and before a lower-case word.
 */
export function englishSentences(line: string): Span[] {
  const spans: { from: number; to: number }[] = [];
  for (const { segment, index } of segmenter.segment(line)) {
    const from = index + segment.length - segment.trimStart().length;
    const to = index + segment.trimEnd().length;
    if (from >= to) continue;
    const last = spans.at(-1);
    if (last !== undefined && joins(line.slice(last.from, last.to), line.slice(from, to))) last.to = to;
    else spans.push({ from, to });
  }
  return spans;
}

/** Whether what Unicode took for two sentences is one. */
function joins(before: string, after: string): boolean {
  if (/^\p{Ll}/u.test(after)) return true;
  if (/^[)\]”’"'»]+$/.test(after)) return true;
  const word = /(?:^|[\s("“‘[])(?<word>[\p{L}\p{N}.]+)\.$/u.exec(before)?.groups?.["word"]?.toLowerCase();
  if (word === undefined) return false;
  if (/^\p{L}$/u.test(word)) return !/^(?:i)$/.test(word) && /^\p{Lu}/u.test(after);
  if (!ABBREVIATIONS.has(word)) return false;
  return OPEN_ABBREVIATIONS.has(word) ? /^\p{N}/u.test(after) : true;
}
