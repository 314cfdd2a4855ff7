import { getReading } from "../../app/reading.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { READING_SIDES, type ReadingModel } from "./reading-model.ts";

/** The article as it is read: the English alone unless `view` asks for both, without marks unless `changes` does. */
export async function readingPage(
  { deps }: Pick<Exchange, "deps">,
  articleId: string,
  query: URLSearchParams,
): Promise<PageAnswer<"reading">> {
  const view = await getReading(deps, articleId);
  const asked = READING_SIDES.find((side) => side === query.get("view")) ?? "english";
  const model: ReadingModel = {
    view,
    side: view.sourceLang === undefined ? "english" : asked,
    changes: query.get("changes") === "on",
  };
  return page("reading", model, view.headline ?? view.article.title);
}
