import type { SegmentHands } from "../../app/segment-touches.ts";
import type { SegmentView, WorkbenchView } from "../../app/views.ts";
import { SEVERITIES } from "../../core/finding.ts";
import type { MoreFilters } from "./models.ts";

/** What a segment may be asked for beside its state; each is the name of a parameter of the address. */
export const MORE_FILTERS = ["finding", "named", "editor", "changed"] as const;
export type MoreFilter = (typeof MORE_FILTERS)[number];

/** What is asked for; an empty value asks for nothing. */
export type MoreAsked = Readonly<Record<MoreFilter, string>>;

/** Within how many days a segment was changed. */
const CHANGED_DAYS = [1, 7, 30] as const;
/** Stands for what others changed since the reader's visit before this one. */
const SINCE_VISIT = "seen";
const DAY = 24 * 60 * 60 * 1000;

/** What an address asks for. */
export function readMoreFilters(place: URLSearchParams): MoreAsked {
  const value = (name: MoreFilter): string => (place.get(name) ?? "").slice(0, 200).toWellFormed();
  return {
    finding: value("finding"),
    named: value("named"),
    editor: value("editor"),
    changed: value("changed"),
  };
}

/** What the segments of an article are filtered by. */
export interface FilterMaterial {
  readonly view: WorkbenchView;
  readonly hands: ReadonlyMap<string, SegmentHands>;
  /** Milliseconds UTC. */
  readonly now: number;
  /** Until when the reader was here the time before; undefined on their first visit. */
  readonly lastHere: number | undefined;
}

/** The segments that pass all that is asked for; a value that is none of the choices lets none pass. */
export function segmentsAsked(
  { view, hands, now, lastHere }: FilterMaterial,
  asked: MoreAsked,
): readonly SegmentView[] {
  const { finding, named, editor, changed } = asked;
  const checks = view.checks.filter(({ severity }) => finding === "any" || severity === finding);
  const found = new Set(checks.map(({ segment }) => segment));
  const numbers = new Set(view.concepts.find(({ record }) => record.concept.id === named)?.segments);
  const since = CHANGED_DAYS.some((days) => String(days) === changed)
    ? now - Number(changed) * DAY
    : Infinity;
  return view.segments.filter(({ id, number }) => {
    if (finding !== "" && !found.has(number - 1)) return false;
    if (named !== "" && !numbers.has(number)) return false;
    if (editor !== "" && hands.get(id)?.editors.includes(editor) !== true) return false;
    if (changed === SINCE_VISIT) return (hands.get(id)?.othersAt ?? -Infinity) > (lastHere ?? Infinity);
    return changed === "" || (hands.get(id)?.changedAt ?? -Infinity) >= since;
  });
}

/** What can be asked for in an article, and what is. */
export function moreFilters({ view, hands, lastHere }: FilterMaterial, asked: MoreAsked): MoreFilters {
  const editors = new Set([...hands.values()].flatMap((each) => each.editors));
  const severities = new Set(view.checks.map(({ severity }) => severity));
  const used = MORE_FILTERS.filter((name) => asked[name] !== "");
  return {
    asked,
    inUse: Object.fromEntries(used.map((name) => [name, asked[name]])),
    none: { finding: undefined, named: undefined, editor: undefined, changed: undefined },
    active: used.length,
    findings:
      severities.size === 0
        ? []
        : ["any" as const, ...SEVERITIES.filter((severity) => severities.has(severity))],
    concepts: view.concepts
      .map(({ record, label }) => ({ id: record.concept.id, label }))
      .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)),
    editors: [...editors].sort(),
    lastHere,
    changed: CHANGED_DAYS,
  };
}
