/**
 * Measures what an article costs by its length and what a changed concept costs by the size of the glossary:
 * `node curves.ts '{"sizes":[1000,…]}'`. The last line it writes is the result as JSON.
 */
import { compileMatcher } from "../src/core/matching/matcher.ts";
import { articleOf, corpusOf, glossaryOf, languageOf, randomOf } from "./corpus.ts";
import { bare, patternsOf } from "./ours.ts";

export interface Curves {
  /** Length of an article in units, microseconds for the bare replacement, at 10,000 forms. */
  readonly byLength: readonly (readonly [number, number])[];
  /** Size of the glossary, microseconds an article of 3 KB for all forms. */
  readonly bySize: readonly (readonly [number, number])[];
  /** Size of the glossary, microseconds an article for the forms of one changed concept, compiled by themselves. */
  readonly byChange: readonly (readonly [number, number])[];
}

const SEED = 7;
const LENGTHS = [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000];

/** Microseconds a call: the best of some rounds, since the machine may have other work. */
function microseconds(calls: number, run: (call: number) => unknown): number {
  let best = Infinity;
  for (let round = 0; round < 7; round++) {
    const before = process.cpuUsage();
    for (let call = 0; call < calls; call++) run(call);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / calls);
  }
  return best;
}

function measure(sizes: readonly number[]): Curves {
  const language = languageOf(SEED);
  const random = randomOf(SEED);
  const corpus = corpusOf(language, SEED, 1000);
  const replace = bare.build(glossaryOf(language, SEED, 10_000)) as (text: string) => string;
  const byLength = LENGTHS.map((length): [number, number] => {
    const texts = Array.from({ length: 16 }, () => articleOf(language, random, length));
    const units = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
    const calls = Math.ceil(4_000_000 / length);
    return [Math.round(units), microseconds(calls, (call) => replace(texts[call % texts.length] ?? ""))];
  });
  const bySize: [number, number][] = [];
  const byChange: [number, number][] = [];
  for (const size of sizes) {
    const forms = glossaryOf(language, SEED, size);
    const all = bare.build(forms) as (text: string) => string;
    const article = (call: number): string => corpus.articles[call % corpus.articles.length] ?? "";
    bySize.push([size, microseconds(2000, (call) => all(article(call)))]);
    const matchers = Array.from({ length: 20 }, (_, i) => {
      const changed = forms[Math.floor((i * size) / 20)];
      return compileMatcher(patternsOf(changed === undefined ? [] : [changed, { from: changed.to, to: "" }]));
    });
    byChange.push([size, microseconds(2000, (call) => matchers[call % 20]?.count(article(call)))]);
  }
  return { byLength, bySize, byChange };
}

const { sizes } = JSON.parse(process.argv[2] ?? "{}") as { sizes: number[] };
process.stdout.write(`${JSON.stringify(measure(sizes))}\n`);
