import { importGlossary } from "../../app/glossary-files.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { readInput } from "../files.ts";
import { ENCODING_OPTION, encodingOf, JSON_OPTION, ofFile } from "../inputs.ts";

/** `glossary import`: a glossary file into the store; all of it or nothing. */
export const glossaryImport = defineCommand({
  name: "glossary import",
  key: "cli.glossary-import",
  operands: { name: "FILE|-", least: 1, most: 1 },
  options: { encoding: ENCODING_OPTION, json: JSON_OPTION },
  async run({ values, operands: [file = ""] }, session) {
    const { io, t } = session;
    const encoding = encodingOf(values.encoding);
    const bytes = await readInput(session, file);
    const deps = await session.deps();
    const done = await ofFile(file, () => importGlossary(deps, session.actor, { bytes, encoding }));
    const { added, changed, unchanged } = done;
    if (values.json) await session.json(done);
    for (const finding of done.findings) io.tell(session.sentence(finding));
    io.tell(t("cli.glossary-imported", { added, changed, unchanged }));
    if (added + changed > 0) io.tell(t("cli.glossary-rerender", { command: "zhengming rerender" }));
    return EXIT_CODES.fine;
  },
});
