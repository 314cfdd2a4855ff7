/** The Chinese beside each segment, with the glossary's terms: which of them have their English there, which lack it. */
import type { Bead } from "../core/article/model.ts";
import type { Concept } from "../core/glossary/model.ts";
import { holdsOn, preferredForm } from "../core/glossary/model.ts";
import type { Run } from "../core/rendering/model.ts";
import type { Span } from "../core/text/span.ts";
import { contains, overlaps } from "../core/text/span.ts";
import { DOUBTFUL_BEAD } from "./alignment.ts";
import type { LoadedGlossary } from "./glossary.ts";
import { once } from "./once.ts";
import type { ArticleRecord, SegmentRecord } from "./records.ts";
import type { LinkedRun, SourceRun, TermState } from "./views.ts";

/** What stands beside a segment in Chinese. */
export interface BesideSegment {
  readonly sourceRuns: readonly SourceRun[];
  /** 1-based number of the first bead beside it; undefined without one. */
  readonly bead: number | undefined;
  /** Whether the alignment is unsure of a bead beside it. */
  readonly doubtful: boolean;
  /** Concepts whose Chinese stands beside it. */
  readonly concepts: ReadonlySet<string>;
}

interface Term extends Span {
  readonly conceptId: string;
  readonly form: string;
}

/** The Chinese of an article beside its segments. */
export interface ChineseBeside {
  /** Concepts that stand in it anywhere. */
  readonly concepts: ReadonlySet<string>;
  /** What stands beside one of the segments. */
  readonly at: (segment: SegmentRecord) => BesideSegment;
}

/** The Chinese beside the segments of an article, which are in order. */
export function chineseBeside(
  article: ArticleRecord,
  segments: readonly SegmentRecord[],
  glossary: LoadedGlossary,
): ChineseBeside {
  const { sourceText: text, beads } = article;
  if (text === null) return { concepts: new Set(), at: () => NOTHING };
  const terms = glossary.compiled.chinese.scan(text).filter((hit) => !hit.shadowed);
  const targets = beads.map((bead) => bead.target);
  const written = segments.map((segment) => once(() => writtenIn(segment, article, glossary)));
  return {
    concepts: new Set(terms.map(({ conceptId }) => conceptId)),
    at: (segment) => {
      const own = between(targets, segment).flatMap((at) => beads[at] ?? []);
      const range = sourceRange(own);
      if (range === undefined) return { ...NOTHING, ...about(beads, own) };
      const here = termsIn(terms, range);
      // A sentence that became two has its names in one of them.
      const standing = new Set(
        own.flatMap(({ target }) => between(segments, target).flatMap((at) => [...(written[at]?.() ?? [])])),
      );
      return {
        sourceRuns: runsOfTerms(text, range, here, (term) => termState(term, article, glossary, standing)),
        concepts: new Set(here.map((term) => term.conceptId)),
        ...about(beads, own),
      };
    },
  };
}

