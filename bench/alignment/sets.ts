/** Sets of sentences with gold beads: NAME.zh.txt and NAME.en.txt, one sentence a line, NAME.gold.txt, one bead a line. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Side } from "../../src/core/alignment/model.ts";

interface Range {
  readonly from: number;
  readonly to: number;
}

export interface BenchBead {
  readonly source: Range;
  readonly target: Range;
}

export interface BenchSet {
  readonly name: string;
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly source: Side;
  readonly target: Side;
  /** The gold beads as {@link written}. */
  readonly gold: ReadonlySet<string>;
}

/** The sets of a folder by name. */
export function setsIn(folder: string): BenchSet[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".gold.txt"))
    .map((file) => file.slice(0, -".gold.txt".length))
    .sort()
    .map((name) => {
      const zh = linesOf(join(folder, `${name}.zh.txt`));
      const en = linesOf(join(folder, `${name}.en.txt`));
      const gold = new Set(linesOf(join(folder, `${name}.gold.txt`)));
      return { name, zh, en, source: sideOf(zh), target: sideOf(en), gold };
    });
}

function linesOf(file: string): string[] {
  return readFileSync(file, "utf8").replace(/\n$/, "").split("\n");
}

/** Lines as the sentences of a text. */
export function sideOf(lines: readonly string[]): Side {
  let from = 0;
  const sentences = lines.map((line) => ({ from, to: (from += line.length + 1) - 1 }));
  return { text: lines.join("\n"), sentences };
}

/** A bead as the gold has it: `[0]:[0,1]`. */
export function written({ source, target }: BenchBead): string {
  const numbers = ({ from, to }: Range): string =>
    Array.from({ length: to - from }, (_, index) => from + index).join(",");
  return `[${numbers(source)}]:[${numbers(target)}]`;
}
