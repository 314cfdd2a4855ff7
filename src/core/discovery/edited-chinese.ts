import type { CompiledGlossary } from "../glossary/compile.ts";
import type { Category, Concept } from "../glossary/model.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldSurface } from "../text/elements.ts";
import { foldHans } from "../text/hans.ts";
import { contains } from "../text/span.ts";
import type { ChineseWord, Glosses } from "./chinese-words.ts";
import { chineseWords, glossReader } from "./chinese-words.ts";
import type { EditedWords } from "./edits.ts";
import { LEAST } from "./edits.ts";
import { englishWords, stemOf } from "./english.ts";
import { ORGANISATION_ENDINGS } from "./name-tables.ts";
import { romanisationOf } from "./pinyin.ts";

/** Chinese sentences beside English ones. */
export interface SentencePair {
  readonly chinese: string;
  readonly english: string;
}

/** Words that an editor wrote otherwise, with the sentences they stand in. */
export interface EditInContext extends EditedWords {
  readonly pair: SentencePair;
}

/** What is known about the languages. */
export interface Knowledge {
  readonly glossary: CompiledGlossary;
  readonly lexicon: Lexicon;
}

/** The Chinese that changed words stand for, and the words as far as they belong to it. */
export interface EditedName {
  readonly conceptId?: string;
  readonly chinese: string;
  readonly machine: string;
  readonly edited: string;
  /** Indices of the edits beside this Chinese, in order. */
  readonly edits: readonly number[];
}

/**
 * What edits of the same words stand for: the Chinese that their sentences share and others have not, told by its sound,
 * by the glossary, by the dictionary. Edits that share no Chinese with another one are left out; of namesakes each has
 * its own. `others` are the sentences around.
 */
export function namesOfEdits(
  edits: readonly EditInContext[],
  others: readonly SentencePair[],
  knowledge: Knowledge,
): EditedName[] {
  const glosses = glossReader(knowledge.lexicon);
  const outside = others.map(({ chinese }) => foldHans(chinese));
  const candidates = candidatesOf(edits, knowledge);
  const names: EditedName[] = [];
  let rest = new Set(edits.keys());
  while (rest.size >= LEAST) {
    let best: { readonly candidate: Candidate; readonly score: number; readonly at: number[] } | undefined;
    for (const candidate of candidates) {
      const at = [...candidate.edits].filter((index) => rest.has(index));
      if (at.length < LEAST) continue;
      const own = at.flatMap((index) => edits[index] ?? []);
      const share = (2 * at.length) / (rest.size + at.length + timesIn(outside, candidate.key));
      const score = share + likeness(candidate, own, glosses, knowledge);
      if (best === undefined || score > best.score) best = { candidate, score, at };
    }
    if (best === undefined || best.score < LOWEST_SCORE) break;
    const { candidate, at } = best;
    const own = at.flatMap((index) => edits[index] ?? []);
    const concept = candidate.conceptId === undefined ? {} : { conceptId: candidate.conceptId };
    names.push({
      ...concept,
      chinese: candidate.chinese,
      ...wholeName(candidate, own, glosses, knowledge),
      edits: at,
    });
    rest = rest.difference(new Set(at));
  }
  return names;
}

/** Below this the Chinese is a guess. */
const LOWEST_SCORE = 0.9;

function timesIn(texts: readonly string[], key: string): number {
  return texts.reduce((sum, text) => sum + (text.includes(key) ? 1 : 0), 0);
}

/** Some Chinese that stands beside several edits. */
interface Candidate {
  /** In simplified characters. */
  readonly key: string;
  readonly chinese: string;
  readonly words: readonly ChineseWord[];
  readonly conceptId: string | undefined;
  readonly edits: Set<number>;
}

const MOST_WORDS = 7;
const LONGEST = 24;
/** Characters that no name begins or ends with when they stand alone. */
const EDGES = new Set(
  "的了在和与及是为将被对把从以而并或等上下中也都就不这那其该此我他她它们个到说有由于向给让后前时",
);

