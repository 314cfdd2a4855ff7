import type { Bead } from "../article/model.ts";
import type { Finding } from "../finding.ts";
import type { Span } from "../text/span.ts";
import { bandAbout, bandOf, sizeOf, touchesEdge } from "./band.ts";
import { calibrated, featuresOf } from "./calibration.ts";
import { type Corpus, readCorpus } from "./corpus.ts";
import { decode, type LikelyBead } from "./decode.ts";
import { type Fit, fitOf } from "./fit.ts";
import { firstHabits, habitsOf } from "./habits.ts";
import { layoutOf, type Sides, sidesOf } from "./layout.ts";
import { type Alignment, type AlignmentHints, type BeadRange, POOR_FIT, type Side } from "./model.ts";
import { omissionsOf } from "./omissions.ts";
import { bestPath, type Model, type Path } from "./path.ts";
import { ALL_MOVES, FIRST_MOVES, SECOND_MOVES } from "./scores.ts";
import { areSwapped } from "./sides.ts";
import { type Anchor, findAnchors } from "./skeleton.ts";
import { dictionaryTable, learnedTable } from "./translation.ts";

/**
 * Beads of Chinese (`source`) and English (`target`) sentences in order; every sentence is in exactly one of them.
 *
 * A best path over lengths, kinds of beads, line breaks and words, in the manner of Moore (2002): a wide first pass with
 * the dictionary inside a band about sentences that share rare words, from which the article's own habits and word
 * pairs are learned; a narrow second pass; and a last one, which gives each bead its probability. Without hints
 * lengths, numbers and Latin words remain. Texts that are no translations of each other get beads of low confidence, a
 * low `fit` and a finding, as do texts of more than {@link LONGEST} sentences, which are left in one bead. Time and memory are linear in the sentences where anchors are found.
 */
export function alignSentences(source: Side, target: Side, hints: AlignmentHints = {}): Alignment {
  if (source.sentences.length === 0 || target.sentences.length === 0) return oneSided(source, target);
  if (source.sentences.length > LONGEST || target.sentences.length > LONGEST)
    return unaligned(source, target);
  const { corpus, beads } = likelyBeads(source, target, hints);
  const swapped = areSwapped(source, target);
  const fit = swapped ? { whole: 0, parts: beads.map(() => 0) } : fitOf(corpus, beads);
  const code = swapped ? "alignment.swapped" : fit.whole < POOR_FIT ? "alignment.poor" : undefined;
  return {
    beads: beads.map((bead, index) => spansOf(source, target, bead, confidenceOf(bead, fit, index))),
    ranges: beads.map((bead) => ({ source: bead.source, target: bead.target })),
    fit: round(fit.whole),
    findings: code === undefined ? [] : [finding(code)],
  };
}

/** The beads of two sides that both have sentences, each with its share of all paths near the best one. */
export function likelyBeads(
  source: Side,
  target: Side,
  hints: AlignmentHints,
): { readonly corpus: Corpus; readonly beads: readonly LikelyBead[] } {
  const corpus = readCorpus(source, target, hints);
  const sides = sidesOf(source, target);
  const words = dictionaryTable(corpus);
  const anchors = findAnchors(corpus, words);
  const omissions = omissionsOf(source.sentences.length, target.sentences.length, anchors);
  const first: Model = {
    corpus,
    table: words,
    habits: firstHabits(corpus, omissions),
    layout: layoutOf(sides, []),
    omissions,
    moves: FIRST_MOVES,
  };
  const wide = widePath(first, anchors);
  const second = { ...learnedModel(first, sides, wide.beads), moves: SECOND_MOVES };
  const narrow = bestPath(second, bandAbout(wide.beads, NARROW_MARGIN));
  const last = learnedModel(second, sides, narrow.beads);
  return { corpus, beads: decode(last, narrow.beads, narrow.scores) };
}

function finding(code: string): Finding {
  return { code, severity: "warning", params: {} };
}

/** More sentences on a side than any article has: minutes of work, and one bead serves as well. */
const LONGEST = 10_000;

/** One bead of everything, which nobody can rely on. */
function unaligned(source: Side, target: Side): Alignment {
  const whole = ({ sentences }: Side): Span => ({ from: 0, to: sentences.length });
  const range = { source: whole(source), target: whole(target) };
  return {
    beads: [spansOf(source, target, range, 0)],
    ranges: [range],
    fit: 0,
    findings: [finding("alignment.too-long")],
  };
}

/** Beads of sentences that have nothing beside them. */
function oneSided(source: Side, target: Side): Alignment {
  const none = { from: 0, to: 0 };
  const single = (_: Span, index: number): Span => ({ from: index, to: index + 1 });
  const ranges = [
    ...source.sentences.map(single).map((range) => ({ source: range, target: none })),
    ...target.sentences.map(single).map((range) => ({ source: none, target: range })),
  ];
  const beads = ranges.map((range) => spansOf(source, target, range, 1));
  const findings: Finding[] = [];
  if (source.sentences.length === 0) findings.push(finding("alignment.empty-source"));
  if (target.sentences.length === 0) findings.push(finding("alignment.empty-target"));
  return { beads, ranges, fit: ranges.length === 0 ? 1 : 0, findings };
}

/** Sentences about a wide path, and about a narrow one, that are tried. */
const WIDE_MARGIN = 4;
const NARROW_MARGIN = 3;
/** A band with more nodes is not widened further. */
const LARGEST_BAND = 4_000_000;

/** The first path; its band is widened where it goes along an edge. */
function widePath(model: Model, anchors: readonly Anchor[]): Path {
  const rows = model.corpus.source.lengths.length;
  const columns = model.corpus.target.lengths.length;
  for (let margin = WIDE_MARGIN; ; margin *= 4) {
    const band = bandOf(rows, columns, anchors, margin);
    const path = bestPath(model, band);
    if (sizeOf(band) > LARGEST_BAND / 4 || !touchesEdge(band, path.beads, columns)) return path;
  }
}

/** A model with what the beads of a path show. */
function learnedModel(model: Model, sides: Sides, beads: readonly BeadRange[]): Model {
  const { corpus } = model;
  const full = beads.filter(({ source, target }) => source.from < source.to && target.from < target.to);
  return {
    corpus,
    table: learnedTable(corpus, full),
    habits: habitsOf(corpus, beads, model.habits),
    layout: layoutOf(sides, beads),
    omissions: model.omissions,
    moves: ALL_MOVES,
  };
}

/** The chance that a bead is right, as far as the texts fit there. */
function confidenceOf(bead: LikelyBead, fit: Fit, index: number): number {
  return round(calibrated(featuresOf(bead)) * (fit.parts[index] ?? fit.whole));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function spansOf(source: Side, target: Side, bead: BeadRange, confidence: number): Bead {
  return {
    source: rangeOf(source.sentences, bead.source),
    target: rangeOf(target.sentences, bead.target),
    confidence,
  };
}

/** From the first to the last of some sentences; where there are none, an empty range where they would be. */
function rangeOf(sentences: readonly Span[], { from, to }: Span): Span {
  const first = sentences[from];
  const last = sentences[to - 1];
  if (from < to && first !== undefined && last !== undefined) return { from: first.from, to: last.to };
  const at = first?.from ?? sentences.at(-1)?.to ?? 0;
  return { from: at, to: at };
}
