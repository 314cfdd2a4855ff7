import {
  ADVERBS,
  AUXILIARIES,
  CLAUSE_STARTS,
  DETERMINERS,
  endsPhrase,
  isThirdPerson,
  isVerbForm,
  PREPOSITIONS,
  RELATIVES,
} from "../rendering/grammar-words.ts";
import type { Pair, Term } from "./corpus.ts";
import type { EnglishWord } from "./english.ts";

/**
 * What a word may be in the name of a thing: `wall` never inside of one; `link` only between other words; `join` and, or;
 * `content` anywhere.
 */
export type WordRole = "wall" | "link" | "join" | "content";

const FREE_LINKS = new Set(["of", "for", "the", "a", "an", "to", "s"]);
const HONORIFICS = new Set(["mr", "mrs", "ms", "miss", "dr", "sir", "prof", "professor", "madam"]);
const PRONOUNS = new Set(
  "it its they their them he his she her we our us you your i these those this there such many most".split(
    " ",
  ),
);

/** The role of a word by itself. */
export function roleOf(word: EnglishWord): WordRole {
  const small = word.text.toLowerCase();
  if (/^\p{Lu}{2,}$/u.test(word.text) && !word.stop) return "content";
  if (small === "and" || small === "or") return "join";
  if (FREE_LINKS.has(small)) return "link";
  if (AUXILIARIES.has(small) || RELATIVES.has(small) || CLAUSE_STARTS.has(small) || PRONOUNS.has(small))
    return "wall";
  if (HONORIFICS.has(small)) return "wall";
  if (word.stop || PREPOSITIONS.has(small)) return "link";
  return "content";
}

/** Whether a link is one that names seldom have: in, to, by, with. */
export function isHeavyLink(word: EnglishWord): boolean {
  return !FREE_LINKS.has(word.text.toLowerCase());
}

/** What the Chinese and the approved English of a term let stand inside of a span. */
export interface TermShape {
  readonly joined: boolean;
  readonly counted: boolean;
  readonly marks: RegExp;
  /** Whether the approved English is a name in capitals. */
  readonly name: boolean;
}

const SHAPES = new WeakMap<Term, TermShape>();

/** The shape of a term's names. */
export function shapeOf(term: Term): TermShape {
  const known = SHAPES.get(term);
  if (known !== undefined) return known;
  const all = term.concept.forms.map(({ text }) => text).join(" ");
  const bracket = /[(（]/.test(all) ? "()（）" : "";
  const comma = /[,，、]/.test(all) ? "," : "";
  const made: TermShape = {
    // Words that are two in English: 科技 is science and technology.
    joined: /[及和與与或、]|科技|工商|文体|文體|经贸|經貿|\b(?:and|or)\b|[/&]/.test(all),
    counted: /[\p{N}一二三四五六七八九十]/u.test(all),
    marks: new RegExp(`^(?:['’]s)?[\\s\\p{Pd}/&'’.${comma}${bracket}]*$`, "u"),
    name: term.forms.some(({ words }) => words.some(({ text, stop }, at) => !stop && isCapital(text, at))),
  };
  SHAPES.set(term, made);
  return made;
}

function isCapital(text: string, at: number): boolean {
  return /^\p{Lu}{2}/u.test(text) || (at > 0 && /^\p{Lu}/u.test(text)) || /^\p{Lu}/u.test(text);
}

const NUMERALS = new Set(
  "one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion trillion".split(
    " ",
  ),
);

/** Whether a word counts something. */
export function isNumber(word: EnglishWord): boolean {
  return /^\p{N}/u.test(word.text) || NUMERALS.has(word.text.toLowerCase());
}

/** Whether two words may be in one name, by what stands between them. A full stop may only end an abbreviation. */
export function mayJoin(gap: string, shape: TermShape, before: string): boolean {
  if (gap === " " || gap === "-") return true;
  if (!shape.marks.test(gap) || /[\n\r]/.test(gap)) return false;
  return !gap.includes(".") || before.length <= 3;
}

/** Whether a word can describe the noun behind it, so that it belongs to the same name if nobody else claims it. */
export function mayDescribe(words: readonly EnglishWord[], at: number): boolean {
  const word = words[at];
  if (word === undefined || roleOf(word) !== "content" || isNumber(word)) return false;
  const small = word.text.toLowerCase();
  if (ADVERBS.has(small) || DETERMINERS.has(small) || isThirdPerson(small)) return false;
  if (/...ly$/.test(small) && endsPhrase(small)) return false;
  if (!isVerbForm(small)) return true;
  // A participle describes a noun behind an article or a preposition (a licensed bank), else it may be a verb.
  const before = words[at - 1];
  return before === undefined || (before.stop && roleOf(before) !== "wall") || before.to + 1 < word.from;
}

/** Whether a word can be the noun that the words before it describe. */
export function mayBeHead(words: readonly EnglishWord[], at: number): boolean {
  const word = words[at];
  if (word === undefined || roleOf(word) !== "content" || isNumber(word)) return false;
  return !endsPhrase(word.text.toLowerCase());
}

/** For each word of a pair the range of the run of capitals that it is in; undefined outside of runs and in lines written in capitals throughout. */
export function capitalRuns(
  pair: Pair,
  text: string,
): readonly ({ readonly from: number; readonly to: number } | undefined)[] {
  const { english } = pair;
  const runs: ({ from: number; to: number } | undefined)[] = english.map(() => undefined);
  const content = english.filter(({ stop }) => !stop);
  const capitals = content.filter(({ capital }) => capital).length;
  if (content.length > 1 && capitals > 0.7 * content.length) return runs;
  const near = (j: number): boolean => text.slice(english[j]?.to ?? 0, english[j + 1]?.from ?? 0) === " ";
  for (let j = 0; j < english.length; j++) {
    const word = english[j];
    if (word?.capital !== true || word.stop || roleOf(word) !== "content") continue;
    let to = j + 1;
    for (;;) {
      const next = english[to];
      if (next === undefined || !near(to - 1)) break;
      if (next.capital && !next.stop && roleOf(next) === "content") {
        to++;
        continue;
      }
      // Hong Kong Association of Banks, but not one name and another.
      const behind = english[to + 1];
      const linked =
        ["of", "for"].includes(next.text) && near(to) && behind?.capital === true && !behind.stop;
      if (!linked) break;
      to += 2;
    }
    for (let at = j; at < to; at++) runs[at] = { from: j, to };
    j = to - 1;
  }
  return runs;
}
