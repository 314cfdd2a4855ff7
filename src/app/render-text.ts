/** Rendering a text that is not stored: what an import would make of it. */
import type { Finding } from "../core/finding.ts";
import { alignSentences } from "../core/alignment/align.ts";
import type { AlignmentHints } from "../core/alignment/model.ts";
import type { Bead, Block } from "../core/article/model.ts";
import type { CompiledGlossary } from "../core/glossary/compile.ts";
import { compileGlossary } from "../core/glossary/compile.ts";
import type { Concept } from "../core/glossary/model.ts";
import type { Change, Hit } from "../core/rendering/model.ts";
import { render } from "../core/rendering/render.ts";
import { segmentText } from "../core/segmentation/segment.ts";
import type { Span } from "../core/text/span.ts";
import type { Deps } from "./deps.ts";
import { alignmentHints } from "./alignment.ts";
import { glossaryFor } from "./glossary.ts";
import { checkedDay } from "./texts.ts";

/** A machine text, and its Chinese if that is there. */
export interface RenderTextInput {
  readonly machine: string;
  readonly source?: string | undefined;
  /** Its date, `YYYY-MM-DD`; else it is rendered as a text of today. */
  readonly date?: string | undefined;
}

/** A rendered text with its reasons; offsets of `hits` and `segments` are those of the machine text. */
export interface RenderedText {
  readonly text: string;
  readonly changes: readonly Change[];
  readonly hits: readonly Hit[];
  readonly segments: readonly Span[];
  /** What is wrong with the two sides. */
  readonly findings: readonly Finding[];
  /** The glossary it was rendered by. */
  readonly concepts: ReadonlyMap<string, Concept>;
}

/** The text as these concepts render it. Nothing is stored. Fails invalid. */
export async function renderText(
  input: RenderTextInput & {
    readonly concepts: readonly Concept[];
    /** The dictionary that tells which sentences belong together; asked for only where there is Chinese. */
    readonly lexicon: Deps["lexicon"];
  },
): Promise<RenderedText> {
  const glossary = compileGlossary({ revision: 0, concepts: input.concepts });
  return renderBy(input, glossary, await hintsFor(input, input, glossary));
}

/** The text as the stored glossary renders it. Nothing is stored. Fails invalid. */
export async function renderTextByStore(deps: Deps, input: RenderTextInput): Promise<RenderedText> {
  const { compiled } = await deps.store.read((tx) => glossaryFor(deps, tx));
  return renderBy(input, compiled, await hintsFor(deps, input, compiled));
}

async function hintsFor(
  deps: Pick<Deps, "lexicon">,
  input: RenderTextInput,
  glossary: CompiledGlossary,
): Promise<AlignmentHints> {
  const { machine, source = "" } = input;
  return hasChinese(input) ? alignmentHints(deps, glossary, { machine, source }) : {};
}

function hasChinese({ source = "" }: RenderTextInput): boolean {
  return source.trim() !== "";
}

function renderBy(input: RenderTextInput, glossary: CompiledGlossary, hints: AlignmentHints): RenderedText {
  const { machine, source = "" } = input;
  const date = checkedDay(input.date ?? "");
  const { blocks, segments, beads, findings } = cutText({ machine, source }, glossary, hints);
  const chinese = hasChinese(input) ? { source: { text: source, beads } } : {};
  const dated = date === null ? {} : { date };
  const { text, changes, hits } = render({ machine, blocks, segments, ...dated, ...chinese }, glossary, []);
  return { text, changes, hits, segments, findings, concepts: glossary.concepts };
}

/** A text cut and aligned, before it is rendered. Without Chinese there are no source sentences and no beads. */
export interface CutText {
  readonly blocks: readonly Block[];
  readonly segments: readonly Span[];
  readonly sourceSentences: readonly Span[];
  readonly beads: readonly Bead[];
  /** What is wrong with the two sides. */
  readonly findings: readonly Finding[];
}

/** Cuts a machine text so that no form of the glossary is cut, and aligns it with its Chinese. */
export function cutText(
  texts: { readonly machine: string; readonly source: string },
  glossary: CompiledGlossary,
  hints: AlignmentHints,
): CutText {
  const { machine, source } = texts;
  const { blocks, segments } = segmentText(machine, "en", glossary.english.scan(machine));
  if (source.trim() === "") return { blocks, segments, sourceSentences: [], beads: [], findings: [] };
  const sourceSentences = segmentText(source, "zh").segments;
  const { beads, findings } = alignSentences(
    { text: source, sentences: sourceSentences },
    { text: machine, sentences: segments },
    hints,
  );
  return { blocks, segments, sourceSentences, beads, findings };
}
