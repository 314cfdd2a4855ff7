import { segmentText, SEGMENTATION_LANGUAGES } from "../../core/segmentation/segment.ts";
import { choice, defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { ENCODING_OPTION, encodingOf, JSON_OPTION, readTextFile } from "../inputs.ts";
import { Refusal } from "../refusal.ts";

const LANGUAGE_CHOICES = SEGMENTATION_LANGUAGES.join("|");

/** `segment`: the sentences of a text, one a line. */
export const segment = defineCommand({
  name: "segment",
  key: "cli.segment",
  operands: { name: "FILE|-", least: 1, most: 1 },
  options: {
    lang: { type: "string", value: LANGUAGE_CHOICES, key: "cli.segment-lang" },
    encoding: ENCODING_OPTION,
    json: JSON_OPTION,
  },
  async run({ values, operands: [file = ""] }, session) {
    if (values.lang === undefined) {
      const params = { option: "--lang", value: LANGUAGE_CHOICES };
      throw new Refusal("usage", { key: "cli.option-missing", params });
    }
    const language = choice(values.lang, SEGMENTATION_LANGUAGES, "--lang");
    const { text } = await readTextFile(session, file, encodingOf(values.encoding));
    const { blocks, segments } = segmentText(text, language);
    // Both are in order, so the blocks are gone through once.
    let at = 0;
    const sentences = segments.map(({ from, to }) => {
      while ((blocks[at]?.to ?? Infinity) <= from) at++;
      return { from, to, text: text.slice(from, to), block: blocks[at]?.kind };
    });
    if (values.json) await session.json({ language, segments: sentences });
    else await session.io.write(sentences.map((sentence) => `${sentence.text}\n`).join(""));
    return EXIT_CODES.fine;
  },
});
