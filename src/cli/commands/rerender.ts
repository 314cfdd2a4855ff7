import { rerender as rerenderArticles } from "../../app/rerender.ts";
import { defineCommand, NO_OPERANDS } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { JSON_OPTION } from "../inputs.ts";
import { Refusal } from "../refusal.ts";

/** `rerender`: the stored articles again, by the glossary as it is now. */
export const rerender = defineCommand({
  name: "rerender",
  key: "cli.rerender",
  operands: NO_OPERANDS,
  options: {
    article: { type: "string", multiple: true, value: "ID", key: "cli.rerender-article" },
    concept: { type: "string", value: "ID", key: "cli.rerender-concept" },
    json: JSON_OPTION,
  },
  async run({ values: { article: articleIds, concept: conceptId, json } }, session) {
    const { io, t } = session;
    if (articleIds !== undefined && conceptId !== undefined) {
      throw new Refusal("usage", { key: "cli.rerender-both" });
    }
    const input = { articleIds, conceptId, stale: articleIds === undefined && conceptId === undefined };
    const done = await rerenderArticles(await session.deps(), session.actor, input);
    if (json) await session.json(done);
    io.tell(t("cli.rerender-articles", { count: done.articles }));
    if (done.articles > 0) io.tell(t("cli.rerender-changed", { count: done.changed }));
    if (done.proposals > 0) io.tell(t("cli.rerender-proposals", { count: done.proposals }));
    if (done.conflicts > 0) io.tell(t("cli.rerender-conflicts", { count: done.conflicts }));
    return EXIT_CODES.fine;
  },
});