/** Runs of words and Chinese forms of concepts that stand beside at least two edits, in the order of the first places. */
function candidatesOf(edits: readonly EditInContext[], { glossary, lexicon }: Knowledge): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (index: number, text: string, words: readonly ChineseWord[], conceptId?: string): void => {
    const key = foldHans(text);
    const id = `${conceptId ?? ""}\n${key}`;
    const known = found.get(id);
    if (known === undefined) found.set(id, { key, chinese: text, words, conceptId, edits: new Set([index]) });
    else known.edits.add(index);
  };
  edits.forEach(({ pair: { chinese } }, index) => {
    const all = glossary.chinese.scan(chinese).filter(({ shadowed }) => !shadowed);
    const hits = all.filter((hit) => !all.some((other) => contains(other, hit) && !contains(hit, other)));
    const taken = new Set(hits.map(({ from, to }) => `${from}-${to}`));
    const breaks = hits.flatMap(({ from, to }) => [from, to]).sort((a, b) => a - b);
    const words = chineseWords(foldHans(chinese), { from: 0, to: chinese.length }, lexicon, breaks);
    for (const { from, to, conceptId } of hits) {
      const own = words.filter((word) => word.from >= from && word.to <= to);
      add(index, chinese.slice(from, to), own, conceptId);
    }
    for (const [start, first] of words.entries()) {
      if (EDGES.has(first.text)) continue;
      for (let end = start; end < Math.min(words.length, start + MOST_WORDS); end++) {
        const last = words[end];
        if (last === undefined || last.to - first.from > LONGEST) break;
        if (end > start && words[end - 1]?.to !== last.from) break;
        if (EDGES.has(last.text) || last.to - first.from < 2) continue;
        if (taken.has(`${first.from}-${last.to}`)) continue;
        add(index, chinese.slice(first.from, last.to), words.slice(start, end + 1));
      }
    }
  });
  return [...found.values()].filter((each) => each.edits.size >= LEAST);
}

const ROMANISED = 1.5;
const KNOWN_FORM = 1;
const CONCEPT = 0.3;
const GLOSSED = 0.6;
const EXPLAINED = 0.8;
const PER_CHARACTER = 0.02;

/** How much speaks for some Chinese beside edits, the share of sentences aside. */
function likeness(
  candidate: Candidate,
  own: readonly EditInContext[],
  glosses: (word: string) => Glosses,
  { glossary }: Knowledge,
): number {
  const [first] = own;
  if (first === undefined) return 0;
  let score = PER_CHARACTER * Math.min(10, candidate.key.length);
  if (romanisedSides(candidate.key, own) !== undefined) score += ROMANISED;
  const concept = glossary.concepts.get(candidate.conceptId ?? "");
  if (concept !== undefined) {
    if (own.every((edit) => isExplained(concept, edit))) return -1;
    score += formSides(concept, own) === undefined ? CONCEPT : KNOWN_FORM;
  }
  const changed = stemsIn(`${first.machine} ${first.edited}`);
  const beside = stemsIn(`${near(first.left, "left")} ${near(first.right, "right")}`);
  const said = candidate.words.map((word) => glosses(word.text));
  const known = (stems: ReadonlySet<string>) => (each: Glosses) => [...stems].some((stem) => each.has(stem));
  const [byEdit, byNear] = [said.filter(known(changed)), said.filter(known(beside))];
  const matched = said.filter((each) => byEdit.includes(each) || byNear.includes(each)).length;
  score += (GLOSSED * matched) / Math.max(1, said.length);
  // What the dictionary does not have beside the changed words may stand for them.
  const explained = byEdit.length > 0 ? 1 : matched < said.length ? 0.5 : 0;
  return score + EXPLAINED * explained;
}

/** Whether a concept's Chinese has its English elsewhere in the sentence, so that the edit is about something else. */
function isExplained(concept: Concept, { machine, edited, pair }: EditInContext): boolean {
  const english = foldSurface(pair.english);
  const [before, after] = [foldSurface(machine), foldSurface(edited)];
  return concept.forms.some(({ lang, kind, text }) => {
    if (lang !== "en" || kind === "deprecated") return false;
    const form = foldSurface(text);
    return english.includes(form) && !form.includes(after) && !form.includes(before);
  });
}

/** How many words on each side belong to changed words. */
interface Sides {
  readonly left: number;
  readonly right: number;
}

const NEAR = 4;

/** The words directly beside changed words, the nearest first; a mark between ends them. */
function wordsBeside(text: string, side: "left" | "right"): string[] {
  const run =
    side === "left" ? /(?:[\p{L}\p{M}\p{N}'’-]+ )*$/u.exec(text) : /^(?: [\p{L}\p{M}\p{N}'’-]+)*/u.exec(text);
  const words = (run?.[0] ?? "").split(" ").filter((word) => word !== "");
  return (side === "left" ? words.reverse() : words).slice(0, NEAR);
}

