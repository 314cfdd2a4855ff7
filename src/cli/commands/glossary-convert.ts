import { basename } from "node:path";
import { GlossarySource } from "../../app/glossary-import/source.ts";
import { csvGlossary } from "../../formats/glossaries/csv.ts";
import type { GlossaryEntry } from "../../formats/glossaries/entry.ts";
import type { GlossaryFormat } from "../../formats/glossaries/format.ts";
import { noLosses } from "../../formats/glossaries/losses.ts";
import { findGlossaryFormat, glossaryFormatNamed } from "../../formats/table.ts";
import { spoolOnTheWay } from "../../jobs/spool.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { withInput } from "../input-bytes.ts";
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
  run: ({ values, operands: [file = "", out = ""] }, session) =>
    withInput(session, file, async (bytes) => {
      const from = glossaryReader(bytes, file, values.from);
      const to =
        glossaryFormatNamed(glossaryFormatOf(values.to, "--to") ?? "") ??
        findGlossaryFormat(basename(out)) ??
        csvGlossary;
      const options = { encoding: encodingOf(values.encoding) };
      const source = new GlossarySource(from.name, () => from.read(bytes, options));
      const losses = noLosses();
      await ofFile(file, () =>
        throughSpool(source, to, (entries) => writePieces(session, out, to.write(entries, losses))),
      );
      for (const finding of [...source.findings, ...losses.report()])
        session.io.tell(session.sentence(finding));
      session.io.tell(
        session.t("cli.glossary-converted", { count: source.count, from: from.name, to: to.name }),
      );
      return EXIT_CODES.fine;
    }),
});

/** Does `work` with the entries of a file, which are put aside for a format that goes through them again: reading takes longer. */
async function throughSpool(
  source: GlossarySource,
  { rereads }: GlossaryFormat,
  work: (entries: Iterable<GlossaryEntry>) => Promise<void>,
): Promise<void> {
  if (rereads !== true) return work(source);
  const spooled = spoolOnTheWay(source);
  try {
    await work(spooled);
  } finally {
    await spooled.close();
  }
}
