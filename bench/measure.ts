/**
 * Measures all engines at one size of glossary, interleaved in this process: `node measure.ts '{"size":1000,…}'`.
 * The last line it writes is the result as JSON.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildTables } from "../src/core/matching/build.ts";
import { tableBytes } from "../src/core/matching/tables.ts";
import type { BenchForm, Corpus } from "./corpus.ts";
import { corpusOf, glossaryOf, languageOf } from "./corpus.ts";
import type { Engine, Replace } from "./engine.ts";
import { bare, full, patternsOf, reference } from "./ours.ts";
import { PEERS } from "./peers.ts";
import { compileMatcher } from "../src/core/matching/matcher.ts";

export interface Order {
  readonly size: number;
  readonly articles: number;
  readonly rounds: number;
  /** No peer is built that would take longer, by how its build grew over the last two sizes; seconds. */
  readonly patience: number;
  /** Build times by name and size. */
  readonly builds: Readonly<Record<string, readonly number[]>>;
}

export interface Row {
  readonly name: string;
  /** Seconds of CPU. */
  readonly build: number | undefined;
  /** Seconds that building was expected to take, where it was not tried. */
  readonly expected?: number;
  /** Millions of UTF-16 units a second of CPU: the median of the rounds. */
  readonly speed?: number;
  /** How many times faster the bare replacement is: the median over the rounds. */
  readonly ratio?: number;
  /** The speed over that of the bare charCodeAt scan: the median over the rounds. */
  readonly share?: number;
  readonly articles?: number;
  /** Of so many articles, outputs like ours. */
  readonly same?: readonly [number, number];
}

export interface Result {
  readonly size: number;
  readonly rows: readonly Row[];
  /** Hits an article, before the longest is chosen. */
  readonly hits: number;
  /** Bytes a form: of the tables; of what is compared, which holds the strings; of the strings. */
  readonly bytes: { readonly index: number; readonly records: number; readonly strings: number };
  readonly perl?: Row;
}

const SEED = 7;
/** Seconds of CPU that one engine may take in a round. */
const SLICE = 0.4;

/** Seconds of CPU that something takes. */
async function seconds(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

interface Entry {
  readonly engine: Engine;
  readonly build: number;
  readonly replace: Replace;
  /** Articles that it does in a round. */
  articles: number;
  /** Units a second by round. */
  readonly speeds: number[];
}

function expectedBuild(earlier: readonly number[]): number {
  const [last = 0, before = 0] = [...earlier].reverse();
  return before < 0.01 ? last * 10 : last * Math.max(10, last / before);
}

async function measure(order: Order): Promise<Result> {
  const language = languageOf(SEED);
  const corpus = corpusOf(language, SEED, order.articles);
  const forms = glossaryOf(language, SEED, order.size);
  const rows: Row[] = [];
  const entries: Entry[] = [];
  for (const engine of [bare, full, reference, ...PEERS]) {
    if (engine.most < order.size) continue;
    const expected = expectedBuild(order.builds[engine.name] ?? []);
    if (expected > order.patience) {
      rows.push({ name: engine.name, build: undefined, expected });
      continue;
    }
    let replace: Replace = (text) => text;
    const build = await seconds(async () => (replace = await engine.build(forms)));
    process.stderr.write(`${order.size} ${engine.name}: built in ${build.toFixed(2)} s\n`);
    entries.push({ engine, build, replace, articles: 0, speeds: [] });
  }
  const scan: Entry = {
    engine: { name: "charCodeAt scan", most: 0, build: () => scanUnits },
    build: 0,
    replace: scanUnits,
    articles: 0,
    speeds: [],
  };
  await interleave([scan, ...entries], corpus, order.rounds);
  const [ours] = entries;
  for (const entry of [scan, ...entries]) {
    const same = entry === scan ? undefined : await agreement(entry, ours, corpus);
    rows.push({
      name: entry.engine.name,
      build: entry.build,
      speed: median(entry.speeds) / 1e6,
      ratio: median(entry.speeds.map((speed, round) => (ours?.speeds[round] ?? NaN) / speed)),
      share: median(entry.speeds.map((speed, round) => speed / (scan.speeds[round] ?? NaN))),
      articles: entry.articles,
      ...(same === undefined ? {} : { same }),
    });
  }
  const perl = order.size <= 10_000 ? await measurePerl(forms, corpus, order, ours) : undefined;
  return { size: order.size, rows, ...facts(forms, corpus), ...(perl === undefined ? {} : { perl }) };
}

/** Reads every unit of a text, as any scan must. */
function scanUnits(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
  return sum === 1 ? "" : text;
}

/** One round after another; in a round each engine has its turn, over as many articles as its slice of time allows. */
async function interleave(entries: readonly Entry[], corpus: Corpus, rounds: number): Promise<void> {
  for (const entry of entries) {
    // Warmed up and timed on more and more articles, until it is known how many fill a slice.
    let count = 1;
    let spent = 0;
    for (; count < corpus.articles.length && spent < SLICE / 2; count *= 2) {
      spent = await seconds(() => runOver(entry.replace, corpus, 0, count));
    }
    entry.articles =
      spent < SLICE ? Math.min(corpus.articles.length, count) : Math.max(1, Math.floor(count / 2));
  }
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries) {
      const from = (round * entry.articles) % corpus.articles.length;
      let units = 0;
      const spent = await seconds(
        async () => (units = await runOver(entry.replace, corpus, from, entry.articles)),
      );
      entry.speeds.push(units / spent);
    }
  }
}

