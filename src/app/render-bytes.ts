/** Rendering the bytes of a file that is not stored: bytes in, bytes out. */
import type { Finding } from "../core/finding.ts";
import type { CompiledGlossary } from "../core/glossary/compile.ts";
import type { Lexicon } from "../core/lexicon/lexicon.ts";
import type { Change } from "../core/rendering/model.ts";
import { render } from "../core/rendering/render.ts";
import type { DecodedText, Encoding } from "../formats/text/decode.ts";
import { decodeText, encodeText } from "../formats/text/decode.ts";
import { hintsOf } from "./alignment.ts";
import { cutText } from "./render-text.ts";

/** A file of English, and of Chinese if that is there. */
export interface RenderBytesInput {
  readonly machine: Uint8Array;
  readonly source?: Uint8Array | undefined;
  /** Of both; UTF-8 or what their marks say if not given. */
  readonly encoding?: Encoding | undefined;
  /** Its date, `YYYY-MM-DD`; else it is rendered as a text of today. */
  readonly date?: string | undefined;
}

/** What became of a file. `empty`: it has no text. `refused`: a side cannot be read. */
export type RenderedBytes =
  | { readonly kind: "empty" }
  | { readonly kind: "refused"; readonly side: "machine" | "source"; readonly refusal: Finding }
  | {
      readonly kind: "rendered";
      readonly bytes: Uint8Array;
      /** The text that the places of `changes` are in. */
      readonly machine: string;
      readonly changes: readonly Change[];
      /** Whether there was Chinese to go by. */
      readonly hasSource: boolean;
      /** What is wrong with the two sides. */
      readonly findings: readonly Finding[];
    };

/** A file as a glossary renders it, in the encoding that it came in. `lexicon` is needed where there is Chinese. */
export function renderBytes(
  input: RenderBytesInput,
  glossary: CompiledGlossary,
  lexicon: Lexicon | undefined,
): RenderedBytes {
  const machine = readSide(input.machine, input.encoding);
  if (machine === undefined) return { kind: "empty" };
  if ("refusal" in machine) return { kind: "refused", side: "machine", refusal: machine.refusal };
  const beside = input.source === undefined ? undefined : readSide(input.source, input.encoding);
  if (beside !== undefined && "refusal" in beside)
    return { kind: "refused", side: "source", refusal: beside.refusal };
  const texts = { machine: machine.text, source: beside?.text ?? "" };
  const hints = beside === undefined || lexicon === undefined ? {} : hintsOf(lexicon, glossary, texts);
  const { blocks, segments, beads, findings } = cutText(texts, glossary, hints);
  const rendering = render(
    {
      machine: texts.machine,
      blocks,
      segments,
      ...(input.date === undefined ? {} : { date: input.date }),
      ...(beside === undefined ? {} : { source: { text: texts.source, beads } }),
    },
    glossary,
    [],
  );
  return {
    kind: "rendered",
    bytes: encodeText(rendering.text, machine),
    machine: machine.text,
    changes: rendering.changes,
    hasSource: beside !== undefined,
    findings,
  };
}

/** One side; undefined: there is nothing but white space. */
function readSide(
  bytes: Uint8Array,
  encoding: Encoding | undefined,
): DecodedText | { readonly refusal: Finding } | undefined {
  const read = decodeText(bytes, { encoding });
  if (!read.ok) return read.refusal.code === "empty" ? undefined : { refusal: read.refusal };
  return /\S/.test(read.value.text) ? read.value : undefined;
}
