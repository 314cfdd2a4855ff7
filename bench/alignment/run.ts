/**
 * Strict precision, recall and F1 of the alignment on sets of sentences with gold beads, beside a plain length model.
 *
 *   node alignment/run.ts FOLDER
 *
 * A set is NAME.zh.txt and NAME.en.txt, one sentence a line, and NAME.gold.txt, one bead a line as `[0]:[0,1]`. A bead is
 * right when both of its sides are. Precision counts every bead, also those with an empty side; recall counts the gold
 * beads that have both sides.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { alignSentences } from "../../src/core/alignment/align.ts";
import type { Side } from "../../src/core/alignment/model.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { lengthBeads } from "./lengths.ts";

interface Range {
  readonly from: number;
  readonly to: number;
}

export interface BenchBead {
  readonly source: Range;
  readonly target: Range;
}

function linesOf(file: string): string[] {
  return readFileSync(file, "utf8").replace(/\n$/, "").split("\n");
}

function sideOf(lines: readonly string[]): Side {
  let from = 0;
  const sentences = lines.map((line) => ({ from, to: (from += line.length + 1) - 1 }));
  return { text: lines.join("\n"), sentences };
}

function written({ source, target }: BenchBead): string {
  const numbers = ({ from, to }: Range): string =>
    Array.from({ length: to - from }, (_, index) => from + index).join(",");
  return `[${numbers(source)}]:[${numbers(target)}]`;
}

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
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".gold.txt"))
  .map((file) => file.slice(0, -".gold.txt".length))
  .sort();
console.log("| set | aligner | P | R | F1 | ms | fit |\n|---|---|---|---|---|---|---|");
for (const name of names) {
  const [zh, en, gold] = ["zh", "en", "gold"].map((part) => linesOf(join(folder, `${name}.${part}.txt`)));
  if (zh === undefined || en === undefined || gold === undefined) continue;
  const [source, target] = [sideOf(zh), sideOf(en)];
  const runs: [string, () => { readonly ranges: readonly BenchBead[]; readonly fit?: number }][] = [
    ["lengths only", () => ({ ranges: lengthBeads(zh, en) })],
    ["ours, no dictionary", () => alignSentences(source, target)],
    ["ours", () => alignSentences(source, target, { lexicon })],
  ];
  for (const [aligner, work] of runs) {
    const start = performance.now();
    const { ranges, fit } = work();
    const took = performance.now() - start;
    const row = [name, aligner, ...figures(ranges, new Set(gold)), took.toFixed(0), fit?.toFixed(2) ?? ""];
    console.log(`| ${row.join(" | ")} |`);
  }
}
