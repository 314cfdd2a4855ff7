import { AUXILIARIES, isVerbForm, PASTS } from "../rendering/grammar-words.ts";
import type { Span } from "../text/span.ts";
import type { Glosses } from "./chinese-words.ts";
import type { Pair, TermPlace } from "./corpus.ts";
import type { EnglishWord } from "./english.ts";
import {
  capitalRuns,
  isHeavyLink,
  isNumber,
  mayBeHead,
  mayDescribe,
  mayJoin,
  roleOf,
  shapeOf,
} from "./phrases.ts";
import type { PairAlignment } from "./term-alignment.ts";

/** A place that a Chinese form may have in the English of its pair; `from`–`to` count the pair's words. */
export interface Candidate extends Span {
  /** Share of its words that come from the form. */
  readonly precision: number;
  /** Share of the form that is in it. */
  readonly recall: number;
  /** Their harmonic mean: by this the place is chosen. */
  readonly score: number;
}

/** What is known about one Chinese form in one pair, word by word of the English. */
export interface Evidence {
  readonly pair: Pair;
  readonly place: TermPlace;
  /** P(the word comes from the form), with what its approved English says. */
  readonly claims: Float64Array;
  /** Share of the form that becomes the word. */
  readonly yields: Float64Array;
  /** The strongest claim of a Chinese word outside of the form. */
  readonly outside: Float64Array;
  /** Stems that the dictionary gives for the form's words, word by word. */
  readonly glosses: readonly Glosses[];
  /** Runs of capitals, for each word. */
  readonly runs: readonly (Span | undefined)[];
}

/** How much a word of the approved English is worth where it stands in the pair. */
const OFFICIAL_WORTH = 0.35;
/** How much a name in capitals that nobody claims is worth for a form that is a name too. */
const NAME_WORTH = 0.35;
/** Spans are no longer than this many words, or than the approved English and five more. */
const LONGEST = 8;
const LONGER_THAN_FORM = 5;
/** Candidates below this are no places. */
export const LOWEST_SCORE = 0.01;
/** Candidates below this take what others have left, and say nothing about how the machine writes a form. */
export const SURE_SCORE = 0.06;
/** What a word that nobody claims costs a span, of what a word costs that somebody else claims. */
const UNCLAIMED_COST = 0.4;

/** What the evidence of all forms of a pair shares. */
export interface PairContext {
  readonly pair: Pair;
  readonly alignment: PairAlignment;
  /** How many forms of the pair have a stem in their English. */
  readonly sharing: ReadonlyMap<string, number>;
  readonly glosses: (word: string) => Glosses;
  readonly runs: readonly (Span | undefined)[];
}

/** Prepares a pair. */
export function contextOf(
  pair: Pair,
  alignment: PairAlignment,
  glosses: (word: string) => Glosses,
  text: string,
): PairContext {
  const sharing = new Map<string, number>();
  for (const term of new Set(pair.places.map((place) => place.term))) {
    for (const stem of term.stems) sharing.set(stem, (sharing.get(stem) ?? 0) + 1);
  }
  return { pair, alignment, sharing, glosses, runs: capitalRuns(pair, text) };
}

/** Gathers what the alignment says about a Chinese form. */
export function gatherEvidence(context: PairContext, place: TermPlace): Evidence {
  const { pair, alignment, sharing, glosses, runs } = context;
  const n = pair.english.length;
  const claims = new Float64Array(n);
  const yields = new Float64Array(n);
  const outside = new Float64Array(n);
  const { name } = shapeOf(place.term);
  pair.english.forEach((word, j) => {
    const elsewhere = alignment.outside(place.words, j);
    const official = !word.stop && place.term.stems.has(word.stem);
    const worth = official ? OFFICIAL_WORTH / Math.max(1, sharing.get(word.stem) ?? 1) : 0;
    const named = name && !official && runs[j] !== undefined ? NAME_WORTH * (1 - elsewhere) : 0;
    claims[j] = 1 - (1 - alignment.claim(place.words, j)) * (1 - worth) * (1 - named);
    yields[j] = alignment.yields(place.words, j);
    outside[j] = elsewhere;
  });
  const words = pair.chinese.slice(place.words.from, place.words.to);
  return { pair, place, claims, yields, outside, glosses: words.map(({ text }) => glosses(text)), runs };
}

