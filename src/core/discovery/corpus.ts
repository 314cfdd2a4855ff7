import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Concept } from "../glossary/model.ts";
import { holdsOn } from "../glossary/model.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldHans } from "../text/hans.ts";
import type { Span } from "../text/span.ts";
import type { ChineseWord } from "./chinese-words.ts";
import { chineseWords } from "./chinese-words.ts";
import type { EnglishWord } from "./english.ts";
import { englishWords, stemOf } from "./english.ts";
import type { DiscoveryDocument, DiscoveryInput } from "./model.ts";

/** A concept as discovery needs it. */
export interface Term {
  readonly concept: Concept;
  /** The English that may be written, the preferred one first. */
  readonly forms: readonly OfficialForm[];
  /** All English that needs no discovery, in small letters with one kind of apostrophe; deprecated forms too. */
  readonly known: readonly KnownForm[];
  /** Stems of the words of the forms that may be written, without stop words. */
  readonly stems: ReadonlySet<string>;
  /** Words of the longest form that may be written. */
  readonly length: number;
}

/** `name`: every word has a capital, so that the same words in small letters are not it. */
export interface KnownForm {
  readonly text: string;
  readonly name: boolean;
}

export interface OfficialForm {
  readonly text: string;
  readonly words: readonly EnglishWord[];
}

/** A Chinese form in a pair. */
export interface TermPlace extends Span {
  readonly term: Term;
  /** Whether another concept has the same Chinese. */
  readonly rival: boolean;
  /** Range of the pair's Chinese words. */
  readonly words: Span;
}

/** Chinese sentences beside English ones: what statistics are made of. */
export interface Pair {
  readonly document: number;
  readonly source: Span;
  readonly target: Span;
  readonly chinese: readonly ChineseWord[];
  readonly english: readonly EnglishWord[];
  /** In order, not overlapping. */
  readonly places: readonly TermPlace[];
  /** The machine text of the pair, in small letters with one kind of apostrophe; as long as the text. */
  readonly folded: string;
  /** Whether the English is hardly English. */
  readonly garbled: boolean;
  /**
   * The index of the pair whose English this one has too: Chinese that seems to have none of its own is looked for in
   * the sentence beside. Only the places inside of `open` are looked for.
   */
  readonly lender?: number;
  readonly open?: Span;
}

/** The documents as pairs, in their order; those that borrow their English come last. */
export interface Corpus {
  readonly documents: readonly DiscoveryDocument[];
  readonly pairs: readonly Pair[];
  /** Pairs that have Chinese and no English, with their Chinese forms. */
  readonly lost: readonly Pair[];
}

/** Cuts documents into pairs of words, with the places of Chinese forms. */
export function readCorpus(input: DiscoveryInput): Corpus {
  const terms = new Map<string, Term>();
  const termOf = (id: string): Term | undefined => {
    const known = terms.get(id);
    const concept = input.glossary.concepts.get(id);
    if (known !== undefined || concept === undefined) return known;
    const made = readTerm(concept, input.date);
    terms.set(id, made);
    return made;
  };
  const pairs: Pair[] = [];
  const lost: Pair[] = [];
  const borrowed: Pair[] = [];
  input.documents.forEach((document, index) => {
    const hits = termHits(document.source.text, input.glossary, termOf);
    const folded = foldHans(document.source.text);
    const read = (source: Span, target: Span): Pair => {
      const inside: TermHit[] = [];
      for (let at = firstFrom(hits, source.from); at < hits.length; at++) {
        const hit = hits[at];
        if (hit === undefined || hit.from >= source.to) break;
        if (hit.to <= source.to) inside.push(hit);
      }
      return readPair(document, index, source, target, folded, inside, input.lexicon);
    };
    const first = pairs.length;
    const alone: Pair[] = [];
    for (const bead of document.beads) {
      if (bead.source.from >= bead.source.to) continue;
      const pair = read(bead.source, bead.target);
      if (pair.english.length > 0) pairs.push(pair);
      else alone.push(pair);
    }
    for (const pair of alone) {
      const lender = pair.places.length === 0 ? undefined : lenderOf(pair, pairs, first);
      const own = pairs[lender ?? -1];
      if (lender === undefined || own === undefined) {
        lost.push(pair);
        continue;
      }
      const source = {
        from: Math.min(pair.source.from, own.source.from),
        to: Math.max(pair.source.to, own.source.to),
      };
      borrowed.push({ ...read(source, own.target), lender, open: pair.source });
    }
  });
  return { documents: input.documents, pairs: [...pairs, ...borrowed], lost };
}

