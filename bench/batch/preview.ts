/**
 * `npm run batch:preview -- [--articles N] [--store sqlite|postgres]`: what a change of a concept would do, shown and
 * saved, where it stands in one article of twenty and in every one. Prints a table; times are of CPU, of this process alone.
 */
import { parseArgs } from "node:util";
import { importArticles } from "../../src/app/article-import.ts";
import { emptyDraft } from "../../src/app/concept-drafts.ts";
import { previewConcept, saveConcept } from "../../src/app/concept-saving.ts";
import { previewRun } from "../../src/app/runs/preview.ts";
import { keepHeapSmall } from "../../src/cli/small-heap.ts";
import { openMakingThreads } from "../../src/jobs/making-threads.ts";
import { newsOf } from "./news.ts";
import { ACTOR, openNew, type StoreName } from "./stores.ts";

const { values } = parseArgs({
  options: { articles: { type: "string", default: "20000" }, store: { type: "string", default: "sqlite" } },
});
const articles = Number(values.articles);
const GROUP = 50;
const ROUNDS = 11;

// As the program does.
keepHeapSmall();
const opened = await openNew(values.store as StoreName);
const { deps } = opened;
try {
  const pool = openMakingThreads();
  for (let from = 0; from < articles; from += GROUP) {
    const texts = Array.from({ length: Math.min(GROUP, articles - from) }, (_, index) =>
      textOf(from + index),
    );
    await importArticles(deps, ACTOR, texts, pool);
  }
  await pool.close();
  process.stdout.write("| concept | articles | effect ms | saving ms | preview of its run ms |\n");
  process.stdout.write("| --- | ---: | ---: | ---: | ---: |\n");
  for (const [wrong, right] of [
    ["Wu Twentieth", "Wu Qian"],
    ["Zhou Everman", "Zhou Aifan"],
  ] as const) {
    const draft = emptyDraft({ category: "person", preferred: right, deprecated: [wrong] });
    const effect = await median(() => previewConcept(deps, { draft }));
    const { totals } = await previewConcept(deps, { draft });
    const began = process.cpuUsage();
    const { conceptId } = await saveConcept(deps, ACTOR, { draft, keep: [], carry: [] });
    const saving = millisecondsSince(began);
    const target = { kind: "concepts", conceptIds: [conceptId] } as const;
    const run = await median(() => previewRun(deps, { scope: { target } }));
    const times = [effect, saving, run].map((time) => time.toFixed(0)).join(" | ");
    process.stdout.write(`| ${wrong} | ${totals.articles} | ${times} |\n`);
  }
} finally {
  await opened.close();
}

function textOf(number: number): { readonly text: string } {
  const { machine } = newsOf(number, articles);
  const rare = number % 20 === 0 ? "Yesterday Wu Twentieth said nothing. " : "";
  return { text: machine.replace("\n\n", `\n\n${rare}Today Zhou Everman spoke at length. `) };
}

function millisecondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

async function median(task: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = process.cpuUsage();
    await task();
    times.push(millisecondsSince(began));
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
}