/** Places by score, the best first; of equal ones the first, then the shorter. `blocked` words are in none. */
export function findCandidates(evidence: Evidence, blocked: Uint8Array, text: string): Candidate[] {
  const { pair, claims, outside, yields } = evidence;
  const { english } = pair;
  const { term } = evidence.place;
  const shape = shapeOf(term);
  const longest = Math.max(LONGEST, term.length + LONGER_THAN_FORM);
  let all = 0;
  for (let j = 0; j < claims.length; j++) if (english[j]?.stop !== true) all += claims[j] ?? 0;
  const found: Candidate[] = [];
  for (let from = 0; from < english.length; from++) {
    const first = english[from];
    if (first === undefined || blocked[from] === 1 || roleOf(first) !== "content") continue;
    let claim = 0;
    let cost = 0;
    let yielded = 0;
    for (let to = from; to < english.length && to - from < longest; to++) {
      const word = english[to];
      if (word === undefined || blocked[to] === 1) break;
      const before = english[to - 1];
      if (to > from && !mayJoin(text.slice(before?.to ?? 0, word.from), shape, before?.text ?? "")) break;
      const role = roleOf(word);
      if (role === "wall" || (role === "join" && !shape.joined)) break;
      if (!shape.counted && isNumber(word)) break;
      if (to > from && endsName(english, to, text)) break;
      const own = claims[to] ?? 0;
      yielded += yields[to] ?? 0;
      if (role !== "content") {
        if (role === "link" && isHeavyLink(word) && own < 0.3) cost += 0.5;
        continue;
      }
      claim += own;
      cost += Math.max(own, outside[to] ?? 0, UNCLAIMED_COST);
      const precision = claim / Math.max(cost, 0.01);
      const recall = 0.5 * Math.min(1, yielded) + (0.5 * claim) / Math.max(1, all);
      const score = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
      if (score >= LOWEST_SCORE / 2) found.push({ from, to: to + 1, precision, recall, score });
    }
  }
  return found.sort((a, b) => b.score - a.score || a.from - b.from || a.to - b.to);
}

/** Whether a word ends the name before it: a verb (the FSA provided), "and" before an article. */
function endsName(words: readonly EnglishWord[], at: number, text: string): boolean {
  const [before, word, next] = [words[at - 1], words[at], words[at + 1]];
  if (before === undefined || word === undefined) return false;
  if (roleOf(word) === "join") return next !== undefined && ARTICLES.has(next.text.toLowerCase());
  return isPastBehind(words, at) && text.charAt(before.to) === " ";
}

/** Whether a word is a past form that can only be the verb of the name before it. */
function isPastBehind(words: readonly EnglishWord[], at: number): boolean {
  const small = words[at]?.text.toLowerCase() ?? "";
  return (PASTS.has(small) || /...ed$/.test(small)) && isVerbForm(small) && !mayDescribe(words, at);
}

const ARTICLES = new Set(["the", "a", "an"]);

/** Which share of the form's Chinese words has one of its glosses among the words of a span. */
export function glossCoverage(evidence: Evidence, span: Span): number {
  const { glosses, pair } = evidence;
  if (glosses.length === 0) return 0;
  const words = pair.english.slice(span.from, span.to);
  const covered = glosses.filter((gloss) => words.some(({ stem, stop }) => !stop && gloss.has(stem))).length;
  return covered / glosses.length;
}

const CLAIM_TO_JOIN = 0.4;
const CLAIMED_ELSEWHERE = 0.5;
/** A word that is claimed less than this by all others is nobody's. */
const UNCLAIMED = 0.35;
/** Below this nobody's claim can be told from chance. */
const NOBODYS = 0.2;

/**
 * The span with the words beside it that belong to it: the rest of a name in capitals, words that the form claims, words
 * of its approved English or its glosses, nouns and adjectives that nobody else claims.
 */
export function completed(evidence: Evidence, span: Span, blocked: Uint8Array, text: string): Span {
  const { pair, place } = evidence;
  const { english } = pair;
  const longest = Math.max(LONGEST, place.term.length + LONGER_THAN_FORM);
  let { from, to } = wholeRun(evidence, trimmed(evidence, span, text), blocked, longest);
  const beside = (j: number): boolean => {
    const gap = text.slice(english[j]?.to ?? 0, english[j + 1]?.from ?? 0);
    return gap === " " || gap === "-";
  };
  for (let grown = true; grown && to - from < longest;) {
    grown = false;
    if (
      to < english.length &&
      blocked[to] !== 1 &&
      beside(to - 1) &&
      joinsSpan(evidence, to, { from, to }, "behind")
    ) {
      to++;
      grown = true;
    } else if (
      from > 0 &&
      blocked[from - 1] !== 1 &&
      beside(from - 1) &&
      joinsSpan(evidence, from - 1, { from, to }, "before")
    ) {
      from--;
      grown = true;
    }
  }
  return reached(evidence, { from, to }, blocked, text);
}

