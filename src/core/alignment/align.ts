import type { Bead } from "../article/model.ts";
import type { Span } from "../text/span.ts";

/** The moves of the alignment: sentences taken from the Chinese and the English, and how unlikely that is. */
const MOVES = [
  { source: 1, target: 1, penalty: 0 },
  { source: 1, target: 2, penalty: 2.3 },
  { source: 2, target: 1, penalty: 2.3 },
  { source: 1, target: 3, penalty: 3.6 },
  { source: 3, target: 1, penalty: 3.6 },
  { source: 2, target: 2, penalty: 4.4 },
  { source: 1, target: 0, penalty: 4 },
  { source: 0, target: 1, penalty: 4 },
] as const;

/** What a number or Latin word that both sides have takes off. */
const ANCHOR_BONUS = 1.2;
/** Variance of the English length for one Chinese character, before the article's own is known. */
const FIRST_VARIANCE = 40;

/** How long the English for a Chinese sentence is, and how much that varies. */
interface LengthModel {
  readonly ratio: number;
  readonly variance: number;
}

/**
 * Beads of Chinese and English sentences in order: a shortest path over lengths (Gale and Church 1993, with mean and
 * variance taken from the article itself) and anchors, the numbers and Latin words that both sides have. Every sentence
 * is in exactly one bead. Time and memory grow with the product of the sentence counts inside a band about the diagonal.
 */
export function alignSentences(
  source: { readonly text: string; readonly sentences: readonly Span[] },
  target: { readonly text: string; readonly sentences: readonly Span[] },
): Bead[] {
  const rows = source.sentences.map((span) => describe(source.text, span));
  const columns = target.sentences.map((span) => describe(target.text, span));
  if (rows.length === 0 || columns.length === 0) return [];
  const ratio = Math.max(lengthOf(columns), 1) / Math.max(lengthOf(rows), 1);
  const first = shortestPath(rows, columns, { ratio, variance: FIRST_VARIANCE });
  const path = shortestPath(
    rows,
    columns,
    fitLengths(rows, columns, first) ?? { ratio, variance: FIRST_VARIANCE },
  );
  return path.map(({ fromSource, toSource, fromTarget, toTarget, cost }) => ({
    source: rangeOf(source.sentences, fromSource, toSource),
    target: rangeOf(target.sentences, fromTarget, toTarget),
    confidence: Math.round(100 / (1 + Math.max(cost, 0))) / 100,
  }));
}

interface Sentence {
  readonly length: number;
  readonly anchors: ReadonlySet<string>;
}

function describe(text: string, span: Span): Sentence {
  const slice = text.slice(span.from, span.to);
  const anchors: string[] = slice.match(/\d+|[A-Za-z][A-Za-z0-9]+/g) ?? [];
  // A credit in brackets has one on the other side too.
  if (/^[（(].*[）)]$/su.test(slice)) anchors.push("(", ")");
  return {
    length: slice.replace(/\s/g, "").length,
    anchors: new Set(anchors.map((word) => word.toLowerCase())),
  };
}

function lengthOf(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, sentence) => sum + sentence.length, 0);
}

/** The length model of the 1-1 beads of a first alignment: medians, so that false beads do not count; undefined for too few. */
function fitLengths(
  rows: readonly Sentence[],
  columns: readonly Sentence[],
  path: readonly Step[],
): LengthModel | undefined {
  const pairs = path.flatMap((step) => {
    const [row, column] = [rows[step.fromSource], columns[step.fromTarget]];
    const single = step.toSource - step.fromSource === 1 && step.toTarget - step.fromTarget === 1;
    return single && row !== undefined && column !== undefined ? [[row.length, column.length] as const] : [];
  });
  if (pairs.length < 8) return undefined;
  const ratio = median(pairs.map(([source, target]) => target / Math.max(1, source)));
  // The median of a squared normal variable is .455 of its variance.
  const spread = median(
    pairs.map(([source, target]) => (target - source * ratio) ** 2 / Math.max(1, source)),
  );
  return { ratio, variance: Math.min(120, Math.max(8, spread / 0.455)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** From the first to the last of some sentences; an empty range where there are none. */
function rangeOf(sentences: readonly Span[], from: number, to: number): Span {
  const first = sentences[from];
  const last = sentences[to - 1];
  if (from < to && first !== undefined && last !== undefined) return { from: first.from, to: last.to };
  const at = sentences[from]?.from ?? sentences.at(-1)?.to ?? 0;
  return { from: at, to: at };
}

interface Step {
  readonly fromSource: number;
  readonly toSource: number;
  readonly fromTarget: number;
  readonly toTarget: number;
  readonly cost: number;
}

function shortestPath(rows: readonly Sentence[], columns: readonly Sentence[], model: LengthModel): Step[] {
  const width = columns.length + 1;
  const best = new Float64Array((rows.length + 1) * width).fill(Infinity);
  const move = new Int8Array(best.length).fill(-1);
  best[0] = 0;
  const band = Math.max(12, Math.ceil(columns.length / 8), Math.abs(rows.length - columns.length) + 4);
  for (let i = 0; i <= rows.length; i++) {
    const centre = (i * columns.length) / rows.length;
    const last = Math.min(columns.length, Math.ceil(centre + band));
    for (let j = Math.max(0, Math.floor(centre - band)); j <= last; j++) {
      MOVES.forEach(({ source, target }, index) => {
        if (source > i || target > j) return;
        const before = best[(i - source) * width + j - target] ?? Infinity;
        if (before === Infinity) return;
        const cost = before + stepCost(rows, columns, model, { index, i, j });
        if (cost < (best[i * width + j] ?? Infinity)) {
          best[i * width + j] = cost;
          move[i * width + j] = index;
        }
      });
    }
  }
  const steps: Step[] = [];
  let [i, j] = [rows.length, columns.length];
  while (i > 0 || j > 0) {
    const index = move[i * width + j] ?? -1;
    const taken = MOVES[index];
    if (taken === undefined) break;
    const cost = stepCost(rows, columns, model, { index, i, j });
    steps.push({
      fromSource: i - taken.source,
      toSource: i,
      fromTarget: j - taken.target,
      toTarget: j,
      cost,
    });
    i -= taken.source;
    j -= taken.target;
  }
  return steps.reverse();
}

function stepCost(
  rows: readonly Sentence[],
  columns: readonly Sentence[],
  model: LengthModel,
  at: { readonly index: number; readonly i: number; readonly j: number },
): number {
  const { source, target, penalty } = MOVES[at.index] ?? MOVES[0];
  if (source === 0 || target === 0) return penalty;
  const left = rows.slice(at.i - source, at.i);
  const right = columns.slice(at.j - target, at.j);
  const sourceLength = lengthOf(left);
  const off =
    (lengthOf(right) - sourceLength * model.ratio) ** 2 / (model.variance * Math.max(1, sourceLength));
  const shared = right
    .flatMap((item) => [...item.anchors])
    .filter((word) => left.some((row) => row.anchors.has(word)));
  return penalty + off / 2 - ANCHOR_BONUS * Math.min(3, shared.length);
}
