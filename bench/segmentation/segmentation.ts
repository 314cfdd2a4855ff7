/**
 * Errors and speed of sentence segmentation: ours, Intl.Segmenter, sbd, sentence-splitter. Without arguments on the hand-made tables of
 * the tests; with files as arguments (one gold sentence a line, names ending in .en.txt or .zh.txt) on those too, their lines
 * joined by a space (English) or by nothing (Chinese), a line without a final mark staying a line of its own.
 *
 *   npm run segmentation -- [FILE.en.txt|FILE.zh.txt …]
 */
import { readFileSync } from "node:fs";
import { chineseSentences } from "../../src/core/segmentation/chinese.ts";
import { englishSentences } from "../../src/core/segmentation/english.ts";
import { CHINESE_NEWS } from "../../test/core/segmentation/news-chinese.ts";
import { ENGLISH_NEWS } from "../../test/core/segmentation/news-english.ts";
import { GOLDEN_RULES } from "../../test/core/segmentation/golden-rules.ts";
import { readMarked } from "../../test/core/segmentation/marked.ts";

type Language = "en" | "zh";
type Engine = (text: string) => readonly string[];

const slices = (spans: readonly { from: number; to: number }[], text: string): string[] =>
  spans.map(({ from, to }) => text.slice(from, to));

async function engines(language: Language): Promise<Map<string, Engine>> {
  const intl = new Intl.Segmenter(language, { granularity: "sentence" });
  const ours = language === "en" ? englishSentences : chineseSentences;
  const all = new Map<string, Engine>([
    ["zhengming", (text) => slices(ours(text), text)],
    ["Intl.Segmenter", (text) => Array.from(intl.segment(text), ({ segment }) => segment)],
  ]);
  // The peers are only in this folder's own packages; without them the rest is measured.
  try {
    const sbd = (await import("sbd")) as {
      default: { sentences: (text: string, options: object) => string[] };
    };
    all.set("sbd", (text) => sbd.default.sentences(text, { newline_boundaries: true }));
    const { split } = (await import("sentence-splitter")) as {
      split: (text: string) => { type: string; raw: string }[];
    };
    all.set("sentence-splitter", (text) =>
      text.split("\n").flatMap((line) =>
        split(line)
          .filter(({ type }) => type === "Sentence")
          .map(({ raw }) => raw),
      ),
    );
  } catch {
    console.log("(peers are not installed: npm install in bench)");
  }
  return all;
}

/** Boundaries as counts of the characters before them that are not white space: peers may change white space. */
function boundaries(sentences: readonly string[]): Set<number> {
  const found = new Set<number>();
  let count = 0;
  for (const sentence of sentences) {
    const length = sentence.replace(/\s+/g, "").length;
    if (length > 0) found.add((count += length));
  }
  return found;
}

interface Score {
  extra: number;
  missed: number;
  found: number;
}

function score(engine: Engine, cases: readonly { text: string; sentences: readonly string[] }[]): Score {
  const sum: Score = { extra: 0, missed: 0, found: 0 };
  for (const { text, sentences } of cases) {
    const gold = boundaries(sentences);
    const got = boundaries(engine(text));
    for (const at of got) sum[gold.has(at) ? "found" : "extra"]++;
    for (const at of gold) if (!got.has(at)) sum.missed++;
  }
  return sum;
}

function report(title: string, all: Map<string, Engine>, cases: Parameters<typeof score>[1]): void {
  console.log(`\n${title}`);
  for (const [name, engine] of all) {
    const { extra, missed, found } = score(engine, cases);
    const f = (2 * found) / (2 * found + extra + missed);
    const right = cases.filter((one) => {
      const { extra: more, missed: fewer } = score(engine, [one]);
      return more + fewer === 0;
    }).length;
    console.log(
      `  ${name.padEnd(18)} errors ${String(extra + missed).padStart(5)} (${extra} extra, ${missed} missed)  F ${f.toFixed(4)}  cases ${right}/${cases.length}`,
    );
  }
}

/** Millions of UTF-16 units a second of CPU time, in turns, with the ratio to Intl.Segmenter. */
function speed(all: Map<string, Engine>, text: string): void {
  const rates = new Map<string, number[]>();
  for (let round = 0; round < 7; round++) {
    for (const [name, engine] of all) {
      const start = process.cpuUsage();
      const until = performance.now() + 200;
      let units = 0;
      do {
        engine(text);
        units += text.length;
      } while (performance.now() < until);
      const { user, system } = process.cpuUsage(start);
      rates.set(name, [...(rates.get(name) ?? []), units / (user + system)]);
    }
  }
  const median = (name: string): number => (rates.get(name) ?? []).toSorted((a, b) => a - b)[3] ?? 0;
  console.log(`  speed on ${text.length} units:`);
  for (const name of all.keys()) {
    const rate = median(name);
    console.log(
      `  ${name.padEnd(18)} ${rate.toFixed(1)} M units/s = ${(2 * rate).toFixed(1)} MB/s, ${(rate / median("Intl.Segmenter")).toFixed(2)} of Intl.Segmenter`,
    );
  }
}

function goldFile(file: string, language: Language): { text: string; sentences: string[] } {
  const sentences = readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  let text = "";
  for (const sentence of sentences) {
    const title = !/[.!?…。！？][\s"”’』」）)》\]]*$/.test(sentence);
    if (text !== "" && !text.endsWith("\n")) text += title ? "\n" : language === "en" ? " " : "";
    text += title ? `${sentence}\n` : sentence;
  }
  return { text, sentences };
}

const files = process.argv.slice(2);
for (const language of ["en", "zh"] as const) {
  const all = await engines(language);
  const news = (language === "en" ? ENGLISH_NEWS : CHINESE_NEWS).map(readMarked);
  if (language === "en")
    report(
      "golden rules (52)",
      all,
      GOLDEN_RULES.map(({ marked }) => readMarked(marked)),
    );
  report(`news table, ${language} (written while making the rules)`, all, news);
  speed(
    all,
    news
      .map(({ text }) => text)
      .join("\n")
      .repeat(8),
  );
  for (const file of files.filter((name) => name.endsWith(`.${language}.txt`))) {
    const gold = goldFile(file, language);
    report(file.replace(/^.*\//, ""), all, [gold]);
    speed(all, gold.text);
  }
}
