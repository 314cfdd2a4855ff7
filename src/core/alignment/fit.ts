/** How far two texts look like translations of each other. */
import type { Corpus } from "./corpus.ts";
import { rowReader, windowEvidence, wordScore } from "./evidence.ts";
import type { BeadRange } from "./model.ts";
import type { Model } from "./path.ts";
import { distinctTable } from "./translation.ts";

/** Both between 0 and 1. */
export interface Fit {
  readonly whole: number;
  /** About each bead. */
  readonly parts: readonly number[];
}

/** What the words of some beads say. */
interface Evidence {
  /** Sum of the logarithms of likelihood ratios. */
  readonly score: number;
  /** All English words that mean something. */
  readonly words: number;
}

/**
 * A word of a translation is worth about 0.5 and more by the dictionary alone, one of another text about 0; measured on
 * human translations, machine translations and texts put beside those of another article.
 */
const EXPECTED = { middle: 0.28, slope: 18 };
/** Where fewer Chinese words than this share are known, as without a dictionary, only the sum tells something. */
const FEW_KNOWN = 0.2;
const SPARSE_SLOPE = 0.15;
/** So many words that say nothing are added: in short texts chance matches weigh more. */
const DOUBT = 15;
/** Beads before and after one that say with it how the texts fit there, and what the whole is worth beside them, in words. */
const NEIGHBOURS = 2;
const WHOLE_WORTH = 15;

/** The fit of beads by the dictionary, with nothing learned from them: what is learned from false beads speaks for them. */
export function fitOf(corpus: Corpus, beads: readonly BeadRange[]): Fit {
  const table = distinctTable(corpus);
  const compareRow = rowReader(corpus, table);
  const evidence = beads.map((bead) => evidenceOf({ corpus, table }, compareRow, bead));
  const whole = sum(evidence);
  if (corpus.known < FEW_KNOWN || whole.words === 0) {
    const fit = logistic(SPARSE_SLOPE * whole.score);
    return { whole: fit, parts: beads.map(() => fit) };
  }
  const mean = whole.score / (whole.words + DOUBT);
  return {
    whole: fitOfMean(mean),
    parts: beads.map(({ source, target }, index) => {
      // A sentence without a counterpart has no words to compare.
      if (source.from === source.to || target.from === target.to) return fitOfMean(mean);
      const { score, words } = sum(evidence.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1));
      return fitOfMean((score + mean * WHOLE_WORTH) / (words + WHOLE_WORTH));
    }),
  };
}

function fitOfMean(mean: number): number {
  return logistic(EXPECTED.slope * (mean - EXPECTED.middle));
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function sum(evidence: readonly Evidence[]): Evidence {
  const total = { score: 0, words: 0 };
  for (const { score, words } of evidence) {
    total.score += score;
    total.words += words;
  }
  return total;
}

function evidenceOf(
  { corpus, table }: Pick<Model, "corpus" | "table">,
  compareRow: ReturnType<typeof rowReader>,
  bead: BeadRange,
): Evidence {
  const { source, target } = bead;
  const from = corpus.target.starts[target.from] ?? 0;
  const to = corpus.target.starts[target.to] ?? from;
  const words = to - from;
  if (source.from === source.to || target.from === target.to) return { score: 0, words };
  const rows = [];
  for (let row = source.from; row < source.to; row++) rows.push(compareRow(row, target.from, target.to));
  const together = windowEvidence(corpus, table, rows, target.from, target.to).at(-1);
  return { score: together === undefined ? 0 : wordScore(together, target.from, target.to), words };
}
