/**
 * In how much memory and CPU time the command line converts, checks and compares large glossary tables: a file of our own CSV is
 * made, and from it one of each other format. Every measure has a process of its own, since the peak of a process never falls.
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { processIo } from "../../src/cli/io.ts";
import { main } from "../../src/cli/main.ts";
import { keepHeapSmall } from "../../src/cli/small-heap.ts";

const CONCEPTS = 800_000;
/** A workbook of more rows would take more than is read, in the program that this is compared with. */
const SHEET_CONCEPTS = 500_000;
const BYTES_A_CONCEPT = 125;
const SELF = fileURLToPath(import.meta.url);
const CHINESE = Array.from(
  "人民银行发展改革委员会新质生产力数字经济国家金融科技创新高质量共同富裕区域协调能源",
);
const ENGLISH =
  "central bank reform commission new quality productive forces digital economy state finance".split(" ");

/** Writes our own CSV of so many concepts; `revised`: every fiftieth otherwise, every ninety-seventh left out. */
function writeOwn(file: string, concepts: number, revised = false): void {
  const handle = openSync(file, "w");
  let text = "id,category,status,zh_hans,preferred_en,deprecated_en,note\n";
  for (let nth = 0; nth < concepts; nth++) {
    if (revised && nth % 97 === 0) continue;
    const chinese = [7, 11, 13, 17].map((step) => CHINESE[(nth * step) % CHINESE.length]).join("");
    const english = [3, 5, 7].map((step) => ENGLISH[(nth * step + step) % ENGLISH.length]).join(" ");
    const wrong = nth % 3 === 0 ? `${english}s ${nth}` : "";
    const right = `${english} ${nth}${revised && nth % 50 === 0 ? " X" : ""}`;
    const row = `concept-${nth},term,approved,${chinese}${nth},${right},${wrong},`;
    const room = Math.max(0, BYTES_A_CONCEPT - Buffer.byteLength(row) - 3);
    text += `${row}"${"of the state, its banks; ".repeat(6).slice(0, room)}"\n`;
    if (text.length < 1_000_000) continue;
    writeSync(handle, text);
    text = "";
  }
  writeSync(handle, text);
  closeSync(handle);
}

interface Measure {
  /** Seconds of CPU, of the user and the system. */
  readonly cpu: number;
  /** Peak resident memory, in bytes. */
  readonly peak: number;
}

/** One command in this process. */
async function measureHere(args: readonly string[]): Promise<void> {
  // As the program does before any command.
  keepHeapSmall();
  const io = { ...processIo(), env: { LANG: "en" }, tell: () => undefined, write: () => Promise.resolve() };
  const code = await main(["glossary", ...args], io);
  if (code > 1) throw new Error(`${args.join(" ")}: ${String(code)}`);
  const { user, system } = process.cpuUsage();
  const measure: Measure = { cpu: (user + system) / 1e6, peak: process.resourceUsage().maxRSS * 1024 };
  process.stdout.write(JSON.stringify(measure));
}

function measure(...args: readonly string[]): Measure {
  const { stdout, status } = spawnSync(process.execPath, [SELF, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${String(status)}`);
  return JSON.parse(stdout) as Measure;
}

function benchmark(): void {
  const folder = mkdtempSync(join(tmpdir(), "zhengming-bench-"));
  const at = (name: string): string => join(folder, name);
  const told = (what: string, file: string, concepts: number, { cpu, peak }: Measure): void => {
    const megabytes = (statSync(file).size / 1e6).toFixed(0);
    process.stdout.write(
      `| ${what} | ${megabytes} | ${concepts} | ${(peak / 1e6).toFixed(0)} | ${cpu.toFixed(1)} |\n`,
    );
  };
  try {
    const [own, revised] = [at("own.csv"), at("revised.csv")];
    writeOwn(own, CONCEPTS);
    writeOwn(revised, CONCEPTS, true);
    writeOwn(at("sheet.csv"), SHEET_CONCEPTS);
    process.stdout.write(
      "|  | MB | concepts | peak RSS, MB | CPU, s |\n| --- | ---: | ---: | ---: | ---: |\n",
    );
    const convert = (format: string, name: string, from: string, concepts: number): void => {
      if (at(name) !== from) measure("convert", "--to", format, from, at(name));
      told(
        `\`convert\`, ${format}`,
        at(name),
        concepts,
        measure("convert", "--from", format, "--to", "omegat", at(name), at("out")),
      );
    };
    convert("csv", "own.csv", own, CONCEPTS);
    convert("tsv", "own.tsv", own, CONCEPTS);
    convert("utx", "own.utx", own, CONCEPTS);
    convert("omegat", "own.txt", own, CONCEPTS);
    convert("memoq", "memoq.csv", own, CONCEPTS);
    convert("google-sets", "sets.csv", own, CONCEPTS);
    convert("xlsx", "own.xlsx", at("sheet.csv"), SHEET_CONCEPTS);
    told("`lint`, csv", own, CONCEPTS, measure("lint", own));
    told("`diff`, csv and csv", own, CONCEPTS, measure("diff", own, revised));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const args = process.argv.slice(2);
if (args.length > 0) await measureHere(args);
else benchmark();
