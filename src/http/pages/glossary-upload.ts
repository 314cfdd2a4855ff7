import { viewUpload, type UploadView } from "../../app/glossary-uploads.ts";
import { IMPORT_POLICIES, type ImportPolicy, type ImportRow } from "../../app/glossary-import/plan.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

/** Rows that are shown; those behind them follow the policy. */
export const ROWS_SHOWN = 300;

/** A glossary file before it is imported. */
export interface GlossaryUploadModel {
  readonly view: Omit<UploadView, "rows">;
  readonly policy: ImportPolicy;
  readonly policies: readonly ImportPolicy[];
  /** Conflicts first, then what changes, then what is new, in the order of the file. */
  readonly rows: readonly ImportRow[];
  /** How many more there are that are not shown. */
  readonly more: number;
}

/** What importing a file would do, under the policy that the query names. */
export async function glossaryUploadPage(
  { deps, query }: Pick<Exchange, "deps" | "query">,
  id: string,
): Promise<PageAnswer<"glossary-upload">> {
  const policy = IMPORT_POLICIES.find((each) => each === query.get("policy")) ?? "update";
  const { rows, ...view } = await viewUpload(deps, id, policy);
  const of = (kind: ImportRow["kind"]): readonly ImportRow[] => rows.filter((row) => row.kind === kind);
  const told = [...of("conflict"), ...of("changed"), ...of("new"), ...of("skipped")];
  const model = {
    view,
    policy,
    policies: IMPORT_POLICIES,
    rows: told.slice(0, ROWS_SHOWN),
    more: Math.max(0, told.length - ROWS_SHOWN),
  };
  return page("glossary-upload", model, { key: "glossary-upload.title", params: {} });
}
