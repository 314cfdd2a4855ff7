import {
  BULK_KINDS,
  isEmptyEdit,
  previewBulkEdit,
  type BulkEdit,
  type BulkKind,
  type BulkPreview,
  type BulkRow,
} from "../../app/concept-edits/bulk-edit.ts";
import {
  CATEGORIES,
  CONCEPT_STATUSES,
  type Category,
  type ConceptStatus,
} from "../../core/glossary/model.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { writeSeen, type BulkForm } from "../forms/concept-edits.ts";
import type { FormErrors } from "./models.ts";

/** Concepts whose changes are shown one by one. */
const SHOWN = 200;

/** One edit of many concepts before it is made. */
export interface GlossaryEditModel {
  readonly edit: BulkEdit;
  /** Whether the edit says anything: only then there is an effect. */
  readonly said: boolean;
  readonly preview: BulkPreview;
  readonly counts: Readonly<Record<BulkKind, number>>;
  /** The first of those that change, with their ticks, and the refused ones. */
  readonly shown: readonly BulkRow[];
  readonly refused: readonly BulkRow[];
  /** How the form names a row. */
  readonly seen: (row: BulkRow) => string;
  /** What else the form sends: those that change and are not shown, and those that do not. */
  readonly beyond: readonly string[];
  readonly left: readonly string[];
  readonly statuses: readonly ConceptStatus[];
  readonly categories: readonly Category[];
  readonly name: string;
  readonly back: string;
  readonly errors: FormErrors | undefined;
}

/** What an edit would do to the concepts that a form means; shown again with what was wrong. */
export async function glossaryEditPage(
  { deps }: Pick<Exchange, "deps">,
  form: BulkForm,
  again: { readonly errors?: FormErrors; readonly status?: number } = {},
): Promise<PageAnswer<"glossary-edit">> {
  const preview = await previewBulkEdit(deps, form);
  const model = editModel(form, preview, again.errors);
  const title = { key: "glossary-edit.title", params: { count: preview.rows.length } };
  return page("glossary-edit", model, title, { status: again.status ?? 200, here: form.back });
}

/** The page's model of an edit. */
export function editModel(
  form: Pick<BulkForm, "edit" | "name" | "back">,
  preview: BulkPreview,
  errors: FormErrors | undefined,
): GlossaryEditModel {
  const of = (kind: BulkKind): readonly BulkRow[] => preview.rows.filter((row) => row.kind === kind);
  const [changed, unchanged, refused] = [of("changed"), of("unchanged"), of("refused")];
  return {
    edit: form.edit,
    said: !isEmptyEdit(form.edit),
    preview,
    counts: Object.fromEntries(BULK_KINDS.map((kind) => [kind, of(kind).length])) as Record<BulkKind, number>,
    shown: changed.slice(0, SHOWN),
    refused,
    seen: writeSeen,
    beyond: changed.slice(SHOWN).map(writeSeen),
    left: [...unchanged, ...refused].map(writeSeen),
    statuses: CONCEPT_STATUSES,
    categories: CATEGORIES,
    name: form.name,
    back: form.back,
    errors,
  };
}
