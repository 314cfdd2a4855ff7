import { chooseForm, introducedForm, numberInPlace } from "./forms.ts";
import { glossReader } from "./chinese-words.ts";
import type { Assigned } from "./assignment.ts";
import { assignPlaces } from "./assignment.ts";
import type { Measures } from "./confidence.ts";
import { confidenceOf } from "./confidence.ts";
import type { Corpus } from "./corpus.ts";
import { readCorpus, stemsOf } from "./corpus.ts";
import { groupVariants } from "./groups.ts";
import { foldSurface } from "../text/elements.ts";
import type { Discovery, DiscoveryInput, Lane, Occurrence, Risk } from "./model.ts";
import { RISKS } from "./model.ts";
import { leftChinese } from "./left-chinese.ts";
import { isTelling, measure, renderingKey, supportOf } from "./measures.ts";
import { findCandidateNames } from "./names.ts";
import { placeRisks, termRisks } from "./risks.ts";
import type { Aligner } from "./term-alignment.ts";
import { alignCorpus } from "./term-alignment.ts";
import { nameWarnings } from "./warnings.ts";
import type { Span } from "../text/span.ts";

/** From this confidence on a place without risks may be replaced without a question. */
export const AUTO_BAR = 0.62;
/** From this confidence on a place is shown to an editor as one. */
export const PROPOSE_BAR = 0.3;
/** Risks that do not keep a place from acting by itself: they are told, and weighed by the confidence. */
const TOLERATED: ReadonlySet<Risk> = new Set<Risk>(["many-renderings", "contained-form"]);

/**
 * What the machine wrote for the Chinese forms of a glossary that have no approved English beside them, without a list
 * of wrong forms.
 *
 * Words of both languages are aligned over the whole corpus, with a dictionary and the glossary as prior knowledge; the
 * words that a form claims make spans, forms compete for them, spans are made whole; a calibrated confidence and the
 * risks of entry and place give the lane. A pure function of its input, the same on every machine. Time and memory grow
 * with the words of each bead: a document of 13,000 letters takes some tenths of a second.
 */
export function discover(input: DiscoveryInput): Discovery {
  const { corpus, traces, aligner } = traceDiscovery(input);
  const occurrences = traces.map(({ occurrence }) => occurrence);
  return {
    occurrences,
    groups: groupVariants(traces, corpus),
    candidates: findCandidateNames(input, corpus, aligner),
    warnings: nameWarnings(input, corpus),
  };
}

/** An occurrence with what it was made from, for benchmarks and groups. */
export interface Trace {
  readonly occurrence: Occurrence;
  readonly measures: Measures | undefined;
  readonly assigned: Assigned;
}

/** {@link discover}'s occurrences with their measures. */
export function traceDiscovery(input: DiscoveryInput): {
  readonly corpus: Corpus;
  readonly traces: readonly Trace[];
  readonly aligner: Aligner;
} {
  const corpus = readCorpus(input);
  const judgements = new Map<string, boolean>();
  for (const { conceptId, surface, accepted } of input.judgements ?? []) {
    judgements.set(`${conceptId}\n${foldSurface(surface)}`, accepted);
  }
  const taught = (input.judgements ?? [])
    .filter(({ accepted }) => accepted)
    .map(({ conceptId, surface }) => [conceptId, stemsOf(surface)] as const);
  const aligner = alignCorpus(corpus, input.lexicon, taught);
  const assigned = assignPlaces(corpus, aligner, glossReader(input.lexicon));
  const support = supportOf(assigned);
  const ways = waysOf(assigned);
  const lost = corpus.lost.flatMap((pair): Trace[] =>
    pair.places.map((place) => ({
      occurrence: lostOccurrence(corpus, pair.document, place, place.term.concept.id),
      measures: undefined,
      assigned: {
        pair,
        pairIndex: -1,
        place,
        evidence: NO_EVIDENCE(pair, place),
        chosen: undefined,
        others: [],
        known: NONE,
      },
    })),
  );
  // Beads without Chinese start where the next ones do.
  const beads = corpus.documents.map(
    (document) =>
      new Map(
        document.beads.flatMap((bead) =>
          bead.source.from < bead.source.to ? [[bead.source.from, bead]] : [],
        ),
      ),
  );
  const found = assigned.map((each): Trace => {
    const bead =
      each.pair.lender === undefined ? beads[each.pair.document]?.get(each.pair.source.from) : undefined;
    const measures = measure(each, support, bead);
    return {
      occurrence: occurrenceOf(each, measures, corpus, ways, input, judgements),
      measures,
      assigned: each,
    };
  });
  const traces = withLeftChinese([...found, ...lost], input, judgements).sort(
    (a, b) =>
      a.assigned.pair.document - b.assigned.pair.document ||
      a.occurrence.source.from - b.occurrence.source.from,
  );
  return { corpus, traces, aligner };
}

/** How sure it is that a Chinese form left in the English stands for one of its places. */
const LEFT = 0.95;

