/** How the glossary stands, in numbers. */
import {
  CATEGORIES,
  CONCEPT_STATUSES,
  conceptLabel,
  type Category,
  type ConceptStatus,
} from "../core/glossary/model.ts";
import type { Deps } from "./deps.ts";
import { glossaryFindings } from "./glossary-findings.ts";
import type { ChangeRecord } from "./records.ts";
import type { StoreReader } from "./store.ts";
import type { ConceptListItem } from "./views.ts";

/** Concepts that are alike in what they are counted by. */
export interface ConceptTally {
  readonly category: Category;
  readonly status: ConceptStatus;
  readonly evidence: boolean;
  readonly count: number;
  /** Those of them that stand in no article. */
  readonly unused: number;
}

/** Concepts that stand now by the day on which they were added: days of UTC since 1970, only those with any, in order. */
export type GrowthDay = Readonly<Record<"day" | "count", number>>;

/** Concepts that were added in a month and stand now. */
export interface GrowthMonth {
  /** Its beginning in UTC, in milliseconds. */
  readonly from: number;
  readonly added: number;
  /** All that were added until its end. */
  readonly total: number;
}

/** Concepts of a category, by status. */
export interface CategoryTally {
  readonly category: Category;
  readonly count: number;
  readonly statuses: Readonly<Record<ConceptStatus, number>>;
}

/** The glossary in numbers. */
export interface GlossaryStatistics {
  readonly total: number;
  /** The categories that have any, the largest first. */
  readonly categories: readonly CategoryTally[];
  readonly statuses: Readonly<Record<ConceptStatus, number>>;
  readonly withEvidence: number;
  /** Stand in no article. */
  readonly unused: number;
  /** Used in most articles first. */
  readonly mostUsed: readonly ConceptListItem[];
  /** How many concepts findings of a code are about, the most first; undefined before they were looked for. */
  readonly findings: readonly { readonly code: string; readonly concepts: number }[] | undefined;
  /** The last months, oldest first; those before are counted in the first one's total. */
  readonly growth: readonly GrowthMonth[];
  /** Changes that wrote concepts, newest first. */
  readonly changes: readonly ChangeRecord[];
}

const MOST_USED = 15;
const CHANGES = 20;
/** Months of growth that are told. */
const MONTHS = 12;
const DAY = 86_400_000;

const cache = new WeakMap<object, { readonly seen: string; readonly statistics: GlossaryStatistics }>();

/** The glossary in numbers; counted once as long as nothing happens. */
export function glossaryStatistics(deps: Deps): Promise<GlossaryStatistics> {
  return deps.store.read(async (tx) => {
    const findings = await glossaryFindings(deps, tx);
    const seen = [await tx.lastEvent(), findings?.revision].join();
    const known = cache.get(deps.store);
    if (known?.seen === seen) return known.statistics;
    const statistics = {
      ...tallied(await tx.conceptTally()),
      mostUsed: await mostUsed(tx),
      findings:
        findings &&
        Array.from(findings.concepts, ([code, ids]) => ({ code, concepts: ids.size })).sort(
          (a, b) => b.concepts - a.concepts || (a.code < b.code ? -1 : 1),
        ),
      growth: monthsOf(await tx.conceptGrowth(), deps.now()),
      changes: await tx.conceptChanges(CHANGES),
    };
    cache.set(deps.store, { seen, statistics });
    return statistics;
  });
}

function tallied(
  tallies: readonly ConceptTally[],
): Pick<GlossaryStatistics, "total" | "categories" | "statuses" | "withEvidence" | "unused"> {
  const sum = (some: readonly ConceptTally[], of: (tally: ConceptTally) => number): number =>
    some.reduce((total, tally) => total + of(tally), 0);
  const count = ({ count: own }: ConceptTally): number => own;
  const byStatus = (some: readonly ConceptTally[]): Record<ConceptStatus, number> =>
    Object.fromEntries(
      CONCEPT_STATUSES.map((status) => [
        status,
        sum(
          some.filter((each) => each.status === status),
          count,
        ),
      ]),
    ) as Record<ConceptStatus, number>;
  const categories = CATEGORIES.map((category): CategoryTally => {
    const own = tallies.filter((each) => each.category === category);
    return { category, count: sum(own, count), statuses: byStatus(own) };
  });
  return {
    total: sum(tallies, count),
    categories: categories.filter((each) => each.count > 0).sort((a, b) => b.count - a.count),
    statuses: byStatus(tallies),
    withEvidence: sum(
      tallies.filter(({ evidence }) => evidence),
      count,
    ),
    unused: sum(tallies, ({ unused }) => unused),
  };
}

async function mostUsed(tx: StoreReader): Promise<readonly ConceptListItem[]> {
  const rows = await tx.conceptRows(await tx.mostUsedConcepts(MOST_USED));
  return rows.map((row) => ({ ...row, label: conceptLabel(row.record.concept) }));
}

/** The months up to now, from that in which the first concept was added on, at most {@link MONTHS}. */
export function monthsOf(days: readonly GrowthDay[], now: number): readonly GrowthMonth[] {
  const [first] = days;
  if (first === undefined) return [];
  const start = Math.max(monthOf(first.day * DAY), monthOf(now) - MONTHS + 1);
  const months = Array.from({ length: Math.max(1, monthOf(now) - start + 1) }, (_, at) => start + at);
  const addedIn = (wanted: (month: number) => boolean): number =>
    days.reduce((total, { day, count }) => total + (wanted(monthOf(day * DAY)) ? count : 0), 0);
  return months.map((month) => ({
    from: Date.UTC(Math.floor(month / 12), month % 12),
    added: addedIn((each) => each === month),
    total: addedIn((each) => each <= month),
  }));
}

/** The number of a month of UTC: twelve times the year, and the month from 0. */
function monthOf(ms: number): number {
  const date = new Date(ms);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}
