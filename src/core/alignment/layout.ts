/** What paragraphs say: breaks that stand at the same places on both sides, and breaks inside a bead. */
import type { BeadRange, Side } from "./model.ts";

/** For each sentence whether a line break stands between the sentence before it and it; 0 for the first. */
function breaksOf({ text, sentences }: Side): Uint8Array {
  const breaks = new Uint8Array(sentences.length);
  for (let index = 1; index < sentences.length; index++) {
    const gap = text.slice(sentences[index - 1]?.to, sentences[index]?.from);
    if (/[\n\r\u0085\u2028\u2029]/.test(gap)) breaks[index] = 1;
  }
  return breaks;
}

/** For each sentence whether it is marks only, without a letter or digit: the end of the one before it, cut off. */
function fragmentsOf({ text, sentences }: Side): Uint8Array {
  return Uint8Array.from(sentences, ({ from, to }, index) =>
    index > 0 && !/[\p{L}\p{N}]/u.test(text.slice(from, to)) ? 1 : 0,
  );
}

/** A bead that begins with marks only is this unlikely. */
const FRAGMENT_COST = 6;

/** What both sides look like. */
export interface Sides {
  readonly sourceBreaks: Uint8Array;
  readonly targetBreaks: Uint8Array;
  readonly sourceFragments: Uint8Array;
  readonly targetFragments: Uint8Array;
}

/** The line breaks and fragments of both sides. */
export function sidesOf(source: Side, target: Side): Sides {
  return {
    sourceBreaks: breaksOf(source),
    targetBreaks: breaksOf(target),
    sourceFragments: fragmentsOf(source),
    targetFragments: fragmentsOf(target),
  };
}

/** With log likelihood ratios of line breaks at bead boundaries and inside beads; all 0 where they tell nothing. */
export interface Layout extends Sides {
  /** By source break (0, 1) times 2 plus target break. */
  readonly boundary: readonly number[];
  /** By break (0, 1), for gaps between the Chinese sentences of one bead. */
  readonly sourceInside: readonly number[];
  readonly targetInside: readonly number[];
}

/** How many observations the first assumption is worth: more where both sides have as many paragraphs. */
const WEIGHT = { alike: 12, other: 3 };

/**
 * The layout habits that some beads show, starting from the assumption that paragraphs line up. Where every gap is a
 * break, or none is, nothing is learned from it.
 */
export function layoutOf(sides: Sides, beads: readonly BeadRange[]): Layout {
  const { sourceBreaks: source, targetBreaks: target } = sides;
  const [sourceRate, targetRate] = [rateOf(source), rateOf(target)];
  const alike = count(source) === count(target);
  const weight = alike ? WEIGHT.alike : WEIGHT.other;
  // How often breaks agree beyond chance, assumed at first and then as seen.
  const agreeing = alike ? 0.9 : 0.5;
  const joint = [0, 1].flatMap((s) =>
    [0, 1].map((t) => {
      const chance = (s === 1 ? sourceRate : 1 - sourceRate) * (t === 1 ? targetRate : 1 - targetRate);
      const together =
        s === t ? (s === 1 ? (sourceRate + targetRate) / 2 : 1 - (sourceRate + targetRate) / 2) : 0;
      return { chance, seen: weight * (agreeing * together + (1 - agreeing) * chance) };
    }),
  );
  const inside = { source: insideOf(sourceRate, weight), target: insideOf(targetRate, weight) };
  let total = weight;
  for (const bead of beads) {
    if (bead.source.from === bead.source.to || bead.target.from === bead.target.to) continue;
    if (bead.source.from > 0 && bead.target.from > 0) {
      const cell = joint[(source[bead.source.from] ?? 0) * 2 + (target[bead.target.from] ?? 0)];
      if (cell !== undefined) cell.seen += 1;
      total += 1;
    }
    for (let i = bead.source.from + 1; i < bead.source.to; i++) inside.source.add(source[i] ?? 0);
    for (let j = bead.target.from + 1; j < bead.target.to; j++) inside.target.add(target[j] ?? 0);
  }
  return {
    ...sides,
    boundary: joint.map(({ chance, seen }) => (chance < 1e-6 ? 0 : Math.log(seen / total / chance))),
    sourceInside: inside.source.logs(),
    targetInside: inside.target.logs(),
  };
}

function count(breaks: Uint8Array): number {
  return breaks.reduce((sum, value) => sum + value, 0);
}

function rateOf(breaks: Uint8Array): number {
  return breaks.length < 2 ? 0 : count(breaks) / (breaks.length - 1);
}

interface Inside {
  readonly add: (isBreak: number) => void;
  readonly logs: () => number[];
}

/** Breaks inside beads: a tenth as many as elsewhere at first. */
function insideOf(rate: number, weight: number): Inside {
  const seen = [weight * (1 - rate / 10), (weight * rate) / 10];
  return {
    add: (isBreak) => (seen[isBreak] = (seen[isBreak] ?? 0) + 1),
    logs() {
      if (rate === 0 || rate > 0.95) return [0, 0];
      const total = (seen[0] ?? 0) + (seen[1] ?? 0);
      return [Math.log((seen[0] ?? 0) / total / (1 - rate)), Math.log((seen[1] ?? 0) / total / rate)];
    },
  };
}

/** What the layout says for a bead. */
export function layoutScore(layout: Layout, { source, target }: BeadRange): number {
  let score = 0;
  if (source.from < source.to) score -= FRAGMENT_COST * (layout.sourceFragments[source.from] ?? 0);
  if (target.from < target.to) score -= FRAGMENT_COST * (layout.targetFragments[target.from] ?? 0);
  if (source.from < source.to && target.from < target.to && source.from > 0 && target.from > 0) {
    score +=
      layout.boundary[
        (layout.sourceBreaks[source.from] ?? 0) * 2 + (layout.targetBreaks[target.from] ?? 0)
      ] ?? 0;
  }
  for (let i = source.from + 1; i < source.to; i++)
    score += layout.sourceInside[layout.sourceBreaks[i] ?? 0] ?? 0;
  for (let j = target.from + 1; j < target.to; j++)
    score += layout.targetInside[layout.targetBreaks[j] ?? 0] ?? 0;
  return score;
}