function near(text: string, side: "left" | "right"): string {
  return wordsBeside(text, side).join(" ");
}

function stemsIn(text: string): Set<string> {
  return new Set(englishWords(text).flatMap(({ stop, stem }) => (stop ? [] : [stem])));
}

/** The words of an edit with some of the words beside it. */
function widened(edit: EditedWords, { left, right }: Sides): { machine: string; edited: string } {
  const before = wordsBeside(edit.left, "left").slice(0, left).reverse();
  const behind = wordsBeside(edit.right, "right").slice(0, right);
  const whole = (text: string): string => [...before, text.trim(), ...behind].join(" ");
  return { machine: whole(edit.machine), edited: whole(edit.edited) };
}

/** All widths by up to `most` words on each side, the narrowest first. */
function* widths(most: number): Generator<Sides> {
  for (let sum = 0; sum <= 2 * most; sum++)
    for (let left = Math.max(0, sum - most); left <= Math.min(most, sum); left++)
      yield { left, right: sum - left };
}

/** The width at which the machine's or the editors' words are a name by its sound, the same at all places. */
function romanisedSides(name: string, own: readonly EditInContext[]): Sides | undefined {
  if (!/^\p{Script=Han}{2,4}$/u.test(name)) return undefined;
  const sounds = (text: string): boolean => romanisationOf(name, text) !== undefined;
  for (const sides of widths(2)) {
    const fits = own.every((edit) => {
      const { machine, edited } = widened(edit, sides);
      return sounds(machine) || sounds(edited);
    });
    if (fits) return sides;
  }
  return undefined;
}

/** The width at which the editors' or the machine's words are a form of a concept, the same at all places. */
function formSides(concept: Concept, own: readonly EditInContext[]): Sides | undefined {
  const forms = new Set(
    concept.forms.flatMap(({ lang, text }) => (lang === "en" ? [foldSurface(text)] : [])),
  );
  for (const sides of widths(NEAR)) {
    const fits = own.every((edit) => {
      const { machine, edited } = widened(edit, sides);
      return forms.has(foldSurface(machine)) || forms.has(foldSurface(edited));
    });
    if (fits) return sides;
  }
  return undefined;
}

/** The words that stand for some Chinese: the changed ones with those beside that are part of the same name at all places. */
function wholeName(
  candidate: Candidate,
  own: readonly EditInContext[],
  glosses: (word: string) => Glosses,
  { glossary }: Knowledge,
): { readonly machine: string; readonly edited: string } {
  const [first] = own;
  if (first === undefined) return { machine: "", edited: "" };
  const concept = glossary.concepts.get(candidate.conceptId ?? "");
  const known =
    romanisedSides(candidate.key, own) ?? (concept === undefined ? undefined : formSides(concept, own));
  if (known !== undefined) return widened(first, known);
  const said = candidate.words.map((word) => glosses(word.text));
  // A word of the dictionary that the changed words stand for is not there twice.
  const changed = stemsIn(`${first.machine} ${first.edited}`);
  const free = said.filter((each) => ![...changed].some((stem) => each.has(stem)));
  const belongs = (word: string): boolean => free.some((each) => each.has(stemOf(word)));
  const count = (side: "left" | "right"): number => {
    const lists = own.map((edit) => wordsBeside(edit[side], side).map(foldSurface));
    const shared = (lists[0] ?? []).findIndex((word, at) => lists.some((list) => list[at] !== word));
    const words = shared < 0 ? (lists[0] ?? []) : (lists[0] ?? []).slice(0, shared);
    const inName = (word: string): boolean => belongs(word) || LINKS.has(word);
    return words.findLastIndex((word, at) => belongs(word) && words.slice(0, at).every(inName)) + 1;
  };
  return widened(first, { left: count("left"), right: count("right") });
}

const LINKS = new Set(["of", "for", "the", "and"]);

/** What a name without a concept probably is: a person by its sound, an organisation by its last word, else a term. */
export function categoryOfName(chinese: string, machine: string): Category {
  const key = foldHans(chinese);
  if (key.length <= 4 && romanisationOf(key, machine) !== undefined) return "person";
  return ORGANISATION_ENDINGS.some((ending) => key.endsWith(ending)) ? "organisation" : "term";
}
