import type { Block, BlockKind } from "../article/model.ts";
import type { Span } from "../text/span.ts";
import { cutsPair, indexAt, union } from "../text/span.ts";
import { trimmed } from "./characters.ts";
import { chineseSentences } from "./chinese.ts";
import { englishSentences } from "./english.ts";

export const SEGMENTATION_LANGUAGES = ["en", "zh"] as const;
export type SegmentationLanguage = (typeof SEGMENTATION_LANGUAGES)[number];

/** A text cut into blocks (its lines that are not blank) and their sentences. What lies between is white space. */
export interface Segmentation {
  readonly blocks: readonly Block[];
  readonly segments: readonly Span[];
}

const CREDIT =
  /^\s*(?:(?:edit(?:or|ed by)?|responsible editor|managing editor|editor in charge|source|reporter|author|photo|by)\s*[:：]|\((?:reporter|editor|edited|by)\b|(?:编辑|責任編輯|责任编辑|編輯|来源|來源|记者|記者|作者)\s*[:：])/i;
const NOTICE =
  /^\s*(?:special statement|special notice|disclaimer|copyright|statement|©|特别声明|特別聲明|版权|版權|免责|免責)/i;

/**
 * Cuts a text into blocks and sentences. Every line that is not blank is a block, but for lines that a span of `keep`
 * joins: no boundary is set inside one of those.
 */
export function segmentText(
  text: string,
  language: SegmentationLanguage,
  keep: readonly Span[] = [],
): Segmentation {
  const sentences = language === "en" ? englishSentences : chineseSentences;
  const whole = union(keep);
  const lines = linesOf(text, whole);
  const blocks: Block[] = [];
  const segments: { from: number; to: number }[] = [];
  lines.forEach((line, index) => {
    blocks.push({ ...line, kind: blockKind(text, line, index, lines) });
    const first = segments.length;
    for (const sentence of sentences(text.slice(line.from, line.to))) {
      const from = line.from + sentence.from;
      const to = line.from + sentence.to;
      const last = segments.length > first ? segments.at(-1) : undefined;
      if (last !== undefined && (cutsPair(text, from) || bridges(whole, last.to, from))) {
        last.to = to;
      } else segments.push({ from, to });
    }
  });
  return { blocks, segments };
}

/** Whether one of the spans reaches over a gap. */
function bridges(spans: readonly Span[], from: number, to: number): boolean {
  const before = spans[indexAt(spans, from - 1)];
  return before !== undefined && before.to >= to && before.to > from;
}

/** Lines that are not blank, without the white space around their text; those that a span bridges are one. */
function linesOf(text: string, whole: readonly Span[]): Span[] {
  const lines: { from: number; to: number }[] = [];
  for (const match of text.matchAll(/[^\n\r\u0085\u2028\u2029]+/g)) {
    const line = trimmed(text, match.index, match.index + match[0].length);
    if (line === undefined) continue;
    const last = lines.at(-1);
    if (last !== undefined && bridges(whole, last.to, line.from)) last.to = line.to;
    else lines.push({ ...line });
  }
  return lines;
}

function blockKind(text: string, line: Span, index: number, lines: readonly Span[]): BlockKind {
  const content = text.slice(line.from, line.to);
  if (CREDIT.test(content)) return "credit";
  if (NOTICE.test(content)) return "notice";
  const next = lines[1];
  const short = content.length <= 160 && !/[.!?。！？…;；:：]["”’』」)）]*$/.test(content);
  if (index === 0 && next !== undefined && short && next.to - next.from > content.length) return "headline";
  return "body";
}
