/**
 * `npm run batch:folders -- [--files N]`: renders a folder of articles with one thread and with two, beside the bare
 * engine (cut and rendered in memory, one thread, no files). Prints one table; ratios are of speeds in the same run.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderBytes } from "../../src/app/render-bytes.ts";
import type { FolderOutcome, FolderTask } from "../../src/cli/folder-thread.ts";
import { openPool } from "../../src/jobs/pool.ts";
import { compiledHere, shareGlossary } from "../../src/jobs/shared-glossary.ts";
import { glossary, newsOf } from "./news.ts";

const at = process.argv.indexOf("--files");
const files = at < 0 ? 4000 : Number(process.argv[at + 1]);
const folder = mkdtempSync(join(tmpdir(), "zhengming-folders-"));
try {
  for (const name of ["en", "out"]) mkdirSync(join(folder, name));
  const shared = shareGlossary(0, glossary(true));
  const texts = Array.from({ length: files }, (_, number) => Buffer.from(newsOf(number, 20).machine));
  const names = texts.map((_, number) => `${String(number).padStart(7, "0")}.txt`);
  texts.forEach((text, number) => writeFileSync(join(folder, "en", names[number] ?? ""), text));
  const compiled = compiledHere(shared);
  const bare = (): void => texts.forEach((machine) => void renderBytes({ machine }, compiled, undefined));
  bare();
  const rateOf = async (work: () => unknown): Promise<number> => {
    const start = performance.now();
    await work();
    return files / ((performance.now() - start) / 1000);
  };
  const rows: [string, number][] = [["bare engine, one thread", await rateOf(bare)]];
  for (const threads of [1, 2]) {
    const pool = openPool<FolderTask, FolderOutcome[]>({
      thread: new URL("../../src/cli/folder-thread.ts", import.meta.url),
      threads,
    });
    const tasks = function* (): Generator<FolderTask> {
      for (let from = 0; from < files; from += 16) {
        const pairs = names
          .slice(from, from + 16)
          .map((name) => ({ name, machine: join(folder, "en", name), source: undefined }));
        const common = { glossary: shared, bilingual: false, out: join(folder, "out"), report: false };
        yield { ...common, pairs, encoding: undefined, date: undefined };
      }
    };
    const pass = async (): Promise<void> => {
      for await (const outcomes of pool.map(tasks()))
        for (const { written } of outcomes) if (!written) throw new Error("A file was not written.");
    };
    await pass(); // compiled and warmed up
    rmSync(join(folder, "out"), { recursive: true });
    mkdirSync(join(folder, "out"));
    rows.push([`folder, ${threads} thread${threads > 1 ? "s" : ""}`, await rateOf(pass)]);
    await pool.close();
  }
  const own = rows[0]?.[1] ?? NaN;
  process.stdout.write("| what | articles/s | of the bare engine |\n| --- | ---: | ---: |\n");
  for (const [name, rate] of rows)
    process.stdout.write(`| ${name} | ${rate.toFixed(0)} | ${(rate / own).toFixed(2)} |\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
