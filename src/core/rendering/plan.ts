import type { Decision } from "../article/model.ts";
import type { CompiledGlossary, FormRef } from "../glossary/compile.ts";
import type { PatternHit } from "../glossary/matcher.ts";
import type { Category, Concept } from "../glossary/model.ts";
import { chineseForms, holdsOn, preferredForm } from "../glossary/model.ts";
import type { Span } from "../text/span.ts";
import { contains, indexAt, spanAround } from "../text/span.ts";
import type { SourceContext } from "./context.ts";
import { sourceContext } from "./context.ts";
import { decisionAbout } from "./decisions.ts";
import { surnameHits, withMentions } from "./mentions.ts";
import type { Hit, Outcome, Reason, RenderingInput } from "./model.ts";
import type { FoundNumber } from "./number.ts";

/** A hit with what it would write; `undefined` unless its outcome is `replace`. */
export interface PlannedHit extends Hit {
  readonly replacement: string | undefined;
  /** Whether the replacement is written as a first or later mention. */
  readonly mention?: boolean;
  /** Which number of the form was found. */
  readonly number?: FoundNumber;
}

/** The forms that stand on one span, and what becomes of it. */
interface Verdict {
  readonly hits: readonly PlannedHit[];
  /** Whether nothing inside the span acts. */
  readonly covers: boolean;
}

/** Proposed concepts of these categories are names of things: their span is held whole. */
const HELD: ReadonlySet<Category> = new Set(["person", "organisation", "media", "place", "event"]);

/**
 * What is done at every hit of an article, in order of `from`, longer first. Leftmost-longest: of two spans that
 * cross, the one that starts first counts, of two that start together the longer. A span that is replaced, protected
 * or held covers what is inside it; one that only asks about a proposed policy, term or title does not.
 */
export function planHits(
  input: RenderingInput,
  glossary: CompiledGlossary,
  decisions: readonly Decision[],
): PlannedHit[] {
  const source = sourceContext(input.source, glossary);
  const groups = groupBySpan(glossary.english.scan(input.machine), input.date);
  const totals = countSpans(groups, input, source);
  const planned: PlannedHit[] = [];
  let cover: PlannedHit | undefined;
  let question: PlannedHit | undefined;
  for (const group of groups) {
    if (cover !== undefined && group.span.from < cover.to) {
      planned.push(...covered(group, cover));
      continue;
    }
    const verdict = judge(group, { input, glossary, decisions, source, totals });
    const [first] = verdict.hits;
    if (first?.outcome === "ask" && question !== undefined && contains(question, group.span)) {
      // One question a place: what asks inside a longer form that asks is part of it.
      planned.push(...covered(group, question));
      continue;
    }
    planned.push(...verdict.hits);
    if (verdict.covers) cover = first;
    else question = first;
  }
  const written = withMentions(planned, input, glossary);
  const surnames = surnameHits(planned, input, glossary, decisions);
  return surnames.length === 0
    ? written
    : [...written, ...surnames].sort((a, b) => a.from - b.from || b.to - a.to);
}

interface Group {
  readonly span: Span;
  readonly refs: readonly FormRef[];
}

interface Setting {
  readonly input: RenderingInput;
  readonly glossary: CompiledGlossary;
  readonly decisions: readonly Decision[];
  readonly source: SourceContext | undefined;
  readonly totals: ReadonlyMap<string, number>;
}

/** Hits by span; a form that does not hold on the article's date is none. */
function groupBySpan(hits: readonly PatternHit<FormRef>[], date: string | undefined): Group[] {
  const groups: { span: Span; refs: FormRef[] }[] = [];
  for (const hit of hits) {
    if (!holdsOn(hit.payload.form, date)) continue;
    const last = groups.at(-1);
    if (last?.span.from === hit.from && last.span.to === hit.to) last.refs.push(hit.payload);
    else groups.push({ span: { from: hit.from, to: hit.to }, refs: [hit.payload] });
  }
  return groups;
}

function covered(group: Group, cover: PlannedHit): PlannedHit[] {
  const inside = group.span.to <= cover.to;
  const outcome: Outcome =
    inside && (cover.outcome === "hold" || cover.outcome === "ask") ? "hold" : "protect";
  return byConcept(group.refs).map((ref) => ({
    ...hitOf(group.span, ref, outcome, inside ? "inside" : "overlap", cover.conceptId),
    replacement: undefined,
  }));
}

/** One form a concept, good ones before deprecated ones, in order of concept id. */
function byConcept(refs: readonly FormRef[]): FormRef[] {
  const chosen = new Map<string, FormRef>();
  for (const ref of refs) {
    const other = chosen.get(ref.concept.id);
    if (other === undefined || (isDeprecated(other) && !isDeprecated(ref))) chosen.set(ref.concept.id, ref);
  }
  return [...chosen.values()];
}

function isDeprecated(ref: FormRef): boolean {
  return ref.form.kind === "deprecated";
}

function judge(group: Group, setting: Setting): Verdict {
  const refs = byConcept(group.refs);
  const decided = byDecision(group.span, refs, setting);
  if (decided !== undefined) return decided;
  const deprecated = refs.filter(isDeprecated);
  const [only] = deprecated;
  if (only === undefined) return all(group.span, refs, "protect", "good-form", true);
  if (refs.length === 1) return judgeOne(group.span, only, setting);
  return judgeRivals(group.span, refs, setting);
}