/** The traces, with the Chinese that the machine has left in its English where nothing surer was found. */
function withLeftChinese(
  traces: readonly Trace[],
  input: DiscoveryInput,
  judgements: ReadonlyMap<string, boolean>,
): Trace[] {
  const changed = [...traces];
  input.documents.forEach((document, at) => {
    const open = changed.flatMap(({ occurrence, assigned: { pair } }, index) => {
      const { conceptId, source, target, lane } = occurrence;
      const english = pair.lender === undefined ? pair.target : undefined;
      const guess = target === undefined ? undefined : lane;
      return pair.document === at ? [{ index, conceptId, source, english, guess }] : [];
    });
    for (const [place, { from, to, alone }] of leftChinese(document, input.glossary, open)) {
      const { index } = open[place] ?? { index: -1 };
      const trace = changed[index];
      if (trace === undefined) continue;
      const { occurrence, assigned } = trace;
      const { term } = assigned.place;
      const surface = document.target.text.slice(from, to);
      const rejected = judgements.get(`${term.concept.id}\n${foldSurface(surface)}`) === false;
      const unchosen = { ...assigned, chosen: undefined, others: [] };
      const found = new Set<Risk>([
        ...termRisks(term, surface, input.lexicon),
        ...placeRisks(unchosen, 0, document.target.text, document.source.text),
        ...(alone ? [] : (["garbled"] as const)),
        ...(rejected ? (["rejected"] as const) : []),
      ]);
      const risks = RISKS.filter((risk) => found.has(risk));
      const confidence = rejected ? REJECTED : LEFT;
      changed[index] = {
        measures: undefined,
        assigned: unchosen,
        occurrence: {
          ...occurrence,
          target: { from, to },
          surface,
          confidence,
          lane: laneOf(confidence, risks),
          risks,
          alternatives: [],
          form: chooseForm(term, surface, []),
          number: "as-written",
        },
      };
    }
  });
  return changed;
}

const NONE = new Uint8Array(0);

function NO_EVIDENCE(pair: Assigned["pair"], place: Assigned["place"]): Assigned["evidence"] {
  const none = new Float64Array(0);
  return { pair, place, claims: none, yields: none, outside: none, glosses: [], runs: [] };
}

function lostOccurrence(corpus: Corpus, document: number, source: Span, conceptId: string): Occurrence {
  return {
    documentId: corpus.documents[document]?.id ?? "",
    conceptId,
    source: { from: source.from, to: source.to },
    target: undefined,
    surface: "",
    confidence: 0,
    lane: "report",
    risks: [],
    alternatives: [],
    form: "",
    number: "as-written",
  };
}

/** How many renderings each concept has that were chosen at least twice. */
function waysOf(assigned: readonly Assigned[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of assigned) {
    if (isTelling(each)) counts.set(renderingKey(each), (counts.get(renderingKey(each)) ?? 0) + 1);
  }
  const ways = new Map<string, number>();
  for (const [key, count] of counts) {
    const [id = ""] = key.split("\n");
    if (count > 1) ways.set(id, (ways.get(id) ?? 0) + 1);
  }
  return ways;
}

/** The highest confidence in a sentence that is borrowed. */
const BORROWED = 0.25;
/** The confidence of what an editor has accepted, at least, and of what one has rejected, at most. */
const ACCEPTED = 0.95;
const REJECTED = 0.1;
/** How many other places are told. */
const ALTERNATIVES = 3;

function occurrenceOf(
  each: Assigned,
  measures: Measures | undefined,
  corpus: Corpus,
  ways: ReadonlyMap<string, number>,
  input: DiscoveryInput,
  judgements: ReadonlyMap<string, boolean>,
): Occurrence {
  const { pair, place, chosen, others } = each;
  const document = corpus.documents[pair.document];
  const machine = document?.target.text ?? "";
  const source = document?.source.text ?? "";
  const { concept } = place.term;
  const words = chosen === undefined ? [] : pair.english.slice(chosen.from, chosen.to);
  const target = chosen === undefined ? undefined : closed(machine, rangeOf(pair, chosen));
  const surface = target === undefined ? "" : machine.slice(target.from, target.to);
  const judged = judgements.get(`${concept.id}\n${foldSurface(surface)}`);
  const risks = [
    ...termRisks(place.term, source.slice(place.from, place.to), input.lexicon),
    ...placeRisks(each, ways.get(concept.id) ?? 0, machine, source),
    ...(judged === false ? (["rejected"] as const) : []),
  ];
  const sure = measures === undefined ? 0 : confidenceOf(measures);
  // In a sentence that belongs to other Chinese nothing is shown as a place.
  const measured = pair.lender === undefined ? sure : Math.min(sure, BORROWED);
  const confidence =
    judged === true
      ? Math.max(measured, ACCEPTED)
      : judged === false
        ? Math.min(measured, REJECTED)
        : measured;
  const introduced = introducedForm(place.term, source.slice(place.from, place.to), surface);
  const form = introduced ?? chooseForm(place.term, surface, words);
  return {
    documentId: document?.id ?? "",
    conceptId: concept.id,
    source: { from: place.from, to: place.to },
    target,
    surface,
    confidence,
    lane: laneOf(confidence, risks),
    risks,
    alternatives: others.slice(0, ALTERNATIVES).map((other) => rangeOf(pair, other)),
    form,
    number:
      target === undefined || introduced !== undefined
        ? "as-written"
        : numberInPlace(
            place.term,
            form,
            surface,
            machine.slice(Math.max(0, target.from - 40), target.from),
            machine.slice(target.to, target.to + 40),
          ),
  };
}

/** The lane of a place by its confidence and risks. */
export function laneOf(confidence: number, risks: readonly Risk[]): Lane {
  if (confidence < PROPOSE_BAR) return "report";
  return confidence >= AUTO_BAR && risks.every((risk) => TOLERATED.has(risk)) ? "auto" : "propose";
}

/** A range with the bracket that ends it. */
function closed(text: string, range: Span): Span {
  const inside = text.slice(range.from, range.to);
  const open = inside.lastIndexOf("(") > inside.lastIndexOf(")");
  return open && text.charAt(range.to) === ")" ? { from: range.from, to: range.to + 1 } : range;
}

function rangeOf(pair: Assigned["pair"], words: Span): Span {
  return { from: pair.english[words.from]?.from ?? 0, to: pair.english[words.to - 1]?.to ?? 0 };
}
