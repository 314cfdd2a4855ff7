import { exportGlossary } from "../../app/glossary-files.ts";
import { CATEGORIES, CONCEPT_STATUSES } from "../../core/glossary/model.ts";
import { choice, defineCommand, NO_OPERANDS } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { STANDARD } from "../files.ts";
import { glossaryFormatOf, TO_OPTION } from "../inputs.ts";
import { findGlossaryFormat } from "../../formats/table.ts";
import { writePieces } from "../output-pieces.ts";

/** `glossary export`: the store's glossary as a file of any format; what the format cannot hold is told. */
export const glossaryExport = defineCommand({
  name: "glossary export",
  key: "cli.glossary-export",
  operands: NO_OPERANDS,
  options: {
    to: TO_OPTION,
    category: { type: "string", value: CATEGORIES.join("|"), key: "cli.option-category" },
    status: { type: "string", value: CONCEPT_STATUSES.join("|"), key: "cli.option-status" },
    article: { type: "string", multiple: true, value: "ID", key: "cli.option-article" },
    out: { type: "string", value: "FILE", key: "cli.option-out" },
  },
  async run({ values }, session) {
    const { category, status, out, article } = values;
    const named = out === undefined ? undefined : findGlossaryFormat(out)?.name;
    const { pieces, findings } = exportGlossary(await session.deps(), {
      format: glossaryFormatOf(values.to, "--to") ?? named,
      category: category === undefined ? undefined : choice(category, CATEGORIES, "--category"),
      status: status === undefined ? undefined : choice(status, CONCEPT_STATUSES, "--status"),
      articleIds: article,
    });
    await writePieces(session, out ?? STANDARD, pieces);
    for (const finding of findings()) session.io.tell(session.sentence(finding));
    return EXIT_CODES.fine;
  },
});
