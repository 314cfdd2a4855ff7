import { findMachineForms } from "../../app/discovery.ts";
import { findOwnUndo } from "../../app/undo-choice.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { articlePath } from "../paths.ts";

/** What the machine seems to have written for the glossary's names: in an article, or in all. */
export async function discoveryPage(
  { deps, query, actor }: Pick<Exchange, "deps" | "query" | "actor">,
  articleId?: string,
): Promise<PageAnswer<"discovery">> {
  const found = await findMachineForms(deps, { articleId, again: query.get("again") === "1" });
  const undo = articleId === undefined ? found.undo : await findOwnUndo(deps, actor, { articleId });
  const view = { ...found, undo };
  const here = articleId === undefined ? "/discovery" : `${articlePath(articleId)}/discovery`;
  // The way back does not search again.
  return page("discovery", { view }, { key: "discovery.title", params: {} }, { here });
}
