/**
 * What an editor does to beads by hand. A text is its sentences; every function takes and gives a full cover: every
 * sentence of both sides is in exactly one bead, in order.
 */
import type { Span } from "../text/span.ts";
import { overlaps } from "../text/span.ts";
import type { Bead } from "./model.ts";

export const BEAD_SIDES = ["source", "target"] as const;
export type BeadSide = (typeof BEAD_SIDES)[number];

/** The sentences of both texts, in order, with their beads. */
export interface LinkedTexts {
  readonly source: readonly Span[];
  readonly target: readonly Span[];
  readonly beads: readonly Bead[];
}

/** What is done to the bead with a 0-based place. */
export type BeadCorrection =
  /** It becomes one with the bead after it. */
  | { readonly kind: "merge"; readonly at: number }
  /** It is cut behind so many sentences of each side. */
  | { readonly kind: "split"; readonly at: number; readonly source: number; readonly target: number }
  /** Its first sentence goes to the bead before it, or its last to the one after it. */
  | {
      readonly kind: "shift";
      readonly at: number;
      readonly side: BeadSide;
      readonly to: "before" | "after";
    };

/** Why beads cannot be corrected so: there is no such bead, none beside it, nothing to move, nothing on one side of a cut. */
export type BeadRefusal = "no-bead" | "no-neighbour" | "nothing-to-move" | "nothing-to-cut";

/** A bead as the numbers of its sentences: half-open ranges of both lists. */
interface Group {
  readonly source: Span;
  readonly target: Span;
  readonly bead: Omit<Bead, BeadSide>;
}

const BY_HAND: Group["bead"] = { confidence: 1, setBy: "person" };
const ALONE: Group["bead"] = { confidence: 0 };

/**
 * The beads with every sentence in exactly one of them: a sentence is in the first bead that it overlaps, and one that
 * is in none gets its own. Where several in a row have none on both sides, they alternate, so that each can be merged
 * with the one beside it.
 */
export function coverBeads(alignment: LinkedTexts): Bead[] {
  return beadsOf(alignment, groupsOf(alignment));
}

/** The sentences of one side of a bead. */
export function sentencesOf(sentences: readonly Span[], side: Span): Span[] {
  return sentences.filter((sentence) => overlaps(sentence, side));
}

/**
 * Segments as the sentences that beads are made of: one that was joined over the end of a bead counts as two. What is
 * only white space is none.
 */
export function cutAtBeads(text: string, segments: readonly Span[], beads: readonly Bead[]): Span[] {
  const ends = [...new Set(beads.flatMap(({ target }) => [target.from, target.to]))].sort((a, b) => a - b);
  let next = 0;
  return segments.flatMap((segment) => {
    const pieces: Span[] = [];
    let from = segment.from;
    while ((ends[next] ?? Infinity) <= from) next++;
    for (; (ends[next] ?? Infinity) < segment.to; next++) {
      pieces.push({ from, to: ends[next] ?? from });
      from = ends[next] ?? from;
    }
    pieces.push({ from, to: segment.to });
    return pieces.length === 1 ? pieces : pieces.flatMap((piece) => trimmed(text, piece));
  });
}

function trimmed(text: string, { from, to }: Span): Span[] {
  const piece = text.slice(from, to);
  const start = from + piece.length - piece.trimStart().length;
  const end = from + piece.trimEnd().length;
  return start < end ? [{ from: start, to: end }] : [];
}

/** A Chinese text with its sentences and beads. */
export interface LinkedSource {
  readonly text: string;
  readonly sentences: readonly Span[];
  readonly beads: readonly Bead[];
}

/**
 * The Chinese after the words of one bead were written anew, the beads where they were: only what lies behind moves.
 * `sentences` are those of `written`. The beads must be a full cover.
 */
export function rewriteBead(
  source: LinkedSource,
  at: number,
  written: { readonly text: string; readonly sentences: readonly Span[] },
): LinkedSource {
  const range = source.beads[at]?.source;
  if (range === undefined) return source;
  const grown = written.text.length - (range.to - range.from);
  const move = (span: Span, by: number): Span => ({ from: span.from + by, to: span.to + by });
  const own = written.sentences.map((span) => move(span, range.from));
  return {
    text: source.text.slice(0, range.from) + written.text + source.text.slice(range.to),
    sentences: [
      ...source.sentences.filter((sentence) => sentence.to <= range.from),
      ...own,
      ...source.sentences
        .filter((sentence) => sentence.from >= range.to)
        .map((sentence) => move(sentence, grown)),
    ],
    beads: source.beads.map((bead, index) => {
      if (index < at) return bead;
      if (index > at) return { ...bead, source: move(bead.source, grown) };
      return { ...bead, source: { from: range.from, to: range.to + grown } };
    }),
  };
}
/**
 * The beads after a correction. Those that it touched are a person's from then on; a bead that has nothing left is gone.
 */
