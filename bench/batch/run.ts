/**
 * `npm run batch -- [--sizes 1000,4000,…] [--stores sqlite,postgres] [--threads 2] [--write]`: import, preview, one
 * concept, a full run, editing beside it, and memory, on both stores, at growing sizes of one store. Prints a table;
 * with `--write` it also draws the cost of an article over the sizes.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { keepHeapSmall } from "../../src/cli/small-heap.ts";
import { plot, type Line } from "../plot.ts";
import { type Figures, measureStore } from "./figures.ts";
import { handMade } from "./hand-made.ts";
import { gainOf } from "./control.ts";
import { STORES, type StoreName } from "./stores.ts";

// As the program does.
keepHeapSmall();
const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    stores: { type: "string", default: STORES.join() },
    threads: { type: "string", default: "2" },
    write: { type: "boolean", default: false },
  },
});
const sizes = values.sizes.split(",").map(Number);
const threads = Number(values.threads);
const rows: Figures[] = [];
for (const name of values.stores.split(",")) {
  for await (const figures of measureStore(name as StoreName, sizes, threads)) {
    rows.push(figures);
    process.stderr.write(`${JSON.stringify(figures)}\n`);
  }
}
const control = await gainOf(threads);
const byHand = await handMade(200);

const COLUMNS: readonly (readonly [string, (row: Figures) => string])[] = [
  ["store", (row) => row.store],
  ["articles", (row) => row.articles.toLocaleString("en")],
  ["import /s", (row) => rate(row.english)],
  ["bilingual /s", (row) => rate(row.bilingual)],
  ["touched ms", (row) => row.touched.toFixed(0)],
  ["preview ms", (row) => row.preview.toFixed(0)],
  ["concept run s", (row) => `${row.conceptSeconds.toFixed(2)} (${row.conceptArticles})`],
  ["full run /s", (row) => rate(row.full)],
  ["one thread /s", (row) => rate(row.single)],
  ["gain", (row) => (row.full.wall / row.single.wall).toFixed(2)],
  ["edit p99 ms", (row) => `${row.idle.toFixed(0)} → ${row.busy.toFixed(0)}`],
  ["× idle", (row) => (row.busy / row.idle).toFixed(1)],
  ["memory MB", (row) => row.memory.toFixed(0)],
];

/** In real time, and in brackets by a second of CPU time. */
function rate({ wall, cpu }: Figures["full"]): string {
  return `${wall.toFixed(0)} (${cpu.toFixed(0)})`;
}

const head = COLUMNS.map(([name]) => name).join(" | ");
process.stdout.write(`| ${head} |\n|${COLUMNS.map(() => " ---: |").join("")}\n`);
for (const row of rows) process.stdout.write(`| ${COLUMNS.map(([, of]) => of(row)).join(" | ")} |\n`);
process.stdout.write(
  `\nPure CPU, ${threads} threads: ${control.toFixed(2)} times one. By hand (export, one RegExp, import again): ${byHand.toFixed(0)} articles a CPU second.\n`,
);
if (values.write) {
  const lines = (of: (row: Figures) => number, what: string): Line[] =>
    [...Map.groupBy(rows, (row) => row.store)].map(([store, own]) => ({
      name: `${what}, ${store}`,
      points: own.map((row) => [row.articles, of(row)] as const),
    }));
  const cost = lines((row) => 1e6 / row.full.cpu, "full run");
  writeFileSync(
    new URL("../batch-cost.svg", import.meta.url),
    plot("CPU time of an article in a full run", "articles in the store", "µs", cost),
  );
}
