/**
 * `npm run bench`: measures everything, writes the tables into README.md and the plots beside it. `-- --quick` takes
 * less than a minute and only prints. Each size of glossary has a process of its own, so that no engine runs in what
 * the others left behind at another size.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import type { Curves } from "./curves.ts";
import type { Order, Result, Row } from "./measure.ts";
import { plot } from "./plot.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const quick = process.argv.includes("--quick");
const SIZES = quick ? [1000, 10_000, 100_000] : [1000, 10_000, 100_000, 1_000_000];

/** What a script of this folder says in its last line. */
function run(script: string, order: unknown): unknown {
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--max-old-space-size=12000", here(script), JSON.stringify(order)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(`${script} failed`);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}

function measureAll(): Result[] {
  const builds: Record<string, number[]> = {};
  return SIZES.map((size) => {
    const order: Order = {
      size,
      articles: quick ? 1000 : 20_000,
      rounds: quick ? 3 : 11,
      patience: quick ? 2 : 30,
      builds,
    };
    const result = run("measure.ts", order) as Result;
    for (const { name, build, expected } of result.rows) (builds[name] ??= []).push(build ?? expected ?? 0);
    return result;
  });
}

const number = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value)
    ? "–"
    : value >= 100
      ? Math.round(value).toLocaleString("en")
      : value.toPrecision(2).includes("e")
        ? value.toFixed(0)
        : String(Number(value.toPrecision(2)));

const sizeName = (size: number): string => (size >= 1e6 ? `${size / 1e6}M` : `${size / 1000}k`);

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

/** One row a name, one column a size. */
function table(
  results: readonly Result[],
  head: string,
  cell: (row: Row) => string,
  skip: readonly string[] = [],
): string {
  const names = [...new Set(results.flatMap((result) => allRows(result).map((row) => row.name)))];
  let text = line([head, ...results.map((result) => sizeName(result.size))]);
  text += line(["---", ...results.map(() => "---:")]);
  for (const name of names.filter((each) => !skip.includes(each))) {
    const cells = results.map((result) => allRows(result).find((row) => row.name === name));
    if (cells.every((row) => row === undefined)) continue;
    text += line([name, ...cells.map((row) => (row === undefined ? "" : cell(row)))]);
  }
  return text;
}

function allRows(result: Result): readonly Row[] {
  const order = (row: Row): number => -(row.speed ?? 0);
  return [...result.rows, ...(result.perl === undefined ? [] : [result.perl])].sort(
    (a, b) => order(a) - order(b),
  );
}

const SCAN = "charCodeAt scan";
const notBuilt = (row: Row): string => `not built (about ${number(row.expected)} s)`;

function report(results: readonly Result[]): string {
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const facts = results.map(({ size, hits, bytes }) =>
    line([
      sizeName(size),
      hits.toFixed(1),
      bytes.index.toFixed(0),
      (bytes.index + bytes.records - bytes.strings).toFixed(0),
      bytes.strings.toFixed(0),
    ]),
  );
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}, Node ${process.versions.node}.\n`,
    "Speed, millions of UTF-16 units a second of CPU time:\n",
    table(results, "engine", (row) => (row.build === undefined ? notBuilt(row) : number(row.speed))),
    "How many times the bare replacement is faster, and of the full rendering what it costs more:\n",
    table(results, "than", (row) => (row.ratio === undefined ? "" : number(row.ratio)), [
      SCAN,
      "Zhengming, bare replacement",
    ]),
    "Share of the speed of a bare `charCodeAt` scan of the same texts:\n",
    table(
      results.map((result) => ({
        ...result,
        rows: result.rows.filter((row) => row.name.startsWith("Zhengming")),
        perl: undefined,
      })) as Result[],
      "engine",
      (row) => (row.share === undefined ? "" : row.share.toFixed(3)),
    ),
    "Seconds of CPU to build:\n",
    table(
      results,
      "engine",
      (row) => (row.build === undefined ? notBuilt(row) : row.build.toFixed(row.build < 10 ? 2 : 0)),
      [SCAN],
    ),
    "Articles with the same output as ours, of those compared:\n",
    table(results, "engine", (row) => (row.same === undefined ? "" : `${row.same[0]} of ${row.same[1]}`), [
      SCAN,
      "Zhengming, bare replacement",
    ]),
    "What the glossaries and the compiled tables are:\n",
    line(["forms", "hits an article", "index, bytes a form", "with records, less strings", "strings"]) +
      line(["---:", "---:", "---:", "---:", "---:"]) +
      facts.join(""),
  ].join("\n");
}

function writePlots(curves: Curves): void {
  writeFileSync(
    here("article-length.svg"),
    plot(
      "What an article costs by its length (10,000 forms)",
      "length, UTF-16 units",
      "microseconds of CPU",
      [{ name: "matching and replacement", points: curves.byLength }],
    ),
  );
  writeFileSync(
    here("glossary-size.svg"),
    plot(
      "What an article of 3 KB costs by the size of the glossary",
      "forms in the glossary",
      "microseconds of CPU",
      [
        { name: "all forms", points: curves.bySize },
        { name: "the forms of one changed concept", points: curves.byChange },
      ],
    ),
  );
}

const MARKS = ["<!-- results -->", "<!-- end of results -->"] as const;

const text = report(measureAll());
process.stdout.write(`${text}\n`);
if (!quick) {
  writePlots(run("curves.ts", { sizes: SIZES }) as Curves);
  const readme = readFileSync(here("README.md"), "utf8");
  const [before = ""] = readme.split(MARKS[0]);
  const after = readme.split(MARKS[1])[1] ?? "";
  writeFileSync(here("README.md"), `${before}${MARKS[0]}\n\n${text}\n${MARKS[1]}${after}`);
}
