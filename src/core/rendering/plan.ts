import type { Decision } from "../article/model.ts";
import type { CompiledGlossary, FormRef } from "../glossary/compile.ts";
import { formRef } from "../glossary/compile.ts";
import type { PatternHit } from "../glossary/matcher.ts";
import type { Category, Concept } from "../glossary/model.ts";
import { chineseForms, holdsOn, preferredForm } from "../glossary/model.ts";
import type { Span } from "../text/span.ts";
import { contains, indexAt, spanAround } from "../text/span.ts";
import type { SourceContext } from "./context.ts";
import { sourceContext } from "./context.ts";
import { decisionAbout } from "./decisions.ts";
import { doubtOf } from "./doubts.ts";
import { surnameHits, withMentions } from "./mentions.ts";
import type { Hit, Outcome, Reason, RenderingInput } from "./model.ts";
import { hasNamesake, hasOtherSpelledSo, namesakeInList } from "./namesakes.ts";
import type { FoundNumber } from "./number.ts";

/** A hit with its concept and what it would write; `undefined` unless its outcome is `replace`. */
export interface PlannedHit extends Hit {
  readonly concept: Concept;
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
  const groups = withDiscovered(groupBySpan(glossary.english.scan(input.machine), input), input, {
    glossary,
    source,
  });
  const totals = countSpans(groups, input, source);
  const setting = { input, glossary, decisions, source, groups, totals };
  const planned: PlannedHit[] = [];
  let cover: PlannedHit | undefined;
  let question: PlannedHit | undefined;
  for (const group of groups) {
    if (cover !== undefined && group.from < cover.to) {
      pushCovered(planned, group, cover);
      continue;
    }
    const verdict = judge(group, setting);
    const first = verdict.hits[0];
    if (first?.outcome === "ask" && question !== undefined && contains(question, group)) {
      // One question a place: what asks inside a longer form that asks is part of it.
      pushCovered(planned, group, question);
      continue;
    }
    for (const hit of verdict.hits) planned.push(hit);
    if (verdict.covers) cover = first;
    else if (first?.outcome === "ask") question = first;
  }
  // Most concepts are written again as they were, and then no concept need be looked at.
  if (decisions.length === 0 && !groups.some(({ refs }) => refs.some(({ recurs }) => recurs))) return planned;
  const written = withMentions(planned, input, glossary);
  const surnames = surnameHits(planned, input, decisions);
  return surnames.length === 0
    ? written
    : [...written, ...surnames].sort((a, b) => a.from - b.from || b.to - a.to);
}

/** What stands on one span: one form a concept, its good one where both match, in order of concept id. */
interface Group extends Span {
  readonly refs: readonly FormRef[];
  /** The English to write where no form of the glossary stands, but discovery found a place. */
  readonly discovered?: string;
}

interface Setting {
  readonly input: RenderingInput;
  readonly glossary: CompiledGlossary;
  readonly decisions: readonly Decision[];
  readonly source: SourceContext | undefined;
  readonly groups: readonly Group[];
  readonly totals: ReadonlyMap<string, number>;
}

/**
 * Hits by span; a form that does not hold on the article's date is none. Hits on one span come in the order of the
 * patterns, so that those of a concept come one after another.
 */
function groupBySpan(hits: readonly PatternHit<FormRef>[], { date }: RenderingInput): Group[] {
  const groups: Group[] = [];
  let from = -1;
  let to = -1;
  let refs: FormRef[] = [];
  for (const hit of hits) {
    const { payload } = hit;
    if (payload.dated && !holdsOn(payload.form, date)) continue;
    if (hit.from !== from || hit.to !== to) {
      from = hit.from;
      to = hit.to;
      refs = [payload];
      groups.push({ from, to, refs });
      continue;
    }
    const other = refs[refs.length - 1];
    if (other?.conceptId !== payload.conceptId) refs.push(payload);
    else if (other.deprecated && !payload.deprecated) refs[refs.length - 1] = payload;
  }
  return groups;
}

/**
 * The spans with those that discovery found. A form of the glossary on the same span counts, unless it is a good form of
 * other concepts whose Chinese does not stand there, or of this one in another number: then the Chinese has decided.
 */
function withDiscovered(groups: Group[], input: RenderingInput, setting: DiscoverySetting): Group[] {
  const { machine, discovered = [] } = input;
  if (discovered.length === 0) return groups;
  const kept = new Map(groups.map((group) => [`${group.from}-${group.to}`, group]));
  for (const { from, to, conceptId, form, number } of discovered) {
    const concept = setting.glossary.concepts.get(conceptId);
    const span = { from, to };
    const here = kept.get(`${from}-${to}`)?.refs ?? [];
    const stays = here.some(
      (ref) =>
        ref.deprecated ||
        (ref.concept.id !== conceptId &&
          !isPartOf(ref.concept, concept) &&
          (setting.source?.evidence(ref.concept, span).own ?? 1) > 0),
    );
    if (concept === undefined || concept.status === "retired" || stays) continue;
    const text = machine.slice(from, to);
    const ref = formRef(concept, { lang: "en", kind: "deprecated", text }, number);
    kept.set(`${from}-${to}`, { ...span, discovered: form, refs: [ref] });
  }
  return [...kept.values()].sort((a, b) => a.from - b.from || b.to - a.to);
}