export function correctBeads(
  alignment: LinkedTexts,
  correction: BeadCorrection,
): readonly Bead[] | BeadRefusal {
  const groups = groupsOf(alignment);
  const group = groups[correction.at];
  if (group === undefined) return "no-bead";
  const made = correct(groups, group, correction);
  return typeof made === "string" ? made : beadsOf(alignment, made);
}

function correct(
  groups: readonly Group[],
  group: Group,
  correction: BeadCorrection,
): readonly Group[] | BeadRefusal {
  const { at } = correction;
  switch (correction.kind) {
    case "merge": {
      const next = groups[at + 1];
      if (next === undefined) return "no-neighbour";
      return groups.toSpliced(at, 2, {
        source: { from: group.source.from, to: next.source.to },
        target: { from: group.target.from, to: next.target.to },
        bead: BY_HAND,
      });
    }
    case "split": {
      const source = cutAt(group.source, correction.source);
      const target = cutAt(group.target, correction.target);
      const halves =
        source &&
        target &&
        ([0, 1] as const).map((half) => ({ source: source[half], target: target[half], bead: BY_HAND }));
      if (!halves?.every((half) => size(half) > 0)) return "nothing-to-cut";
      return groups.toSpliced(at, 1, ...halves);
    }
    case "shift":
      return shift(groups, group, correction);
  }
}

function shift(
  groups: readonly Group[],
  group: Group,
  { at, side, to }: Extract<BeadCorrection, { kind: "shift" }>,
): readonly Group[] | BeadRefusal {
  const other = groups[to === "before" ? at - 1 : at + 1];
  if (other === undefined) return "no-neighbour";
  const own = group[side];
  if (own.from === own.to) return "nothing-to-move";
  const [left, grown] =
    to === "before"
      ? [
          { from: own.from + 1, to: own.to },
          { from: other[side].from, to: own.from + 1 },
        ]
      : [
          { from: own.from, to: own.to - 1 },
          { from: own.to - 1, to: other[side].to },
        ];
  const rest: Group = { ...group, [side]: left, bead: BY_HAND };
  const gained: Group = { ...other, [side]: grown, bead: BY_HAND };
  const pair = to === "before" ? [gained, rest] : [rest, gained];
  return groups.toSpliced(to === "before" ? at - 1 : at, 2, ...pair.filter((each) => size(each) > 0));
}

function size({ source, target }: Group): number {
  return source.to - source.from + (target.to - target.from);
}

function cutAt(range: Span, count: number): readonly [Span, Span] | undefined {
  const at = range.from + count;
  if (!Number.isInteger(count) || count < 0 || at > range.to) return undefined;
  return [
    { from: range.from, to: at },
    { from: at, to: range.to },
  ];
}

/** The beads as numbers of sentences, those that no bead has among them. */
function groupsOf({ source, target, beads }: LinkedTexts): Group[] {
  const groups: Group[] = [];
  let [i, j] = [0, 0];
  const own = (toSource: number, toTarget: number): void => {
    while (i < toSource || j < toTarget) {
      if (i < toSource)
        groups.push({ source: { from: i, to: ++i }, target: { from: j, to: j }, bead: ALONE });
      if (j < toTarget)
        groups.push({ source: { from: i, to: i }, target: { from: j, to: ++j }, bead: ALONE });
    }
  };
  for (const bead of beads) {
    const sources = rangeIn(source, bead.source, i);
    const targets = rangeIn(target, bead.target, j);
    own(sources?.from ?? i, targets?.from ?? j);
    const group = {
      source: { from: i, to: sources?.to ?? i },
      target: { from: j, to: targets?.to ?? j },
      bead,
    };
    if (size(group) > 0) groups.push(group);
    [i, j] = [group.source.to, group.target.to];
  }
  own(source.length, target.length);
  return groups;
}

/** The sentences from `start` on that overlap a side of a bead; undefined for none. */
function rangeIn(sentences: readonly Span[], side: Span, start: number): Span | undefined {
  let from = start;
  while (from < sentences.length && (sentences[from]?.to ?? 0) <= side.from) from++;
  let to = from;
  while (to < sentences.length && (sentences[to]?.from ?? Infinity) < side.to) to++;
  return to > from ? { from, to } : undefined;
}

function beadsOf({ source, target }: LinkedTexts, groups: readonly Group[]): Bead[] {
  return groups.map((group) => ({
    ...group.bead,
    source: textRange(source, group.source),
    target: textRange(target, group.target),
  }));
}

/** From the first to the last of some sentences; for none an empty range where the next one begins. */
function textRange(sentences: readonly Span[], { from, to }: Span): Span {
  const first = sentences[from];
  const last = sentences[to - 1];
  if (from < to && first !== undefined && last !== undefined) return { from: first.from, to: last.to };
  const at = first?.from ?? sentences.at(-1)?.to ?? 0;
  return { from: at, to: at };
}
