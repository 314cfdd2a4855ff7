import { ENCODINGS, TEXT_LIMIT } from "../../formats/text/decode.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { ImportModel } from "./models.ts";

const NOTHING: ImportModel["values"] = { title: "", date: "", text: "", source: "", table: "", encoding: "" };

/** The form of a new article, empty or shown again with what was typed. */
export function importPage(
  again: Partial<Pick<ImportModel, "values" | "errors" | "duplicate" | "files">> & {
    readonly status?: number;
  } = {},
): PageAnswer<"import"> {
  const model: ImportModel = {
    values: again.values ?? NOTHING,
    encodings: ENCODINGS,
    limit: TEXT_LIMIT,
    files: again.files ?? [],
    errors: again.errors,
    duplicate: again.duplicate,
  };
  return page(
    "import",
    model,
    { key: "import.title", params: {} },
    {
      status: again.status ?? 200,
      here: "/articles/new",
    },
  );
}