/** Whether the Chinese of a concept is a part of another's: what stands for the longer one, stands for it too. */
function isPartOf(part: Concept, whole: Concept | undefined): boolean {
  const long = whole === undefined ? [] : chineseForms(whole);
  return chineseForms(part).some((form) => long.some((each) => each !== form && each.includes(form)));
}

interface DiscoverySetting {
  readonly glossary: CompiledGlossary;
  readonly source: SourceContext | undefined;
}

function pushCovered(planned: PlannedHit[], group: Group, cover: PlannedHit): void {
  const inside = group.to <= cover.to;
  const outcome: Outcome =
    inside && (cover.outcome === "hold" || cover.outcome === "ask") ? "hold" : "protect";
  const reason: Reason = inside ? "inside" : "overlap";
  for (const ref of group.refs) {
    planned.push(hitOf(group, ref, outcome, reason, undefined, cover.conceptId));
  }
}

function judge(group: Group, setting: Setting): Verdict {
  const { refs } = group;
  const decided = byDecision(group, refs, setting);
  if (decided !== undefined) return decided;
  const only = refs.find(({ deprecated }) => deprecated);
  if (group.discovered !== undefined && only !== undefined) {
    const { status, category } = only.concept;
    if (status === "approved") return write(group, only, group.discovered, "discovered", setting);
    const held = HELD.has(category);
    return all(group, [only], held ? "hold" : "ask", "discovered", held);
  }
  if (only === undefined) return all(group, refs, "protect", "good-form", true);
  if (refs.length === 1) return judgeOne(group, only, setting);
  return judgeRivals(group, refs, setting);
}

/** A deprecated form that belongs to one concept. */
function judgeOne(span: Span, ref: FormRef, setting: Setting, reason: Reason = "deprecated"): Verdict {
  const { concept } = ref;
  const preferred = ref.preferred ?? preferredForm(concept, setting.input.date);
  if (ref.proposed) {
    const held = HELD.has(concept.category);
    const why: Reason = preferred === undefined ? "no-preferred" : "proposed";
    // Where the Chinese does not have it, an everyday word is what it says, and no question.
    const absent = setting.source !== undefined && !setting.source.evidence(concept, span).stands;
    if (absent && !held && chineseForms(concept).length > 0)
      return all(span, [ref], "protect", "no-source", false);
    return all(span, [ref], held ? "hold" : "ask", why, held);
  }
  if (preferred === undefined) return all(span, [ref], "ask", "no-preferred", true);
  if (setting.source === undefined) {
    if (ref.scoped) return all(span, [ref], "ask", "scope", true);
  } else {
    const evidence = setting.source.evidence(concept, span);
    if (!evidence.stands) return all(span, [ref], "ask", "no-source", true);
    if (!evidence.inScope) return all(span, [ref], "ask", "scope", true);
    const namesake = namesakeBeside(span, ref, evidence.own, setting);
    if (namesake && reason !== "listed")
      return all(span, [ref], "ask", evidence.own === 0 ? "no-source" : "too-many", true);
    if (evidence.own === 0) return write(span, ref, preferred, "neighbour", setting);
  }
  return write(span, ref, preferred, reason, setting);
}

/**
 * Whether another person of the same sound, without a concept, may be meant: one stands in the aligned sentence where
 * this one stands only beside it (`own` is 0) or is named less often than the English has the form.
 */
function namesakeBeside(span: Span, { concept, text }: FormRef, own: number, setting: Setting): boolean {
  if (concept.category !== "person" || setting.source === undefined) return false;
  const seen = setting.totals.get(spanKey(concept, span, setting.input)) ?? 0;
  if (own > 0 && seen <= own) return false;
  const sentence = setting.source.sentence(span);
  return hasOtherSpelledSo(sentence, concept, text) || (own === 0 && hasNamesake(sentence, concept));
}

/**
 * Forms of several concepts on one span, at least one of them deprecated: the Chinese decides, or an editor. What stands
 * in the aligned sentence counts before what stands beside it; of two that stand there, only the order of a list tells.
 */