async function runOver(replace: Replace, corpus: Corpus, from: number, count: number): Promise<number> {
  let units = 0;
  for (let i = 0; i < count; i++) {
    const text = corpus.articles[(from + i) % corpus.articles.length] ?? "";
    units += text.length;
    const result = replace(text);
    // Waiting for what is there already would cost the fast ones more than their work.
    if (typeof result !== "string") await result;
  }
  return units;
}

async function agreement(
  entry: Entry,
  ours: Entry | undefined,
  corpus: Corpus,
): Promise<readonly [number, number]> {
  const sample = corpus.articles.slice(0, Math.min(500, entry.articles));
  let same = 0;
  for (const text of sample) if ((await entry.replace(text)) === (await ours?.replace(text))) same++;
  return [same, sample.length];
}

function facts(forms: readonly BenchForm[], corpus: Corpus): Pick<Result, "hits" | "bytes"> {
  const patterns = patternsOf(forms);
  const tables = buildTables(patterns);
  const { index, records } = tableBytes(tables);
  const matcher = compileMatcher(patterns);
  let hits = 0;
  for (const text of corpus.articles) hits += matcher.count(text);
  const strings = forms.reduce((sum, form) => sum + 2 * form.from.length, 0);
  const each = (bytes: number): number => bytes / forms.length;
  return {
    hits: hits / corpus.articles.length,
    bytes: { index: each(index), records: each(records), strings: each(strings) },
  };
}

const PERL = `
use strict; use warnings; use utf8;
open(my $f, "<:encoding(UTF-8)", $ARGV[0]) or die; my %to; my @from;
while (<$f>) { chomp; my ($a, $b) = split /\\t/; $to{lc $a} = $b; push @from, lc $a; }
open(my $t, "<:encoding(UTF-8)", $ARGV[1]) or die; my @texts; { local $/ = "\\0"; while (<$t>) { chomp; push @texts, $_; } }
my $start = (times)[0];
my $any = join "|", map { my $x = quotemeta $_; $x =~ s/\\\\ /[ -]/g; $x } sort { length $b <=> length $a } @from;
my $re = qr/\\b(?:$any)\\b/i; "x" =~ $re;
my $built = (times)[0]; my $units = 0; my @out; my $done = 0;
for my $text (@texts) {
  my $copy = $text; $copy =~ s/($re)/my $k = lc $1; $k =~ tr{-}{ }; $to{$k}/ge;
  push @out, $copy; $units += length $text; $done++; last if (times)[0] - $built > $ARGV[2];
}
my $end = (times)[0];
binmode STDOUT, ":encoding(UTF-8)"; print join("\\0", $built - $start, $end - $built, $units, @out);
`;

/** The same by one alternation in perl, in a process of its own; undefined where there is no perl. */
async function measurePerl(
  forms: readonly BenchForm[],
  corpus: Corpus,
  order: Order,
  ours: Entry | undefined,
): Promise<Row | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "zhengming-bench-"));
  try {
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const script = file("alternation.pl", PERL);
    const glossary = file("forms.tsv", forms.map((form) => `${form.from}\t${form.to}\n`).join(""));
    const sample = corpus.articles.slice(0, 200);
    const { stdout, status } = spawnSync(
      "perl",
      [script, glossary, file("texts", sample.join("\0")), String(5 * SLICE)],
      {
        encoding: "utf8",
        maxBuffer: 1 << 30,
        timeout: order.patience * 4000,
      },
    );
    if (status !== 0) return undefined;
    const [build = "", spent = "", units = "", ...outputs] = stdout.split("\0");
    let same = 0;
    for (const [i, output] of outputs.entries())
      if (output === (await ours?.replace(sample[i] ?? ""))) same++;
    const speed = Number(units) / Number(spent);
    const own = median(ours?.speeds ?? []);
    return {
      name: "perl, one alternation",
      build: Number(build),
      speed: speed / 1e6,
      ratio: own / speed,
      articles: outputs.length,
      same: [same, outputs.length],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const result = await measure(JSON.parse(process.argv[2] ?? "{}") as Order);
process.stdout.write(`${JSON.stringify(result)}\n`);
