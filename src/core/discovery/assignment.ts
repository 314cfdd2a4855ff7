import type { Span } from "../text/span.ts";
import { contains } from "../text/span.ts";
import type { Glosses } from "./chinese-words.ts";
import type { Corpus, Pair, TermPlace } from "./corpus.ts";
import { knownPlaces } from "./corpus.ts";
import type { Candidate, Evidence } from "./spans.ts";
import { completed, contextOf, findCandidates, gatherEvidence, LOWEST_SCORE, SURE_SCORE } from "./spans.ts";
import type { Aligner } from "./term-alignment.ts";
import { romanisationOf } from "./pinyin.ts";

/** A Chinese form that has no approved English beside it, and the place that was chosen for it. */
export interface Assigned {
  readonly pair: Pair;
  readonly pairIndex: number;
  readonly place: TermPlace;
  readonly evidence: Evidence;
  /** Undefined where no place is left. */
  readonly chosen: Candidate | undefined;
  /** Other places, by score. */
  readonly others: readonly Candidate[];
  /** Words of the pair that are approved English already. */
  readonly known: Uint8Array;
}

/** How many places of one form compete. */
const CANDIDATES = 300;

/** Chooses places for all Chinese forms of a corpus that need one: in each pair the best first, no two on one word. */
export function assignPlaces(
  corpus: Corpus,
  aligner: Aligner,
  glosses: (word: string) => Glosses,
): Assigned[] {
  // Pairs that borrow come last, and take what the lender has left.
  const taken = new Map<number, Uint8Array>();
  return corpus.pairs.flatMap((pair, index) => assignPair({ pair, index, corpus, aligner, glosses, taken }));
}

interface Assignment {
  readonly pair: Pair;
  readonly index: number;
  readonly corpus: Corpus;
  readonly aligner: Aligner;
  readonly glosses: (word: string) => Glosses;
  /** The words of pairs that are in use. */
  readonly taken: Map<number, Uint8Array>;
}

function assignPair({ pair, index, corpus, aligner, glosses, taken: inUse }: Assignment): Assigned[] {
  if (pair.places.length === 0) return [];
  const text = corpus.documents[pair.document]?.target.text ?? "";
  const context = contextOf(pair, aligner(index), glosses, text);
  const evidence = pair.places.map((place) => gatherEvidence(context, place));
  claimRomanised(evidence, text);
  const { known, satisfied } = knownWords(pair, evidence);
  const lent = pair.lender === undefined ? undefined : inUse.get(pair.lender);
  if (lent !== undefined) lent.forEach((value, j) => (known[j] = Math.max(value, known[j] ?? 0)));
  const open = evidence.filter(
    ({ place }, at) => !satisfied.has(at) && (pair.open === undefined || contains(pair.open, place)),
  );
  const found = open.map((each) => findCandidates(each, known, text).slice(0, CANDIDATES));
  const taken = Uint8Array.from(known);
  const chosen = new Map<number, Candidate>();
  const queue = found
    .flatMap((list, which) => list.map((candidate) => ({ which, candidate })))
    .filter(({ candidate }) => candidate.score >= LOWEST_SCORE)
    .sort(
      (a, b) =>
        b.candidate.score - a.candidate.score || a.which - b.which || a.candidate.from - b.candidate.from,
    );
  // What hardly has a place comes when the others are whole, and takes what they have left.
  const sure = queue.findIndex(({ candidate }) => candidate.score < SURE_SCORE);
  const rounds = sure < 0 ? [queue] : [queue.slice(0, sure), queue.slice(sure)];
  for (const round of rounds) {
    const added: [number, Candidate][] = [];
    for (const { which, candidate } of round) {
      if (chosen.has(which) || !isFree(taken, candidate) || besideOwn(open[which], candidate, known))
        continue;
      chosen.set(which, candidate);
      added.push([which, candidate]);
      taken.fill(1, candidate.from, candidate.to);
    }
    for (const [which, candidate] of added) {
      const each = open[which];
      if (each === undefined) continue;
      taken.fill(0, candidate.from, candidate.to);
      const whole = completed(each, candidate, taken, text);
      taken.fill(1, whole.from, whole.to);
      chosen.set(which, { ...candidate, ...whole });
    }
  }
  inUse.set(pair.lender ?? index, taken);
  return open.map((each, which) => {
    const own = chosen.get(which);
    return {
      pair,
      pairIndex: index,
      place: each.place,
      evidence: each,
      chosen: own,
      others: (found[which] ?? []).filter((other) => other.from !== own?.from || other.to !== own.to),
      known,
    };
  });
}