function judgeRivals(span: Span, refs: readonly FormRef[], setting: Setting): Verdict {
  const covers = refs.some(({ concept }) => concept.status === "approved" || HELD.has(concept.category));
  const { source } = setting;
  if (source === undefined) return asRivals(span, refs, "rival", covers);
  const near = refs
    .map((ref) => ({ ref, ...source.evidence(ref.concept, span) }))
    .filter(({ stands, inScope }) => stands && inScope);
  const own = near.filter((each) => each.own > 0);
  const standing = own.length === 1 && (near.length === 1 || source.isSure(span)) ? own : near;
  const [winner] = standing;
  if (winner === undefined) return asRivals(span, refs, "rival", covers);
  if (standing.length > 1) {
    const listed = own.length === near.length ? byList(span, refs, setting, source) : undefined;
    if (listed === undefined) return asRivals(span, refs, "rival", covers);
    return listed.deprecated
      ? judgeOne(span, listed, setting, "listed")
      : all(span, [listed], "protect", "good-form", true);
  }
  if (!winner.ref.deprecated) return all(span, [winner.ref], "protect", "good-form", true);
  const seen = setting.totals.get(spanKey(winner.ref.concept, span, setting.input)) ?? 0;
  // Where a rival stands beside, the mentions there are no longer certainly this one's.
  if (seen > (near.length > 1 ? winner.own : winner.count)) return asRivals(span, refs, "too-many", covers);
  return judgeOne(span, winner.ref, setting);
}

/** How many places with forms are looked through on either side for the rest of a list. */
const LIST = 24;

function byList(
  span: Span,
  refs: readonly FormRef[],
  setting: Setting,
  source: SourceContext,
): FormRef | undefined {
  const { groups, input } = setting;
  const at = firstFrom(groups, span.from);
  const spans = groups
    .slice(Math.max(0, at - LIST), at + LIST)
    .filter(
      (group) =>
        group.refs.length === refs.length &&
        group.refs.every(({ concept }, index) => concept.id === refs[index]?.concept.id),
    );
  const rivals = refs.map(({ concept }) => concept.id);
  const meant = namesakeInList(span, spans, rivals, input.machine, source);
  return refs.find(({ concept }) => concept.id === meant);
}

/** Index of the first span that starts at an offset or behind it. */
function firstFrom(spans: readonly Span[], from: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? Infinity) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function asRivals(span: Span, refs: readonly FormRef[], reason: Reason, covers: boolean): Verdict {
  const hits = refs.map((ref, index) => {
    const rival = refs[index === 0 ? 1 : 0];
    return hitOf(span, ref, "ask", reason, undefined, rival?.conceptId);
  });
  return { hits, covers };
}

/** What an editor decided about the span. */
function byDecision(span: Span, refs: readonly FormRef[], setting: Setting): Verdict | undefined {
  if (setting.decisions.length === 0) return undefined;
  const best = decisionAbout(span, setting.input.machine, setting.decisions);
  const [first] = refs;
  if (best === undefined || first === undefined) return undefined;
  const wanted = best.conceptId;
  const own = refs.find((ref) => ref.conceptId === wanted);
  if (best.kind === "keep") return all(span, own === undefined ? [first] : [own], "protect", "kept", true);
  const concept = setting.glossary.concepts.get(wanted);
  const preferred = concept === undefined ? undefined : preferredForm(concept, setting.input.date);
  if (concept === undefined || concept.status === "retired" || preferred === undefined) return undefined;
  if (own !== undefined && !own.deprecated) return all(span, [own], "protect", "kept", true);
  return write(span, own ?? formRef(concept, first.form, first.number), preferred, "chosen", setting);
}

function write(span: Span, ref: FormRef, preferred: string, reason: Reason, setting: Setting): Verdict {
  const { machine, blocks, segments } = setting.input;
  if (crossesSegment(span, segments)) return all(span, [ref], "ask", "crosses-segment", true);
  const { concept } = ref;
  const headline = (): boolean => spanAround(blocks, span)?.kind === "headline";
  const doubt =
    reason === "chosen"
      ? undefined
      : doubtOf({ machine, span, form: ref.text, replacement: preferred, concept, headline });
  if (doubt !== undefined) return all(span, [ref], "ask", doubt, true);
  return { hits: [hitOf(span, ref, "replace", reason, preferred)], covers: true };
}

function all(
  span: Span,
  refs: readonly FormRef[],
  outcome: Outcome,
  reason: Reason,
  covers: boolean,
): Verdict {
  return { hits: refs.map((ref) => hitOf(span, ref, outcome, reason)), covers };
}

function hitOf(
  span: Span,
  ref: FormRef,
  outcome: Outcome,
  reason: Reason,
  replacement?: string,
  by?: string,
): PlannedHit {
  const { from, to } = span;
  const { conceptId, text: form, kind: formKind, concept, number } = ref;
  // Copying an object for one more field costs more than all else here.
  return by === undefined
    ? { from, to, conceptId, form, formKind, outcome, reason, concept, number, replacement }
    : { from, to, conceptId, form, formKind, outcome, reason, concept, number, replacement, by };
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
  if (source === undefined) return NONE;
  const totals = new Map<string, number>();
  for (const group of groups) {
    for (const ref of group.refs) {
      const key = spanKey(ref.concept, group, input);
      totals.set(key, (totals.get(key) ?? 0) + 1);
    }
  }
  return totals;
}

const NONE: ReadonlyMap<string, number> = new Map();

function spanKey(concept: Concept, span: Span, input: RenderingInput): string {
  const segment = indexAt(input.segments, span.from);
  return `${concept.id}\n${segment}`;
}
