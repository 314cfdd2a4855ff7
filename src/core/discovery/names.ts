import { compareIds } from "../glossary/chinese.ts";
import type { Concept } from "../glossary/model.ts";
import { foldHans } from "../text/hans.ts";
import type { Span } from "../text/span.ts";
import { overlaps } from "../text/span.ts";
import { glossReader } from "./chinese-words.ts";
import type { Corpus, Pair, Term } from "./corpus.ts";
import { sentenceAround } from "./groups.ts";
import type { Candidate, CandidateEnglish, CandidateKind, DiscoveryInput, Sample } from "./model.ts";
import {
  DOUBLE_SURNAMES,
  NO_NAME_CHARACTERS,
  ORGANISATION_ENDINGS,
  PERSON_TITLES,
  PERSON_VERBS,
  SURNAMES,
} from "./name-tables.ts";
import { pinyinOfName, romanisationOf } from "./pinyin.ts";
import { completed, contextOf, findCandidates, gatherEvidence } from "./spans.ts";
import type { Aligner } from "./term-alignment.ts";

/** A Chinese name found by its shape. */
export interface FoundName extends Span {
  readonly kind: CandidateKind;
  readonly document: number;
  /** In simplified characters. */
  readonly name: string;
}

const HAN = /^\p{Script=Han}+$/u;
const BEHIND = [...PERSON_TITLES, ...PERSON_VERBS].sort((a, b) => b.length - a.length);
/** An organisation that is named once may be a phrase. */
const LEAST_ORGANISATION = 2;
const LONGEST_ORGANISATION = 14;
/** The English of an organisation is told from this score on. */
const ENGLISH_SCORE = 0.35;
const SAMPLES = 3;

/**
 * Chinese names that no concept has: people by surname, given name and a title or verb of saying beside them,
 * organisations by their last word; with what the machine seems to write for them. By count, then by the Chinese.
 */
export function findCandidateNames(input: DiscoveryInput, corpus: Corpus, aligner: Aligner): Candidate[] {
  const groups = new Map<string, FoundName[]>();
  for (const found of findNames(input, corpus)) {
    const key = `${found.kind}\n${found.name}`;
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [found]);
    else list.push(found);
  }
  const kept = [...groups.values()].filter(
    (list) => list[0]?.kind === "person" || list.length >= LEAST_ORGANISATION,
  );
  const english = englishReader(input, corpus, aligner);
  return kept
    .flatMap((list) => candidateOf(list, corpus, english))
    .sort((a, b) => b.count - a.count || compareIds(a.chinese, b.chinese));
}

/** Every place of names that no concept has, in the order of documents and places. */
export function findNames(input: DiscoveryInput, corpus: Corpus): FoundName[] {
  const texts = corpus.documents.map(({ source }) => foldHans(source.text));
  const taken = corpus.documents.map(({ source }) => input.glossary.chinese.scan(source.text));
  const people = new Set<string>();
  for (const text of texts) for (const { name } of personsByContext(text, input)) people.add(name);
  return texts.flatMap((text, document) => {
    const spans: FoundName[] = [];
    for (const name of people) {
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
        spans.push({ from: at, to: at + name.length, kind: "person", document, name });
      }
    }
    for (const span of organisationsIn(text)) {
      const name = text.slice(span.from, span.to);
      if (!input.lexicon.has(name)) spans.push({ ...span, kind: "organisation", document, name });
    }
    const known = taken[document] ?? [];
    return spans
      .filter((span) => !known.some((hit) => overlaps(hit, span)))
      .sort((a, b) => a.from - b.from || b.to - a.to);
  });
}

function personsByContext(text: string, { lexicon }: DiscoveryInput): { readonly name: string }[] {
  const found: { name: string }[] = [];
  const add = (from: number, to: number): void => {
    const name = text.slice(from, to);
    const surname = DOUBLE_SURNAMES.some((each) => name.startsWith(each)) ? 2 : 1;
    const given = name.slice(surname);
    if (!HAN.test(name) || given === "" || given.length > 2) return;
    if (surname === 1 && !SURNAMES.has(name.charAt(0))) return;
    // A word of the dictionary is a word (高兴), and so is what begins with one of two characters (高级).
    if (
      lexicon.has(name) ||
      (given.length === 2 && surname === 1 && lexicon.has(name.slice(0, 2)) && lexicon.has(name.slice(1)))
    )
      return;
    if (Array.from(given).some((character) => NO_NAME_CHARACTERS.has(character))) return;
    found.push({ name });
  };
  for (const word of BEHIND) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      // 贾玲表示: the longest name whose left neighbour ends a word.
      for (const size of [4, 3, 2]) {
        const from = at - size;
        const left = text.charAt(from - 1);
        const titled = PERSON_TITLES.some((title) => text.slice(0, from).endsWith(title));
        if (from >= 0 && (titled || !HAN.test(left) || left === "")) add(from, at);
      }
    }
  }
  return found;
}