const CERTAIN = 0.8;
/** Links between a span and a word of its approved English are no more than these: statement of the ⟪changes⟫. */
const LINKS = 2;

/**
 * The span with a word of its approved English that stands behind links or behind a bracketed abbreviation: statement of
 * ⟪changes in equity⟫, ⟪open-ended fund company⟫ (OFC) structure.
 */
function reached(evidence: Evidence, span: Span, blocked: Uint8Array, text: string): Span {
  const { pair, place, claims, outside } = evidence;
  const { english } = pair;
  const longest = Math.max(LONGEST, place.term.length + LONGER_THAN_FORM);
  let { from, to } = span;
  const missing = (j: number): boolean => {
    const word = english[j];
    if (word === undefined || word.stop || blocked[j] === 1 || !place.term.stems.has(word.stem)) return false;
    if (english.slice(from, to).some(({ stem }) => stem === word.stem)) return false;
    return (claims[j] ?? 0) > 0.7 * (outside[j] ?? 0);
  };
  const gap = (j: number): string => text.slice(english[j]?.to ?? 0, english[j + 1]?.from ?? 0);
  const isLink = (j: number): boolean => {
    const word = english[j];
    return word !== undefined && blocked[j] !== 1 && ["link", "join"].includes(roleOf(word));
  };
  // One word that nobody claims much may stand before one that is certain: central counterparty ⟪settlement system⟫.
  const certain = (j: number): boolean =>
    english[j]?.stop === false && blocked[j] !== 1 && (claims[j] ?? 0) >= CERTAIN && (outside[j] ?? 0) < 0.1;
  const bridge = from - 1;
  if (
    certain(bridge - 1) &&
    gap(bridge - 1) === " " &&
    gap(bridge) === " " &&
    blocked[bridge] !== 1 &&
    mayDescribe(english, bridge) &&
    (outside[bridge] ?? 0) < CLAIMED_ELSEWHERE &&
    to - bridge < longest
  ) {
    from = bridge - 1;
  }
  for (let links = 1; links <= LINKS && isLink(from - links) && gap(from - links) === " "; links++) {
    const at = from - links - 1;
    if (gap(at) !== " ") break;
    if (missing(at) && to - at <= longest) from = at;
    else continue;
    break;
  }
  const abbreviated =
    / ?\($/.test(gap(to - 1)) && gap(to) === ") " && /^\p{Lu}{2,}s?$/u.test(english[to]?.text ?? "");
  if (abbreviated && blocked[to] !== 1 && missing(to + 1) && to + 2 - from <= longest) to += 2;
  return { from, to };
}

/** The span without words at its ends that are tied to the rest by of, in, the … and that the form hardly claims. */
function trimmed(evidence: Evidence, span: Span, text: string): Span {
  const { pair, claims, outside, place, glosses } = evidence;
  const { english } = pair;
  const meant = (j: number): boolean => {
    const stem = english[j]?.stem ?? "";
    return place.term.stems.has(stem) || glosses.some((each) => (each.get(stem) ?? 0) > 0.02);
  };
  let { from, to } = span;
  const weak = (j: number): boolean => (claims[j] ?? 0) < 0.3 || (claims[j] ?? 0) < (outside[j] ?? 0) / 2;
  const content = (j: number): boolean => {
    const word = english[j];
    return word !== undefined && roleOf(word) === "content";
  };
  from = withoutOwner(evidence, { from, to }, text);
  while (to - from > 1) {
    let next = from + 1;
    while (next < to && !content(next)) next++;
    // part of the, a slowdown in: what stands before a link must be sure of itself.
    const linked = next > from + 1 && (claims[from] ?? 0) < 0.6 && !meant(from);
    const verbFirst =
      isVerbForm(english[from]?.text.toLowerCase() ?? "") &&
      !mayDescribe(english, from) &&
      (claims[from] ?? 0) < 0.6 &&
      !meant(from);
    if (!weak(from) && !linked && !verbFirst) break;
    const strange = (outside[from] ?? 0) > 2 * (claims[from] ?? 0) && (outside[from] ?? 0) > 0.4;
    if (next >= to || (next === from + 1 && !verbFirst && !strange)) break;
    from = next;
  }
  while (to - from > 1 && weak(to - 1)) {
    let last = to - 2;
    while (last > from && !content(last)) last--;
    const strange = (outside[to - 1] ?? 0) > 2 * (claims[to - 1] ?? 0) && (outside[to - 1] ?? 0) > 0.4;
    if (last < from || (last === to - 2 && !strange)) break;
    to = last + 1;
  }
  return { from, to };
}

/** Where a span starts without an owner that other Chinese claims more: Hong Kong's ⟪certification service⟫. */
function withoutOwner(evidence: Evidence, span: Span, text: string): number {
  const { pair, claims, outside, place } = evidence;
  for (let j = span.from; j + 1 < span.to; j++) {
    const [word, next] = [pair.english[j], pair.english[j + 1]];
    if (word === undefined || next === undefined || place.term.stems.has(word.stem)) return span.from;
    if (!word.stop && (claims[j] ?? 0) >= (outside[j] ?? 0)) return span.from;
    if (/^['’]/u.test(text.slice(word.to, next.from))) return j + 1;
  }
  return span.from;
}

/** The span with the run of capitals that it cuts, unless another form claims the rest. */
function wholeRun(evidence: Evidence, span: Span, blocked: Uint8Array, longest: number): Span {
  const { runs, outside, claims } = evidence;
  let { from, to } = span;
  for (const run of [runs[from], runs[to - 1]]) {
    if (run === undefined) continue;
    let free = true;
    let elsewhere = 0;
    let count = 0;
    for (let j = run.from; j < run.to; j++) {
      if (j >= span.from && j < span.to) continue;
      if (blocked[j] === 1) free = false;
      elsewhere += Math.max(0, (outside[j] ?? 0) - (claims[j] ?? 0));
      count++;
    }
    const wide = Math.max(to, run.to) - Math.min(from, run.from);
    if (!free || count === 0 || wide > longest || elsewhere / count > 0.6) continue;
    from = Math.min(from, run.from);
    to = Math.max(to, run.to);
  }
  return { from, to };
}

/** Whether a word is the verb of a clause, by the auxiliary or adverb before it. */
function isVerbOfClause(words: readonly EnglishWord[], at: number): boolean {
  const [before, word] = [words[at - 1]?.text.toLowerCase() ?? "", words[at]?.text.toLowerCase() ?? ""];
  return isVerbForm(word) && (AUXILIARIES.has(before) || /...ly$/.test(before));
}

function joinsSpan(evidence: Evidence, j: number, span: Span, side: "before" | "behind"): boolean {
  const { claims, outside, place, pair, runs } = evidence;
  const word = pair.english[j];
  if (word === undefined || roleOf(word) !== "content") return false;
  const claim = claims[j] ?? 0;
  const elsewhere = outside[j] ?? 0;
  // A verb before a thing is no part of its name, whatever it claims: has fully adopted ⟪the standard⟫.
  if (side === "before" && isVerbOfClause(pair.english, j) && !place.term.stems.has(word.stem)) return false;
  if (side === "behind" && isPastBehind(pair.english, j) && !place.term.stems.has(word.stem)) return false;
  if (claim >= CLAIM_TO_JOIN && claim > elsewhere) return true;
  if (elsewhere >= CLAIMED_ELSEWHERE) return false;
  const words = pair.english.slice(span.from, span.to);
  if (words.some(({ stem }) => stem === word.stem)) return false;
  const gloss = evidence.glosses.some((each) => (each.get(word.stem) ?? 0) > 0.02);
  if (place.term.stems.has(word.stem) || gloss) return claim > elsewhere * 0.7;
  // A name in capitals is not a part of a phrase in small letters, nor the other way round.
  const named = runs[side === "before" ? span.from : span.to - 1] !== undefined;
  if (named !== (runs[j] !== undefined)) return false;
  if (elsewhere >= UNCLAIMED || (elsewhere >= NOBODYS && claim < elsewhere / 2)) return false;
  return side === "before" ? mayDescribe(pair.english, j) : mayBeHead(pair.english, j);
}
