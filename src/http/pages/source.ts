import { getArticle } from "../../app/articles.ts";
import { ENCODINGS, TEXT_LIMIT } from "../../formats/text/decode.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import type { SourceModel } from "./models.ts";

const NOTHING: SourceModel["values"] = { source: "", encoding: "", reconstructed: false };

/** The form that gives an article its Chinese, or another one. */
export async function sourcePage(
  { deps }: Pick<Exchange, "deps">,
  articleId: string,
  again: Partial<Pick<SourceModel, "values" | "errors" | "files">> & { readonly status?: number } = {},
): Promise<PageAnswer<"source">> {
  const stored = await deps.store.read((tx) => tx.article(articleId));
  const model: SourceModel = {
    article: await getArticle(deps, articleId),
    hasSource: typeof stored?.sourceText === "string",
    values: again.values ?? { ...NOTHING, reconstructed: stored?.sourceReconstructed ?? false },
    encodings: ENCODINGS,
    limit: TEXT_LIMIT,
    files: again.files ?? [],
    errors: again.errors,
  };
  const key = model.hasSource ? "source.replace-title" : "source.add-title";
  return page("source", model, { key, params: {} }, { status: again.status ?? 200 });
}