function organisationsIn(text: string): Span[] {
  const found: Span[] = [];
  for (const ending of ORGANISATION_ENDINGS) {
    for (let at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + 1)) {
      const to = at + ending.length;
      let from = at;
      while (from > 0 && to - from < LONGEST_ORGANISATION && isNamePart(text.charAt(from - 1))) from--;
      while (MEASURES.has(text.charAt(from))) from++;
      // Before the last word a name has three characters at least: 大型银行 is any bank.
      if (at - from < 3 || found.some((other) => overlaps(other, { from, to }))) continue;
      found.push({ from, to });
    }
  }
  return found;
}

function isNamePart(character: string): boolean {
  return HAN.test(character) && !NO_NAME_CHARACTERS.has(character);
}

/** Words for counting that stand before an organisation. */
const MEASURES = new Set("间家个所名位项类");

type EnglishReader = (found: FoundName) => { readonly pair: Pair; readonly target: Span } | undefined;

/** Reads what stands for a name in the pair that has it. */
function englishReader(input: DiscoveryInput, corpus: Corpus, aligner: Aligner): EnglishReader {
  const glosses = glossReader(input.lexicon);
  return (found) => {
    const index = corpus.pairs.findIndex(
      ({ document, source }) =>
        document === found.document && source.from <= found.from && found.to <= source.to,
    );
    const pair = corpus.pairs[index];
    if (pair === undefined || pair.garbled) return undefined;
    const text = corpus.documents[found.document]?.target.text ?? "";
    if (found.kind === "person") {
      const target = romanisedIn(pair, text, found.name)?.target;
      return target === undefined ? undefined : { pair, target };
    }
    const first = pair.chinese.findIndex(({ to }) => to > found.from);
    let last = first;
    while (last < pair.chinese.length && (pair.chinese[last]?.from ?? Infinity) < found.to) last++;
    if (first < 0 || last <= first) return undefined;
    const place = {
      from: found.from,
      to: found.to,
      term: unknownTerm(found),
      rival: false,
      words: { from: first, to: last },
    };
    const evidence = gatherEvidence(contextOf(pair, aligner(index), glosses, text), place);
    const free = new Uint8Array(pair.english.length);
    const [best] = findCandidates(evidence, free, text);
    if (best === undefined || best.score < ENGLISH_SCORE) return undefined;
    const whole = completed(evidence, best, free, text);
    return {
      pair,
      target: { from: pair.english[whole.from]?.from ?? 0, to: pair.english[whole.to - 1]?.to ?? 0 },
    };
  };
}

/** Where a pair's English writes a name by its sound, and how. */
export function romanisedIn(
  pair: Pair,
  text: string,
  name: string,
): { readonly target: Span; readonly way: NonNullable<ReturnType<typeof romanisationOf>> } | undefined {
  const { english } = pair;
  for (let from = 0; from < english.length; from++) {
    if (english[from]?.capital !== true) continue;
    for (let to = Math.min(english.length, from + 4); to > from; to--) {
      const target = { from: english[from]?.from ?? 0, to: english[to - 1]?.to ?? 0 };
      const surface = text.slice(target.from, target.to);
      if (!/^[\p{L}\p{M}'’ -]+$/u.test(surface)) continue;
      const way = romanisationOf(name, surface);
      if (way !== undefined) return { target, way };
    }
  }
  return undefined;
}

/** A term for a name that has no concept. */
function unknownTerm({ name, kind }: FoundName): Term {
  const concept: Concept = {
    id: `\u0000${name}`,
    category: kind,
    status: "proposed",
    forms: [{ lang: "zh-Hans", kind: "preferred", text: name }],
    scope: [],
    note: "",
    evidence: [],
    extra: {},
  };
  return { concept, forms: [], known: [], stems: new Set(), length: 4 };
}

function candidateOf(list: readonly FoundName[], corpus: Corpus, english: EnglishReader): Candidate[] {
  const [first] = list;
  if (first === undefined) return [];
  const counts = new Map<string, number>();
  const samples: Sample[] = [];
  for (const found of list) {
    const read = english(found);
    const document = corpus.documents[found.document];
    if (read === undefined || document === undefined) continue;
    const surface = document.target.text.slice(read.target.from, read.target.to);
    counts.set(surface, (counts.get(surface) ?? 0) + 1);
    if (samples.length >= SAMPLES) continue;
    samples.push({
      documentId: document.id,
      source: { from: found.from, to: found.to },
      target: read.target,
      sourceSentence: sentenceAround(document.source.sentences, found, read.pair.source),
      targetSentence: sentenceAround(document.target.sentences, read.target, read.pair.target),
    });
  }
  const source = corpus.documents[first.document]?.source.text ?? "";
  const ways = [...counts].map(([surface, count]): CandidateEnglish => ({ surface, count }));
  return [
    {
      kind: first.kind,
      chinese: source.slice(first.from, first.to),
      count: list.length,
      documents: [...new Set(list.map(({ document }) => corpus.documents[document]?.id ?? ""))],
      english: ways.sort((a, b) => b.count - a.count || compareIds(a.surface, b.surface)).slice(0, SAMPLES),
      pinyin: first.kind === "person" ? pinyinOfName(first.name) : "",
      samples,
    },
  ];
}
