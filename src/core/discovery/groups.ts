import { placedSpellings } from "../rendering/capitals.ts";
import { inNumber } from "../rendering/number.ts";
import { elementsOf, foldSurface } from "../text/elements.ts";
import type { Corpus } from "./corpus.ts";
import type { Trace } from "./discover.ts";
import { harmonised } from "./harmony.ts";
import type { Boundary, Lane, Risk, Sample, VariantGroup } from "./model.ts";
import { LANES, RISKS } from "./model.ts";
import type { Span } from "../text/span.ts";
import { contains } from "../text/span.ts";
import { compareIds } from "../glossary/chinese.ts";

const SAMPLES = 3;
const BOUNDARIES = 3;

/**
 * The places of a concept that the machine wrote alike, together; by lane, then count, then concept and form. What the
 * machine wrote as it would be written anyway is no variant, nor is a part of one.
 */
export function groupVariants(found: readonly Trace[], corpus: Corpus): VariantGroup[] {
  const traces = harmonised(found, corpus);
  const members = new Map<string, number[]>();
  traces.forEach((trace, index) => {
    const { occurrence } = trace;
    if (occurrence.target === undefined || isRight(trace)) return;
    const key = `${occurrence.conceptId}\n${foldSurface(occurrence.surface)}`;
    const list = members.get(key);
    if (list === undefined) members.set(key, [index]);
    else list.push(index);
  });
  const texts = new Map(corpus.documents.map(({ id, target }) => [id, target.text]));
  return [...members]
    .map(([key, indices]) => groupOf(key, indices, traces, corpus, texts))
    .sort(
      (a, b) =>
        LANES.indexOf(a.lane) - LANES.indexOf(b.lane) ||
        b.count - a.count ||
        compareIds(a.conceptId, b.conceptId) ||
        compareIds(a.key, b.key),
    );
}

/**
 * Whether a place has what would be written there, or another good form, but for white space and kinds of quotation
 * marks. A hyphen or a capital in another place is a variant.
 */
function isRight({ occurrence: { surface, form, number }, assigned }: Trace): boolean {
  const { term } = assigned.place;
  const numbered = number === "as-written" ? form : (inNumber(form, number) ?? form);
  const good = new Set([form, numbered, ...term.forms.map(({ text }) => text)]);
  const found = literal(surface);
  return [...good].some((text) =>
    [text, ...placedSpellings(text, term.concept.category)].some((spelling) => literal(spelling) === found),
  );
}

/** A text as good forms are compared. */
function literal(text: string): string {
  return elementsOf(text)
    .map(({ exact, exactJoint }, at) => (at === 0 ? "" : exactJoint) + exact)
    .join("");
}

function groupOf(
  joined: string,
  indices: readonly number[],
  traces: readonly Trace[],
  corpus: Corpus,
  texts: ReadonlyMap<string, string>,
): VariantGroup {
  const [conceptId = "", key = ""] = joined.split("\n");
  const own = indices.flatMap((index) => traces[index] ?? []);
  const occurrences = own.map(({ occurrence }) => occurrence);
  const boundaries = new Map<string, Boundary>();
  for (const { occurrence } of own) {
    const { target } = occurrence;
    const text = texts.get(occurrence.documentId) ?? "";
    if (target === undefined) continue;
    for (const other of occurrence.alternatives) {
      if (!contains(other, target) && !contains(target, other)) continue;
      const surface = text.slice(other.from, other.to);
      const folded = foldSurface(surface);
      boundaries.set(folded, { surface, count: (boundaries.get(folded)?.count ?? 0) + 1 });
    }
  }
  const lanes = occurrences.map(({ lane }) => lane);
  return {
    conceptId,
    key,
    surface: commonest(occurrences.map(({ surface }) => surface)),
    form: commonest(occurrences.map(({ form }) => form)),
    count: occurrences.length,
    documents: [...new Set(occurrences.map(({ documentId }) => documentId))],
    confidence: mean(occurrences.map(({ confidence }) => confidence)),
    lane: commonest(lanes) as Lane,
    risks: RISKS.filter((risk: Risk) => occurrences.some(({ risks }) => risks.includes(risk))),
    samples: samplesOf(own, corpus),
    boundaries: [...boundaries.values()]
      .sort((a, b) => b.count - a.count || compareIds(a.surface, b.surface))
      .slice(0, BOUNDARIES),
    occurrences: indices,
  };
}

/** The value that comes most often; of equal ones the first. */
function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = values[0] ?? "";
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
}

function mean(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  return Math.round((1000 * sum) / Math.max(1, values.length)) / 1000;
}

/** The surest places, of different documents first. */
function samplesOf(own: readonly Trace[], corpus: Corpus): Sample[] {
  const sure = [...own].sort((a, b) => b.occurrence.confidence - a.occurrence.confidence);
  const seen = new Set<string>();
  const first = sure.filter(
    ({ occurrence: { documentId } }) => !seen.has(documentId) && seen.add(documentId),
  );
  return [...first, ...sure.filter((each) => !first.includes(each))].slice(0, SAMPLES).flatMap((each) => {
    const { target, source, documentId } = each.occurrence;
    const document = corpus.documents[each.assigned.pair.document];
    if (target === undefined || document === undefined) return [];
    return [
      {
        documentId,
        source,
        target,
        sourceSentence: sentenceAround(document.source.sentences, source, each.assigned.pair.source),
        targetSentence: sentenceAround(document.target.sentences, target, each.assigned.pair.target),
      },
    ];
  });
}

/** The sentence that holds a span, else the range of its pair. */
export function sentenceAround(sentences: readonly Span[], span: Span, otherwise: Span): Span {
  const found = sentences.find((sentence) => contains(sentence, span));
  return found === undefined
    ? { from: otherwise.from, to: otherwise.to }
    : { from: found.from, to: found.to };
}