/** Index of the first span that starts at an offset or behind it. */
function firstFrom(spans: readonly Span[], from: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? Infinity) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sentences further away than this, in Chinese characters, lend nothing. */
const LENDING_DISTANCE = 40;

/** The index of the pair beside some Chinese that has more English than its own Chinese lets expect; the one before of equal ones. */
function lenderOf(alone: Pair, pairs: readonly Pair[], first: number): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (let index = first; index < pairs.length; index++) {
    const pair = pairs[index];
    if (pair === undefined || pair.garbled || pair.document !== alone.document) continue;
    const gap = Math.max(pair.source.from - alone.source.to, alone.source.from - pair.source.to);
    const share = (pair.target.to - pair.target.from) / Math.max(1, pair.source.to - pair.source.from);
    if (gap > LENDING_DISTANCE || share <= most) continue;
    [best, most] = [index, share];
  }
  return best;
}

function readTerm(concept: Concept, date: string | undefined): Term {
  const english = concept.forms.filter((form) => form.lang === "en" && holdsOn(form, date));
  const good = english.filter((form) => form.kind !== "deprecated");
  const order = ["preferred", "short", "admitted"];
  const forms = [...good]
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map(({ text }) => ({ text, words: englishWords(text) }));
  return {
    concept,
    forms,
    known: english
      .map(({ text }) => ({ text: foldCase(text), name: isName(text) }))
      .filter(({ text }, at, all) => text !== "" && all.findIndex((other) => other.text === text) === at),
    stems: new Set(forms.flatMap(({ words }) => words.filter(({ stop }) => !stop).map(({ stem }) => stem))),
    length: Math.max(1, ...forms.map(({ words }) => words.length)),
  };
}

/** Whether a form has two words or more, each with a capital. */
function isName(text: string): boolean {
  const words = englishWords(text).filter(({ stop }) => !stop);
  return words.length > 1 && words.every(({ capital }) => capital);
}

/** Small letters and one kind of apostrophe and hyphen; the length stays. */
export function foldCase(text: string): string {
  const small = text.toLowerCase();
  return (small.length === text.length ? small : text).replace(/[’‘]/g, "'").replace(/[‐‑]/g, "-");
}

interface TermHit extends Span {
  readonly term: Term;
  readonly rival: boolean;
}

/** Chinese forms, leftmost and longest; of concepts with the same form one whose scope stands in the sentence, else the first. */
function termHits(
  text: string,
  glossary: CompiledGlossary,
  termOf: (id: string) => Term | undefined,
): TermHit[] {
  const hits: TermHit[] = [];
  const found = glossary.chinese.scan(text);
  let end = 0;
  for (let i = 0; i < found.length; i++) {
    const hit = found[i];
    if (hit === undefined || hit.from < end) continue;
    const same = [hit];
    for (let j = i + 1; found[j]?.from === hit.from; j++) {
      const other = found[j];
      if (other?.to === hit.to && other.conceptId !== hit.conceptId) same.push(other);
    }
    const terms = same.flatMap(({ conceptId }) => termOf(conceptId) ?? []);
    const standing = terms.filter(({ concept }) => concept.scope.length > 0 && inScope(concept, text, hit));
    const chosen = standing[0] ?? terms.find(({ concept }) => concept.scope.length === 0) ?? terms[0];
    if (chosen === undefined) continue;
    hits.push({ from: hit.from, to: hit.to, term: chosen, rival: terms.length > 1 && standing.length !== 1 });
    end = hit.to;
  }
  return hits;
}

