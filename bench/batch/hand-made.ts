/** What a user would do without runs: export all, replace by one big expression, import again. */
import { importArticle } from "../../src/app/article-import.ts";
import { exportArticle } from "../../src/app/articles.ts";
import { glossary, newsOf } from "./news.ts";
import { ACTOR, openNew } from "./stores.ts";

/** Articles a second of CPU time. What editors wrote, states and histories are lost on this way. */
export async function handMade(articles: number): Promise<number> {
  const { deps, close } = await openNew("sqlite");
  const ids: string[] = [];
  for (let number = 0; number < articles; number++) {
    ids.push((await importArticle(deps, ACTOR, { text: newsOf(number, 20).machine })).articleId);
  }
  const right = new Map<string, string>();
  for (const { forms } of glossary(true)) {
    const preferred = forms.find(({ lang, kind }) => lang === "en" && kind === "preferred")?.text ?? "";
    for (const { kind, text } of forms) if (kind === "deprecated") right.set(text, preferred);
  }
  const wrong = new RegExp(`\\b(?:${[...right.keys()].join("|")})\\b`, "g");
  const start = process.cpuUsage();
  for (const id of ids) {
    const { text } = await exportArticle(deps, id);
    await importArticle(deps, ACTOR, {
      text: text.replace(wrong, (found) => right.get(found) ?? found),
      again: true,
    });
  }
  const { user, system } = process.cpuUsage(start);
  await close();
  return articles / ((user + system) / 1e6);
}
