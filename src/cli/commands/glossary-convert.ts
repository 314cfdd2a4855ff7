import { basename } from "node:path";
import { unwrap } from "../../app/texts.ts";
import type { Finding } from "../../core/finding.ts";
import { csvGlossary } from "../../formats/glossaries/csv.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";
import type { GlossaryReading } from "../../formats/glossaries/format.ts";
import { noLosses } from "../../formats/glossaries/losses.ts";
import { findGlossaryFormat, glossaryFormatNamed } from "../../formats/table.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { readInput } from "../files.ts";
import {
  ENCODING_OPTION,
  encodingOf,
  FROM_OPTION,
  glossaryFormatOf,
  glossaryReader,
  ofFile,
  TO_OPTION,
} from "../inputs.ts";
import { writePieces } from "../output-pieces.ts";

/** `glossary convert`: a glossary file of one format as one of another; what the other cannot hold is told. */
export const glossaryConvert = defineCommand({
  name: "glossary convert",
  key: "cli.glossary-convert",
  operands: { name: "IN|- OUT|-", least: 2, most: 2 },
  options: { from: FROM_OPTION, to: TO_OPTION, encoding: ENCODING_OPTION },
  async run({ values, operands: [file = "", out = ""] }, session) {
    const bytes = await readInput(session, file);
    const from = glossaryReader(bytes, file, values.from);
    const to =
      glossaryFormatNamed(glossaryFormatOf(values.to, "--to") ?? "") ??
      findGlossaryFormat(basename(out)) ??
      csvGlossary;
    const options = { encoding: encodingOf(values.encoding) };
    const source = new Source(() => from.read(bytes, options));
    const losses = noLosses();
    await ofFile(file, () => writePieces(session, out, to.write(source, losses)));
    for (const finding of [...source.findings, ...losses.report()])
      session.io.tell(session.sentence(finding));
    session.io.tell(
      session.t("cli.glossary-converted", { count: source.count, from: from.name, to: to.name }),
    );
    return EXIT_CODES.fine;
  },
});

/** The entries of a file, read anew whenever they are gone through, so that none need stay in memory. A refusal is thrown. */
class Source implements Iterable<GlossaryEntry> {
  /** What was noticed in reading the file, and how many concepts it has: known when it was read whole. */
  findings: readonly Finding[] = [];
  count = 0;
  readonly #read: () => GlossaryReading;

  constructor(read: () => GlossaryReading) {
    this.#read = read;
  }

  *[Symbol.iterator](): Generator<GlossaryEntry> {
    const result = yield* this.#read();
    this.count = unwrap(result, "failure.read");
    this.findings = result.findings ?? [];
  }
}
