import { findSurvivor } from "../../app/concept-edits/survivors.ts";
import { draftOf, emptyDraft } from "../../app/concept-drafts.ts";
import { compareConcepts, getConcept } from "../../app/concepts.ts";
import type { ConceptDraft, ConceptView, Impact } from "../../app/views.ts";
import { CATEGORIES, CONCEPT_STATUSES } from "../../core/glossary/model.ts";
import { writeDatedForm } from "../../formats/glossaries/dated-forms.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import type { ConceptInput } from "../forms/concept.ts";
import { conceptPath, queryOf } from "../paths.ts";
import type { ConceptFormModel, FormErrors } from "./models.ts";
import { workbenchPage } from "./workbench.ts";

/** What a concept's form shows beside what was typed. */
export interface ShownAgain {
  readonly impact?: Impact;
  readonly errors?: FormErrors;
  readonly stale?: ConceptView;
  readonly status?: number;
}

/** A concept's own page, or the one of a new concept. */
export async function conceptPage(exchange: Exchange, conceptId?: string): Promise<PageAnswer<"concept">> {
  const { deps, query } = exchange;
  const view =
    conceptId === undefined ? undefined : await getConcept(deps, conceptId, query.get("before") ?? undefined);
  const form =
    view === undefined ? newForm(query, undefined) : restoredForm(view, numberOf(query, "restore"));
  const comparison = view && compareConcepts(view, numberOf(query, "from"), numberOf(query, "to"));
  return page("concept", { view, form, comparison }, titleOf(view));
}

/** The workbench with the concept that its address asks for. */
export async function workbenchWithConcept(
  exchange: Exchange,
  articleId: string,
): Promise<PageAnswer<"workbench">> {
  const asked = exchange.query.get("concept") ?? "";
  if (asked === "") return workbenchPage(exchange, articleId, exchange.query);
  const form =
    asked === "new"
      ? newForm(exchange.query, articleId)
      : storedForm(await getConcept(exchange.deps, await standing(exchange.deps, asked)), articleId);
  return workbenchPage(exchange, articleId, exchange.query, form);
}

/** The concept that stands for one that may have been merged into another. */
async function standing(deps: Exchange["deps"], id: string): Promise<string> {
  return (await findSurvivor(deps, id)) ?? id;
}

/** A concept's form shown again where it was sent from: in the workbench, or on its own page. */
export async function conceptAgain(
  exchange: Exchange,
  input: ConceptInput,
  back: string | undefined,
  again: ShownAgain,
): Promise<PageAnswer<"workbench"> | PageAnswer<"concept">> {
  const { conceptId, articleId } = input;
  const view = conceptId === undefined ? undefined : await getConcept(exchange.deps, conceptId);
  const form = typedForm(input, view, again);
  if (articleId !== undefined) {
    return workbenchPage(exchange, articleId, queryOf(back ?? ""), form, again.status);
  }
  const here = conceptId === undefined ? "/concepts/new" : conceptPath(conceptId);
  return page("concept", { view, form, comparison: undefined }, titleOf(view), {
    status: again.status ?? 200,
    here,
  });
}

/** A new concept, prefilled from a selected text: English as the machine wrote it and as it should be, or Chinese. */
function newForm(query: URLSearchParams, articleId: string | undefined): ConceptFormModel {
  const [en, zh, right] = [selected(query, "en"), selected(query, "zh"), selected(query, "right")];
  const category = CATEGORIES.find((each) => each === query.get("category"));
  const draft = emptyDraft({
    ...(category === undefined ? {} : { category }),
    ...(en === "" ? {} : { deprecated: [writeDatedForm({ text: en })] }),
    ...(right === "" ? {} : { preferred: writeDatedForm({ text: right }) }),
    ...(zh === "" ? {} : { zhHans: [writeDatedForm({ text: zh })] }),
  });
  return formOf({ conceptId: undefined, revision: undefined, label: "", draft, articleId });
}

function storedForm(view: ConceptView, articleId: string | undefined): ConceptFormModel {
  const { concept, revision } = view.record;
  return formOf({ conceptId: concept.id, revision, label: view.label, draft: view.draft, articleId });
}

/** The form with what stood in an earlier revision: looked at and saved like anything that is typed. */
function restoredForm(view: ConceptView, revision: number | undefined): ConceptFormModel {
  const form = storedForm(view, undefined);
  const earlier = view.history.find((entry) => entry.revision === revision);
  if (earlier === undefined) return form;
  return { ...form, draft: draftOf(earlier.concept), restored: earlier.revision };
}

function numberOf(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name) ?? "";
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** After a save that came too late the next one starts from what stands now, which is shown. */
function typedForm(input: ConceptInput, view: ConceptView | undefined, again: ShownAgain): ConceptFormModel {
  const { stale } = again;
  return {
    ...formOf({ ...input, label: view?.label ?? "" }),
    revision: stale === undefined ? input.revision : stale.record.revision,
    impact: again.impact,
    errors: again.errors,
    stale,
  };
}

function formOf(values: {
  readonly conceptId: string | undefined;
  readonly revision: number | undefined;
  readonly label: string;
  readonly draft: ConceptDraft;
  readonly articleId: string | undefined;
}): ConceptFormModel {
  return {
    ...values,
    errors: undefined,
    impact: undefined,
    stale: undefined,
    categories: CATEGORIES,
    statuses: CONCEPT_STATUSES,
  };
}

function titleOf(view: ConceptView | undefined): Parameters<typeof page>[2] {
  return view === undefined ? { key: "concept.new", params: {} } : view.label;
}

const SELECTION_LIMIT = 300;

function selected(query: URLSearchParams, name: string): string {
  const text = (query.get(name) ?? "").replace(/[\s\p{Cc}]+/gu, " ").trim();
  return text.slice(0, SELECTION_LIMIT).toWellFormed();
}
