/**
 * How fast a large TBX file is read beside the bare XML parser, converted, imported and exported, and in how much memory. Every
 * measure has a process of its own (the peak of a process never falls): the parser and the reader work in a thread of it, the
 * commands are the command line's own.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { SaxesParser } from "saxes";
import { processIo } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";
import { keepHeapSmall } from "../../src/cli/small-heap.ts";
import { tbxGlossary } from "../../src/formats/glossaries/tbx/tbx.ts";
import type { GlossaryEntry } from "../../src/formats/glossaries/entry.ts";
import { writeTbxFile } from "./file.ts";

const TERMS = 800_000;
const BYTES = 100_000_000;
/** Of the parser and the reader, which take seconds; a command, which takes up to a minute, is measured once. */
const ROUNDS = 3;
const CHUNK = 1 << 16;
const SELF = fileURLToPath(import.meta.url);

const WORK = {
  "saxes 6.0.0, bare": bare,
  "Zhengming, TBX read": (bytes) => countOf(read(bytes)),
} as const satisfies Readonly<Record<string, (bytes: Uint8Array) => number>>;

/** What the command line is told; an export follows the import whose store it reads. */
const COMMANDS = {
  "`glossary convert`, TBX to CSV": (folder, file) => ["convert", file, join(folder, "out.csv")],
  "`glossary convert`, TBX to TBX": (folder, file) => ["convert", file, join(folder, "out.tbx")],
  "`glossary import` into an empty store (SQLite)": (_, file) => ["import", file],
  "`glossary export`, TBX": (folder) => ["export", "--out", join(folder, "store.tbx")],
  "`glossary export`, XLSX": (folder) => ["export", "--out", join(folder, "store.xlsx")],
} as const satisfies Readonly<Record<string, (folder: string, file: string) => readonly string[]>>;
type Name = keyof typeof WORK | keyof typeof COMMANDS;
const NAMES = [...Object.keys(WORK), ...Object.keys(COMMANDS)] as readonly Name[];

/** What a thread did: CPU seconds of its process, seconds, what it counted. */
interface Measure {
  readonly cpu: number;
  readonly seconds: number;
  readonly count: number;
}

/** The parser alone, told of tags and text, which it does nothing with. */
function bare(bytes: Uint8Array): number {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  let count = 0;
  parser.on("opentag", () => count++);
  parser.on("text", () => undefined);
  parser.on("closetag", () => undefined);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let from = 0; from < bytes.length; from += CHUNK) {
    parser.write(decoder.decode(bytes.subarray(from, from + CHUNK), { stream: true }));
  }
  parser.close();
  return count;
}

function* read(bytes: Uint8Array): Generator<GlossaryEntry> {
  const result = yield* tbxGlossary.read(bytes);
  if (!result.ok) throw new Error(result.refusal.code);
}

function countOf(entries: Iterable<GlossaryEntry>): number {
  let terms = 0;
  for (const { concept } of entries) terms += concept.forms.length;
  return terms;
}

function work({ name, file }: { readonly name: keyof typeof WORK; readonly file: string }): void {
  const bytes = readFileSync(file);
  const before = process.cpuUsage();
  const start = performance.now();
  const count = WORK[name](bytes);
  const { user, system } = process.cpuUsage(before);
  const measure: Measure = { cpu: (user + system) / 1e6, seconds: (performance.now() - start) / 1e3, count };
  parentPort?.postMessage(measure);
}

/** One measure in this process: it prints what was done and the peak of its memory, in bytes. */
async function measureHere(name: string, file: string): Promise<void> {
  if (name in COMMANDS) return measureCommand(name as keyof typeof COMMANDS, file);
  const worker = new Worker(SELF, { workerData: { name, file } });
  worker.once("message", (measure: Measure) => {
    process.stdout.write(JSON.stringify({ ...measure, peak: process.resourceUsage().maxRSS * 1024 }));
  });
}

async function measureCommand(name: keyof typeof COMMANDS, file: string): Promise<void> {
  const folder = dirname(file);
  // As the program does before any command.
  keepHeapSmall();
  const io = {
    ...processIo(),
    env: { ZHENGMING_DATA: join(folder, "data"), LANG: "en" },
    tell: (line: string) => void process.stderr.write(`${line}\n`),
  };
  const before = process.cpuUsage();
  const start = performance.now();
  const code = await main(["glossary", ...COMMANDS[name](folder, file)], io);
  if (code !== 0) throw new Error(`${name}: ${String(code)}`);
  const { user, system } = process.cpuUsage(before);
  const measure: Measure = {
    cpu: (user + system) / 1e6,
    seconds: (performance.now() - start) / 1e3,
    count: 0,
  };
  process.stdout.write(JSON.stringify({ ...measure, peak: process.resourceUsage().maxRSS * 1024 }));
}

function measure(name: Name, file: string): Measure & { readonly peak: number } {
  const { stdout, status } = spawnSync(process.execPath, [SELF, name, file], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${name}: ${String(status)}`);
  return JSON.parse(stdout) as Measure & { readonly peak: number };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function benchmark(): void {
  const folder = mkdtempSync(join(tmpdir(), "zhengming-bench-"));
  try {
    const file = join(folder, "large.tbx");
    const bytes = writeTbxFile(file, { terms: TERMS, bytes: BYTES });
    const rounds = Array.from({ length: ROUNDS }, (_, round) =>
      NAMES.filter((name) => round === 0 || name in WORK).map((name) => measure(name, file)),
    );
    const of = (index: number, key: "cpu" | "seconds" | "peak"): number =>
      median(rounds.flatMap((round) => round[index]?.[key] ?? []));
    const share = (index: number): number =>
      median(
        rounds.flatMap(([parser, ...rest]) => {
          const other = index === 0 ? parser : rest[index - 1];
          return parser === undefined || other === undefined ? [] : parser.cpu / other.cpu;
        }),
      );
    const rows = NAMES.map((name, index) =>
      [
        name,
        of(index, "seconds").toFixed(1),
        (bytes / 1e6 / of(index, "cpu")).toFixed(1),
        share(index).toFixed(2),
        (of(index, "peak") / 1e6).toFixed(0),
      ].join(" | "),
    );
    const head = "|  | seconds | MB a second of CPU | share of the bare parser's speed | peak RSS, MB |";
    process.stdout.write(
      `${[head, "| --- | ---: | ---: | ---: | ---: |", ...rows.map((row) => `| ${row} |`)].join("\n")}\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [name, file] = process.argv.slice(2);
if (!isMainThread) work(workerData as { readonly name: Name; readonly file: string });
else if (name !== undefined && file !== undefined) await measureHere(name, file);
else benchmark();
