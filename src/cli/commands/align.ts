import { unwrap } from "../../app/texts.ts";
import { alignSentences } from "../../core/alignment/align.ts";
import type { BeadRange, Side } from "../../core/alignment/model.ts";
import type { Bead } from "../../core/article/model.ts";
import { segmentText, type SegmentationLanguage } from "../../core/segmentation/segment.ts";
import type { Span } from "../../core/text/span.ts";
import type { Encoding } from "../../formats/text/decode.ts";
import { decodeText } from "../../formats/text/decode.ts";
import { readLexicon } from "../../jobs/lexicon-file.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { readInput } from "../files.ts";
import { ENCODING_OPTION, encodingOf, JSON_OPTION, ofFile } from "../inputs.ts";
import type { Session } from "../session.ts";

/** `align`: which sentences of two texts belong together, one bead a line. */
export const align = defineCommand({
  name: "align",
  key: "cli.align",
  operands: { name: "SRC TGT", least: 2, most: 2 },
  options: {
    "pre-segmented": { type: "boolean", key: "cli.align-pre-segmented" },
    encoding: ENCODING_OPTION,
    json: JSON_OPTION,
  },
  async run({ values, operands: [first = "", second = ""] }, session) {
    const encoding = encodingOf(values.encoding);
    const cut = values["pre-segmented"] === true ? linesOf : sentencesOf;
    const source = cut(await textIn(session, first, encoding), "zh");
    const target = cut(await textIn(session, second, encoding), "en");
    const { beads, ranges, fit, findings } = alignSentences(source, target, {
      lexicon: await readLexicon(),
    });
    if (values.json) {
      const rows = beads.map((bead, index) => rowOf(source, target, bead, ranges[index]));
      await session.json({ fit, findings, beads: rows });
    } else {
      const lines = ranges.map((range) => {
        const [left, right] = [numbersIn(source, range.source), numbersIn(target, range.target)];
        return `[${left.join(",")}]:[${right.join(",")}]\n`;
      });
      await session.io.write(lines.join(""));
    }
    for (const finding of findings) session.io.tell(session.sentence(finding));
    return findings.length > 0 ? EXIT_CODES.findings : EXIT_CODES.fine;
  },
});

/** The text of a file, also of an empty one: to whoever calls this, one without sentences is no other. */
async function textIn(session: Session, file: string, encoding: Encoding | undefined): Promise<string> {
  const result = decodeText(await readInput(session, file), { encoding });
  if (!result.ok && result.refusal.code === "empty") return "";
  return ofFile(file, () => unwrap(result, "failure.read").text);
}

interface NumberedSide extends Side {
  /** The number that each sentence has in the output. */
  readonly numbers: readonly number[];
}

function sentencesOf(text: string, language: SegmentationLanguage): NumberedSide {
  const sentences = segmentText(text, language).segments;
  return { text, sentences, numbers: sentences.map((_, index) => index) };
}

/** The lines that are not blank, as they stand, numbered as all lines are. */
function linesOf(text: string): NumberedSide {
  const sentences: Span[] = [];
  const numbers: number[] = [];
  let from = 0;
  text.split(/\r\n|\n|\r/).forEach((line, number) => {
    if (line.trim() !== "") {
      sentences.push({ from, to: from + line.length });
      numbers.push(number);
    }
    from += line.length + (text.startsWith("\r\n", from + line.length) ? 2 : 1);
  });
  return { text, sentences, numbers };
}

function numbersIn({ numbers }: NumberedSide, { from, to }: Span): readonly number[] {
  return numbers.slice(from, to);
}

function textsIn({ text, sentences }: Side, { from, to }: Span): string[] {
  return sentences.slice(from, to).map((sentence) => text.slice(sentence.from, sentence.to));
}

const NOTHING: Span = { from: 0, to: 0 };

function rowOf(
  source: NumberedSide,
  target: NumberedSide,
  { confidence }: Bead,
  range: BeadRange = { source: NOTHING, target: NOTHING },
): object {
  return {
    source: numbersIn(source, range.source),
    target: numbersIn(target, range.target),
    sourceTexts: textsIn(source, range.source),
    targetTexts: textsIn(target, range.target),
    confidence,
  };
}