/** A deprecated form that belongs to one concept. */
function judgeOne(span: Span, ref: FormRef, setting: Setting): Verdict {
  const { concept } = ref;
  const preferred = preferredForm(concept, setting.input.date);
  if (concept.status === "proposed") {
    const held = HELD.has(concept.category);
    const reason: Reason = preferred === undefined ? "no-preferred" : "proposed";
    // Where the Chinese does not have it, an everyday word is what it says, and no question.
    const absent = setting.source !== undefined && !setting.source.evidence(concept, span).stands;
    if (absent && !held && chineseForms(concept).length > 0)
      return all(span, [ref], "protect", "no-source", false);
    return all(span, [ref], held ? "hold" : "ask", reason, held);
  }
  if (preferred === undefined) return all(span, [ref], "ask", "no-preferred", true);
  if (setting.source === undefined) {
    if (concept.scope.length > 0) return all(span, [ref], "ask", "scope", true);
  } else {
    const evidence = setting.source.evidence(concept, span);
    if (!evidence.stands) return all(span, [ref], "ask", "no-source", true);
    if (!evidence.inScope) return all(span, [ref], "ask", "scope", true);
  }
  return write(span, ref, preferred, "deprecated", setting);
}

/** Forms of several concepts on one span, at least one of them deprecated: the Chinese decides, or an editor. */
function judgeRivals(span: Span, refs: readonly FormRef[], setting: Setting): Verdict {
  const covers = refs.some(({ concept }) => concept.status === "approved" || HELD.has(concept.category));
  const { source } = setting;
  if (source !== undefined) {
    const standing = refs.filter((ref) => {
      const evidence = source.evidence(ref.concept, span);
      return evidence.stands && evidence.inScope;
    });
    const [winner] = standing;
    if (winner !== undefined && standing.length === 1) {
      if (!isDeprecated(winner)) return all(span, [winner], "protect", "good-form", true);
      const seen = setting.totals.get(spanKey(winner.concept, span, setting.input)) ?? 0;
      const { count } = source.evidence(winner.concept, span);
      if (seen > count) return asRivals(span, refs, "too-many", covers);
      return judgeOne(span, winner, setting);
    }
  }
  return asRivals(span, refs, "rival", covers);
}

function asRivals(span: Span, refs: readonly FormRef[], reason: Reason, covers: boolean): Verdict {
  const hits = refs.map((ref, index) => {
    const rival = refs[index === 0 ? 1 : 0];
    return { ...hitOf(span, ref, "ask", reason, rival?.concept.id), replacement: undefined };
  });
  return { hits, covers };
}

/** What an editor decided about the span. */
function byDecision(span: Span, refs: readonly FormRef[], setting: Setting): Verdict | undefined {
  const best = decisionAbout(span, setting.input.machine, setting.decisions);
  const [first] = refs;
  if (best === undefined || first === undefined) return undefined;
  const wanted = best.conceptId;
  const own = refs.find((ref) => ref.concept.id === wanted);
  if (best.kind === "keep") return all(span, own === undefined ? [first] : [own], "protect", "kept", true);
  const concept = setting.glossary.concepts.get(wanted);
  const preferred = concept === undefined ? undefined : preferredForm(concept, setting.input.date);
  if (concept === undefined || concept.status === "retired" || preferred === undefined) return undefined;
  if (own !== undefined && !isDeprecated(own)) return all(span, [own], "protect", "kept", true);
  return write(span, own ?? { ...first, concept }, preferred, "chosen", setting);
}

function write(span: Span, ref: FormRef, preferred: string, reason: Reason, setting: Setting): Verdict {
  if (crossesSegment(span, setting.input.segments)) return all(span, [ref], "ask", "crosses-segment", true);
  return { hits: [{ ...hitOf(span, ref, "replace", reason), replacement: preferred }], covers: true };
}

function all(
  span: Span,
  refs: readonly FormRef[],
  outcome: Outcome,
  reason: Reason,
  covers: boolean,
): Verdict {
  return {
    hits: refs.map((ref) => ({ ...hitOf(span, ref, outcome, reason), replacement: undefined })),
    covers,
  };
}

function hitOf(
  span: Span,
  ref: FormRef,
  outcome: Outcome,
  reason: Reason,
  by?: string,
): Omit<PlannedHit, "replacement"> {
  return {
    from: span.from,
    to: span.to,
    conceptId: ref.concept.id,
    form: ref.form.text,
    formKind: ref.form.kind,
    number: ref.number,
    outcome,
    reason,
    ...(by === undefined ? {} : { by }),
  };
}

/** Whether a segment boundary lies inside the span. */
export function crossesSegment(span: Span, segments: readonly Span[]): boolean {
  return segments.length > 0 && spanAround(segments, span) === undefined;
}

/** How many spans with a deprecated form of each concept stand in each segment; only counted beside Chinese. */
function countSpans(
  groups: readonly Group[],
  input: RenderingInput,
  source: SourceContext | undefined,
): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  if (source === undefined) return totals;
  for (const group of groups) {
    for (const ref of byConcept(group.refs)) {
      const key = spanKey(ref.concept, group.span, input);
      totals.set(key, (totals.get(key) ?? 0) + 1);
    }
  }
  return totals;
}

function spanKey(concept: Concept, span: Span, input: RenderingInput): string {
  const segment = indexAt(input.segments, span.from);
  return `${concept.id}\n${segment}`;
}
