import { searchConcepts } from "../../app/concept-search/search.ts";
import { ARTICLE_STATES } from "../../app/records.ts";
import { findOwnUndo, findRedo } from "../../app/undo-choice.ts";
import type { SegmentView, WorkbenchView } from "../../app/views.ts";
import { segmentHands } from "../../app/segment-touches.ts";
import { noteVisit } from "../../app/visits.ts";
import { getWorkbench } from "../../app/workbench.ts";
import { DECISION_SCOPES, SEGMENT_STATES } from "../../core/article/model.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { articlePath, withQuery } from "../paths.ts";
import { SEGMENT_FILTERS, type ConceptFormModel, type SegmentFilter, type WorkbenchModel } from "./models.ts";
import { moreFilters, readMoreFilters, segmentsAsked } from "./segment-filters.ts";
import { pageHolding, readPageNumber, type Paging } from "./paging.ts";

const SEARCH_LIMIT = 20;
/** How many segments one page shows. */
const PAGE_SIZE = 200;
/** The longest search, in UTF-16 units. */
export const QUERY_LIMIT = 200;

/** What the address of a workbench says beside the article. */
interface Place {
  readonly segment: string | undefined;
  readonly deciding: string | undefined;
  readonly filter: SegmentFilter;
  readonly query: string;
  readonly machine: boolean;
  readonly allConcepts: boolean;
  /** 1-based. */
  readonly pageNumber: number;
  /** The number or id of a segment that the page must hold. */
  readonly at: string | undefined;
  /** Ids of the segments whose rows are asked for, by a page that has the others; all without. */
  readonly rows: ReadonlySet<string> | undefined;
}

/** What a segment must be to be shown under a filter. */
function passes(segment: SegmentView, filter: SegmentFilter): boolean {
  if (filter === "all") return true;
  if (filter === "proposals") return segment.proposals.length > 0;
  if (filter === "comments") return segment.comments.some((comment) => comment.resolved === undefined);
  if (filter === "asks") return segment.asks;
  return segment.state === filter;
}

/** How many segments each filter shows. */
export function countFilters(segments: readonly SegmentView[]): Readonly<Record<SegmentFilter, number>> {
  const count = (filter: SegmentFilter): number =>
    segments.filter((segment) => passes(segment, filter)).length;
  return {
    all: count("all"),
    open: count("open"),
    edited: count("edited"),
    "needs-work": count("needs-work"),
    approved: count("approved"),
    proposals: count("proposals"),
    asks: count("asks"),
    comments: count("comments"),
  };
}

/** The workbench at the place that `place` names: editor, filter, search; with a concept open in the panel or not. */
export async function workbenchPage(
  { deps, actor }: Pick<Exchange, "deps" | "actor">,
  articleId: string,
  place: URLSearchParams,
  concept?: ConceptFormModel,
  status = 200,
): Promise<PageAnswer<"workbench">> {
  const asked = readPlace(place);
  const view = await getWorkbench(deps, articleId);
  const search = { query: asked.query, filter: {}, limit: SEARCH_LIMIT };
  const found =
    asked.query === "" ? { items: [], total: 0, more: false } : await searchConcepts(deps, search);
  const active = view.segments.find((segment) => segment.id === asked.segment)?.id;
  const lastHere = await noteVisit(deps, actor, articleId);
  const hands = await segmentHands(deps, articleId, actor);
  const material = { view, hands, now: deps.now(), lastHere };
  const more = readMoreFilters(place);
  const shown = shownSegments(view, segmentsAsked(material, more), asked.filter, active);
  const paging = pageOf(shown, asked, active);
  const undo = await findOwnUndo(deps, actor, { articleId });
  const model: WorkbenchModel = {
    view: { ...view, undo, segments: shown.slice(paging.from, paging.to) },
    paging,
    rows: asked.rows && rowsToSend(view, asked.rows),
    machine: asked.machine,
    allConcepts: asked.allConcepts,
    active,
    deciding: asked.deciding,
    filter: asked.filter,
    more: moreFilters(material, more),
    filterCounts: countFilters(view.segments),
    search: { query: asked.query, ...found },
    concept,
    scopes: DECISION_SCOPES,
    states: SEGMENT_STATES,
    articleStates: ARTICLE_STATES,
    redo: await findRedo(deps, actor, { articleId }),
  };
  return page("workbench", model, view.article.title, { status, here: addressOf(articleId, place, concept) });
}

function readPlace(place: URLSearchParams): Place {
  return {
    segment: place.get("segment") ?? undefined,
    deciding: /^\d{1,9}-\d{1,9}$/.exec(place.get("decide") ?? "")?.[0],
    filter: SEGMENT_FILTERS.find((filter) => filter === place.get("filter")) ?? "all",
    machine: place.get("machine") === "1",
    allConcepts: place.get("concepts") === "all",
    pageNumber: readPageNumber(place.get("page")),
    at: place.get("at") ?? undefined,
    rows: place.has("rows") ? new Set(place.getAll("rows")) : undefined,
    query: (place.get("q") ?? "").trim().slice(0, QUERY_LIMIT).toWellFormed(),
  };
}

/** The segment whose editor is open is shown under every filter, so that typing is never hidden. */
function shownSegments(
  view: WorkbenchView,
  wanted: readonly SegmentView[],
  filter: SegmentFilter,
  active: string | undefined,
): SegmentView[] {
  const found = new Set(wanted);
  return view.segments.filter(
    (segment) => (found.has(segment) && passes(segment, filter)) || segment.id === active,
  );
}

/** With the rows that are asked for go those whose offers and findings come from other segments' texts. */
function rowsToSend(view: WorkbenchView, asked: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(view.checks.map(({ segment = -1 }) => segment + 1));
  const bound = view.segments.filter(
    ({ id, number }) => found.has(number) || view.reuses.has(id) || view.repetitions.has(id),
  );
  return asked.union(new Set(bound.map(({ id }) => id)));
}

/** The page of the open editor, else of the segment that the address names, else the one that it asks for. */
function pageOf(shown: readonly SegmentView[], asked: Place, active: string | undefined): Paging {
  const named = shown.findIndex(({ id, number }) =>
    active === undefined ? id === asked.at || String(number) === asked.at : id === active,
  );
  return pageHolding(shown.length, PAGE_SIZE, named >= 0 ? named : (asked.pageNumber - 1) * PAGE_SIZE);
}

function addressOf(articleId: string, place: URLSearchParams, concept: ConceptFormModel | undefined): string {
  const values = Object.fromEntries(place);
  const open = concept === undefined ? undefined : (concept.conceptId ?? "new");
  return withQuery(articlePath(articleId), undefined, {
    ...values,
    concept: open,
    lang: undefined,
    rows: undefined,
  });
}