/** Index of the first of some things in order that is not `before` what is looked for. O(log n). */
function firstNot<T>(list: readonly T[], before: (item: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && before(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Places of those of some spans, in order and not overlapping, that overlap a range. */
function between(spans: readonly Span[], range: Span): number[] {
  const found: number[] = [];
  for (
    let at = firstNot(spans, ({ to }) => to <= range.from);
    (spans[at]?.from ?? Infinity) < range.to;
    at++
  ) {
    const span = spans[at];
    if (span !== undefined && overlaps(span, range)) found.push(at);
  }
  return found;
}

/** The terms inside a range; they are in order of `from`. */
function termsIn(terms: readonly Term[], range: Span): Term[] {
  const first = firstNot(terms, ({ from }) => from < range.from);
  const behind = firstNot(terms, ({ from }) => from < range.to);
  return terms.slice(first, behind).filter((term) => contains(range, term));
}

const NOTHING: BesideSegment = { sourceRuns: [], bead: undefined, doubtful: false, concepts: new Set() };

function about(beads: readonly Bead[], own: readonly Bead[]): Pick<BesideSegment, "bead" | "doubtful"> {
  const [first] = own;
  return {
    bead: first === undefined ? undefined : beads.indexOf(first) + 1,
    doubtful: own.some((bead) => bead.setBy === undefined && bead.confidence < DOUBTFUL_BEAD),
  };
}

function sourceRange(own: readonly Bead[]): Span | undefined {
  const full = own.filter(({ source }) => source.to > source.from);
  const [first, last] = [full[0], full.at(-1)];
  return first && last && { from: first.source.from, to: last.source.to };
}

/** Concepts of which a good form stands in a segment as it reads now. */
function writtenIn(
  segment: SegmentRecord,
  article: ArticleRecord,
  glossary: LoadedGlossary,
): ReadonlySet<string> {
  const good = goodForms(segment.text, article, glossary).map((hit) => hit.conceptId);
  // A form that was fitted to its place, as the plural of a name, is known by who wrote it.
  const adapted = segment.provenance.filter((change) => segment.text.includes(change.after));
  return new Set([...good, ...adapted.map((change) => change.conceptId)]);
}

function goodForms(
  text: string,
  article: ArticleRecord,
  glossary: LoadedGlossary,
): (Span & { readonly conceptId: string })[] {
  return glossary.compiled.english.scan(text).flatMap(({ from, to, payload: { concept, form } }) => {
    const good = form.kind !== "deprecated" && holdsOn(form, article.date ?? undefined);
    return good ? [{ from, to, conceptId: concept.id }] : [];
  });
}

function termState(
  term: Term,
  article: ArticleRecord,
  glossary: LoadedGlossary,
  standing: ReadonlySet<string>,
): TermState {
  const concept = glossary.compiled.concepts.get(term.conceptId);
  if (concept?.status !== "approved" || englishOf(concept, article) === undefined) return "unsettled";
  return standing.has(term.conceptId) ? "stands" : "missing";
}

function englishOf(concept: Concept, article: ArticleRecord): string | undefined {
  return preferredForm(concept, article.date ?? undefined);
}

/** A range of the Chinese cut at its terms; of two that cross, the one that starts first, then the longer. */
function runsOfTerms(
  text: string,
  range: Span,
  terms: readonly Term[],
  stateOf: (term: Term) => TermState,
): SourceRun[] {
  const runs: SourceRun[] = [];
  let at = range.from;
  for (const term of [...terms].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (term.from < at) continue;
    if (term.from > at) runs.push({ text: text.slice(at, term.from) });
    const { conceptId, form } = term;
    runs.push({ text: text.slice(term.from, term.to), term: { conceptId, form, state: stateOf(term) } });
    at = term.to;
  }
  if (at < range.to) runs.push({ text: text.slice(at, range.to) });
  return runs;
}

/**
 * A segment's runs with the English of the Chinese beside it linked, where it stands without a mark. Joining their
 * texts gives the same text.
 */
export function linkRuns(
  runs: readonly Run[],
  concepts: ReadonlySet<string>,
  article: ArticleRecord,
  glossary: LoadedGlossary,
): LinkedRun[] {
  if (concepts.size === 0) return [...runs];
  return runs.flatMap((run): LinkedRun[] => {
    if (run.mark !== undefined && run.mark.kind !== "hand") return [run];
    const found = goodForms(run.text, article, glossary).filter((hit) => concepts.has(hit.conceptId));
    if (run.mark !== undefined)
      return found[0] === undefined ? [run] : [{ ...run, link: found[0].conceptId }];
    const parts: LinkedRun[] = [];
    let at = 0;
    for (const { from, to, conceptId } of found) {
      if (from < at) continue;
      if (from > at) parts.push({ text: run.text.slice(at, from) });
      parts.push({ text: run.text.slice(from, to), link: conceptId });
      at = to;
    }
    if (at < run.text.length) parts.push({ text: run.text.slice(at) });
    return parts;
  });
}
