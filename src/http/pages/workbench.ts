import { searchConcepts } from "../../app/concepts.ts";
import type { SegmentView, WorkbenchView } from "../../app/views.ts";
import { getWorkbench } from "../../app/workbench.ts";
import { DECISION_SCOPES, SEGMENT_STATES } from "../../core/article/model.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { Exchange } from "../exchange.ts";
import { articlePath, withQuery } from "../paths.ts";
import { SEGMENT_FILTERS, type ConceptFormModel, type SegmentFilter, type WorkbenchModel } from "./models.ts";

const SEARCH_LIMIT = 20;
/** The longest search, in UTF-16 units. */
export const QUERY_LIMIT = 200;

/** What the address of a workbench says beside the article. */
interface Place {
  readonly segment: string | undefined;
  readonly deciding: string | undefined;
  readonly filter: SegmentFilter;
  readonly query: string;
  readonly machine: boolean;
}

/** What a segment must be to be shown under a filter. */
function passes(segment: SegmentView, filter: SegmentFilter): boolean {
  if (filter === "all") return true;
  if (filter === "proposals") return segment.proposals.length > 0;
  if (filter === "asks") return segment.runs.some((run) => run.mark?.kind === "ask");
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
  };
}

/** The workbench at the place that `place` names: editor, filter, search; with a concept open in the panel or not. */
export async function workbenchPage(
  { deps }: Pick<Exchange, "deps">,
  articleId: string,
  place: URLSearchParams,
  concept?: ConceptFormModel,
  status = 200,
): Promise<PageAnswer<"workbench">> {
  const asked = readPlace(place);
  const view = await getWorkbench(deps, articleId);
  const search = { query: asked.query, limit: SEARCH_LIMIT, offset: 0 };
  const found = asked.query === "" ? { items: [], total: 0 } : await searchConcepts(deps, search);
  const active = view.segments.find((segment) => segment.id === asked.segment)?.id;
  const model: WorkbenchModel = {
    view: { ...view, segments: shownSegments(view, asked.filter, active) },
    machine: asked.machine,
    active,
    deciding: asked.deciding,
    filter: asked.filter,
    filterCounts: countFilters(view.segments),
    search: { query: asked.query, ...found },
    concept,
    scopes: DECISION_SCOPES,
    states: SEGMENT_STATES,
  };
  return page("workbench", model, view.article.title, { status, here: addressOf(articleId, place, concept) });
}

function readPlace(place: URLSearchParams): Place {
  return {
    segment: place.get("segment") ?? undefined,
    deciding: /^\d{1,9}-\d{1,9}$/.exec(place.get("decide") ?? "")?.[0],
    filter: SEGMENT_FILTERS.find((filter) => filter === place.get("filter")) ?? "all",
    machine: place.get("machine") === "1",
    query: (place.get("q") ?? "").trim().slice(0, QUERY_LIMIT).toWellFormed(),
  };
}

/** The segment whose editor is open is shown under every filter, so that typing is never hidden. */
function shownSegments(
  view: WorkbenchView,
  filter: SegmentFilter,
  active: string | undefined,
): SegmentView[] {
  return view.segments.filter((segment) => passes(segment, filter) || segment.id === active);
}

function addressOf(articleId: string, place: URLSearchParams, concept: ConceptFormModel | undefined): string {
  const values = Object.fromEntries(place);
  const open = concept === undefined ? undefined : (concept.conceptId ?? "new");
  return withQuery(articlePath(articleId), undefined, { ...values, concept: open, lang: undefined });
}
