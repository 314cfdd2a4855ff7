import { findDuplicates, SHOWN, type DuplicatesView } from "../../app/concept-edits/duplicates.ts";
import {
  LOSER_KINDS,
  previewMerge,
  type LoserKind,
  type MergePreview,
} from "../../app/concept-edits/merge.ts";
import { searchConcepts } from "../../app/concept-search/search.ts";
import { getConcept } from "../../app/concepts.ts";
import type { ConceptListItem, ConceptView } from "../../app/views.ts";
import { chineseForms } from "../../core/glossary/model.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { readMergeAsked, writeSeen, type MergeAsked } from "../forms/concept-edits.ts";
import type { FormErrors } from "./models.ts";
import { pageHolding, readPageNumber, type Paging } from "./paging.ts";

/** Groups a page. */
const GROUPS = 50;
/** Concepts that are offered to be merged with one. */
const OFFERED = 20;

/** Concepts that may be one thing. */
export interface DuplicatesModel extends Omit<DuplicatesView, "total"> {
  readonly paging: Paging;
  /** The most concepts that can be told apart at once. */
  readonly most: number;
  readonly errors: FormErrors | undefined;
}

/** Two concepts side by side, with what becomes of them; or one, and a search for the other. */
export interface MergeModel {
  readonly loser: LoserKind;
  readonly losers: readonly LoserKind[];
  readonly preview: MergePreview | undefined;
  /** How a form names each of the two. */
  readonly seen: { readonly stays: string; readonly goes: string } | undefined;
  /** The one that the other is looked for, with what was found. */
  readonly one: ConceptView | undefined;
  readonly query: string;
  readonly found: readonly ConceptListItem[];
  readonly errors: FormErrors | undefined;
}

/** The list of concepts that may be one thing, perhaps shown again with what was wrong. */
export async function duplicatesPage(
  { deps, query }: Pick<Exchange, "deps" | "query">,
  again: { readonly errors?: FormErrors; readonly status?: number } = {},
): Promise<PageAnswer<"duplicates">> {
  const offset = (readPageNumber(query.get("page")) - 1) * GROUPS;
  const { total, ...found } = await findDuplicates(deps, { offset, limit: GROUPS });
  const paging = pageHolding(total, GROUPS, offset);
  const model = { ...found, paging, most: SHOWN, errors: again.errors };
  const more =
    again.errors === undefined ? {} : { status: again.status ?? 200, here: "/glossary/duplicates" };
  return page("duplicates", model, { key: "duplicates.title", params: {} }, more);
}

/** What merging the concepts of a query would do. */
export function mergePage(exchange: Pick<Exchange, "deps" | "query">): Promise<PageAnswer<"merge">> {
  return mergePageOf(exchange, readMergeAsked(exchange.query));
}

/** The same, shown again with what was wrong. */
export async function mergePageOf(
  { deps }: Pick<Exchange, "deps">,
  asked: MergeAsked,
  again: { readonly errors?: FormErrors; readonly status?: number } = {},
): Promise<PageAnswer<"merge">> {
  const { staysId, goesId, loser } = asked;
  const title = { key: "merge.title", params: {} };
  const base = { loser, losers: LOSER_KINDS, errors: again.errors };
  if (staysId === undefined || goesId === undefined) {
    const other = staysId === undefined ? NOTHING : await otherFor(deps, staysId, asked.query);
    return page("merge", { ...base, ...other, preview: undefined, seen: undefined }, title);
  }
  const preview = await previewMerge(deps, { staysId, goesId, loser });
  const seen = { stays: seenOf(preview.stays), goes: seenOf(preview.goes) };
  const asks = new URLSearchParams([
    ["concept", staysId],
    ["concept", goesId],
    ["loser", loser],
  ]);
  const here = `/glossary/merge?${asks.toString()}`;
  return page("merge", { ...base, ...NOTHING, preview, seen }, title, { status: again.status ?? 200, here });
}

const NOTHING = { one: undefined, query: "", found: [] };

function seenOf({ record: { concept, revision } }: MergePreview["stays"]): string {
  return writeSeen({ id: concept.id, revision });
}

/** Concepts that one may be merged with: those that a search finds, without words those with its Chinese or English. */
async function otherFor(
  deps: Exchange["deps"],
  id: string,
  typed: string,
): Promise<Pick<MergeModel, "one" | "query" | "found">> {
  const one = await getConcept(deps, id);
  const query = typed === "" ? (chineseForms(one.record.concept)[0] ?? one.label) : typed;
  const { items } = await searchConcepts(deps, { query, filter: {}, limit: OFFERED + 1 });
  const found = items.filter(({ record }) => record.concept.id !== id).slice(0, OFFERED);
  return { one, query, found };
}
