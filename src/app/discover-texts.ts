/** Texts beside their Chinese that are not stored: what the machine wrote for the glossary's Chinese, and their rendering by it. */
import { alignSentences } from "../core/alignment/align.ts";
import type { Block } from "../core/article/model.ts";
import { discover } from "../core/discovery/discover.ts";
import type { DiscoveryBar } from "../core/discovery/hits.ts";
import { discoveredHits } from "../core/discovery/hits.ts";
import type { Discovery, DiscoveryDocument } from "../core/discovery/model.ts";
import type { Finding } from "../core/finding.ts";
import type { CompiledGlossary } from "../core/glossary/compile.ts";
import { compileGlossary } from "../core/glossary/compile.ts";
import type { Concept } from "../core/glossary/model.ts";
import type { Lexicon } from "../core/lexicon/lexicon.ts";
import { render } from "../core/rendering/render.ts";
import { segmentText } from "../core/segmentation/segment.ts";
import { hintsOf } from "./alignment.ts";
import type { Deps } from "./deps.ts";
import { glossaryFor } from "./glossary.ts";
import type { RenderedText } from "./render-text.ts";
import { checkedDay } from "./texts.ts";

/** A machine text beside its Chinese; without Chinese nothing is found in it. */
export interface CorpusText {
  /** Its name, unique in the corpus. */
  readonly id: string;
  readonly machine: string;
  readonly source: string;
}

/** Texts that are looked at together. */
export interface CorpusInput {
  readonly texts: readonly CorpusText[];
  readonly concepts: readonly Concept[];
  readonly lexicon: Lexicon;
  /** The date of all of them, `YYYY-MM-DD`; else they are texts of today. */
  readonly date?: string | undefined;
}

/** What was found in a text: what is wrong with its sides; alignment findings only where there are two. */
export interface CorpusFinding {
  readonly id: string;
  readonly finding: Finding;
}

export interface DiscoveredTexts {
  readonly discovery: Discovery;
  readonly findings: readonly CorpusFinding[];
}

/** What the machine seems to have written for the Chinese of the glossary. Nothing is stored. Fails invalid. */
export function discoverTexts(input: CorpusInput): DiscoveredTexts {
  const glossary = compileGlossary({ revision: 0, concepts: input.concepts });
  const cut = input.texts.map((text) => cutCorpusText(text, glossary, input.lexicon));
  const date = checkedDay(input.date ?? "");
  // Texts that are not each other's translation would teach and propose nonsense.
  const documents = cut.map(({ document, findings }) =>
    findings.length === 0 ? document : { ...document, beads: [] },
  );
  const dated = date === null ? {} : { date };
  return {
    discovery: discover({ documents, glossary, lexicon: input.lexicon, ...dated }),
    findings: cut.flatMap(({ findings }) => findings),
  };
}

export interface RenderedCorpus {
  /** In the order of the texts. */
  readonly texts: readonly (RenderedText & { readonly id: string })[];
  /** Undefined where nothing was looked for. */
  readonly discovery: Discovery | undefined;
  readonly findings: readonly CorpusFinding[];
}

/** The texts as the concepts render them, with the discovered places from a bar on. Nothing is stored. Fails invalid. */
export function renderCorpus(
  input: CorpusInput & { readonly bar?: DiscoveryBar | undefined },
): RenderedCorpus {
  const { lexicon, concepts, bar } = input;
  const glossary = compileGlossary({ revision: 0, concepts });
  const date = checkedDay(input.date ?? "");
  const dated = date === null ? {} : { date };
  const cut = input.texts.map((text) => cutCorpusText(text, glossary, lexicon));
  // Texts that are not each other's translation would teach and propose nonsense.
  const documents = cut.map(({ document, findings }) =>
    findings.length === 0 ? document : { ...document, beads: [] },
  );
  const discovery = bar === undefined ? undefined : discover({ documents, glossary, lexicon, ...dated });
  const texts = cut.map(({ document: { id, source, target, beads }, blocks, findings }) => {
    const chinese = source.text.trim() === "" ? {} : { source: { text: source.text, beads } };
    const discovered = discovery === undefined || bar === undefined ? [] : discoveredHits(discovery, id, bar);
    const machine = target.text;
    const segments = target.sentences;
    const made = render({ machine, blocks, segments, discovered, ...dated, ...chinese }, glossary, []);
    return {
      id,
      text: made.text,
      changes: made.changes,
      hits: made.hits,
      segments,
      findings: findings.map(({ finding }) => finding),
      concepts: glossary.concepts,
    };
  });
  return { texts, discovery, findings: cut.flatMap(({ findings }) => findings) };
}

interface CutCorpusText {
  readonly document: DiscoveryDocument;
  readonly blocks: readonly Block[];
  readonly findings: readonly CorpusFinding[];
}

function cutCorpusText(
  { id, machine, source }: CorpusText,
  glossary: CompiledGlossary,
  lexicon: Lexicon,
): CutCorpusText {
  const english = glossary.english.scan(machine);
  const { blocks, segments } = segmentText(machine, "en", english);
  const target = { text: machine, sentences: segments };
  const chinese = { text: source, sentences: source.trim() === "" ? [] : segmentText(source, "zh").segments };
  if (chinese.sentences.length === 0) {
    return { document: { id, source: chinese, target, beads: [] }, blocks, findings: [] };
  }
  const { beads, findings } = alignSentences(
    chinese,
    target,
    hintsOf(lexicon, glossary, { source, machine }),
  );
  const told = findings.map((finding) => ({ id, finding }));
  return { document: { id, source: chinese, target, beads }, blocks, findings: told };
}

/** The concepts of the stored glossary. */
export async function storedConcepts(deps: Deps): Promise<Concept[]> {
  const { compiled } = await deps.store.read((tx) => glossaryFor(deps, tx));
  return [...compiled.concepts.values()];
}