const SENTENCE_END = /[。！？\n\r]/;

/** Whether one of a concept's scope forms stands in the sentence around a hit; true for a concept without scope. */
export function inScope(concept: Concept, text: string, hit: Span): boolean {
  if (concept.scope.length === 0) return true;
  let from = hit.from;
  while (from > 0 && !SENTENCE_END.test(text.charAt(from - 1))) from--;
  let to = hit.to;
  while (to < text.length && !SENTENCE_END.test(text.charAt(to))) to++;
  const sentence = foldHans(text.slice(from, to));
  return concept.scope.some((form) => sentence.includes(foldHans(form)));
}

/** A bead longer than this, in words of either side, is no pair of sentences and teaches nothing. */
const LONG_PAIR = 220;

function readPair(
  document: DiscoveryDocument,
  index: number,
  source: Span,
  target: Span,
  folded: string,
  hits: readonly TermHit[],
  lexicon: Lexicon,
): Pair {
  const breaks = hits.flatMap(({ from, to }) => [from, to]);
  const chinese = chineseWords(folded, source, lexicon, breaks);
  const english = englishWords(document.target.text, target.from, target.to);
  const text = document.target.text.slice(target.from, target.to);
  let at = 0;
  const places = hits.map((hit): TermPlace => {
    while (at < chinese.length && (chinese[at]?.from ?? 0) < hit.from) at++;
    let to = at;
    while (to < chinese.length && (chinese[to]?.from ?? Infinity) < hit.to) to++;
    return { ...hit, words: { from: at, to } };
  });
  return {
    document: index,
    source,
    target,
    chinese,
    english,
    places,
    folded: foldCase(text),
    garbled: isGarbled(text, english),
  };
}

/** Chinese left in the English, or one phrase over and over, as machines write when they have lost the thread. */
function isGarbled(text: string, words: readonly EnglishWord[]): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han > 20 && han * 3 > words.length) return true;
  if (words.length > LONG_PAIR) return true;
  if (words.length < 40) return false;
  const threes = new Set<string>();
  for (let i = 2; i < words.length; i++) {
    threes.add(`${words[i - 2]?.stem ?? ""} ${words[i - 1]?.stem ?? ""} ${words[i]?.stem ?? ""}`);
  }
  return threes.size < 0.6 * (words.length - 2);
}

/** Places of a term's known English in a pair, as ranges of the pair's words; longer ones first, not overlapping. */
export function knownPlaces(pair: Pair, term: Term): Span[] {
  const found: Span[] = [];
  for (const { text: form, name } of [...term.known].sort((a, b) => b.text.length - a.text.length)) {
    for (let at = pair.folded.indexOf(form); at >= 0; at = pair.folded.indexOf(form, at + 1)) {
      const from = pair.target.from + at;
      const to = from + form.length;
      const rest = /^(?:e?s)?(?![\p{L}\p{N}])/u.test(
        pair.folded.slice(at + form.length, at + form.length + 3),
      );
      if (/[\p{L}\p{N}]/u.test(pair.folded.charAt(at - 1)) || !rest) continue;
      const first = pair.english.findIndex((word) => word.to > from);
      let last = first;
      while (last >= 0 && last < pair.english.length && (pair.english[last]?.from ?? Infinity) < to) last++;
      if (first < 0 || last <= first) continue;
      if (name && pair.english.slice(first, last).every(({ capital }) => !capital)) continue;
      if (found.some((other) => other.from < last && first < other.to)) continue;
      found.push({ from: first, to: last });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** The stems of a text's words that say something. */
export function stemsOf(text: string): string[] {
  return englishWords(text).flatMap((word) => (word.stop ? [] : [stemOf(word.text)]));
}
