import type { DiscoveryBar } from "../../src/core/discovery/hits.ts";
import { traceDiscovery } from "../../src/core/discovery/discover.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import {
  alignedDocument,
  glossaryOf,
  readYear,
  renderedDocument,
  SYSTEMS,
  type TaskDocument,
} from "./data.ts";
import { judge, type Judged, readLabels } from "./labels.ts";
import { bleu, chrf, termSuccess } from "./metrics.ts";

/*
 * node discovery/bench.ts FOLDER [YEAR…]
 *
 * Renders the plain machine output of the WMT25 terminology task (track 2, Chinese to English), with nothing but the
 * dictionary and the Chinese, and prints for each machine and bar how many places were written, the task's term
 * success, chrF++ and BLEU; then how many of the places that a person has marked were found.
 */

const [folder, ...given] = process.argv.slice(2);
if (folder === undefined) throw new Error("the folder of the data is missing");
const years = given.length > 0 ? given : ["2016", "2018"];
const BARS: readonly DiscoveryBar[] = ["all", "auto", 0.3, 0.6, 0.9];

interface Column {
  readonly outputs: string[];
  hits: number;
  places: number;
}

const lexicon = await readLexicon();
const labels = await readLabels();
const judged: Judged[] = [];

for (const system of SYSTEMS) {
  const columns = new Map<DiscoveryBar | "before", Column>(
    (["before", ...BARS] as const).map((bar) => [bar, { outputs: [], hits: 0, places: 0 }]),
  );
  const documents: TaskDocument[] = [];
  let pairs = 0;
  let seconds = 0;
  for (const year of years) {
    const { documents: own, terms } = await readYear(folder, year);
    documents.push(...own);
    const glossary = glossaryOf(terms);
    const started = performance.now();
    const aligned = own.map(({ id, zh, mt }) => alignedDocument(id, zh, mt[system] ?? "", glossary, lexicon));
    const { traces } = traceDiscovery({ documents: aligned, glossary, lexicon });
    const occurrences = traces.map(({ occurrence }) => occurrence);
    seconds += (performance.now() - started) / 1000;
    judged.push(
      ...judge(
        labels.filter((label) => label.year === year && label.system === system),
        traces,
      ),
    );
    for (const [bar, column] of columns) {
      const outputs = aligned.map((document) => {
        if (bar === "before") return document.target.text;
        const { text, changes } = renderedDocument(document, occurrences, glossary, bar);
        column.places += changes.length;
        return text;
      });
      const success = termSuccess(outputs, own, terms);
      column.outputs.push(...outputs);
      column.hits += success.hits;
      if (bar === "before") pairs += success.pairs;
    }
  }
  const references = documents.map(({ reference }) => reference);
  console.log(
    `\n${system}: ${String(documents.length)} documents, ${(seconds / documents.length).toFixed(2)} s each`,
  );
  console.log("bar     places  success  chrF++   BLEU");
  for (const [bar, { outputs, hits, places }] of columns) {
    const cells = [String(places).padStart(6), (hits / pairs).toFixed(3).padStart(8)];
    const scores = [chrf(outputs, references), bleu(outputs, references)].map((score) =>
      score.toFixed(2).padStart(7),
    );
    console.log(`${String(bar).padEnd(7)} ${[...cells, ...scores].join(" ")}`);
  }
}

console.log(`\n${String(judged.length)} places marked by hand`);
console.log("bar     found  right place  clean");
for (const bar of BARS) {
  const found = judged.filter(({ trace }) => {
    const { occurrence } = trace ?? {};
    if (occurrence?.target === undefined) return false;
    return bar === "all" || (bar === "auto" ? occurrence.lane === "auto" : occurrence.confidence >= bar);
  });
  const share = (count: number): string => (count / Math.max(1, found.length)).toFixed(3);
  const place = share(found.filter(({ rightPlace }) => rightPlace).length);
  const clean = share(found.filter((each) => each.clean).length);
  console.log(
    `${String(bar).padEnd(7)} ${String(found.length).padStart(5)}  ${place.padStart(11)}  ${clean}`,
  );
}
