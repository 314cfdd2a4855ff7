import {
  FORM_SHARES,
  getSplittable,
  previewSplit,
  type FormShare,
  type SplitChoices,
  type SplitPreview,
} from "../../app/concept-edits/split.ts";
import { Failure } from "../../app/failure.ts";
import type { ConceptRecord } from "../../app/records.ts";
import { CATEGORIES, conceptLabel, type Category } from "../../core/glossary/model.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { conceptPath } from "../paths.ts";
import { errorsOf, statusOf } from "./errors.ts";
import type { FormErrors } from "./models.ts";

/** One concept that is to become two. */
export interface ConceptSplitModel {
  readonly record: ConceptRecord;
  readonly label: string;
  readonly choices: SplitChoices;
  readonly shares: readonly FormShare[];
  readonly categories: readonly Category[];
  /** What the choices would do, once they were made. */
  readonly preview: SplitPreview | undefined;
  readonly errors: FormErrors | undefined;
}

/** The choices for splitting a concept, at first none; with them what they would do. */
export async function conceptSplitPage(
  { deps }: Pick<Exchange, "deps">,
  conceptId: string,
  asked?: SplitChoices,
  again: { readonly errors?: FormErrors; readonly status?: number } = {},
): Promise<PageAnswer<"concept-split">> {
  const record = await getSplittable(deps, conceptId);
  const label = conceptLabel(record.concept);
  const { category, scope } = record.concept;
  const choices = asked ?? { shares: new Map(), category, preferred: "", scope, newScope: scope };
  const base = { record, label, choices, shares: FORM_SHARES, categories: CATEGORIES };
  const more = { status: again.status ?? 200, here: `${conceptPath(conceptId)}/split` };
  const title = { key: "concept-split.title", params: { name: label } };
  try {
    const preview = asked === undefined ? undefined : await previewSplit(deps, { conceptId, choices });
    return page("concept-split", { ...base, preview, errors: again.errors }, title, more);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "invalid") throw error;
    const model = { ...base, preview: undefined, errors: errorsOf(error) };
    return page("concept-split", model, title, { ...more, status: statusOf(error) });
  }
}
