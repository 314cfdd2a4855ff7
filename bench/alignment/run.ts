/**
 * Strict precision, recall and F1 of the alignment on sets of sentences with gold beads, beside a plain length model.
 *
 *   node alignment/run.ts FOLDER
 *
 * A set is NAME.zh.txt and NAME.en.txt, one sentence a line, and NAME.gold.txt, one bead a line as `[0]:[0,1]`. A bead is
 * right when both of its sides are. Precision counts every bead, also those with an empty side; recall counts the gold
 * beads that have both sides.
 */
import process from "node:process";
import { alignSentences } from "../../src/core/alignment/align.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { lengthBeads } from "./lengths.ts";
import { type BenchBead, setsIn, sideOf, written } from "./sets.ts";

/** Each is run so often; the least time counts. */
const RUNS = 5;
/** The size that the speed is told for: Chinese sentences, and English ones at most. */
const SPEED = { zh: 1000, en: 1000 };

function figures(beads: readonly BenchBead[], gold: ReadonlySet<string>): string[] {
  const right = beads.filter((bead) => gold.has(written(bead))).length;
  const full = [...gold].filter((bead) => !bead.includes("[]")).length;
  const found = beads.filter(
    (bead) =>
      bead.source.from < bead.source.to && bead.target.from < bead.target.to && gold.has(written(bead)),
  ).length;
  const [precision, recall] = [right / beads.length, found / full];
  return [precision, recall, (2 * precision * recall) / (precision + recall)].map((value) =>
    value.toFixed(4),
  );
}

const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: node alignment/run.ts FOLDER");
const lexicon = await readLexicon();
const sets = setsIn(folder);
console.log("| set | aligner | P | R | F1 | ms | × lengths | fit |\n|---|---|---|---|---|---|---|---|");
for (const { name, zh, en, source, target, gold } of sets) {
  const runs: [string, () => { readonly ranges: readonly BenchBead[]; readonly fit?: number }][] = [
    ["lengths only", () => ({ ranges: lengthBeads(zh, en) })],
    ["ours, no dictionary", () => alignSentences(source, target)],
    ["ours", () => alignSentences(source, target, { lexicon })],
  ];
  let lengths: number | undefined;
  for (const [aligner, work] of runs) {
    const took = leastTime(work);
    lengths ??= took;
    const { ranges, fit } = work();
    const times = [took.toFixed(0), (took / lengths).toFixed(1)];
    console.log(
      `| ${[name, aligner, ...figures(ranges, gold), ...times, fit?.toFixed(2) ?? ""].join(" | ")} |`,
    );
  }
}

const [longest] = [...sets].sort((a, b) => b.zh.length - a.zh.length);
if (longest !== undefined) {
  const zh = longest.zh.slice(0, SPEED.zh);
  // As much of the English as of the Chinese, so that both end at about the same place.
  const en = longest.en.slice(
    0,
    Math.min(SPEED.en, Math.round((zh.length * longest.en.length) / longest.zh.length)),
  );
  const [source, target] = [sideOf(zh), sideOf(en)];
  const plain = leastTime(() => lengthBeads(zh, en));
  const own = leastTime(() => alignSentences(source, target, { lexicon }));
  const figure = `${own.toFixed(0)} ms, ${(own / plain).toFixed(1)} × lengths only (${plain.toFixed(0)} ms)`;
  console.log(`\n${zh.length} × ${en.length} sentences: ${figure}`);
}

function leastTime(work: () => unknown): number {
  let least = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
