import { exportArticle } from "../../app/articles.ts";
import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { writeOutput } from "../files.ts";

/** `export`: an article's text as it stands. */
export const exportCommand = defineCommand({
  name: "export",
  key: "cli.export",
  operands: { name: "ID", least: 1, most: 1 },
  options: { out: { type: "string", value: "FILE", key: "cli.option-out" } },
  async run({ values, operands: [articleId = ""] }, session) {
    const { io, t } = session;
    const { text, openConflicts, openProposals } = await exportArticle(await session.deps(), articleId);
    await writeOutput(session, values.out, text);
    if (openConflicts > 0) io.tell(t("cli.export-conflicts", { count: openConflicts }));
    const others = openProposals - openConflicts;
    if (others > 0) io.tell(t("cli.export-proposals", { count: others }));
    return EXIT_CODES.fine;
  },
});
