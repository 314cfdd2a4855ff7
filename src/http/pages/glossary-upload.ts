import { KINDS_IN_ORDER, ROWS_SHOWN, viewUpload, type UploadView } from "../../app/glossary-uploads.ts";
import { CONFLICT_RULES, type ConflictRule } from "../../app/glossary-import/import.ts";
import {
  IMPORT_POLICIES,
  ROW_KINDS,
  type ImportPolicy,
  type RowKind,
} from "../../app/glossary-import/plan.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { pageHolding, readPageNumber, type Paging } from "./paging.ts";

/** A glossary file before it is imported. */
export interface GlossaryUploadModel {
  readonly view: UploadView;
  readonly policies: readonly ImportPolicy[];
  readonly conflicts: readonly ConflictRule[];
  /** The kinds of rows that the file has, what a person looks at first in front. */
  readonly kinds: readonly { readonly kind: RowKind; readonly count: number }[];
  readonly paging: Paging;
}

/** What importing a file would do, under the policy that the query names; rows of one kind, a page at a time. */
export async function glossaryUploadPage(
  { deps, query }: Pick<Exchange, "deps" | "query">,
  id: string,
): Promise<PageAnswer<"glossary-upload">> {
  const view = await viewUpload(deps, id, {
    policy: IMPORT_POLICIES.find((each) => each === query.get("policy")) ?? "update",
    kind: ROW_KINDS.find((each) => each === query.get("kind")),
    page: readPageNumber(query.get("page")),
  });
  return page("glossary-upload", uploadModel(view), { key: "glossary-upload.title", params: {} });
}

/** The page's model of a file. */
export function uploadModel(view: UploadView): GlossaryUploadModel {
  const { counts, kind } = view;
  return {
    view,
    policies: IMPORT_POLICIES,
    conflicts: CONFLICT_RULES,
    kinds: KINDS_IN_ORDER.map((each) => ({ kind: each, count: counts[each] })).filter(
      ({ count }) => count > 0,
    ),
    paging: pageHolding(counts[kind], ROWS_SHOWN, (view.page - 1) * ROWS_SHOWN),
  };
}
