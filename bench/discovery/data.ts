import { readFile } from "node:fs/promises";
import { alignSentences } from "../../src/core/alignment/align.ts";
import { discoveredHits, type DiscoveryBar } from "../../src/core/discovery/hits.ts";
import type { Concept } from "../../src/core/glossary/model.ts";
import type { CompiledGlossary } from "../../src/core/glossary/compile.ts";
import { compileGlossary } from "../../src/core/glossary/compile.ts";
import type { Lexicon } from "../../src/core/lexicon/lexicon.ts";
import { segmentText } from "../../src/core/segmentation/segment.ts";
import type { DiscoveryDocument, Occurrence } from "../../src/core/discovery/model.ts";
import { render } from "../../src/core/rendering/render.ts";
import type { Rendering } from "../../src/core/rendering/model.ts";

/** A document of the task: its Chinese, a human translation, and the plain output of machines. */
export interface TaskDocument {
  readonly id: string;
  readonly zh: string;
  readonly reference: string;
  readonly mt: Readonly<Record<string, string>>;
}

/** A year of the task. */
export interface TaskYear {
  readonly year: string;
  readonly documents: readonly TaskDocument[];
  /** Chinese term -> its English forms. */
  readonly terms: readonly (readonly [string, readonly string[]])[];
}

export const SYSTEMS = ["MADLAD", "NLLB", "gpt-4.1-nano"] as const;

/** Reads a year from the folder of the data. */
export async function readYear(folder: string, year: string): Promise<TaskYear> {
  const lines = (await readFile(`${folder}/${year}.jsonl`, "utf8")).split("\n").filter((line) => line !== "");
  const terms = JSON.parse(await readFile(`${folder}/${year}.terms.json`, "utf8")) as Record<
    string,
    string[]
  >;
  return {
    year,
    documents: lines.map((line) => JSON.parse(line) as TaskDocument),
    terms: Object.entries(terms),
  };
}

/** The dictionary as a glossary: a concept for each term, its first form preferred and the others admitted. */
export function glossaryOf(terms: TaskYear["terms"]): CompiledGlossary {
  const concepts = terms.map(([term, forms], index): Concept => ({
    id: `t${String(index)}`,
    category: "term",
    status: "approved",
    forms: [
      { lang: "zh-Hant", kind: "preferred", text: term },
      ...forms.map((text, at) => ({
        lang: "en" as const,
        kind: at === 0 ? ("preferred" as const) : ("admitted" as const),
        text,
      })),
    ],
    scope: [],
    note: "",
    evidence: [],
    extra: {},
  }));
  return compileGlossary({ revision: 0, concepts });
}

/** A machine text beside its Chinese, cut and aligned as the product does it. */
export function alignedDocument(
  id: string,
  zh: string,
  machine: string,
  glossary: CompiledGlossary,
  lexicon: Lexicon,
): DiscoveryDocument {
  const target = {
    text: machine,
    sentences: segmentText(machine, "en", glossary.english.scan(machine)).segments,
  };
  const source = { text: zh, sentences: segmentText(zh, "zh").segments };
  const { beads } = alignSentences(source, target, {
    lexicon,
    terms: {
      source: glossary.chinese.scan(zh).map(({ from, to, conceptId }) => ({ from, to, key: conceptId })),
      target: glossary.english
        .scan(machine)
        .map(({ from, to, payload }) => ({ from, to, key: payload.concept.id })),
    },
  });
  return { id, source, target, beads };
}

/** A document rendered with the places that were found in it. */
export function renderedDocument(
  { id, source, target, beads }: DiscoveryDocument,
  occurrences: readonly Occurrence[],
  glossary: CompiledGlossary,
  bar: DiscoveryBar,
): Rendering {
  const input = {
    machine: target.text,
    blocks: segmentText(target.text, "en").blocks,
    segments: target.sentences,
    discovered: discoveredHits({ occurrences }, id, bar),
    source: { text: source.text, beads },
  };
  return render(input, glossary, []);
}
