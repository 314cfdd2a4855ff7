import { exportLosses, LOOKED_AT, type ExportInput } from "../../app/glossary-files.ts";
import type { Finding } from "../../core/finding.ts";
import {
  CATEGORIES,
  CONCEPT_STATUSES,
  type Category,
  type ConceptStatus,
} from "../../core/glossary/model.ts";
import { GLOSSARY_FORMATS, type GlossaryFormatName } from "../../formats/table.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/** The formats that a glossary can be taken in. */
export interface GlossaryExportsModel {
  readonly formats: readonly {
    readonly name: GlossaryFormatName;
    /** Where the file is, always. */
    readonly address: string;
    readonly chosen: boolean;
  }[];
  /** Those whose concepts are asked for; none for the whole glossary. */
  readonly articles: readonly { readonly id: string; readonly title: string }[];
  readonly category: Category | undefined;
  readonly status: ConceptStatus | undefined;
  readonly categories: readonly Category[];
  readonly statuses: readonly ConceptStatus[];
  /** Of the format that was chosen: what it cannot hold. */
  readonly findings: readonly Finding[];
  /** How many concepts were looked at for that; undefined: all. */
  readonly lookedAt: number | undefined;
  readonly chosen: GlossaryFormatName | undefined;
}

/** Which concepts a query asks for. */
export function readExport(query: URLSearchParams): Omit<ExportInput, "format"> {
  const articles = query.getAll("article").filter((id) => id !== "");
  return {
    category: CATEGORIES.find((each) => each === query.get("category")),
    status: CONCEPT_STATUSES.find((each) => each === query.get("status")),
    articleIds: articles.length === 0 ? undefined : articles,
  };
}

/** The titles of articles; one that is not there any more goes by its id. */
function titlesOf(
  { store }: Exchange["deps"],
  ids: readonly string[],
): Promise<GlossaryExportsModel["articles"]> {
  return store.read((tx) =>
    Promise.all(ids.map(async (id) => ({ id, title: (await tx.article(id))?.title ?? id }))),
  );
}

/** All formats with their addresses, and of one that is chosen what it cannot hold. */
export async function glossaryExportsPage({
  deps,
  query,
}: Pick<Exchange, "deps" | "query">): Promise<PageAnswer<"glossary-exports">> {
  const asked = readExport(query);
  const chosen = GLOSSARY_FORMATS.map(({ name }) => name).find((name) => name === query.get("format"));
  const losses = chosen === undefined ? undefined : await exportLosses(deps, { ...asked, format: chosen });
  const filter = new URLSearchParams(
    [
      ["category", asked.category ?? ""] as [string, string],
      ["status", asked.status ?? ""] as [string, string],
      ...(asked.articleIds ?? []).map((id): [string, string] => ["article", id]),
    ].filter(([, value]) => value !== ""),
  ).toString();
  const articles = await titlesOf(deps, asked.articleIds ?? []);
  const model: GlossaryExportsModel = {
    formats: GLOSSARY_FORMATS.map(({ name }) => ({
      name,
      address: `/glossary/exports/${name}${filter === "" ? "" : `?${filter}`}`,
      chosen: name === chosen,
    })),
    articles,
    category: asked.category,
    status: asked.status,
    categories: CATEGORIES,
    statuses: CONCEPT_STATUSES,
    findings: losses?.findings ?? [],
    lookedAt: losses?.partial === true ? LOOKED_AT : undefined,
    chosen,
  };
  return page("glossary-exports", model, { key: "glossary-exports.title", params: {} });
}
