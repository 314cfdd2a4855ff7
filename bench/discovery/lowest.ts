import { traceDiscovery } from "../../src/core/discovery/discover.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { alignedDocument, glossaryOf, readYear, renderedDocument, SYSTEMS } from "./data.ts";
import { judge, readLabels } from "./labels.ts";
import { bleu, chrf, termSuccess } from "./metrics.ts";

/*
 * node discovery/lowest.ts FOLDER
 *
 * What the places with the lowest scores are worth, for LOWEST_SCORE of src/core/discovery/spans.ts: with every place of
 * a score, by year and machine, success, chrF++ and BLEU; then how many of the marked places are right. Scores below
 * LOWEST_SCORE are seen when that is set lower.
 */

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("the folder of the data is missing");
const LOWEST = [0.06, 0.03, 0.02, 0.01, 0.005, 0];

const lexicon = await readLexicon();
const labels = await readLabels();
const marked = new Map(LOWEST.map((lowest) => [lowest, { found: 0, right: 0 }]));
console.log("machine       year  lowest  places  success  chrF++   BLEU");
for (const year of ["2016", "2018"]) {
  const { documents, terms } = await readYear(folder, year);
  const glossary = glossaryOf(terms);
  const references = documents.map(({ reference }) => reference);
  for (const system of SYSTEMS) {
    const aligned = documents.map(({ id, zh, mt }) =>
      alignedDocument(id, zh, mt[system] ?? "", glossary, lexicon),
    );
    const { traces } = traceDiscovery({ documents: aligned, glossary, lexicon });
    const own = labels.filter((label) => label.year === year && label.system === system);
    for (const lowest of LOWEST) {
      const kept = traces.filter(({ assigned }) => (assigned.chosen?.score ?? 1) >= lowest);
      const occurrences = kept.map(({ occurrence }) => occurrence);
      const renderings = aligned.map((document) => renderedDocument(document, occurrences, glossary, "all"));
      const outputs = renderings.map(({ text }) => text);
      const places = renderings.reduce((sum, { changes }) => sum + changes.length, 0);
      const { hits, pairs } = termSuccess(outputs, documents, terms);
      const scores = [chrf(outputs, references), bleu(outputs, references)].map((score) =>
        score.toFixed(2).padStart(6),
      );
      const cells = [
        String(lowest).padStart(6),
        String(places).padStart(7),
        (hits / pairs).toFixed(4).padStart(8),
      ];
      console.log([system.padEnd(13), year, ...cells, ...scores].join(" "));
      const sum = marked.get(lowest);
      for (const { trace, rightPlace } of judge(own, kept)) {
        if (sum === undefined || trace?.occurrence.target === undefined) continue;
        sum.found++;
        if (rightPlace) sum.right++;
      }
    }
  }
}
console.log("\nlowest  marked places found  right");
for (const [lowest, { found, right }] of marked) {
  console.log(`${String(lowest).padStart(6)} ${String(found).padStart(20)} ${String(right).padStart(6)}`);
}
