import { listArticles } from "../../app/article-list.ts";
import type { ArticleSummary } from "../../app/records.ts";
import { defineCommand, NO_OPERANDS } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { JSON_OPTION } from "../inputs.ts";
import { oneLine, tableLines } from "../lines.ts";

/** `list`: the articles with their progress. */
export const list = defineCommand({
  name: "list",
  key: "cli.list",
  operands: NO_OPERANDS,
  options: { archived: { type: "boolean", key: "cli.list-archived" }, json: JSON_OPTION },
  async run({ values }, session) {
    const { io, t } = session;
    const articles = await listArticles(await session.deps(), { archived: values.archived ?? false });
    const rows = articles.map((article) => ({ article, progress: progressOf(article) }));
    if (values.json) {
      await session.json(rows.map(({ article, progress }) => ({ ...article, progress })));
      return EXIT_CODES.fine;
    }
    const lines = io.isTerminal
      ? tableLines(
          rows.map(({ article, progress: { approved, total } }) => [
            article.id,
            t("cli.list-progress", { approved, total }),
            oneLine(article.title),
          ]),
        )
      : rows.map(({ article, progress: { approved, total } }) =>
          [article.id, oneLine(article.title), `${approved}/${total}`].join("\t"),
        );
    await io.write(lines.map((line) => `${line}\n`).join(""));
    if (articles.length === 0) io.tell(t("cli.list-none"));
    return EXIT_CODES.fine;
  },
});

function progressOf({ states }: ArticleSummary): { readonly approved: number; readonly total: number } {
  return {
    approved: states.approved,
    total: Object.values(states).reduce((sum, count) => sum + count, 0),
  };
}