function isFree(taken: Uint8Array, span: Span): boolean {
  for (let j = span.from; j < span.to; j++) if (taken[j] === 1) return false;
  return true;
}

/**
 * The words of a pair that are English known for its forms, and the forms that have theirs: each place of the English
 * goes to the form that claims it most.
 */
function knownWords(
  pair: Pair,
  evidence: readonly Evidence[],
): { known: Uint8Array; satisfied: Set<number> } {
  const known = new Uint8Array(pair.english.length);
  const satisfied = new Set<number>();
  const byTerm = new Map<string, number[]>();
  evidence.forEach(({ place }, at) => {
    const id = place.term.concept.id;
    byTerm.set(id, [...(byTerm.get(id) ?? []), at]);
  });
  // Longer English first: Hong Kong Monetary Authority before Hong Kong.
  const places = [...byTerm.values()].flatMap((group) => {
    const first = evidence[group[0] ?? -1];
    if (first === undefined) return [];
    return knownPlaces(pair, first.place.term).flatMap((span) =>
      group.map((at) => ({ at, span, claim: claimOn(evidence[at], span) })),
    );
  });
  places.sort(
    (a, b) =>
      b.span.to - b.span.from - (a.span.to - a.span.from) ||
      b.claim - a.claim ||
      a.span.from - b.span.from ||
      a.at - b.at,
  );
  for (const { at, span } of places) {
    if (satisfied.has(at) || !isFree(known, span)) continue;
    satisfied.add(at);
    known.fill(1, span.from, span.to);
  }
  return { known, satisfied };
}

function claimOn(evidence: Evidence | undefined, span: Span): number {
  let sum = 0;
  for (let j = span.from; j < span.to; j++) sum += evidence?.claims[j] ?? 0;
  return sum;
}

/** Whether a span stands directly beside approved English of its own form: that is the form already, written out. */
function besideOwn(evidence: Evidence | undefined, span: Span, known: Uint8Array): boolean {
  if (evidence === undefined) return true;
  const { pair, place } = evidence;
  const own = (j: number): boolean =>
    known[j] === 1 && place.term.stems.has(pair.english[j]?.stem ?? "") && place.term.stems.size > 0;
  return own(span.from - 1) || own(span.to);
}

/** A name that stands there in pinyin is that name: its words are its own and nobody else's. */
function claimRomanised(evidence: readonly Evidence[], text: string): void {
  for (const each of evidence) {
    if (each.place.term.concept.category !== "person") continue;
    const { english, chinese } = each.pair;
    const name = chinese
      .slice(each.place.words.from, each.place.words.to)
      .map((word) => word.text)
      .join("");
    for (let from = 0; from < english.length; from++) {
      for (let to = from + 1; to <= Math.min(english.length, from + 4); to++) {
        const [first, last] = [english[from], english[to - 1]];
        if (first === undefined || last === undefined || !first.capital) continue;
        if (romanisationOf(name, text.slice(first.from, last.to)) === undefined) continue;
        for (let j = 0; j < english.length; j++) {
          const inside = j >= from && j < to;
          each.claims[j] = inside ? 0.99 : (each.claims[j] ?? 0) * 0.05;
          each.yields[j] = inside ? 1 / (to - from) : 0;
          if (inside) each.outside[j] = 0;
        }
        for (const other of evidence) {
          if (other.place.term === each.place.term) continue;
          for (let j = from; j < to; j++) {
            other.claims[j] = 0;
            other.yields[j] = 0;
            other.outside[j] = 0.99;
          }
        }
      }
    }
  }
}
