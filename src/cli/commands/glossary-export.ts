import { exportGlossary } from "../../app/glossary-files.ts";
import { defineCommand, NO_OPERANDS } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { writeOutput } from "../files.ts";

/** `glossary export`: the store's glossary as CSV. */
export const glossaryExport = defineCommand({
  name: "glossary export",
  key: "cli.glossary-export",
  operands: NO_OPERANDS,
  options: { out: { type: "string", value: "FILE", key: "cli.option-out" } },
  async run({ values }, session) {
    const { text } = await exportGlossary(await session.deps());
    await writeOutput(session, values.out, text);
    return EXIT_CODES.fine;
  },
});
