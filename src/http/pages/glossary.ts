import { searchConcepts } from "../../app/concepts.ts";
import { lintGlossary } from "../../app/glossary-files.ts";
import { findUndo } from "../../app/undo.ts";
import { CATEGORIES, CONCEPT_STATUSES } from "../../core/glossary/model.ts";
import { ENCODINGS } from "../../formats/text/decode.ts";
import { READABLE_FORMATS } from "../../formats/table.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import type { FormErrors, GlossaryModel } from "./models.ts";
import { readPageNumber } from "./paging.ts";
import { QUERY_LIMIT } from "./workbench.ts";

const PAGE_SIZE = 50;

/** The glossary as the query asks for it; shown again with what is wrong with a file. */
export async function glossaryPage(
  { deps }: Pick<Exchange, "deps">,
  asked: URLSearchParams,
  again: { readonly errors?: FormErrors; readonly status?: number } = {},
): Promise<PageAnswer<"glossary">> {
  const query = (asked.get("q") ?? "").trim().slice(0, QUERY_LIMIT).toWellFormed();
  const category = CATEGORIES.find((each) => each === asked.get("category"));
  const status = CONCEPT_STATUSES.find((each) => each === asked.get("status"));
  const search = (pageNumber: number): ReturnType<typeof searchConcepts> =>
    searchConcepts(deps, {
      query,
      category,
      status,
      limit: PAGE_SIZE,
      offset: (pageNumber - 1) * PAGE_SIZE,
    });
  const wanted = readPageNumber(asked.get("page"));
  const [first, findings, undo] = await Promise.all([search(wanted), lintGlossary(deps), findUndo(deps, {})]);
  const pageCount = Math.max(1, Math.ceil(first.total / PAGE_SIZE));
  const pageNumber = Math.min(wanted, pageCount);
  const found = pageNumber === wanted ? first : await search(pageNumber);
  const model: GlossaryModel = {
    ...{ query, category, status, ...found, pageNumber, pageCount, findings, undo },
    categories: CATEGORIES,
    statuses: CONCEPT_STATUSES,
    importErrors: again.errors,
    encodings: ENCODINGS,
    formats: READABLE_FORMATS,
  };
  return page(
    "glossary",
    model,
    { key: "glossary.title", params: {} },
    {
      status: again.status ?? 200,
      ...(again.errors ? { here: "/glossary" } : {}),
    },
  );
}
