/** Which Chinese sentences stand beside which English ones, as far as that is computed. */
import { alignSentences } from "../core/alignment/align.ts";
import type { AlignmentHints } from "../core/alignment/model.ts";
import { coverBeads, cutAtBeads } from "../core/article/beads.ts";
import type { Bead } from "../core/article/model.ts";
import { readingsOf } from "../core/discovery/pinyin.ts";
import type { Finding } from "../core/finding.ts";
import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Lexicon } from "../core/lexicon/lexicon.ts";
import type { Span } from "../core/text/span.ts";
import type { Deps } from "./deps.ts";

/** Below this confidence a computed bead is shown as doubtful: about two in five are wrong there (bench/alignment/README.md). */
export const DOUBTFUL_BEAD = 0.8;

/** Two texts cut into sentences. */
export interface CutTexts {
  readonly source: string;
  readonly sourceSentences: readonly Span[];
  readonly machine: string;
  /** The segments that stand. */
  readonly segments: readonly Span[];
  readonly hints: AlignmentHints;
}

/** What tells which sentences belong together: the dictionary, pinyin, and the names that the glossary finds on both sides. */
export function hintsOf(
  lexicon: Lexicon,
  glossary: CompiledGlossary,
  texts: { readonly source: string; readonly machine: string },
): AlignmentHints {
  const source = glossary.chinese
    .scan(texts.source)
    .filter((hit) => !hit.shadowed)
    .map(({ from, to, conceptId }) => ({ from, to, key: conceptId }));
  const target = glossary.english
    .scan(texts.machine)
    .map(({ from, to, payload }) => ({ from, to, key: payload.concept.id }));
  return { lexicon, terms: { source, target }, readings: readingsOf };
}

/** {@link hintsOf} with the dictionary that the program has. */
export async function alignmentHints(
  deps: Pick<Deps, "lexicon">,
  glossary: CompiledGlossary,
  texts: { readonly source: string; readonly machine: string },
): Promise<AlignmentHints> {
  return hintsOf(await deps.lexicon(), glossary, texts);
}

/** Beads, and what is thought of them. */
export interface Aligned {
  readonly beads: readonly Bead[];
  /** How far the two texts look like translations of each other, 0–1; null: not judged. */
  readonly sourceFit: number | null;
  readonly sourceFindings: readonly Finding[];
}

/** A row of a bilingual table in the two texts that it became part of. */
export type TableRow = Pick<Bead, "source" | "target">;

/** Beads of two texts. Those of `settled` stay as they are; only what lies between them is aligned. */
export function alignTexts(texts: CutTexts, settled: readonly Bead[] = []): Aligned {
  const whole = align(texts, texts.sourceSentences, texts.segments);
  if (settled.length === 0) return whole;
  const units = cutAtBeads(texts.machine, texts.segments, settled);
  const beads: Bead[] = [];
  let [source, target] = [0, 0];
  for (const bead of [...settled, undefined]) {
    const inner = {
      source: { from: source, to: bead?.source.from ?? Infinity },
      target: { from: target, to: bead?.target.from ?? Infinity },
    };
    beads.push(...alignRange(texts, units, inner));
    if (bead === undefined) break;
    beads.push(bead);
    [source, target] = [bead.source.to, bead.target.to];
  }
  return { ...whole, beads };
}

/**
 * Beads of two texts that came as the rows of a table. A row with one sentence on a side is a bead; longer ones are
 * aligned by themselves.
 */
export function alignRows(texts: CutTexts, rows: readonly TableRow[]): Aligned {
  const beads = rows.flatMap((row): readonly Bead[] => {
    const sentences = startingIn(texts.sourceSentences, row.source);
    const segments = startingIn(texts.segments, row.target);
    if (sentences.length > 1 && segments.length > 1) {
      const within = align(texts, sentences, segments).beads;
      if (within.length > 1) return within;
    }
    if (sentences.length + segments.length === 0) return [];
    const [source, target] = [rangeOf(sentences, row.source.from), rangeOf(segments, row.target.from)];
    return [{ source, target, confidence: 1, setBy: "table" }];
  });
  const { sourceFit, sourceFindings } = align(texts, texts.sourceSentences, texts.segments);
  return { beads, sourceFit, sourceFindings };
}

function alignRange(texts: CutTexts, units: readonly Span[], inner: TableRow): readonly Bead[] {
  const source = startingIn(texts.sourceSentences, inner.source);
  const target = startingIn(units, inner.target);
  if (source.length + target.length === 0) return [];
  return align(texts, source, target).beads;
}

function align(texts: CutTexts, source: readonly Span[], target: readonly Span[]): Aligned {
  const { beads, fit, findings } = alignSentences(
    { text: texts.source, sentences: source },
    { text: texts.machine, sentences: target },
    hintsIn(texts.hints, rangeOf(source), rangeOf(target)),
  );
  return { beads: coverBeads({ source, target, beads }), sourceFit: fit, sourceFindings: findings };
}

/** The spans that begin in a range; they are in order. O(log n). */
function startingIn<T extends Span>(spans: readonly T[], range: Span): readonly T[] {
  return spans.slice(firstFrom(spans, range.from), firstFrom(spans, range.to));
}

function firstFrom(spans: readonly Span[], offset: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From the first to the last of some spans; for none an empty range. */
function rangeOf(spans: readonly Span[], otherwise = 0): Span {
  const first = spans[0];
  const last = spans.at(-1);
  return first === undefined || last === undefined
    ? { from: otherwise, to: otherwise }
    : { from: first.from, to: last.to };
}

/** The hints that concern a part of the texts. */
function hintsIn({ terms, ...hints }: AlignmentHints, source: Span, target: Span): AlignmentHints {
  if (terms === undefined) return hints;
  return {
    ...hints,
    terms: { source: startingIn(terms.source, source), target: startingIn(terms.target, target) },
  };
}
