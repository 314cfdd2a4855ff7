/**
 * How long a page of results and a search while somebody types take in a glossary of a million concepts, on SQLite and on
 * PostgreSQL, by kinds of searches; and what the index costs.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { searchConcepts } from "../../src/app/concept-search/search.ts";
import type { Deps } from "../../src/app/deps.ts";
import { conceptAt, numbers } from "./concepts.ts";
import { type Question, questions, SECOND_PAGES, typed } from "./questions.ts";
import { type Measured, postgresStore, sqliteStore } from "./stores.ts";

const { values } = parseArgs({
  options: {
    concepts: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "100" },
    /** A folder for the stores, which are filled on the first run and measured again on others. */
    folder: { type: "string" },
    /** A PostgreSQL database of this machine to use instead of a new one; filled if it is empty, and kept. */
    url: { type: "string" },
    store: { type: "string", multiple: true, default: ["sqlite", "postgres"] },
    /** Only kinds with this in their names. */
    only: { type: "string", default: "" },
  },
});
const CONCEPTS = Number(values.concepts);
const ROUNDS = Number(values.rounds);
const PAGE = 50;
/** Of a glossary of which the time is measured again for one of some tenths, as many as are typed in. */
const TYPINGS = 3;

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

async function measure({ name, store, cpu }: Measured): Promise<void> {
  const deps = { store } as Deps;
  const times = new Map<string, { readonly clock: number; readonly cpu: number; readonly asked: string }[]>();
  const next = numbers(7);
  const note = async (what: string, asked: string, work: () => Promise<unknown>): Promise<void> => {
    const [start, used] = [performance.now(), cpu()];
    await work();
    const one = { clock: performance.now() - start, cpu: cpu() - used, asked };
    times.set(what, [...(times.get(what) ?? []), one]);
  };
  const search = (what: string, question: Question) =>
    note(what, question.query, () => searchConcepts(deps, { ...question, limit: PAGE }));
  const asks = Object.entries(questions(CONCEPTS)).filter(([what]) => what.includes(values.only));
  for (let round = -1; round < ROUNDS; round++) {
    // The first round only warms what is cold in every server.
    if (round === 0) times.clear();
    await note("bare", "", () => store.read((tx) => tx.concept(conceptAt(next(CONCEPTS)).id)));
    for (const [what, ask] of asks) {
      const question = ask(next);
      await search(what, question);
      if (!SECOND_PAGES.some((each) => each === what)) continue;
      const first = await searchConcepts(deps, { ...question, limit: PAGE });
      const counted = first.total + Number(first.more);
      if (first.next !== undefined)
        await search(`${what}, page 2`, { ...question, after: first.next, counted });
    }
    if (round % TYPINGS === 0 && "typing".includes(values.only))
      for (const query of typed(next, CONCEPTS)) await search("typing", { query, filter: {} });
  }
  for (const [what, all] of times) {
    const own = all.map((one) => one.clock);
    const used = all.map((one) => one.cpu);
    const figures = [at(own, 0.5), at(own, 0.99), at(used, 0.5), at(used, 0.99)];
    console.log(`| ${name} | ${what} | ${figures.map((each) => each.toFixed(1)).join(" | ")} |`);
    const worst = [...all].sort((a, b) => b.cpu - a.cpu)[0];
    console.error(`${what}, worst: ${worst?.asked ?? ""} ${worst?.cpu.toFixed(1) ?? ""}`);
  }
}

const folder = values.folder ?? mkdtempSync(join(tmpdir(), "zhengming-bench-"));
mkdirSync(folder, { recursive: true });
const OPEN = { sqlite: sqliteStore, postgres: postgresStore } as const;
try {
  for (const kind of ["sqlite", "postgres"] as const) {
    if (!values.store.includes(kind)) continue;
    const measured = await OPEN[kind](folder, CONCEPTS, values.url);
    try {
      const { name, filled } = measured;
      if (filled !== undefined) console.log(`${name}: ${filled.toFixed(1)} s of CPU for 100,000 concepts`);
      console.log(`${name}: ${await measured.sizes()}\n`);
      console.log(
        `| store | ${CONCEPTS} concepts | p50, ms | p99, ms | CPU p50, ms | CPU p99, ms |\n| --- | --- | ---: | ---: | ---: | ---: |`,
      );
      await measure(measured);
    } finally {
      await measured.close();
    }
  }
} finally {
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
